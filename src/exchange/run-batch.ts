/**
 * Carries a batch out: registers the good rows, adds what changed to known orders, cancels a mistaken batch. A killed run
 * is taken up by the next: each row has its own key, so it becomes one matter however often it is tried.
 */
import type { BureauFacts } from '../bureau/index.ts'
import {
  type Actor,
  addWords,
  type Caller,
  cancelMistake,
  type RegisterInput,
  registerMatter,
  SYSTEM,
} from '../cases/index.ts'
import { plainDateIn } from '../kernel/calendar/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import {
  type BatchRow,
  findAccount,
  findBatch,
  listRows,
  listToCancel,
  markCancelled,
  moveBatch,
  type RowDone,
  readTableCipher,
  saveRows,
} from './batch-store.ts'
import { isBad } from './check-row.ts'
import { type ExchangeDeps, PRINCIPAL } from './deps.ts'
import { isNews, noteOf } from './difference.ts'
import { checkRows, type Judged, judge } from './judge.ts'
import { withBatchLock } from './lock.ts'
import { findByExternal, findKey, insertOrder, markOrderCancelled, updateOrder } from './order-store.ts'
import { openTable, sealRow } from './sealed.ts'

/** Rows carried out together: as many as one transaction of registrations takes. */
const TOGETHER = 24

export interface RunOptions {
  /** Asked between two groups of rows: true leaves the rest to another run. */
  stopped?: () => boolean
  /** Told after each group of rows. */
  progress?: (done: number, total: number) => void
}

interface Run {
  deps: ExchangeDeps
  facts: BureauFacts
  bureauId: string
  batch: BatchRow
}

/**
 * Works on a batch that is running or being cancelled, if no other process does.
 * @returns false when another process is at it
 * @throws what the database throws; the batch stays as it is and is taken up again
 */
export async function runBatch(
  deps: ExchangeDeps,
  bureauId: string,
  batchId: string,
  o: RunOptions = {},
): Promise<boolean> {
  const facts = await deps.cases.directory.byId(bureauId)
  if (!facts) return true
  const done = await withBatchLock(deps.cases.app, batchId, async () => {
    const batch = await withTx(deps.cases.app, { bureau: bureauId }, (tx) => findBatch(tx, bureauId, batchId))
    if (!batch) return true
    const run = { deps, facts, bureauId, batch }
    if (batch.state === 'running') await importRows(run, o)
    if (batch.state === 'cancelling') await cancelRows(run, o)
    return true
  })
  return done ?? false
}

/** Leaves a batch to a person, with the reason. */
export async function stopBatch(
  deps: ExchangeDeps,
  bureauId: string,
  batchId: string,
  why: Refusal,
): Promise<void> {
  await withTx(deps.cases.app, { bureau: bureauId }, (tx) =>
    moveBatch(tx, bureauId, batchId, ['running'], { state: 'stopped', stoppedCode: why.refused }),
  )
}

async function importRows(run: Run, o: RunOptions): Promise<void> {
  const { deps, facts, bureauId, batch } = run
  const actor = await actorOf(run)
  if (isRefusal(actor)) return stopBatch(deps, bureauId, batch.batch_id, actor)
  const system = { bureau: bureauId, system: true }
  const { cipher, done } = await withTx(deps.cases.app, system, async (tx) => ({
    cipher: await readTableCipher(tx, bureauId, batch.batch_id),
    done: new Set((await listRows(tx, bureauId, batch.batch_id)).map((r) => r.row_no)),
  }))
  const table = openTable(deps.cases.keyring, bureauId, batch, cipher)
  if (!table) return stopBatch(deps, bureauId, batch.batch_id, refuse('batch.file_gone'))
  const roles = actor.kind === 'system' ? 'system' : actor.roles
  const { rows } = checkRows(facts, batch.kind, table, batch.mapping, roles, batch.started_at!)
  const about = { batchId: batch.batch_id, kind: batch.kind, system: batch.system }
  const judged = await withTx(deps.cases.app, system, (tx) => judge(deps, tx, bureauId, about, rows))
  const left = judged.filter((r) => !done.has(r.row))
  let count = done.size
  for (let from = 0; from < left.length; from += TOGETHER) {
    if (o.stopped?.()) return
    const part = left.slice(from, from + TOGETHER)
    const results = await Promise.all(part.map((r) => carryOut(run, actor, r)))
    await withTx(deps.cases.app, system, (tx) => saveRows(tx, bureauId, batch.batch_id, results))
    count += part.length
    o.progress?.(count, judged.length)
  }
  await withTx(deps.cases.app, system, (tx) =>
    moveBatch(tx, bureauId, batch.batch_id, ['running'], { state: 'done', doneAt: deps.clock.now() }),
  )
}

/** Who registers: the account that began the import, as it stands now; the program for the command line. */
async function actorOf({ deps, bureauId, batch }: Run): Promise<Actor | Refusal> {
  if (!batch.started_by) return SYSTEM
  const account = await withTx(deps.cases.app, { bureau: bureauId }, (tx) =>
    findAccount(tx, bureauId, batch.started_by!),
  )
  const roles = (account?.roles ?? []) as unknown as Actor['roles']
  if (!account || !roles.some((r) => r === 'clerk' || r === 'operator')) return refuse('batch.actor_gone')
  return { kind: 'account', id: batch.started_by, unitId: account.unit_id, roles }
}

/** Who cancels: the account that asked for it. Without one (it was deactivated since) the program carries it through. */
async function cancellerOf({ deps, bureauId, batch }: Run): Promise<Actor> {
  const account =
    batch.started_by &&
    (await withTx(deps.cases.app, { bureau: bureauId }, (tx) => findAccount(tx, bureauId, batch.started_by!)))
  if (!account) return SYSTEM
  return {
    kind: 'account',
    id: batch.started_by,
    unitId: account.unit_id,
    roles: account.roles as unknown as Actor['roles'],
  }
}

const caller = (run: Run, actor: Actor, key: string): Caller => {
  const now = run.deps.clock.now()
  return {
    bureauId: run.bureauId,
    actor,
    principal: PRINCIPAL,
    idempotencyKey: key,
    occurredAt: now,
    recordedAt: now,
  }
}

async function carryOut(run: Run, actor: Actor, r: Judged): Promise<RowDone> {
  const done = (
    outcome: RowDone['outcome'],
    matterId: string | null,
    code: string | null = null,
  ): RowDone => ({
    row_no: r.row,
    outcome,
    matter_id: matterId,
    print: r.print,
    code,
  })
  if (isBad(r)) return done('bad', null, r.faults.find((f) => f.level === 'error')!.refusal.refused)
  if (run.batch.kind === 'register') {
    if (r.outcome === 'known') return done('known', r.matterId)
    const made = await register(run, actor, r)
    return isRefusal(made) ? done('bad', null, made.refused) : done('made', made)
  }
  if (r.order) {
    await tellChange(run, r)
    return done(r.outcome, r.matterId)
  }
  const matterId = r.matterId ?? (await register(run, actor, r))
  if (!isRefusal(matterId)) {
    await keepOrder(run, r, matterId)
    return done(r.matterId ? 'known' : 'made', matterId)
  }
  // A run that was killed between the registration and our record of the order, or somebody's hand meanwhile.
  const found = await withTx(run.deps.cases.app, { bureau: run.bureauId, system: true }, (tx) =>
    findByExternal(tx, run.bureauId, run.batch.system, [r.values.externalNumber!]),
  )
  if (!found[0]) return done('bad', null, matterId.refused)
  await keepOrder(run, r, found[0].matter_id)
  return done('known', found[0].matter_id)
}

/** Registers a row; the same row is the same matter however often it is tried, until that one is cancelled. @returns the matter's id */
async function register(run: Run, actor: Actor, r: Judged): Promise<string | Refusal> {
  const { deps, bureauId, batch } = run
  const { values: v } = r
  const name =
    batch.kind === 'exchange'
      ? [r.generation === 0 ? 'exchange' : `exchange@${r.generation}`, batch.system, v.externalNumber!]
      : ['batch', batch.digest, String(batch.generation), String(r.row)]
  const party = { name: v.name, phone: v.phone, address: v.address, idNumber: v.idNumber, email: v.email }
  const given = Object.fromEntries(Object.entries(party).filter(([, value]) => value !== null))
  const input: RegisterInput = {
    procedure: v.procedure,
    channel: v.channel as RegisterInput['channel'],
    ...(v.class ? { class: v.class as NonNullable<RegisterInput['class']> } : {}),
    category: v.category,
    secrecy: v.secrecy as NonNullable<RegisterInput['secrecy']>,
    subject: v.subject,
    body: v.body,
    demands: v.demands,
    place: v.place,
    parties: Object.keys(given).length > 0 ? [{ role: 'petitioner', ...given }] : [],
    persons: v.persons,
    representatives: v.representatives,
    ...(v.receivedAt ? { receivedAt: v.receivedAt } : {}),
    external: externalOf(run, r),
    matterId: deriveUuid(deps.cases.keyring.installationKey, 'import-matter', bureauId, ...name),
    sourceKey: name.join(':'),
  }
  const result = await registerMatter(deps.cases, caller(run, actor, name.join(':')), input)
  return isRefusal(result) ? result : result.matterId
}

function externalOf({ facts, batch }: Run, { values: v }: Judged): RegisterInput['external'] {
  if (batch.kind !== 'exchange') return null
  const received = v.receivedAt ?? batch.started_at!.toISOString()
  const receivedOn = plainDateIn(facts.bureau.zone, received)
  return { system: batch.system, number: v.externalNumber!, sender: v.sender, due: v.due, receivedOn }
}

async function keepOrder(run: Run, r: Judged, matterId: string): Promise<void> {
  const { deps, bureauId, batch } = run
  await withTx(deps.cases.app, { bureau: bureauId, system: true }, async (tx) => {
    const key = await findKey(tx, bureauId, matterId)
    const row = key && sealRow(deps.cases.keyring, bureauId, matterId, key, r.values)
    // The content of the matter was destroyed: nothing of it is kept anew.
    if (!row) return
    await insertOrder(tx, bureauId, {
      system: batch.system,
      number: r.values.externalNumber!,
      matterId,
      batchId: batch.batch_id,
      status: r.values.theirStatus,
      row,
      seenAt: deps.clock.now(),
    })
  })
}

/** What differs is added to the matter as words, then the newest row is kept. Nothing registered is written over. */
async function tellChange(run: Run, r: Judged): Promise<void> {
  const { deps, bureauId, batch } = run
  const order = r.order!
  const news = isNews(r.differences)
  if (news) {
    const key = `exchange:${order.system}:${order.number}:change:${order.changes + 1}:${r.print}`
    const words = noteOf(order.system, order.number, r.differences)
    const added = await addWords(deps.cases, caller(run, SYSTEM, key), order.matter_id, words)
    if (isRefusal(added) && added.refused !== 'case.erased')
      throw new Error(`a change was refused: ${added.refused}`)
  }
  const row = sealRow(deps.cases.keyring, bureauId, order.matter_id, order, r.values)
  if (!row) return
  await withTx(deps.cases.app, { bureau: bureauId, system: true }, (tx) =>
    updateOrder(tx, bureauId, {
      system: order.system,
      number: order.number,
      matterId: order.matter_id,
      batchId: batch.batch_id,
      status: r.values.theirStatus,
      row,
      seenAt: deps.clock.now(),
      changed: news,
    }),
  )
}

/** Ends what the batch made, as long as nothing else has happened to it; what has gone on meanwhile stays. */
async function cancelRows(run: Run, o: RunOptions): Promise<void> {
  const { deps, bureauId, batch } = run
  const { app } = deps.cases
  const system = { bureau: bureauId, system: true }
  const actor = await cancellerOf(run)
  const toCancel = () => withTx(app, system, (tx) => listToCancel(tx, bureauId, batch.batch_id))
  for (const { row_no, matter_id } of await toCancel()) {
    if (o.stopped?.()) return
    const by = caller(run, actor, `cancel:${batch.batch_id}:${row_no}`)
    const result = await cancelMistake(deps.cases, by, matter_id, batch.batch_id, batch.cancel_reason ?? '')
    // What has gone on since somebody looked stays: that is what the rule is for.
    if (isRefusal(result)) continue
    await withTx(app, system, async (tx) => {
      await markCancelled(tx, bureauId, batch.batch_id, row_no)
      if (batch.kind === 'exchange') await markOrderCancelled(tx, bureauId, matter_id)
    })
  }
  const kept = (await toCancel()).length
  await withTx(app, system, (tx) =>
    moveBatch(tx, bureauId, batch.batch_id, ['cancelling'], {
      // Nothing could be cancelled: the batch stands as it was.
      state: kept === batch.made && batch.made > 0 ? 'done' : 'cancelled',
      doneAt: deps.clock.now(),
      cancelled: batch.made - kept,
      kept,
    }),
  )
}
