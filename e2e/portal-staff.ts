/** The staff's side of a citizen's journey, over the API, so that the citizen's side can be walked in the browser. */
import { randomUUID } from 'node:crypto'
import type { TestServer } from './harness.ts'

type Json = Record<string, unknown>

export interface Staff {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: Json): Promise<T>
}

export async function signInAs(server: TestServer, login: string): Promise<Staff> {
  const call = async <T>(method: string, path: string, body?: Json, token?: string): Promise<T> => {
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': randomUUID() } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text) as T
  }
  const session = { login, password: server.password, as: 'token' }
  const { token } = await call<{ token: string }>('POST', '/session', session)
  return {
    get: (path) => call('GET', path, undefined, token),
    post: (path, body) => call('POST', path, body, token),
  }
}

interface Matter {
  matterId: string
  demands: { demandId: string }[]
  proceedings: { proceedingId: string; procedure: string; end: string | null }[]
}

/** Takes a petition from its registration to a served opinion on every demand. */
export async function answerPetition(server: TestServer, number: string): Promise<void> {
  const clerk = await signInAs(server, 'demo.clerk')
  const handler = await signInAs(server, 'demo.handler')
  const head = await signInAs(server, 'demo.head')
  const { matterId } = await clerk.get<{ matterId: string }>(`/matters/by-number/${number}`)
  const { items } = await clerk.get<{ items: { unitId: string; code: string }[] }>('/units')
  const unit = items.find((u) => u.code === 'cgj')!.unitId
  const fire = (who: Staff, action: string, input: Json, proceedingId = 'main') =>
    who.post(`/matters/${matterId}/actions`, { proceedingId, action, input })
  await fire(clerk, 'assign', { unit, mode: 'assign' })
  await fire(handler, 'accept', {})
  const { demands } = await handler.get<Matter>(`/matters/${matterId}`)
  const outcomes = demands.map((d) => ({
    demandId: d.demandId,
    result: 'supported',
    words: '已派人修复，并已恢复照明。',
    basis: '演示依据',
  }))
  await fire(handler, 'submit-opinion', {
    outcomes,
    result: 'supported',
    opinion: '路灯已修复，报修流程已改进。',
  })
  await fire(head, 'approve-opinion', {})
  const { proceedings } = await head.get<Matter>(`/matters/${matterId}`)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  for (const service of proceedings.filter((p) => p.procedure === 'service' && !p.end)) {
    await fire(
      handler,
      'deliver',
      { method: 'in-person', date: today, detail: '本人签收' },
      service.proceedingId,
    )
  }
}
