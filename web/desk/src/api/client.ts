/** The one way to the server: language, idempotency key, problems as typed errors. */
import { language } from '../text/language.ts'
import { actingAs } from './acting-as.ts'
import { attendance } from './attended.ts'
import { forgetHolder, noteHolderIsHere } from './holder.ts'
import { noteAnswer, noteSilence } from './reach.ts'
import { signedInAgain } from './session-gate.ts'
import type { Problem } from './types.ts'

/** A refusal or failure of the server, or of the way to it (`code` then is `network`). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
  get code(): string {
    return this.problem.code
  }
  get status(): number {
    return this.problem.status
  }
}

export const isProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem

/** Made when a form is opened and kept over retries, so that sending twice changes nothing. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  // randomUUID is missing where the desk is reached by plain http on another name than localhost.
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = (b[6]! & 0x0f) | 0x40
  b[8] = (b[8]! & 0x3f) | 0x80
  const hex = [...b].map((x) => x.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const ROOT = '/api/v1'

/** Answers of something that stands before the server, or of a server whose database is away. */
const AWAY = [502, 503, 504]

/** Of these anybody may ask: who is signed in, and signing in or out. */
const OF_ANYBODY = ['/me', '/session']

/** Sends, and once more the same when the session was over or another's and the same person signed in again. */
async function send(
  path: string,
  init: RequestInit & { headers?: Record<string, string> },
): Promise<Response> {
  let response: Response
  const attended = attendance()
  const named = OF_ANYBODY.includes(path) ? {} : actingAs()
  try {
    response = await fetch(ROOT + path, {
      ...init,
      credentials: 'same-origin',
      headers: { 'accept-language': language(), ...attended, ...named, ...init.headers },
    })
  } catch (error) {
    // Given up by the page itself: that says nothing about the server.
    if (init.signal?.aborted) throw error
    noteSilence()
    throw new ApiProblem({ type: 'about:blank', title: 'network', status: 0, detail: '', code: 'network' })
  }
  if (AWAY.includes(response.status)) noteSilence()
  else noteAnswer()
  if (response.ok) {
    if (Object.keys(attended).length === 0) noteHolderIsHere()
    return response
  }
  const problem = new ApiProblem(await problemFrom(response))
  if (problem.code === 'access.signed_out') forgetHolder()
  const others = problem.code === 'access.other_account'
  // On its way when this tab itself went over to another account: what is read is read again, a command is nobody's.
  if (others && named['x-account'] !== actingAs()['x-account']) {
    if (init.method === 'GET') return send(path, init)
    throw problem
  }
  if ((others || problem.code === 'access.signed_out') && (await signedInAgain())) return send(path, init)
  throw problem
}

async function problemFrom(response: Response): Promise<Problem> {
  const blank = { type: 'about:blank', title: 'server', detail: '', code: 'server' }
  try {
    return { ...blank, ...((await response.json()) as Partial<Problem>), status: response.status }
  } catch {
    return { ...blank, status: response.status }
  }
}

const read = async <T>(response: Response): Promise<T> =>
  (response.status === 204 ? undefined : await response.json()) as T

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await send(path, { method: 'GET', signal, headers: { accept: 'application/json' } }))
}

/** A command. `key` is the caller's, made once per intention. */
export const post = <T>(path: string, key: string, body: unknown): Promise<T> =>
  command<T>('POST', path, key, body)

/** Replaces what lies at an address. */
export const put = <T>(path: string, key: string, body: unknown): Promise<T> =>
  command<T>('PUT', path, key, body)

/** Changes some of what lies at an address. */
export const patch = <T>(path: string, key: string, body: unknown): Promise<T> =>
  command<T>('PATCH', path, key, body)

async function command<T>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  key: string,
  body: unknown,
): Promise<T> {
  return read<T>(
    await send(path, {
      method,
      // A command without a body says so: an empty one of type JSON would be refused as broken.
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'idempotency-key': key,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  )
}

/** The bytes of a file, to be shown from memory. */
export async function getBytes(path: string, signal?: AbortSignal): Promise<Blob> {
  return (await send(path, { method: 'GET', signal })).blob()
}

/** A command answered with a file; the caller reads its bytes as they come. */
export function fetchFile(path: string, key: string, body: unknown, signal: AbortSignal): Promise<Response> {
  return send(path, {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
}

export async function remove(path: string, key: string): Promise<void> {
  await send(path, { method: 'DELETE', headers: { 'idempotency-key': key } })
}

/** Sends the bytes of a file as they are. */
export async function upload<T>(path: string, key: string, file: File): Promise<T> {
  return read<T>(
    await send(path, {
      method: 'POST',
      headers: {
        'content-type': file.type || 'application/octet-stream',
        'x-file-name': encodeURIComponent(file.name),
        'idempotency-key': key,
      },
      body: file,
    }),
  )
}

/** Parameters of an address; empty ones are left out. */
export function query(parameters: Record<string, string | number | boolean | undefined>): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '' && value !== false) out.set(name, String(value))
  }
  const text = out.toString()
  return text === '' ? '' : `?${text}`
}
