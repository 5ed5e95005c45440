/** The open side of the demo county: topics, and matters published as their people agreed. */
import { addCategory } from '../administration/index.ts'
import type { BureauRoom, Command } from '../bureau/index.ts'
import { type Actor, type CasesDeps, CITIZEN } from '../cases/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { actOnPublication, listForDesk, readForDesk, saveConsent } from '../openness/index.ts'
import { OPEN_STORIES } from './open-stories.ts'

export interface Filling {
  cases: CasesDeps
  bureau: BureauRoom
  bureauId: string
  actors: ReadonlyMap<string, Actor>
  today: Date
}

export const DAY = 86_400_000

const TOPICS = [
  { zh: '城乡建设', en: 'Towns and housing' },
  { zh: '劳动和社会保障', en: 'Work and social security' },
  { zh: '教育', en: 'Education' },
  { zh: '交通运输', en: 'Transport' },
  { zh: '生态环境', en: 'Environment' },
  { zh: '社区和民生服务', en: 'Neighbourhood services' },
  { zh: '农业农村', en: 'Villages and farming' },
] as const

export const granted = <T>(what: string, value: T | Refusal): T => {
  if (isRefusal(value))
    throw new Error(
      `demo: ${what}: ${value.refused} ${value.field ?? ''} ${JSON.stringify(value.details ?? {})}`,
    )
  return value
}

export function demoCommand(
  f: Pick<Filling, 'actors' | 'bureauId'>,
  login: string,
  key: string,
  now: Date,
): Command {
  const { id, unitId, roles } = f.actors.get(login)!
  const session = {
    accountId: id!,
    bureauId: f.bureauId,
    unitId: unitId!,
    roles,
    login,
    name: '',
    expiresAt: now,
    sessionId: '',
  }
  return { now, idempotencyKey: `demo:${key}`, session }
}

/** The first level of what matters are about; numbered 01, 02 … in this order. */
export async function addDemoTopics(f: Filling): Promise<void> {
  for (const [i, name] of TOPICS.entries())
    granted(
      name.zh,
      await addCategory(f.bureau, demoCommand(f, 'demo.admin', `topic:${i}`, f.today), {
        parentCode: null,
        name,
      }),
    )
}

/** Takes each story as far on its way to the public as it says. @param first number of the first of them */
export async function publishDemoMatters(f: Filling, first: number): Promise<void> {
  const room = { cases: f.cases }
  for (const [i, story] of OPEN_STORIES.entries()) {
    const n = first + i
    const matterId = deriveUuid(f.cases.keyring.installationKey, 'demo', String(n))
    const at = new Date(f.today.getTime() - Math.max(0, story.daysAgo - 20) * DAY)
    const consented = await saveConsent(
      room,
      {
        bureauId: f.bureauId,
        actor: CITIZEN,
        principal: 'citizen',
        idempotencyKey: `demo:${n}:consent`,
        occurredAt: at,
        recordedAt: f.today,
      },
      matterId,
      { given: true, where: 'portal' },
    )
    granted(`consent ${n}`, consented)
    if (story.publishing === 'agreed') continue
    // Whoever took it in edits it.
    const editor = story.letter.procedure === 'hotline-order' ? 'demo.operator' : 'demo.clerk'
    const looking = { session: demoCommand(f, editor, '', at).session, now: at }
    const listed = granted('publications', await listForDesk(room, looking, ['agreed']))
    const row = listed.find((p) => p.matterId === matterId)
    if (!row) continue
    const { draft } = granted(`publication ${n}`, await readForDesk(room, looking, row.publicationId))
    const act = async (login: string, version: number, input: Parameters<typeof actOnPublication>[3]) =>
      granted(
        `${input.act} ${n}`,
        await actOnPublication(
          room,
          demoCommand(f, login, `${n}:publication:${version}`, at),
          row.publicationId,
          input,
        ),
      )
    await act(editor, 1, { act: 'save', expectedVersion: 1, shown: draft })
    await act(editor, 2, {
      act: 'submit',
      expectedVersion: 2,
      reason: '所留内容是地点和公开电话，不涉及个人。',
    })
    if (story.publishing === 'submitted') continue
    await act('demo.chief', 3, { act: 'approve', expectedVersion: 3 })
    if (story.publishing === 'withdrawn')
      await act('demo.chief', 4, {
        act: 'unpublish',
        expectedVersion: 4,
        reason: '参保政策有调整，更正后再公开。',
      })
  }
}
