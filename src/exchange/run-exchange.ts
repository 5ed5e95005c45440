/** `huiyin exchange import|export`: arguments in, exit code and output out. */
import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BureauFacts } from '../bureau/index.ts'
import { isRefusal, problemOf, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { findBatch } from './batch-store.ts'
import { batchView } from './batch-view.ts'
import { bringFile } from './bring-file.ts'
import { startBatch } from './change-batch.ts'
import type { BatchView, CellProblem, Preview } from './contract.ts'
import type { Asker, ExchangeDeps } from './deps.ts'
import { previewBatch } from './read-batch.ts'
import { prepareReturn, returnFile, sendReturn } from './returns.ts'
import { runBatch } from './run-batch.ts'

export interface ExchangeOutput {
  exitCode: 0 | 1
  json: unknown
  text: string
}

export type ExchangeAsk =
  | { verb: 'import'; file: string; bureau: string; system: string; dryRun: boolean }
  | { verb: 'export'; out: string; bureau: string; system: string }

const refused = (refusal: Refusal): ExchangeOutput => {
  const zh = problemOf(refusal, 'zh', '')
  const en = problemOf(refusal, 'en', '')
  return {
    exitCode: 1,
    json: {
      ok: false,
      error: { code: refusal.refused, zh: zh?.title, en: en?.title, details: refusal.details },
    },
    text: `${zh?.title}。${zh?.detail}\n${en?.title}. ${en?.detail}\n(${refusal.refused})\n`,
  }
}

/**
 * Imports an export of another system, or writes what goes back to it. Rows that cannot be taken are listed and do not
 * make it fail; run again, an import that was killed goes on, and a finished one changes nothing and says so.
 * @throws what the database throws
 */
export async function runExchange(deps: ExchangeDeps, ask: ExchangeAsk): Promise<ExchangeOutput> {
  const facts = await deps.cases.directory.bySlug(ask.bureau)
  if (!facts) return refused(refuse('import.unknown_bureau'))
  return ask.verb === 'import' ? importFile(deps, facts, ask) : exportFile(deps, facts, ask)
}

const program = (deps: ExchangeDeps, facts: BureauFacts): Asker => ({
  bureauId: facts.bureau.bureauId,
  accountId: null,
  unitId: null,
  // The program opens what people of the counter and the hotline open.
  roles: ['clerk', 'operator', 'bureau-head'],
  now: deps.clock.now(),
})

async function importFile(
  deps: ExchangeDeps,
  facts: BureauFacts,
  ask: Extract<ExchangeAsk, { verb: 'import' }>,
): Promise<ExchangeOutput> {
  const who = program(deps, facts)
  const { bureauId } = who
  let bytes: Buffer
  try {
    bytes = await readFile(ask.file)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown'
    return refused(refuse('import.file_unreadable', { details: { reason } }))
  }
  const brought = await bringFile(deps, who, {
    kind: 'exchange',
    system: ask.system,
    name: path.basename(ask.file),
    bytes,
  })
  if (isRefusal(brought)) return refused(brought)
  const { batch_id: batchId } = brought.batch
  const preview = await previewBatch(deps, who, batchId, 'zh')
  if (isRefusal(preview)) return refused(preview)
  if (ask.dryRun) return { exitCode: 0, json: { dryRun: true, ...preview }, text: previewText(preview) }
  const begun = await startBatch(deps, who, batchId)
  if (begun) return refused(begun)
  let told = performance.now()
  const progress = (done: number, total: number) => {
    if (performance.now() - told < 1000) return
    told = performance.now()
    process.stderr.write(`${done} / ${total}\n`)
  }
  // A running server may have it in hand already: then this waits until it is done.
  while (!(await runBatch(deps, bureauId, batchId, { progress })))
    await new Promise((resolve) => setTimeout(resolve, 300))
  const after = await withTx(deps.cases.app, { bureau: bureauId }, (tx) => findBatch(tx, bureauId, batchId))
  const carriedOut = batchView(deps.cases.keyring, bureauId, after!, 'zh')
  // The very file of an import that was done: this run registered nothing, all of it is on record.
  const again = brought.seenBefore && brought.batch.state === 'done'
  const view = again ? asOfNow(carriedOut) : carriedOut
  const { problems, more } = preview
  const before = again ? `${ALREADY}${carriedOut.doneAt ?? ''}\n` : ''
  return {
    exitCode: 0,
    json: { ...view, seenBefore: brought.seenBefore, problems, more },
    text: before + batchText(view, problems, more),
  }
}

const ALREADY = '这份文件导入过，这次没有登记任何事项 · imported before, nothing was registered now: '

const asOfNow = (b: BatchView): BatchView => ({
  ...b,
  made: 0,
  changed: 0,
  known: b.made + b.changed + b.known,
})

async function exportFile(
  deps: ExchangeDeps,
  facts: BureauFacts,
  ask: Extract<ExchangeAsk, { verb: 'export' }>,
): Promise<ExchangeOutput> {
  const who = program(deps, facts)
  const made = await prepareReturn(deps, who, { system: ask.system }, randomUUID())
  if (isRefusal(made)) {
    if (made.refused !== 'exchange.nothing_waiting') return refused(made)
    return { exitCode: 0, json: { items: 0 }, text: '没有需要回传的内容 · nothing waits to be sent back\n' }
  }
  const format = ask.out.endsWith('.csv') ? 'csv' : ask.out.endsWith('.xlsx') ? 'xlsx' : undefined
  const file = await returnFile(deps, who, made.returnId, format)
  if (isRefusal(file)) return refused(file)
  // Whole or not at all: who picks the file up must not find half of it.
  const temporary = `${ask.out}.${randomUUID().slice(0, 8)}.tmp`
  await writeFile(temporary, file.bytes, { mode: 0o600 })
  await rename(temporary, ask.out)
  const sent = await sendReturn(deps, who, made.returnId)
  if (isRefusal(sent)) return refused(sent)
  return {
    exitCode: 0,
    json: { ...sent, file: ask.out },
    text: `回传 ${sent.items} 件 · ${sent.items} sent back: ${ask.out}\n`,
  }
}

const problemText = (p: CellProblem): string =>
  `${p.level === 'error' ? '✗' : '!'} ${p.column ?? ''}${p.row} ${p.header ?? ''}: ${p.title}。${p.remedy}`

function previewText(p: Preview): string {
  const lines = [
    `行数 rows: ${p.rows}`,
    `可导入 new: ${p.good}`,
    `已在库 known: ${p.known}`,
    `有变化 changed: ${p.changed}`,
    `有问题 bad: ${p.bad}`,
    ...p.problems.map(problemText),
  ]
  if (p.more > 0) lines.push(`… ${p.more}`)
  return `${lines.join('\n')}\n`
}

function batchText(b: BatchView, problems: readonly CellProblem[], more: number): string {
  const lines = [
    `行数 rows: ${b.rows}`,
    `新登记 registered: ${b.made}`,
    `已在库 known: ${b.known}`,
    `有变化 changed: ${b.changed}`,
    `未导入 left out: ${b.bad}`,
    ...problems.map(problemText),
  ]
  if (more > 0) lines.push(`… ${more}`)
  return `${lines.join('\n')}\n`
}
