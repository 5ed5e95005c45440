/** What the benchmark of the desk asks: each read as a person at the desk asks it, with the account it is asked as. */
import { randomUUID } from 'node:crypto'
import type { HttpClient } from '../http-client.ts'
import { PASSWORD } from '../people.ts'
import { LOOKED_FOR, letterOf, writerOf } from './letters.ts'
import { LOGINS } from './people.ts'

export const ACCOUNTS = {
  clerk: LOGINS.clerk,
  handler: LOGINS.handler(1),
  supervisor: LOGINS.supervisor,
} as const
type As = keyof typeof ACCOUNTS

/** What a read needs to know of the place it is made in. */
export interface Scene {
  http: HttpClient
  tokens: Record<As, string>
  /** Matters spread over all of it, by time of arrival. */
  matters: { matterId: string; number: string }[]
  /** Cursor of a page in the middle of the list of all. */
  deep: string
  /** First and last day of the last whole quarter of a year, and a unit. */
  quarter: { from: string; to: string }
  unitId: string
  /** A day nearly two years ago, today and a week from now. */
  longAgo: string
  today: string
  soon: string
  stored: number
}

export interface Read {
  name: string
  as: As
  /** Asks once; `n` counts up, so that not always the same is asked. */
  ask(s: Scene, n: number): Promise<void>
}

const list = (name: string, as: As, query: string | ((s: Scene, n: number) => string)): Read => ({
  name,
  as,
  ask: (s, n) => get(s, as, `/api/v1/lists?${typeof query === 'string' ? query : query(s, n)}`),
})
const search = (name: string, as: As, words: string): Read =>
  list(name, as, `list=all&q=${encodeURIComponent(words)}`)

export const READS: readonly Read[] = [
  list('inbox of a unit', 'handler', 'list=inbox'),
  list('inbox of the centre', 'clerk', 'list=inbox'),
  list('of the unit', 'handler', 'list=unit'),
  list('passed on', 'clerk', 'list=sent'),
  list('overdue', 'supervisor', 'list=overdue'),
  list('will be late', 'supervisor', 'list=at-risk'),
  list('all', 'supervisor', 'list=all'),
  list('all, deep page', 'supervisor', (s) => `list=all&cursor=${s.deep}`),
  list('all of a unit', 'handler', 'list=all'),
  list('open, by due day', 'supervisor', 'list=all&progress=open&sort=due'),
  list('due within a week', 'supervisor', (s) => `list=all&dueFrom=${s.today}&dueTo=${s.soon}`),
  list('ended', 'supervisor', 'list=all&progress=ended&sort=-ended'),
  list('rare channel', 'supervisor', 'list=all&channel=fax-mail'),
  list('category of a unit', 'supervisor', (s) => `list=all&category=0120&unit=${s.unitId}`),
  list('state and procedure', 'supervisor', 'list=all&state=result-check&procedure=misconduct'),
  list(
    'received long ago',
    'supervisor',
    (s) => `list=all&receivedFrom=${s.longAgo}&receivedTo=${s.longAgo}`,
  ),
  {
    name: 'count of all',
    as: 'supervisor',
    ask: (s) => get(s, 'supervisor', '/api/v1/lists/count?list=all'),
  },
  { name: 'count of a unit', as: 'handler', ask: (s) => get(s, 'handler', '/api/v1/lists/count?list=all') },
  search('frequent word', 'supervisor', LOOKED_FOR.frequent),
  search('rare word', 'supervisor', LOOKED_FOR.rare),
  search('rarest word', 'supervisor', LOOKED_FOR.rarest),
  search('word of nowhere', 'supervisor', `“${LOOKED_FOR.nowhere}”`),
  search('word, for a unit', 'handler', LOOKED_FOR.frequent),
  list('number', 'clerk', (s, n) => `list=all&q=${matter(s, n).number}`),
  lookUp('phone', (n) => writerOf(n).phone),
  lookUp('name', (n) => writerOf(n).name),
  {
    name: 'page of a matter',
    as: 'supervisor',
    ask: (s, n) => get(s, 'supervisor', `/api/v1/matters/${matter(s, n).matterId}`),
  },
  { name: 'my day of a unit', as: 'handler', ask: (s) => get(s, 'handler', '/api/v1/my-day') },
  { name: 'my day of the centre', as: 'clerk', ask: (s) => get(s, 'clerk', '/api/v1/my-day') },
  { name: 'my day of the supervisor', as: 'supervisor', ask: (s) => get(s, 'supervisor', '/api/v1/my-day') },
  { name: 'bell', as: 'clerk', ask: (s) => get(s, 'clerk', '/api/v1/notifications') },
  { name: 'watched limits', as: 'supervisor', ask: (s) => get(s, 'supervisor', '/api/v1/oversight/watched') },
  { name: 'supervision', as: 'supervisor', ask: (s) => get(s, 'supervisor', '/api/v1/oversight/cases') },
  {
    name: 'figures of a quarter',
    as: 'supervisor',
    ask: (s) =>
      get(s, 'supervisor', `/api/v1/oversight/unit-figures?from=${s.quarter.from}&to=${s.quarter.to}`),
  },
  {
    name: 'figures of one unit',
    as: 'handler',
    ask: (s) => get(s, 'handler', `/api/v1/oversight/unit-figures?from=${s.quarter.from}&to=${s.quarter.to}`),
  },
  {
    name: 'matters behind a figure',
    as: 'supervisor',
    ask: (s) =>
      get(
        s,
        'supervisor',
        `/api/v1/oversight/figure-items?from=${s.quarter.from}&to=${s.quarter.to}&unitId=${s.unitId}&figure=handling`,
      ),
  },
  {
    name: 'same matters of a letter',
    as: 'clerk',
    ask: async (s, n) => {
      const { subject, body } = letterOf(1 + ((n * 7919) % s.stored))
      const asked = { text: `${subject}\n${body}` }
      await must(
        s.http.request('POST', '/api/v1/same-matters', headersOf(s.tokens.clerk), asked),
        'same-matters',
      )
    },
  },
]

const matter = (s: Scene, n: number) => s.matters[(n * 37) % s.matters.length]!

const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() })

function lookUp(kind: 'phone' | 'name', value: (n: number) => string): Read {
  return {
    name: kind,
    as: 'clerk',
    ask: async (s, n) => {
      const body = { kind, value: value(1 + ((n * 7919) % s.stored)), reason: '基准测试' }
      await must(s.http.request('POST', '/api/v1/look-ups', headersOf(s.tokens.clerk), body), 'look-ups')
    },
  }
}

async function get(s: Scene, as: As, address: string): Promise<void> {
  await read(s.http, s.tokens[as], address)
}

async function must(asked: ReturnType<HttpClient['request']>, what: string): Promise<string> {
  const { status, body } = await asked
  if (status !== 200) throw new Error(`${what} answered ${status}: ${body.slice(0, 500)}`)
  return body
}

/** The answer of a page as JSON. @throws Error when it is not answered with 200 */
export async function read(http: HttpClient, token: string, address: string): Promise<unknown> {
  return JSON.parse(await must(http.request('GET', address, { authorization: `Bearer ${token}` }), address))
}

export async function signIn(http: HttpClient, login: string): Promise<string> {
  const answer = await http.request('POST', '/api/v1/session', {}, { login, password: PASSWORD, as: 'token' })
  const { token } = JSON.parse(answer.body) as { token?: string }
  if (!token) throw new Error(`${login} could not sign in: ${answer.body.slice(0, 300)}`)
  return token
}
