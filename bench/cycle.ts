/**
 * The measured cycle over HTTP: a clerk registers a letter and assigns it, a handler signs for it and replies, the
 * clerk approves (which posts the reply, serves it, ends the matter as answered and opens the follow-up), and somebody
 * looks it up by number.
 */
import { randomUUID } from 'node:crypto'
import { HttpClient } from './http-client.ts'
import { letter, reply } from './letter.ts'
import { PASSWORD, type People } from './people.ts'

export const ACTIONS = ['create', 'assign', 'sign', 'reply', 'close', 'look-up'] as const
export type ActionName = (typeof ACTIONS)[number]

/** Times in milliseconds of one run. */
export interface Times {
  cycles: number[]
  actions: Record<ActionName, number[]>
}

export const noTimes = (): Times => ({
  cycles: [],
  actions: Object.fromEntries(ACTIONS.map((a) => [a, []])) as unknown as Times['actions'],
})

interface Result {
  matterId: string
  number: string
  state: string
}

/** A pair of colleagues at their desks: one connection, both signed in once. */
export class CycleClient {
  readonly #http: HttpClient
  readonly #clerk: string
  readonly #handler: string
  readonly #unitId: string

  private constructor(http: HttpClient, clerk: string, handler: string, unitId: string) {
    this.#http = http
    this.#clerk = `Bearer ${clerk}`
    this.#handler = `Bearer ${handler}`
    this.#unitId = unitId
  }

  static async open(address: string, people: People, n: number): Promise<CycleClient> {
    const http = await HttpClient.open(address)
    const handler = people.handlers[n % people.handlers.length]!
    const clerk = people.clerks[n % people.clerks.length]!
    const clerkToken = await signIn(http, clerk)
    return new CycleClient(http, clerkToken, await signIn(http, handler.login), handler.unitId)
  }

  close(): void {
    this.#http.close()
  }

  /** One whole cycle. @throws Error when any step is answered otherwise than it must be. */
  async run(n: number, times: Times): Promise<void> {
    const begun = performance.now()
    let last = begun
    const lap = (action: ActionName) => {
      const now = performance.now()
      times.actions[action].push(now - last)
      last = now
    }
    const made = await this.#post(this.#clerk, '/api/v1/matters', letter(n), 201)
    lap('create')
    const path = `/api/v1/matters/${made.matterId}/actions`
    const fire = (who: string, action: string, input: unknown) =>
      this.#post(who, path, { proceedingId: 'main', action, input }, 200)
    await fire(this.#clerk, 'assign', { unit: this.#unitId, words: '请依法办理并按期答复。' })
    lap('assign')
    await fire(this.#handler, 'sign', {})
    lap('sign')
    await fire(this.#handler, 'submit-reply', reply())
    lap('reply')
    const closed = await fire(this.#clerk, 'approve-reply', {})
    lap('close')
    const seen = await this.#http.request('GET', `/api/v1/matters/by-number/${made.number}`, {
      authorization: this.#clerk,
    })
    lap('look-up')
    const state = seen.status === 200 ? (JSON.parse(seen.body) as Result).state : seen.body
    if (closed.state !== 'answered' || state !== 'answered') {
      throw new Error(`the cycle ended as ${closed.state} and was found as ${state} instead of answered`)
    }
    times.cycles.push(last - begun)
  }

  async #post(who: string, path: string, body: unknown, expected: number): Promise<Result> {
    const headers = { authorization: who, 'idempotency-key': randomUUID() }
    const answer = await this.#http.request('POST', path, headers, body)
    if (answer.status !== expected) throw new Error(`${path} answered ${answer.status}: ${answer.body}`)
    return JSON.parse(answer.body) as Result
  }
}

async function signIn(http: HttpClient, login: string): Promise<string> {
  const answer = await http.request('POST', '/api/v1/session', {}, { login, password: PASSWORD, as: 'token' })
  const { token } = JSON.parse(answer.body) as { token?: string }
  if (!token) throw new Error(`sign-in of ${login} was answered ${answer.status}: ${answer.body}`)
  return token
}
