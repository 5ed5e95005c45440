/** `huiyin classify`: trains on one file, tries on another; needs no installation and keeps nothing. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Evaluation, evaluate, type Sample, train, wordsOf, wordsOfTokens } from '../classify/index.ts'

interface Options {
  train: string
  test: string
}

/**
 * @returns the evaluation with seconds of training (by the clock and of the processor) and peak memory in megabytes (2^20 bytes)
 * @throws an Error in both languages that names file and line where a line is not a labelled message
 */
export async function classify(o: Options) {
  const known = await read(o.train)
  if (new Set(known.map((s) => s.category)).size < 2) {
    throw new Error(`${o.train}: 至少要有两个类别 · two categories at least are needed`)
  }
  const asked = await read(o.test)
  if (asked.length === 0) throw new Error(`${o.test}: 没有可试的文本 · no text to try`)
  const before = process.hrtime.bigint()
  const cpu = process.cpuUsage()
  const model = train(known)
  const seconds = Number(process.hrtime.bigint() - before) / 1e9
  const { user, system } = process.cpuUsage(cpu)
  const processorSeconds = (user + system) / 1e6
  const started = process.hrtime.bigint()
  const evaluation = evaluate(model, asked)
  const perSecond = asked.length / (Number(process.hrtime.bigint() - started) / 1e9)
  const json = {
    ...evaluation,
    trainedOn: known.length,
    seconds,
    processorSeconds,
    perSecond,
    memoryMB: process.resourceUsage().maxRSS / 1024,
  }
  return { json, text: textOf(json) }
}

function textOf(
  e: Evaluation & {
    trainedOn: number
    seconds: number
    processorSeconds: number
    perSecond: number
    memoryMB: number
  },
): string {
  const percent = (x: number) => `${(x * 100).toFixed(1)} %`
  return [
    `训练 trained on ${e.trainedOn}，检验 tried on ${e.texts}；${e.seconds.toFixed(1)} s（处理器 processor ${e.processorSeconds.toFixed(1)} s），${Math.round(e.perSecond)}/s，${Math.round(e.memoryMB)} MB`,
    `macro-F1 ${e.macroF1.toFixed(4)}，准确率 accuracy ${percent(e.accuracy)}，98 % 准确时的覆盖 coverage at 98 % ${percent(e.coverageAt98)}`,
    `主动建议 spoke on ${percent(e.spoke)}，其中正确 right ${percent(e.rightWhereItSpoke)}；置信度误差 calibration error ${percent(e.calibrationError)}`,
    ...e.perClass.map(
      (c) =>
        `  ${c.category}  F1 ${c.f1.toFixed(3)}  P ${c.precision.toFixed(3)}  R ${c.recall.toFixed(3)}  ${c.texts}`,
    ),
  ].join('\n')
}

/** One JSON object a line: `tokens` (words between spaces) or `body` (a text as it was written), and `level1`. */
async function read(file: string): Promise<Sample[]> {
  const samples: Sample[] = []
  let number = 0
  for await (const line of createInterface({ input: createReadStream(file) })) {
    number += 1
    if (line.trim() === '') continue
    samples.push(sampleOf(line, `${file}:${number}`))
  }
  return samples
}

function sampleOf(line: string, where: string): Sample {
  let row: { tokens?: unknown; body?: unknown; level1?: unknown }
  try {
    row = JSON.parse(line)
  } catch {
    throw new Error(`${where}: 不是 JSON · not JSON`)
  }
  if (typeof row?.level1 !== 'string' || row.level1 === '') {
    throw new Error(`${where}: 缺 level1（类别） · level1, the category, is missing`)
  }
  if (typeof row.tokens === 'string') return { words: wordsOfTokens(row.tokens), category: row.level1 }
  if (typeof row.body === 'string') return { words: wordsOf(row.body), category: row.level1 }
  throw new Error(`${where}: 缺 tokens 或 body（正文） · tokens or body, the text, is missing`)
}
