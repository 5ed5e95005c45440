/** What the pages of the practice ground show: how far it is, one's own tasks, how many have done each. */
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { PracticeCountView, PracticeGroundView, PracticeTaskView } from './contract.ts'
import { numberOf } from './do-task.ts'
import { type Command, groundFor, groundHere, type PracticeRoom } from './room.ts'
import type { Words } from './seen.ts'
import { countAttempts, docsOf, findGround, listAttempts, rolesOfLearners } from './store.ts'
import { TASKS, tasksFor } from './tasks/index.ts'

type Who = Pick<Command, 'session'>

/** The ground of my bureau, from there or from within; null where none was opened. */
export async function readGround(
  room: PracticeRoom,
  { session }: Who,
): Promise<{ inside: boolean; ground: PracticeGroundView | null }> {
  const facts = await groundFor(room, session.bureauId)
  const inside = facts?.bureau.bureauId === session.bureauId
  if (!facts) return { inside, ground: null }
  const found = await withTx(
    room.bureau.pool,
    { bureau: session.bureauId },
    (tx) => findGround(tx, facts.bureau.bureauId),
    { readOnly: true },
  )
  if (!found) return { inside, ground: null }
  const { state, done, total, readyAt, failed } = found
  return {
    inside,
    ground: {
      name: facts.bureau.name,
      state,
      done,
      total,
      readyAt: readyAt?.toISOString() ?? null,
      failed,
    },
  }
}

const filled = (text: Words, blanks: Record<string, string>): Words => {
  const fill = (said: string) => said.replace(/\{(\w+)\}/g, (whole, key: string) => blanks[key] ?? whole)
  return { zh: fill(text.zh), en: fill(text.en) }
}

/** My tasks, in the order of the work. Nobody else is shown them. @returns `practice.not_here` */
export async function readTasks(room: PracticeRoom, { session }: Who): Promise<PracticeTaskView[] | Refusal> {
  const facts = await groundHere(room, session.bureauId)
  if (isRefusal(facts)) return facts
  const { bureauId, accountId, unitId } = session
  const { attempts, docs } = await withTx(
    room.bureau.pool,
    { bureau: bureauId, account: accountId, unit: unitId },
    async (tx) => {
      const all = await listAttempts(tx, bureauId, accountId)
      const ids = [...all.values()].flatMap((a) => a.matters)
      return { attempts: all, docs: await docsOf(tx, bureauId, ids) }
    },
    { readOnly: true },
  )
  return tasksFor(session.roles).map((task): PracticeTaskView => {
    const { id, role, title, steps, hint, where } = task
    const attempt = attempts.get(id)
    const matters = (attempt?.matters ?? []).flatMap((matterId) => {
      const number = docs.get(matterId)?.number
      return number ? [{ matterId, number }] : []
    })
    // After a reset the matters of a task are gone: it can be begun anew, and what was passed stays so.
    const begun = attempt !== undefined && matters.length === task.prepares.length
    const n = numberOf(accountId, id, String(attempt?.turn ?? 1))
    const none = { zh: '（开始后显示编号）', en: '(the number shows once you begin)' }
    const blanks = (lang: 'zh' | 'en') => ({ n: String(n), number: matters[0]?.number ?? none[lang] })
    return {
      id,
      role,
      title,
      brief: { zh: filled(task.brief, blanks('zh')).zh, en: filled(task.brief, blanks('en')).en },
      steps: [...steps],
      hint,
      where,
      parts: task.parts.map((p) => p.says),
      begun,
      passedAt: attempt?.passedAt?.toISOString() ?? null,
      matters,
    }
  })
}

/** How many accounts have begun and done each task: numbers of tasks, no names and no order of people. */
export async function readCounts(room: PracticeRoom, { session }: Who): Promise<PracticeCountView[]> {
  const facts = await groundFor(room, session.bureauId)
  if (!facts) return []
  const { bureauId } = facts.bureau
  const [counts, roles] = await Promise.all([
    withTx(room.bureau.pool, { bureau: session.bureauId }, (tx) => countAttempts(tx, bureauId), {
      readOnly: true,
    }),
    withTx(room.bureau.pool, { bureau: bureauId }, (tx) => rolesOfLearners(tx, bureauId), { readOnly: true }),
  ])
  return TASKS.map(({ id, role, title }) => ({
    id,
    role,
    title,
    accounts: roles.filter((r) => r.includes(role)).length,
    begun: counts.get(id)?.begun ?? 0,
    passed: counts.get(id)?.passed ?? 0,
  }))
}
