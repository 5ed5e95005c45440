/** The bureau the desk is measured in: a centre, a supervision office, sixty units that handle, one account each. */
import { type BureauRoom, createBureau } from '../../src/bureau/index.ts'
import type { Actor } from '../../src/cases/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import type { Pool } from '../../src/kernel/postgres/connect.ts'
import { PASSWORD, SLUG } from '../people.ts'
import { CATEGORIES, CATEGORY_NAMES } from './letters.ts'

export const UNITS = 60

export interface DeskPeople {
  bureauId: string
  clerk: Actor
  operator: Actor
  supervisor: Actor
  /** In the order of their units' numbers. */
  handlers: Actor[]
}

export const LOGINS = {
  clerk: 'bench.clerk',
  operator: 'bench.operator',
  supervisor: 'bench.supervisor',
  head: 'bench.head',
  handler: (n: number) => `bench.handler${n}`,
} as const

const numbers = Array.from({ length: UNITS }, (_, i) => i + 1)

/** Makes bureau, accounts and categories, or finds them. */
export async function makeDeskPeople(room: BureauRoom, owner: Pool, now: Date): Promise<DeskPeople> {
  const account = (login: string, name: string, unitCode: string, roles: Actor['roles']) => ({
    login,
    name,
    unitCode,
    roles: [...roles],
    password: PASSWORD,
  })
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
          seats: ['centre'],
        },
        {
          code: 'watch',
          name: { zh: '基准测试督查室', en: 'Benchmark supervision office' },
          kind: 'office',
          seats: ['supervisor'],
        },
        ...numbers.map((n) => ({
          code: `unit${n}`,
          name: { zh: `基准测试单位${n}`, en: `Benchmark unit ${n}` },
          kind: n % 3 === 0 ? 'street' : 'department',
        })),
      ],
      accounts: [
        account(LOGINS.clerk, '测试登记员', 'centre', ['clerk']),
        account(LOGINS.operator, '测试话务员', 'centre', ['operator']),
        account(LOGINS.head, '测试局领导', 'centre', ['bureau-head']),
        account(LOGINS.supervisor, '测试督查员', 'watch', ['supervisor']),
        ...numbers.map((n) =>
          account(LOGINS.handler(n), `测试承办员${n}`, `unit${n}`, ['handler', 'unit-head']),
        ),
      ],
    },
  )
  if (isRefusal(made))
    throw new Error(`the benchmark bureau was refused: ${made.refused} ${made.field ?? ''}`)
  const { bureauId } = made
  await addCategories(owner, bureauId)
  const { rows } = await owner.query<{
    login: string
    account_id: string
    unit_id: string
    roles: Actor['roles']
  }>('select login, account_id, unit_id, roles from accounts where bureau_id = $1', [bureauId])
  const actor = (login: string): Actor => {
    const r = rows.find((row) => row.login === login)
    if (!r) throw new Error(`the account ${login} is missing in the benchmark bureau`)
    return { kind: 'account', id: r.account_id, unitId: r.unit_id, roles: r.roles }
  }
  return {
    bureauId,
    clerk: actor(LOGINS.clerk),
    operator: actor(LOGINS.operator),
    supervisor: actor(LOGINS.supervisor),
    handlers: numbers.map((n) => actor(LOGINS.handler(n))),
  }
}

async function addCategories(owner: Pool, bureauId: string): Promise<void> {
  const tops = Object.entries(CATEGORY_NAMES).map(([code, name]) => ({ code, parent: null, ...name }))
  const below = CATEGORIES.map(({ code, zh }) => ({ code, parent: code.slice(0, 2), zh, en: zh }))
  await owner.query(
    `insert into categories (bureau_id, code, parent_code, name_zh, name_en)
     select $1, c.code, c.parent, c.zh, c.en
     from jsonb_to_recordset($2::jsonb) as c(code text, parent text, zh text, en text)
     on conflict do nothing`,
    [bureauId, JSON.stringify([...tops, ...below])],
  )
}
