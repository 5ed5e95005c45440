/** The bureau the benchmark works in: a centre with clerks, units that handle. */
import { type BureauRoom, createBureau } from '../src/bureau/index.ts'
import type { Actor } from '../src/cases/index.ts'
import { isRefusal } from '../src/kernel/errors/index.ts'
import type { Pool } from '../src/kernel/postgres/connect.ts'

export const SLUG = 'bench'
/** Of throw-away accounts in a throw-away installation on loopback. */
export const PASSWORD = 'only-for-the-benchmark-1'
const CLERKS = 4
const UNITS = 8

export interface People {
  bureauId: string
  clerks: string[]
  handlers: { login: string; unitId: string }[]
  /** The same people as the engine knows them. */
  clerkActors: Actor[]
  handlerActors: Actor[]
}

const clerkLogin = (n: number) => `bench.clerk${n}`
const handlerLogin = (n: number) => `bench.handler${n}`
const range = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

/** Makes the bureau, or finds it. */
export async function makePeople(room: BureauRoom, owner: Pool, now: Date): Promise<People> {
  const made = await createBureau(
    room,
    { now },
    {
      slug: SLUG,
      name: { zh: '基准测试信访局', en: 'Benchmark Bureau for Letters and Visits' },
      units: [
        {
          code: 'centre',
          name: { zh: '基准测试信访局', en: 'Benchmark bureau' },
          kind: 'bureau',
          seats: ['centre', 'supervisor'],
        },
        ...range(UNITS).map((n) => ({
          code: `unit${n}`,
          name: { zh: `基准测试单位${n}`, en: `Benchmark unit ${n}` },
          kind: 'department',
        })),
      ],
      accounts: [
        ...range(CLERKS).map((n) => ({
          login: clerkLogin(n),
          name: `测试登记员${n}`,
          unitCode: 'centre',
          roles: ['clerk' as const],
          password: PASSWORD,
        })),
        ...range(UNITS).map((n) => ({
          login: handlerLogin(n),
          name: `测试承办员${n}`,
          unitCode: `unit${n}`,
          roles: ['handler' as const],
          password: PASSWORD,
        })),
      ],
    },
  )
  if (isRefusal(made))
    throw new Error(`the benchmark bureau was refused: ${made.refused} ${made.field ?? ''}`)
  const { rows } = await owner.query<{
    login: string
    account_id: string
    unit_id: string
    roles: Actor['roles']
  }>('select login, account_id, unit_id, roles from accounts where bureau_id = $1 order by login', [
    made.bureauId,
  ])
  const actor = (r: (typeof rows)[number]): Actor => ({
    kind: 'account',
    id: r.account_id,
    unitId: r.unit_id,
    roles: r.roles,
  })
  const clerks = rows.filter((r) => r.roles.includes('clerk'))
  const handlers = rows.filter((r) => r.roles.includes('handler'))
  return {
    bureauId: made.bureauId,
    clerks: clerks.map((r) => r.login),
    handlers: handlers.map((r) => ({ login: r.login, unitId: r.unit_id })),
    clerkActors: clerks.map(actor),
    handlerActors: handlers.map(actor),
  }
}
