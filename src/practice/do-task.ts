/** Begins a task (开始练习) with matters made for this learner alone, and checks how far it is done (检查). */
import { type BureauFacts, once } from '../bureau/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { writtenBy } from '../knowledge/index.ts'
import { bringMatter, sidesFor } from './bring.ts'
import { type Judged, judge } from './judge.ts'
import { PREPARED, type PreparedId, type Side } from './preparation.ts'
import { hangUp, ringCall } from './ring-call.ts'
import { type Command, groundHere, type PracticeRoom } from './room.ts'
import type { Act, Seen, SeenMatter, Task } from './seen.ts'
import {
  type Attempt,
  actsOf,
  beginAttempt,
  docsOf,
  findGround,
  keepMatters,
  listAttempts,
  mattersTouched,
  notePassed,
  openedOf,
} from './store.ts'
import { taskOf } from './tasks/index.ts'

/** On which side of a matter each role learns; an editor works on none. */
const SIDE: Partial<Record<Task['role'], Side>> = {
  clerk: 'centre',
  operator: 'centre',
  'bureau-head': 'centre',
  handler: 'handler',
  'unit-head': 'handler',
  supervisor: 'supervisor',
  reviewer: 'reviewer',
}

/** Small, different for every learner and turn, the same when asked again. */
export function numberOf(...parts: string[]): number {
  let n = 7
  for (const ch of parts.join('/')) n = (n * 31 + ch.charCodeAt(0)) % 8999
  return 1000 + n
}

async function taskHere(
  room: PracticeRoom,
  command: Pick<Command, 'session'>,
  id: string,
): Promise<{ task: Task; facts: BureauFacts } | Refusal> {
  const { session } = command
  const facts = await groundHere(room, session.bureauId)
  if (isRefusal(facts)) return facts
  const task = taskOf(id)
  if (!task) return refuse('not_found')
  if (!session.roles.includes(task.role))
    return refuse('practice.other_role', { details: { role: task.role } })
  return { task, facts }
}

/**
 * Begins a task, or begins it anew with fresh matters. What was passed before stays passed.
 * @returns `practice.not_here`, `not_found`, `practice.other_role`, `practice.other_unit` (the account's unit has not the
 * seat the task is done from), `practice.being_filled`
 */
export async function beginTask(
  room: PracticeRoom,
  command: Command,
  id: string,
): Promise<{ matters: string[] } | Refusal> {
  const here = await taskHere(room, command, id)
  if (isRefusal(here)) return here
  const { task, facts } = here
  const { session, now } = command
  const { bureauId, accountId } = session
  const side = SIDE[task.role]
  const sides = side ? sidesFor(facts, { side, unitId: session.unitId }) : null
  if (side && !sides) return refuse('practice.other_unit', { details: { role: task.role } })
  const begun = await once(room.bureau.pool, command, ['practice-begin', id], async (tx) => {
    const ground = await findGround(tx, bureauId)
    if (ground?.state !== 'ready') return refuse('practice.being_filled')
    return { turn: await beginAttempt(tx, bureauId, accountId, id, now), round: ground.round }
  })
  if (isRefusal(begun)) return begun
  const { turn, round } = begun
  const n = numberOf(accountId, id, String(turn))
  if (task.where === 'hotline') {
    const rung = await ringCall(room, command, { task: id, turn, n })
    if (rung) return rung
  }
  const matters: string[] = []
  for (const [i, kind] of task.prepares.entries())
    matters.push(
      await bringMatter(room, PREPARED[kind as PreparedId], {
        facts,
        sides: sides!,
        key: [String(round), accountId, id, String(turn), String(i)],
        n,
        learner: session.name,
        now,
      }),
    )
  await withTx(room.bureau.pool, { bureau: bureauId, account: accountId }, (tx) =>
    keepMatters(tx, { bureauId, accountId, task: id, turn }, matters),
  )
  return { matters }
}

/** What the ground's ledger tells of an attempt. */
export async function seenOf(
  room: PracticeRoom,
  facts: BureauFacts,
  who: { accountId: string; unitId: string },
  task: Task,
  attempt: Attempt,
): Promise<Seen> {
  const { bureauId } = facts.bureau
  const { accountId } = who
  const seen = await withTx(
    room.cases.app,
    { bureau: bureauId, unit: who.unitId, account: accountId },
    async (tx) => {
      const touched =
        task.where === 'register' || task.where === 'hotline'
          ? await mattersTouched(tx, bureauId, accountId, attempt.begunAt)
          : []
      const others = touched.filter((id) => !attempt.matters.includes(id))
      const ids = [...attempt.matters, ...others]
      const [docs, acts, opened] = await Promise.all([
        docsOf(tx, bureauId, ids),
        actsOf(tx, bureauId, ids, accountId, attempt.begunAt),
        openedOf(tx, bureauId, ids, accountId),
      ])
      const matter = (matterId: string): SeenMatter[] => {
        const doc = docs.get(matterId)
        if (!doc) return []
        const own = acts.filter((a) => a.matter_id === matterId)
        return [{ matterId, doc, acts: own.map(({ type, data }) => ({ type, data }) as Act) }]
      }
      const registered = others
        .flatMap(matter)
        .filter((m) => m.acts.some((a) => a.type === 'matter.registered'))
      return { own: attempt.matters.flatMap(matter), registered, opened: new Set(opened) }
    },
    { readOnly: true },
  )
  const forms =
    task.where === 'knowledge'
      ? await writtenBy(room.knowledge, { bureauId, accountId }, attempt.begunAt)
      : []
  return { ...seen, forms, units: new Map([...facts.units.values()].map((u) => [u.code, u.unitId])) }
}

/**
 * Looks at what the learner did and says which part is done; when all are, the task is passed for good.
 * @returns `practice.not_here`, `not_found`, `practice.other_role`, `practice.not_begun`
 */
export async function checkTask(
  room: PracticeRoom,
  command: Command,
  id: string,
): Promise<(Judged & { passedAt: string | null }) | Refusal> {
  const here = await taskHere(room, command, id)
  if (isRefusal(here)) return here
  const { task, facts } = here
  const { bureauId, accountId, unitId } = command.session
  const context = { bureau: bureauId, account: accountId }
  const attempts = await withTx(room.bureau.pool, context, (tx) => listAttempts(tx, bureauId, accountId), {
    readOnly: true,
  })
  const attempt = attempts.get(id)
  if (!attempt) return refuse('practice.not_begun')
  const judged = judge(task, await seenOf(room, facts, { accountId, unitId }, task, attempt))
  if (judged.passed && task.where === 'hotline') await hangUp(room, command, attempt)
  if (judged.passed && !attempt.passedAt)
    await withTx(room.bureau.pool, context, (tx) => notePassed(tx, bureauId, accountId, id, command.now))
  const passedAt = attempt.passedAt ?? (judged.passed ? command.now : null)
  return { ...judged, passedAt: passedAt?.toISOString() ?? null }
}
