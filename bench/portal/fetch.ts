/** Asks for pages as browsers do: kept connections, compressed answers taken as they come. */
import { Agent, request } from 'node:http'

export interface Fetched {
  status: number
  /** Bytes of the body as sent, compressed where the server did. */
  bytes: number
  encoding: string | null
  location: string | null
  cookies: string[]
  body: Buffer
}

/** One agent for each number of clients; its connections are theirs. */
export const agentOf = (clients: number): Agent => new Agent({ keepAlive: true, maxSockets: clients })

/** @throws Error when the connection breaks */
export function fetchPage(
  agent: Agent,
  address: string,
  o: { headers?: Record<string, string>; method?: 'GET' | 'POST'; body?: string } = {},
): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const headers = {
      'accept-encoding': 'br, gzip',
      'accept-language': 'zh-CN',
      accept: 'text/html',
      ...o.headers,
    }
    const asked = request(address, { agent, method: o.method ?? 'GET', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => {
        const body = Buffer.concat(chunks)
        resolve({
          status: answer.statusCode ?? 0,
          bytes: body.length,
          encoding: answer.headers['content-encoding'] ?? null,
          location: answer.headers.location ?? null,
          cookies: answer.headers['set-cookie'] ?? [],
          body,
        })
      })
    })
    asked.once('error', reject)
    asked.end(o.body)
  })
}

/** As many at a time for so many seconds; each answer must be what `wanted` says. @returns milliseconds of each */
export function pressed(
  clients: number,
  seconds: number,
  ask: (n: number) => Promise<Fetched>,
  wanted: number,
): Promise<number[]> {
  return keptBusy(clients, seconds, async (n) => {
    const { status, body } = await ask(n)
    if (status !== wanted) throw new Error(`answered ${status}: ${body.toString('utf8').slice(0, 300)}`)
  })
}

/** Each client begins again as soon as it is done. @returns milliseconds of each turn */
export async function keptBusy(
  clients: number,
  seconds: number,
  turn: (n: number) => Promise<void>,
): Promise<number[]> {
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  let n = 0
  const one = async () => {
    while (performance.now() < until) {
      const begun = performance.now()
      await turn(n++)
      times.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: clients }, one))
  return times
}
