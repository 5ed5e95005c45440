/** `huiyin reply-check`: puts the questions of the reply check to a file of letters with replies; needs no installation, keeps nothing. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Answered, checkAll, type Distribution, distributionOf } from '../replycheck/index.ts'

interface Options {
  file: string
  /** Ids whose findings are told. */
  show?: readonly string[]
}

/**
 * @returns how often each question is answered how; with `show` also the findings of those letters
 * @throws an Error in both languages that names file and line where a line is not a letter with a reply
 */
export async function replyCheck(o: Options) {
  const all: Answered[] = []
  let number = 0
  for await (const line of createInterface({ input: createReadStream(o.file) })) {
    number += 1
    if (line.trim() !== '') all.push(answeredOf(line, `${o.file}:${number}`))
  }
  const cpu = process.cpuUsage()
  const checked = checkAll(all)
  const { user, system } = process.cpuUsage(cpu)
  const shown = o.show?.map((id) => {
    const findings = checked.get(id)
    if (!findings) throw new Error(`${o.file}: 没有编号 · there is no id ${id}`)
    return [id, findings] as const
  })
  const json = {
    ...distributionOf(checked.values()),
    processorSeconds: (user + system) / 1e6,
    ...(shown ? { shown: Object.fromEntries(shown) } : {}),
  }
  return { json, text: textOf(json) }
}

/** One JSON object a line: id, subject, body, reply; `repliedAt`, where given, is the day promises are read on. */
function answeredOf(line: string, where: string): Answered {
  let row: { id?: unknown; subject?: unknown; body?: unknown; reply?: unknown; repliedAt?: unknown }
  try {
    row = JSON.parse(line)
  } catch {
    throw new Error(`${where}: 不是 JSON · not JSON`)
  }
  const { id, subject = '', body, reply, repliedAt } = row ?? {}
  if (
    typeof id !== 'string' ||
    typeof subject !== 'string' ||
    typeof body !== 'string' ||
    typeof reply !== 'string'
  ) {
    throw new Error(`${where}: 缺 id、body 或 reply · id, body or reply is missing`)
  }
  const on = typeof repliedAt === 'string' ? repliedAt.slice(0, 10) : '2020-01-01'
  return { id, subject, body, reply, on }
}

function textOf(r: Distribution & { processorSeconds: number; shown?: unknown }): string {
  const percent = (n: number) => `${((n / Math.max(1, r.replies)) * 100).toFixed(1)} %`
  return [
    `${r.replies} 件答复 replies，处理器 processor ${r.processorSeconds.toFixed(1)} s`,
    ...r.questions.map(
      ({ question, verdicts, reasons }) =>
        `${question}: 有 found ${percent(verdicts.found)}，请看 look ${percent(verdicts.look)}，未见 none ${percent(verdicts.none)}` +
        `（${Object.entries(reasons)
          .sort((a, b) => b[1] - a[1])
          .map(([code, n]) => `${code} ${n}`)
          .join('，')}）`,
    ),
    `请看的问题数 questions to look at: ${r.looks.map((n, i) => `${i}: ${n}`).join('，')}`,
    ...(r.shown ? [JSON.stringify(r.shown, null, 2)] : []),
  ].join('\n')
}
