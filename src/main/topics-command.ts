/** `huiyin topics`: gathers the letters of a file and measures the result against labels; needs no installation, keeps nothing. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { gather, type Labelled, type Letter, measure, type TopicsReport } from '../topics/index.ts'

interface Options {
  messages: string
  labels?: string
}

/**
 * @returns pairs and clusters with precision and recall, each topic, the ten hottest
 * @throws an Error in both languages that names file and line where a line is not a letter
 */
export async function topics(o: Options) {
  const labels = o.labels ? (JSON.parse(await readFile(o.labels, 'utf8')) as Labelled[]) : []
  const letters: Letter[] = []
  let number = 0
  for await (const line of createInterface({ input: createReadStream(o.messages) })) {
    number += 1
    if (line.trim() !== '') letters.push(letterOf(line, `${o.messages}:${number}`))
  }
  const cpu = process.cpuUsage()
  const report = measure(gather(letters), labels)
  const { user, system } = process.cpuUsage(cpu)
  const json = { ...report, processorSeconds: (user + system) / 1e6 }
  return { json, text: textOf(json, labels.length > 0) }
}

/** One JSON object a line: id, subject, body, at; `support`, where given, says how many more stand behind it. */
function letterOf(line: string, where: string): Letter {
  let row: { id?: unknown; subject?: unknown; body?: unknown; at?: unknown; support?: unknown }
  try {
    row = JSON.parse(line)
  } catch {
    throw new Error(`${where}: 不是 JSON · not JSON`)
  }
  const { id, subject, body, at, support } = row ?? {}
  if (typeof id !== 'string' || typeof subject !== 'string' || typeof body !== 'string') {
    throw new Error(`${where}: 缺 id、subject 或 body · id, subject or body is missing`)
  }
  const receivedOn = typeof at === 'string' ? at.slice(0, 10) : '2020-01-01'
  const persons = 1 + (typeof support === 'number' ? support : 0)
  return { id, text: `${subject}\n${body}`, receivedOn, persons }
}

function textOf(r: TopicsReport & { processorSeconds: number }, labelled: boolean): string {
  const percent = (x: number) => `${(x * 100).toFixed(1)} %`
  const both = (m: { precision: number; recall: number }) =>
    `精确率 precision ${percent(m.precision)}，召回率 recall ${percent(m.recall)}`
  const measured = [
    `两两 pairs: ${both(r.pairs)}`,
    `聚类 clusters: ${both(r.clusters)}`,
    ...r.perTopic.map((t) => `  ${t.topic}: ${t.found}/${t.labelled}，同组 in its cluster ${t.inItsCluster}`),
  ]
  return [
    `${r.letters} 件来信 letters，处理器 processor ${r.processorSeconds.toFixed(1)} s`,
    ...(labelled ? measured : []),
    '最热 hottest:',
    ...r.hottest.map(
      (t) =>
        `  ${t.heat.toFixed(1)}  ${t.letters} 件 letters，${t.persons} 人 persons，${t.from} – ${t.to}: ${t.members.slice(0, 4).join(' ')} …`,
    ),
  ].join('\n')
}
