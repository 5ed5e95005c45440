/**
 * One-time codes: six digits, ten minutes, five tries, used once. A code is kept and a message asked for whether or not the
 * number is known here; the sender, later and elsewhere, drops what nobody is to get. So the answer and its time are the
 * same for every number.
 */
import { createHmac, hkdfSync, randomInt, timingSafeEqual } from 'node:crypto'
import { phoneDigest } from '../../cases/index.ts'
import { plainDateIn } from '../../kernel/calendar/index.ts'
import { normalisePhone, uuidv7 } from '../../kernel/crypto/index.ts'
import { otherText, ownWordsOf } from '../../notices/index.ts'
import type { Visit } from '../site.ts'
import { keepCode, spendCode, takeTry } from './store.ts'

export const CODE_MINUTES = 10
export const MOST_TRIES = 5
const MINUTE = 60_000
/** Messages to one number: within a quarter of an hour, and within a day. */
export const MOST_LATELY = 3
export const MOST_A_DAY = 10

const MOBILE = /^1[3-9]\d{9}$/

/** A mobile number of the mainland in one spelling, or null: codes go to no other. */
export function readMobile(typed: string): string | null {
  const phone = normalisePhone(typed)
  return phone && MOBILE.test(phone) ? phone : null
}

function codeDigest(v: Visit, codeId: string, code: string): Buffer {
  const { codeKey } = v.site.cases.keyring
  const key = Buffer.from(hkdfSync('sha256', codeKey, '', 'huiyin/phone-code/v1', 32))
  return createHmac('sha256', key).update(`${v.facts.bureau.bureauId}\n${codeId}\n${code}`).digest()
}

/** Keeps a code for a number and asks for the message. @returns its id, or null when the number was asked for too often */
export async function askCode(v: Visit, phone: string): Promise<string | null> {
  const { bureauId, slug, simulated, zone } = v.facts.bureau
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const codeId = uuidv7(v.now)
  const at = v.now.getTime()
  const kept = await keepCode(
    v.site.cases.app,
    {
      bureauId,
      codeId,
      phone: phoneDigest(v.site.cases, bureauId, phone)!,
      code: codeDigest(v, codeId, code).toString('hex'),
      madeAt: v.now,
      expiresAt: new Date(at + CODE_MINUTES * MINUTE),
    },
    {
      lately: MOST_LATELY,
      since: new Date(at - 15 * MINUTE),
      today: MOST_A_DAY,
      dayAgo: new Date(at - 1440 * MINUTE),
    },
  )
  if (!kept) return null
  await v.site.telling.tell({
    id: codeId,
    bureau: slug,
    bureauId,
    simulated,
    discreet: false,
    template: 'one-time-code',
    at: v.now.toISOString(),
    on: plainDateIn(zone, v.now.toISOString()),
    to: { via: 'sms', address: phone },
    text: otherText(
      'one-time-code',
      { code, minutes: String(CODE_MINUTES) },
      await ownWordsOf(v.site.cases.app, bureauId, 'one-time-code'),
    ),
  })
  return codeId
}

/** @returns the digest of the number, or null: wrong, over, used or tried too often are not told apart */
export async function redeemCode(v: Visit, codeId: string, code: string): Promise<string | null> {
  const { bureauId } = v.facts.bureau
  const { app } = v.site.cases
  const row = await takeTry(app, { bureauId, codeId }, v.now, MOST_TRIES)
  if (!row) return null
  if (!timingSafeEqual(Buffer.from(row.code, 'hex'), codeDigest(v, codeId, code))) return null
  return (await spendCode(app, { bureauId, codeId }, v.now)) ? row.phone : null
}
