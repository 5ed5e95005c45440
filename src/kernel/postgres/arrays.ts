/**
 * Lists as parameters in the binary form of the wire protocol (PostgreSQL, `array_recv`): the server takes each value as it
 * is, without looking for quotes and commas or reading days and ids out of text, and bytes go as bytes.
 */

const DAY_MS = 86_400_000
/** Days and instants count from 2000-01-01. */
const EPOCH_MS = 946_684_800_000
const TWO_32 = 2 ** 32

/** Grows by doubling; what is written here is copied out once it is whole. */
let draft = Buffer.allocUnsafe(65_536)

function roomFor(bytes: number, at: number): void {
  if (at + bytes <= draft.length) return
  const larger = Buffer.allocUnsafe(Math.max(draft.length * 2, at + bytes))
  draft.copy(larger, 0, 0, at)
  draft = larger
}

function wrong(type: string, value: unknown): TypeError {
  return new TypeError(`a list of ${type} has a ${typeof value} of another form in it`)
}

function writeInteger(value: unknown, at: number): number {
  if (typeof value !== 'number' || (value | 0) !== value) throw wrong('integer', value)
  return writeInt32(value, at)
}

function writeInt32(n: number, at: number): number {
  draft[at] = n >>> 24
  draft[at + 1] = n >>> 16
  draft[at + 2] = n >>> 8
  draft[at + 3] = n
  return at + 4
}

function writeBoolean(value: unknown, at: number): number {
  if (typeof value !== 'boolean') throw wrong('boolean', value)
  draft[at] = value ? 1 : 0
  return at + 1
}

const DIGIT = new Int8Array(128).fill(-1)
for (const [n, digit] of [...'0123456789abcdef'].entries()) {
  DIGIT[digit.charCodeAt(0)] = n
  DIGIT[digit.toUpperCase().charCodeAt(0)] = n
}

function writeUuid(value: unknown, from: number): number {
  if (typeof value !== 'string' || value.length !== 36) throw wrong('uuid', value)
  let at = from
  for (let i = 0; i < 36; i += 2) {
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (value.charCodeAt(i) !== 45) throw wrong('uuid', value)
      i++
    }
    const high = DIGIT[value.charCodeAt(i)] ?? -1
    const low = DIGIT[value.charCodeAt(i + 1)] ?? -1
    if (high < 0 || low < 0) throw wrong('uuid', value)
    const byte = high * 16 + low
    draft[at++] = byte
  }
  return at
}

function writeDate(value: unknown, at: number): number {
  const days = typeof value === 'string' ? (Date.parse(value) - EPOCH_MS) / DAY_MS : Number.NaN
  if ((days | 0) !== days) throw wrong('date', value)
  return writeInt32(days, at)
}

function writeBigint(value: unknown, at: number): number {
  if (!Number.isSafeInteger(value)) throw wrong('bigint', value)
  const high = Math.floor((value as number) / TWO_32)
  return writeInt32((value as number) - high * TWO_32, writeInt32(high, at))
}

// Rows of one command tell the same instant again and again.
let lastInstant = ''
let lastMillis = 0

function writeInstant(value: unknown, at: number): number {
  if (typeof value !== 'string') throw wrong('timestamptz', value)
  if (value !== lastInstant) {
    const millis = Date.parse(value) - EPOCH_MS
    if (Number.isNaN(millis)) throw wrong('timestamptz', value)
    lastInstant = value
    lastMillis = millis
  }
  // Microseconds, which from 2285 on are no safe integer: the halves of the number are multiplied apart.
  const high = Math.floor(lastMillis / TWO_32)
  const low = (lastMillis - high * TWO_32) * 1000
  const carried = Math.floor(low / TWO_32)
  return writeInt32(low - carried * TWO_32, writeInt32(high * 1000 + carried, at))
}

function writeString(text: string, at: number): number {
  // No character takes more than three bytes for each of its code units.
  roomFor(3 * text.length, at)
  return at + draft.write(text, at)
}

function writeText(value: unknown, at: number): number {
  if (typeof value !== 'string') throw wrong('text', value)
  return writeString(value, at)
}

function writeBytes(value: unknown, at: number): number {
  if (!Buffer.isBuffer(value)) throw wrong('bytea', value)
  roomFor(value.length, at)
  return at + value.copy(draft, at)
}

const writeJson = (value: unknown, at: number): number => writeString(JSON.stringify(value), at)

function writeJsonb(value: unknown, at: number): number {
  draft[at] = 1
  return writeJson(value, at + 1)
}

/**
 * Element types by their names in SQL, with the number the server knows each by. A `date` is `YYYY-MM-DD`; a
 * `timestamptz` is ISO text to the millisecond; `json` and `jsonb` take any value and write it as JSON.
 */
const TYPES = {
  boolean: [16, writeBoolean],
  bytea: [17, writeBytes],
  bigint: [20, writeBigint],
  integer: [23, writeInteger],
  text: [25, writeText],
  json: [114, writeJson],
  date: [1082, writeDate],
  timestamptz: [1184, writeInstant],
  uuid: [2950, writeUuid],
  jsonb: [3802, writeJsonb],
} as const satisfies Readonly<Record<string, readonly [number, (value: unknown, at: number) => number]>>

export type ElementType = keyof typeof TYPES

/** Of the longest value that does not make room for itself, with its length. */
const ROOM = 4 + 16

/**
 * The parameter for `$n::type[]`: the value of `name` in each row; null and undefined are null.
 * @throws TypeError for a value of another form; the message does not repeat it
 */
export function columnArray(
  type: ElementType,
  rows: readonly Readonly<Record<string, unknown>>[],
  name: string,
): Buffer {
  const [oid, write] = TYPES[type]
  const { length } = rows
  let nulls = 0
  // Dimensions, whether there are nulls, type; of the one dimension its length and the number of its first place.
  writeInt32(length === 0 ? 0 : 1, 0)
  writeInt32(oid, 8)
  writeInt32(length, 12)
  writeInt32(1, 16)
  let at = length === 0 ? 12 : 20
  for (const row of rows) {
    const value = row[name]
    roomFor(ROOM, at)
    if (value === null || value === undefined) {
      nulls = 1
      at = writeInt32(-1, at)
      continue
    }
    const end = write(value, at + 4)
    writeInt32(end - at - 4, at)
    at = end
  }
  writeInt32(nulls, 4)
  return Buffer.from(draft.subarray(0, at))
}
