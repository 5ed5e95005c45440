/**
 * A ticket to wait with: until its time has come, or until a small calculation was done in its place (proof of work). It is
 * signed and belongs to one draft, so that waiting once does not serve for others; the server keeps nothing. Pure but for
 * the number a ticket begins with.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Leading zero bits asked for: some 130,000 tries, a second or two on an old phone. */
export const WORK_BITS = 17
/** A ticket that was left lying serves no more. */
const LIFE_MS = 6 * 3_600_000

export interface Ticket {
  text: string
  /** What the browser calculates with, and how many zero bits it is to find; null where only time helps. */
  work: { nonce: string; bits: number } | null
}

export interface Tickets {
  /** @param work whether a calculation may stand in for the waiting */
  issue(draft: string, seconds: number, work: boolean, now: Date): Ticket
  /** Seconds still to wait with a ticket, 0 when it lets through, null when it is none of ours for this draft. */
  secondsLeft(ticket: string, solution: string, draft: string, now: Date): number | null
}

export function createTickets(key: Buffer, bits = WORK_BITS): Tickets {
  const mac = (text: string) => createHmac('sha256', key).update(text).digest()
  return {
    issue(draft, seconds, work, now) {
      const nonce = randomBytes(9).toString('base64url')
      const body = `${nonce}.${now.getTime() + seconds * 1000}.${work ? bits : 0}`
      const text = `${body}.${mac(`${draft}\n${body}`).toString('base64url')}`
      return { text, work: work ? { nonce, bits } : null }
    },
    secondsLeft(ticket, solution, draft, now) {
      const [nonce = '', from = '', asked = '', signature = '', more] = ticket.split('.')
      const given = Buffer.from(signature, 'base64url')
      const expected = mac(`${draft}\n${nonce}.${from}.${asked}`)
      if (more !== undefined || given.length !== expected.length || !timingSafeEqual(given, expected))
        return null
      const left = Number(from) - now.getTime()
      if (left < -LIFE_MS) return null
      if (left <= 0 || (Number(asked) > 0 && isWork(nonce, solution, Number(asked)))) return 0
      return Math.ceil(left / 1000)
    },
  }
}

/** Whether SHA-256 of `nonce.solution` begins with so many zero bits. */
export function isWork(nonce: string, solution: string, bits: number): boolean {
  if (!/^\d{1,12}$/.test(solution)) return false
  const digest = createHash('sha256').update(`${nonce}.${solution}`).digest()
  return digest.readUInt32BE(0) >>> (32 - bits) === 0
}
