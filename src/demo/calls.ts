/** The demo county's calls of the day: some answered, one missed, one waiting. Plainly made up; numbers begin with 1000. */
import type { Actor, CasesDeps } from '../cases/index.ts'
import { addSystem, type CallEvent, type HotlineRoom, readSystems, takeEvents } from '../hotline/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { planDuties } from '../roster/index.ts'

/** Minutes before now at which a call came; how long it waited and was spoken on, in seconds. */
const CALLS: readonly { ago: number; wait: number; talk: number | null }[] = [
  { ago: 170, wait: 6, talk: 145 },
  { ago: 151, wait: 9, talk: 88 },
  { ago: 126, wait: 4, talk: 230 },
  { ago: 98, wait: 21, talk: 61 },
  { ago: 77, wait: 7, talk: 174 },
  { ago: 52, wait: 35, talk: null },
  { ago: 31, wait: 5, talk: 119 },
  { ago: 14, wait: 11, talk: 96 },
]
const EXTENSION = '8009'
/** Whole days before this one that had calls too: as far back as events may tell of. */
const DAYS_BEFORE = 6

/** Nobody listens to a demo that is being made. */
const SILENT: HotlineRoom['bell'] = {
  ring: () => {},
  listen: () => ({ next: async () => {}, close: () => {} }),
  stop: () => {},
}

export async function addDemoCalls(
  deps: { cases: CasesDeps },
  bureauId: string,
  actors: ReadonlyMap<string, Actor>,
  now: Date,
): Promise<void> {
  const room: HotlineRoom = { cases: deps.cases, bell: SILENT, used: async () => {} }
  const command = (login: string, key: string) => {
    const { id, unitId, roles } = actors.get(login)!
    const who = { accountId: id!, bureauId, unitId: unitId!, roles, login, name: '', expiresAt: now }
    return { now, idempotencyKey: `demo:calls:${key}`, session: { ...who, sessionId: '' } }
  }
  await planDemoDuties(deps, bureauId, actors, now, command('demo.supervisor', 'roster'))
  // Made anew where an earlier try was cut off: what is there already stays the only one.
  if ((await readSystems(room, bureauId)).length > 0) return
  const made = await addSystem(
    room,
    { bureauId, accountId: null, now },
    { name: '演示呼叫中心', dialUrl: null },
  )
  if (isRefusal(made)) throw new Error(`demo: telephone system: ${made.refused}`)
  const at = (ms: number) => new Date(Math.min(ms, now.getTime())).toISOString()
  const day = (n: number) => CALLS.slice(n % 3).map((c) => ({ ...c, ago: c.ago + n * 1440 }))
  const all = [...Array(DAYS_BEFORE).keys()].reduceRight((some, n) => [...some, ...day(n + 1)], [...CALLS])
  const events = all.flatMap(({ ago, wait, talk }, i): CallEvent[] => {
    const begun = now.getTime() - ago * 60_000
    const call = `demo-${i}`
    const of = (
      n: number,
      type: CallEvent['type'],
      ms: number,
      more: Partial<CallEvent> = {},
    ): CallEvent => ({
      id: `${call}-${n}`,
      call,
      type,
      at: at(ms),
      ...more,
    })
    const ring = of(0, 'ringing', begun, { caller: `1000000${String(i).padStart(4, '0')}`, queue: '12345' })
    if (talk === null) return [ring, of(1, 'abandoned', begun + wait * 1000)]
    const answered = begun + wait * 1000
    return [ring, of(1, 'answered', answered, { agent: EXTENSION }), of(2, 'ended', answered + talk * 1000)]
  })
  events.push({
    id: 'demo-waiting',
    call: 'demo-waiting',
    type: 'ringing',
    at: at(now.getTime() - 12_000),
    caller: '10000009999',
    queue: '12345',
  })
  const taken = await takeEvents(room, bureauId, made.systemId, events, now)
  if (isRefusal(taken)) throw new Error(`demo: calls: ${taken.refused} ${taken.field ?? ''}`)
}

/** Two weeks of duty from today: the hotline each day, reception on working days. */
async function planDemoDuties(
  { cases }: { cases: CasesDeps },
  bureauId: string,
  actors: ReadonlyMap<string, Actor>,
  now: Date,
  command: Parameters<typeof planDuties>[1],
): Promise<void> {
  const facts = await cases.directory.byId(bureauId)
  if (!facts) return
  const day = (plus: number) =>
    new Date(now.getTime() + plus * 86_400_000).toLocaleDateString('sv-SE', { timeZone: facts.bureau.zone })
  const room = { pool: cases.app, directory: cases.directory, keyring: cases.keyring }
  const people = ['demo.operator', 'demo.clerk'].map((login) => actors.get(login)!.id!)
  for (const [kind, days, phone, starts, ends] of [
    ['hotline', 'all', '12345', '00:00', '00:00'],
    ['reception', 'working', '0000-1234567', '08:30', '17:30'],
  ] as const) {
    const plan = { kind, days, phone, starts, ends, from: day(0), to: day(13), accountIds: people }
    const key = `${command.idempotencyKey}:${kind}`
    const done = await planDuties(room, { ...command, idempotencyKey: key }, plan)
    if (isRefusal(done)) throw new Error(`demo: duties: ${done.refused}`)
  }
}
