/** Text messages by HTTP and JSON: a request whose body the operator lays out, signed, under the notice's id as idempotency key. */
import { createHmac } from 'node:crypto'
import { type Gateway, GatewayError, type Message, type Outcome, type Words } from './notice.ts'
import type { SmsSettings } from './settings.ts'

const SECOND = 1000
/** Larger answers are no answer of a gateway. */
const MOST_BYTES = 64 * 1024

/**
 * Signature of a request: HMAC-SHA256 over instant, id and body, each on a line of its own; lower hex.
 * @param at seconds since 1970, as in the header
 */
export function signatureOf(secret: string, at: string, id: string, body: string): string {
  return createHmac('sha256', secret).update(`${at}\n${id}\n${body}`).digest('hex')
}

/** Fills the places of a body of any depth. What is in braces and is none of them stays as it was written. */
function filled(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string')
    return value.replace(/\{([a-z]+)\}/g, (all, name: string) =>
      Object.hasOwn(values, name) ? values[name]! : all,
    )
  if (Array.isArray(value)) return value.map((v) => filled(v, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, v]) => [name, filled(v, values)]))
}

/** The value at a place like `result.code`. */
function at(value: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((v, name) => {
    if (typeof v !== 'object' || v === null || !Object.hasOwn(v, name)) return undefined
    return (v as Record<string, unknown>)[name]
  }, value)
}

const wordsIn = (text: Words, language: 'zh' | 'en' | 'both') =>
  language === 'both' ? `${text.zh} ${text.en}` : text[language]

/** Codes as gateways give them, fit to be kept: short and plain. */
const codeOf = (value: unknown) =>
  String(value)
    .replace(/[^\w.-]/g, '')
    .slice(0, 40)

/** The request of one message, as sent. */
export function smsRequest(
  s: SmsSettings,
  m: Message,
  now: Date,
): { body: string; headers: Record<string, string> } {
  const values = {
    phone: m.address,
    text: wordsIn(m.text, s.language ?? 'zh'),
    sender: m.sender,
    id: m.id,
    template: m.template,
  }
  const body = JSON.stringify(filled(s.body, values))
  const stamp = String(Math.floor(now.getTime() / SECOND))
  const own = Object.entries(s.headers ?? {}).map(([name, value]) => [
    name,
    value.replaceAll('{secret}', s.secret ?? ''),
  ])
  return {
    body,
    headers: {
      ...Object.fromEntries(own),
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': m.id,
      ...(s.keyId ? { 'x-huiyin-key': s.keyId } : {}),
      ...(s.secret
        ? { 'x-huiyin-timestamp': stamp, 'x-huiyin-signature': signatureOf(s.secret, stamp, m.id, body) }
        : {}),
    },
  }
}

/**
 * Posts each message. A redirect is an error: it would carry a number to a place nobody named.
 * @param now for the stamp of the signature
 */
export function smsGateway(s: SmsSettings, now: () => Date): Gateway {
  return {
    via: 'sms',
    async send(m) {
      const { body, headers } = smsRequest(s, m, now())
      const signal = AbortSignal.timeout((s.timeoutSeconds ?? 20) * SECOND)
      let response: Response
      let text: string
      try {
        response = await fetch(s.url, { method: 'POST', body, headers, signal, redirect: 'error' })
        text = (await response.text()).slice(0, MOST_BYTES)
      } catch (error) {
        // The error of fetch repeats the address; that the gateway is not reached says all.
        throw new GatewayError('sms not reached', true, !neverConnected(error))
      }
      return outcomeOf(s, response.status, answerOf(text))
    },
    async close() {},
  }
}

/** Nothing was handed over: there was no connection to do it by. */
function neverConnected(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string; syscall?: string } }
  return (
    cause?.syscall === 'connect' ||
    cause?.syscall === 'getaddrinfo' ||
    cause?.code === 'UND_ERR_CONNECT_TIMEOUT'
  )
}

function answerOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * What an answer means. 409 says that the id was had before, so the message is under way. 410 and 422 speak of the number,
 * all others of the gateway or of us: those are tried again.
 */
export function outcomeOf(s: SmsSettings, status: number, answer: unknown): Outcome {
  const says = (c: SmsSettings['taken']) => c?.is.includes(at(answer, c.field) as string) ?? false
  if (says(s.refused)) return { sent: false, refused: `sms ${codeOf(at(answer, s.refused!.field))}` }
  if (status === 409 || (status >= 200 && status < 300 && (s.taken === undefined || says(s.taken)))) {
    const reference = s.reference ? at(answer, s.reference) : undefined
    return { sent: true, reference: reference === undefined ? null : codeOf(reference) }
  }
  if (status === 410 || status === 422) return { sent: false, refused: `sms ${status}` }
  const code = s.taken ? at(answer, s.taken.field) : undefined
  const reason = code === undefined ? `sms ${status}` : `sms ${status} ${codeOf(code)}`
  throw new GatewayError(reason, status === 401 || status === 403 || status === 429 || status >= 500)
}
