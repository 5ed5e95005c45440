/** What an SMSC says, in our words: answers to a submission, receipts, messages of people. Pure. SMPP 3.4. */
import type { Outcome } from './rules.ts'
import type { Pdu } from './smpp-library.ts'

/** Answer to one segment: its status and number; never handed over; or handed over and not answered. */
export type Answer = { status: number; id: string | null } | 'not-sent' | 'lost'

/** Status codes (5.1.3) that speak of the number or the message for good. */
const FOR_GOOD: ReadonlySet<number> = new Set([0x01, 0x0b, 0x33, 0x50, 0x51, 0x65])
/** Those that speak of us or of the session: no other message need be tried there now. */
const AWAY: ReadonlySet<number> = new Set([0x04, 0x0a, 0x0d, 0x0e, 0x0f, 0x48, 0x49])
export const THROTTLED = 0x58

const codeOf = (status: number) => `smpp 0x${status.toString(16).padStart(8, '0')}`

/** What became of a message by the answers to its segments. */
export function outcomeOf(answers: readonly Answer[]): Outcome {
  const taken = answers.filter((a) => typeof a === 'object' && a.status === 0).length
  if (taken === answers.length) {
    const last = answers.at(-1)!
    return { kind: 'sent', reference: typeof last === 'object' && last.id ? last.id : null }
  }
  if (answers.includes('lost')) return { kind: 'uncertain', code: 'no-answer' }
  // Some of its segments are on their way: sending the whole again would tell twice.
  if (taken > 0) return { kind: 'uncertain', code: 'partly' }
  const refused = answers.find((a) => typeof a === 'object')
  if (!refused) return { kind: 'later', code: 'smpp away', away: true }
  const { status } = refused as { status: number }
  if (FOR_GOOD.has(status)) return { kind: 'refused', code: codeOf(status) }
  return { kind: 'later', code: codeOf(status), away: AWAY.has(status) }
}

export interface Receipt {
  reference: string
  delivered: boolean
  code: string | null
  /** Number the message went to. */
  address: string
}

const textOf = (pdu: Pdu): string => {
  for (const field of [pdu.short_message, pdu.message_payload]) {
    const message = Buffer.isBuffer(field) ? field : field?.message
    if (message && message.length > 0) return message.toString()
  }
  return ''
}

/** Kind of a deliver_sm: bits 5 to 2 of esm_class (5.2.12). */
const isReceipt = (pdu: Pdu) => (((pdu.esm_class ?? 0) >> 2) & 0x0f) === 1

const STATES: Readonly<Record<string, boolean | null>> = {
  ENROUTE: null,
  ACCEPTD: null,
  DELIVRD: true,
  EXPIRED: false,
  DELETED: false,
  UNDELIV: false,
  UNKNOWN: false,
  REJECTD: false,
}
const STATE_NAMES = [
  '',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
]

export interface Part {
  key: string
  total: number
  place: number
}

export type Delivered =
  | { kind: 'receipt'; receipt: Receipt }
  | { kind: 'message'; from: string; to: string; text: string; part: Part | null }
  /** A receipt on the way, or one that names nothing. */
  | { kind: 'nothing' }

/** Reads a deliver_sm. */
export function readDelivered(pdu: Pdu): Delivered {
  const text = textOf(pdu)
  if (!isReceipt(pdu)) {
    const udh = Buffer.isBuffer(pdu.short_message) ? undefined : pdu.short_message?.udh
    const header = udh?.find((ie) => ie[0] === 0 && ie[1] === 3)
    const [from, to] = [pdu.source_addr ?? '', pdu.destination_addr ?? '']
    const part = header ? { key: `${from} ${header[2]}`, total: header[3]!, place: header[4]! } : null
    return { kind: 'message', from, to, text, part }
  }
  const reference = pdu.receipted_message_id?.replace(/\0+$/, '') || /\bid:(\S+)/i.exec(text)?.[1]
  const name = (
    /\bstat:([A-Z]{5,7})/i.exec(text)?.[1] ??
    STATE_NAMES[pdu.message_state ?? 0] ??
    ''
  ).toUpperCase()
  const delivered = STATES[name]
  if (!reference || delivered === undefined || delivered === null) return { kind: 'nothing' }
  const error = /\berr:(\w{1,6})/i.exec(text)?.[1]
  const code = delivered ? null : `${name} ${error ?? ''}`.trim()
  return { kind: 'receipt', receipt: { reference, delivered, code, address: pdu.source_addr ?? '' } }
}
