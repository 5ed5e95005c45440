/**
 * Two bureaus on a real database, `county` and `other`, with units and an account of each kind; `as(login)` gives the
 * caller a request of that person would have. The county is simulated: what happened may lie before its recording.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createBureau, createBureauRoom } from '../../src/bureau/index.ts'
import type { MatterDoc } from '../../src/cases/engine/doc.ts'
import { type Actor, CITIZEN } from '../../src/cases/engine/world.ts'
import { fireAction } from '../../src/cases/fire-action.ts'
import type { RoleName } from '../../src/cases/procedures/format.ts'
import type { Looker } from '../../src/cases/read-matter.ts'
import { type RegisterInput, registerMatter } from '../../src/cases/register-matter.ts'
import type { Caller, CasesDeps } from '../../src/cases/run.ts'
import { plainDateIn } from '../../src/kernel/calendar/index.ts'
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { createKeyring, openKeyring } from '../../src/kernel/crypto/index.ts'
import { createTestDatabase } from './database.ts'
import { outcomes, WORDS } from './factories.ts'
import { granted } from './world.ts'

export const START = new Date('2026-03-02T02:00:00.000Z')
const name = (text: string) => ({ zh: `${text}单位`, en: text })

const UNITS = [
  {
    code: 'bureau',
    name: name('bureau'),
    kind: 'bureau',
    children: [
      { code: 'centre', name: name('centre'), kind: 'office', seats: ['centre' as const] },
      { code: 'watch', name: name('watch'), kind: 'office', seats: ['supervisor' as const] },
      { code: 'review', name: name('review'), kind: 'office', seats: ['reviewer' as const] },
    ],
  },
  {
    code: 'town',
    name: name('town'),
    kind: 'township',
    children: [{ code: 'station', name: name('station'), kind: 'office' }],
  },
  { code: 'works', name: name('works'), kind: 'department' },
  { code: 'water', name: name('water'), kind: 'department' },
]

/** Who works where, as what. Nobody signs in here, so nobody has a password. */
const PEOPLE = {
  clerk: ['centre', ['clerk']],
  operator: ['centre', ['operator']],
  checker: ['centre', ['clerk', 'bureau-head']],
  supervisor: ['watch', ['supervisor']],
  head: ['bureau', ['bureau-head']],
  reviewer: ['review', ['reviewer']],
  works: ['works', ['handler']],
  'works-head': ['works', ['unit-head']],
  water: ['water', ['handler']],
  town: ['town', ['handler']],
  station: ['station', ['unit-head']],
  editor: ['bureau', ['editor']],
  finance: ['bureau', ['finance']],
  administrator: ['bureau', ['administrator']],
  auditor: ['bureau', ['auditor']],
} as const satisfies Record<string, readonly [string, readonly RoleName[]]>

export type Login = keyof typeof PEOPLE

export async function createMiniBureau(o: { simulated?: boolean } = {}) {
  const database = await createTestDatabase()
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-mini-'))
  granted(createKeyring(home, { now: START, databaseHasData: false }))
  const keyring = granted(openKeyring(home))
  const room = createBureauRoom({ pool: database.app, keyring })
  const make = async (slug: string) => {
    const made = granted(
      await createBureau(
        room,
        { now: START },
        {
          slug,
          name: name(slug),
          simulated: o.simulated ?? true,
          units: UNITS,
          // Accounts are written below: hashing a password for each would only take time.
          accounts: [],
        },
      ),
    )
    const facts = (await room.directory.byId(made.bureauId))!
    const units = Object.fromEntries([...facts.units.values()].map((u) => [u.code, u.unitId]))
    const ids = Object.fromEntries(Object.keys(PEOPLE).map((login) => [login, randomUUID()])) as Record<
      Login,
      string
    >
    for (const [login, [unit, roles]] of Object.entries(PEOPLE))
      await database.owner.query(
        'insert into accounts (bureau_id, account_id, login, name, unit_id, roles) values ($1, $2, $3, $4, $5, $6)',
        [made.bureauId, ids[login as Login], `${slug}.${login}`, `${login}甲`, units[unit], roles],
      )
    return { bureauId: made.bureauId, slug, units, ids }
  }
  const county = await make('county')
  const other = await make('other')
  const clock = settableClock(START)
  const deps: CasesDeps = {
    app: database.app,
    keyring,
    directory: room.directory,
    filesRoot: path.join(home, 'files'),
  }

  const actorOf = (login: Login, bureau = county): Actor => ({
    kind: 'account',
    id: bureau.ids[login],
    unitId: bureau.units[PEOPLE[login][0]]!,
    roles: PEOPLE[login][1],
  })
  /** A caller; the same key again is the same command. */
  const as = (login: Login, key: string = randomUUID(), bureau = county): Caller => {
    const actor = actorOf(login, bureau)
    return {
      bureauId: bureau.bureauId,
      actor,
      principal: actor.id!,
      idempotencyKey: key,
      occurredAt: clock.now(),
      recordedAt: clock.now(),
    }
  }
  const asCitizen = (matterId: string, key: string = randomUUID()): Caller => ({
    ...as('clerk', key),
    actor: CITIZEN,
    principal: `citizen:${matterId}`,
  })
  const looks = (login: Login, bureau = county): Looker => ({
    bureauId: bureau.bureauId,
    actor: actorOf(login, bureau),
    now: clock.now(),
  })
  const citizenLooks = (): Looker => ({ bureauId: county.bureauId, actor: CITIZEN, now: clock.now() })

  const input = (procedure: string, more: Partial<RegisterInput> = {}): RegisterInput => ({
    procedure,
    channel: 'letter',
    subject: WORDS.subject,
    body: WORDS.body,
    place: WORDS.place,
    demands: [...WORDS.demands],
    parties: [{ role: 'petitioner', name: WORDS.name, phone: WORDS.phone, address: WORDS.address }],
    ...more,
  })
  const register = async (procedure: string, more: Partial<RegisterInput> = {}, caller = as('clerk')) =>
    granted(await registerMatter(deps, caller, input(procedure, more)))
  const fire = (
    caller: Caller,
    matterId: string,
    action: string,
    values: Record<string, unknown> = {},
    proceedingId = 'main',
    expectedVersion?: number,
  ) => fireAction(deps, caller, { matterId, proceedingId, action, input: values, expectedVersion })
  const act = async (...args: Parameters<typeof fire>) => granted(await fire(...args))
  const load = async (matterId: string): Promise<MatterDoc> => {
    const { rows } = await database.owner.query('select doc from matters where matter_id = $1', [matterId])
    return rows[0]?.doc as MatterDoc
  }
  /** A letter answered by `works`. */
  const answeredLetter = async () => {
    const made = await register('letter-box')
    const { matterId } = made
    await act(as('clerk'), matterId, 'assign', { unit: county.units.works })
    await act(as('works'), matterId, 'sign')
    await act(as('works'), matterId, 'submit-reply', {
      outcomes: outcomes(await load(matterId)),
      reply: '答复之言在此。',
    })
    await act(as('checker'), matterId, 'approve-reply')
    return made
  }
  const count = async (sql: string, params: unknown[] = []): Promise<number> =>
    Number((await database.owner.query(sql, params)).rows[0].count)

  const held = 'select count(*) from events where feed_xid >= pg_snapshot_xmin(pg_current_snapshot())'
  /**
   * Waits until nothing that was written is held back: the feed gives an event out only when no older transaction runs, on
   * the whole server, where other tests have theirs.
   */
  const feedIsOpen = async (): Promise<void> => {
    while ((await count(held)) > 0) await sleep(20)
  }

  return {
    database,
    home,
    keyring,
    room,
    county,
    other,
    clock,
    deps,
    actorOf,
    as,
    asCitizen,
    looks,
    citizenLooks,
    input,
    register,
    fire,
    act,
    load,
    answeredLetter,
    count,
    feedIsOpen,
    today: () => plainDateIn('Asia/Shanghai', clock.now().toISOString()),
    async close() {
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export type MiniBureau = Awaited<ReturnType<typeof createMiniBureau>>
