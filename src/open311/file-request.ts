/**
 * Files a request (POST Service Request): it becomes an order of the 12345 desk like any other, under the same limits.
 * Name, telephone and words are kept encrypted with the matter; a device or account of the sender's is not kept at all.
 * A picture's address is kept as words and never fetched.
 */
import { randomUUID } from 'node:crypto'
import { type CasesDeps, CITIZEN, type RegisterInput, registerMatter } from '../cases/index.ts'
import { isRefusal, type Lang } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Attribute, Service } from './contract.ts'
import { GeoReportError } from './errors.ts'
import { insertRequest } from './store.ts'

export type Form = Readonly<Record<string, unknown>>

/** GeoReport v2: 4,000 characters of description. */
const MOST_WORDS = 4000
const MOST_LINE = 300

export function textOf(form: Form, name: string): string {
  const value = form[name]
  const text = Array.isArray(value) ? value.at(-1) : value
  return typeof text === 'string' ? text.toWellFormed().replace(/\r\n?/g, '\n').trim() : ''
}

const listOf = (form: Form, name: string): string[] => {
  const values = [form[name], form[`${name}[]`]].flat()
  return values.flatMap((v) => (typeof v === 'string' && v.trim() !== '' ? [v.toWellFormed().trim()] : []))
}

/** WGS 84, as GeoReport v2 has it. */
function pointOf(form: Form): { lat: number; lng: number } | null {
  const [lat, lng] = [textOf(form, 'lat'), textOf(form, 'long')]
  if (lat === '' && lng === '') return null
  const ok = (text: string, most: number) =>
    /^-?\d{1,3}(\.\d{1,12})?$/.test(text) && Math.abs(Number(text)) <= most
  if (!ok(lat, 90) || !ok(lng, 180))
    throw new GeoReportError(400, 'lat and long must both be given, in degrees (WGS 84)')
  return { lat: Number(lat), lng: Number(lng) }
}

/** A link that may be kept: of the web, short, without a name and password in it. */
function mediaOf(form: Form): string {
  const text = textOf(form, 'media_url')
  if (text === '') return ''
  if (text.length > 500 || !/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new GeoReportError(400, 'media_url must be an http or https address of at most 500 characters')
  const url = new URL(text)
  if (url.username || url.password) throw new GeoReportError(400, 'media_url must not hold a password')
  return url.href
}

function answerTo(a: Attribute, given: string[]): string | undefined {
  const name = (key: string) => a.values.find((v) => v.key === key)?.name.zh
  const [one] = given
  switch (a.datatype) {
    case 'singlevaluelist':
      return given.length === 1 ? name(one!) : undefined
    case 'multivaluelist': {
      const names = given.map(name)
      return names.every((n) => n !== undefined) ? names.join('、') : undefined
    }
    case 'number':
      return given.length === 1 && /^-?\d{1,15}(\.\d{1,6})?$/.test(one!) ? one : undefined
    case 'datetime':
      return given.length === 1 && !Number.isNaN(Date.parse(one!)) ? one : undefined
    default:
      return given.length === 1 && one!.length <= (a.datatype === 'text' ? 2000 : MOST_LINE) ? one : undefined
  }
}

/** Answers to the questions of the service, as lines of the letter. Every fault is named at once. */
export function attributesOf(service: Service, form: Form): string[] {
  const faults: string[] = []
  const lines: string[] = []
  for (const a of service.attributes) {
    if (!a.variable) continue
    const given = listOf(form, `attribute[${a.code}]`)
    if (given.length === 0) {
      if (a.required) faults.push(`attribute[${a.code}] is required`)
      continue
    }
    const answer = answerTo(a, given)
    if (answer === undefined) faults.push(`attribute[${a.code}] is not a valid ${a.datatype}`)
    else lines.push(`${a.description.zh}：${answer}`)
  }
  const known = new Set(service.attributes.map((a) => `attribute[${a.code}]`))
  for (const name of Object.keys(form)) {
    if (name.startsWith('attribute[') && !known.has(name.replace(/\[\]$/, '')))
      faults.push(`${name.slice(0, 60)} is no attribute of this service`)
  }
  if (faults.length > 0) throw new GeoReportError(400, ...faults)
  return lines
}

/** From the form to a registration. Pure. @throws GeoReportError 400 naming what is wrong */
export function registrationOf(service: Service, form: Form): RegisterInput {
  const description = textOf(form, 'description')
  const address = textOf(form, 'address_string')
  const addressId = textOf(form, 'address_id')
  const point = pointOf(form)
  if (!point && address === '' && addressId === '')
    throw new GeoReportError(400, 'either lat and long, or address_string, or address_id must be given')
  if ([...description].length > MOST_WORDS)
    throw new GeoReportError(400, `description must not be longer than ${MOST_WORDS} characters`)
  if ([address, addressId].some((t) => t.length > MOST_LINE))
    throw new GeoReportError(400, `address must not be longer than ${MOST_LINE} characters`)
  const media = mediaOf(form)
  const lines = attributesOf(service, form)
  const name = [textOf(form, 'last_name'), textOf(form, 'first_name')].filter(Boolean).join(' ')
  const [phone, email] = [textOf(form, 'phone'), textOf(form, 'email')]
  if (name.length > 100 || phone.length > 40 || email.length > 200)
    throw new GeoReportError(400, 'name, phone or email is too long')
  const party = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
  const body = [description || service.name.zh, ...lines, ...(media ? [`图片链接（未下载）：${media}`] : [])]
  return {
    procedure: 'hotline-order',
    channel: 'web',
    class: 'other',
    category: service.category,
    subject: null,
    body: body.join('\n'),
    place: [address, addressId ? `地址编号 ${addressId}` : ''].filter(Boolean).join('，') || null,
    point: point ? { ...point, datum: 'WGS84' } : null,
    demands: [],
    parties: Object.keys(party).length > 0 ? [{ role: 'petitioner', ...party }] : [],
  }
}

export interface Filed {
  number: string
  token: string
  /** What opens the matter's own page together with the number. */
  code: string
}

/** @throws GeoReportError as `registrationOf`, and 400 with the rules' own words when they refuse the registration */
export async function fileRequest(
  cases: CasesDeps,
  at: { bureauId: string; keyId: string; now: Date; idempotencyKey: string },
  service: Service,
  form: Form,
  sayRefusal: (code: string, lang: Lang) => string,
  lang: Lang,
): Promise<Filed> {
  const { bureauId, keyId, now, idempotencyKey } = at
  const caller = {
    bureauId,
    actor: CITIZEN,
    principal: `open311:${keyId}`,
    idempotencyKey,
    occurredAt: now,
    recordedAt: now,
  }
  const made = await registerMatter(cases, caller, registrationOf(service, form))
  if (isRefusal(made)) throw new GeoReportError(400, sayRefusal(made.refused, lang))
  const { matterId, number, code } = made
  const token = await withTx(cases.app, { bureau: bureauId, system: true }, async (tx) => {
    // The same request sent again keeps the token it was given.
    await insertRequest(tx, { bureauId, matterId, keyId, code: service.code, token: randomUUID(), now })
    const rows = await tx.query<{ token: string }>(
      'select token from open311_requests where bureau_id = $1 and matter_id = $2',
      [bureauId, matterId],
    )
    return rows[0]!.token
  })
  return { number, token, code }
}
