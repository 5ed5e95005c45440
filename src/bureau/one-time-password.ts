/** Passwords that are made for somebody, shown once, and exchanged by that person for one of their own. */
import { randomInt } from 'node:crypto'

/** Letters and figures that are not taken for one another on paper. */
export const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
export const FIGURES = '23456789'
const PART = 4
const PARTS = 3

const DAY_MS = 86_400_000
/** How long a one-time password may wait for its exchange, in days. */
export const ONE_TIME_DAYS = 14

/** Twelve letters and figures in three parts, over 57 bits: `kmrt-7hxa-94qe`. */
export function newOneTimePassword(): string {
  const alphabet = LETTERS + FIGURES
  const part = () => Array.from({ length: PART }, () => alphabet[randomInt(alphabet.length)]).join('')
  for (;;) {
    const text = Array.from({ length: PARTS }, part).join('-')
    if (/[a-z]/.test(text) && /[2-9]/.test(text)) return text
  }
}

export function oneTimeUntil(now: Date): Date {
  return new Date(now.getTime() + ONE_TIME_DAYS * DAY_MS)
}
