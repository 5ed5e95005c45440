import { keyedDigest } from './algorithms.ts'
import type { Keyring } from './keyring.ts'

/**
 * Exact look-up of encrypted personal data: a keyed digest of the normalised value stands beside the ciphertext.
 * Digests are separated by bureau and kind, so that tables of two bureaus cannot be joined by person.
 */
export type BlindKind = 'phone' | 'id-number' | 'name' | 'letter'

/** Look-up digest (64 hex digits) of a value, or null when nothing is left to look up after normalising. */
export function blindIndex(
  keyring: Keyring,
  bureauId: string,
  kind: BlindKind,
  value: string,
): string | null {
  const normal = NORMALISERS[kind](value)
  if (normal === null) return null
  const parts = [bureauId, kind, normal]
  return keyedDigest(keyring.suite.hash, keyring.blindIndexKey, 'huiyin/blind-index/v1', parts).toString(
    'hex',
  )
}

/**
 * A telephone number in one spelling: mobile `13800000000`, fixed line with area code `01062345678`, service
 * number `4001234567`, foreign `+85212345678`. Full-width digits, blanks, hyphens, brackets, +86, 0086 and
 * an extension (转, 分机, ext, #) are taken away. Null when it is no number.
 */
export function normalisePhone(value: string): string | null {
  const main = value
    .normalize('NFKC')
    .toLowerCase()
    .split(/转|分机|ext|#|x/u)[0]!
    .replace(/[\p{White_Space}\p{Cf}\p{Pd}−().·_/]/gu, '')
  if (!/^\+?\d{3,20}$/.test(main)) return null
  const international = main.startsWith('00') ? `+${main.slice(2)}` : main
  if (international.startsWith('+86')) return domestic(international.slice(3))
  if (/^861[3-9]\d{9}$/.test(international)) return international.slice(2)
  // 01 and a mobile number: the zero once dialled before mobiles of another city.
  if (/^01[3-9]\d{9}$/.test(international)) return international.slice(1)
  return international
}

/** A number after +86: fixed lines lose the zero of their area code there and get it back here. */
function domestic(rest: string): string | null {
  if (rest.length < 3) return null
  if (/^1[3-9]\d{9}$/.test(rest) || /^(400|800)\d{7}$/.test(rest) || rest.startsWith('0')) {
    return rest.replace(/^0(1[3-9]\d{9})$/, '$1')
  }
  return rest.length >= 9 ? `0${rest}` : rest
}

/**
 * An identity number in one spelling: upper case, without blanks and hyphens; the 15-digit resident number of
 * the first generation becomes its 18-digit form (GB 11643-1999). Other documents stay as they are.
 */
export function normaliseIdNumber(value: string): string | null {
  const text = value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{White_Space}\p{Cf}\p{Pd}]/gu, '')
  if (text === '') return null
  if (!/^\d{15}$/.test(text)) return text
  const seventeen = `${text.slice(0, 6)}19${text.slice(6)}`
  return seventeen + residentCheckDigit(seventeen)
}

/** Check character of a resident identity number: ISO 7064 MOD 11-2 over its first 17 digits. */
function residentCheckDigit(seventeen: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(seventeen[i]) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11]!
}

/**
 * A name in one spelling: compatibility forms resolved, one kind of middle dot, letters in lower case; blanks
 * dropped beside Chinese characters and single elsewhere.
 */
export function normaliseName(value: string): string | null {
  const text = value
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .replace(/\p{White_Space}*[·•‧∙・･․.]\p{White_Space}*/gu, '·')
    .replace(/\p{White_Space}+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()
    .toLowerCase()
  return text === '' ? null : text
}

/** A letter in one spelling: compatibility forms resolved, blanks and signs without width dropped. */
const normaliseLetter = (value: string): string | null =>
  value
    .normalize('NFKC')
    .replace(/[\p{White_Space}\p{Cf}]+/gu, ' ')
    .trim() || null

const NORMALISERS: Record<BlindKind, (value: string) => string | null> = {
  phone: normalisePhone,
  'id-number': normaliseIdNumber,
  name: normaliseName,
  letter: normaliseLetter,
}

/**
 * A term of the index of words as a signed 64-bit number in decimal digits. Keyed and separated by bureau like the
 * look-up digests, under a domain of its own: neither table tells anything of the other.
 */
export function searchDigest(keyring: Keyring, bureauId: string, term: string): string {
  const digest = keyedDigest(keyring.suite.hash, keyring.blindIndexKey, 'huiyin/search/v1', [bureauId, term])
  return digest.readBigInt64BE(0).toString()
}
