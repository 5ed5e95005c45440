/** Reads requests (GET Service Requests): public facts alone, and words only of what is published. */
import { labelOfState, procedureOf } from '../cases/index.ts'
import type { Lang } from '../kernel/errors/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { Service } from './contract.ts'
import { GeoReportError } from './errors.ts'
import { type Form, textOf } from './file-request.ts'
import { type Facts, GENERAL } from './services.ts'
import { listRequests, type RequestFilter, type RequestRow } from './store.ts'

const DAY = 86_400_000
/** GeoReport v2: "the most recent 90 days or 1000 service requests, whichever is smallest". */
export const MOST_DAYS = 90
export const MOST = 1000

const split = (text: string): string[] | null =>
  text === ''
    ? null
    : text
        .split(',')
        .map((t) => t.trim())
        .filter((t) => t !== '')

function instantOf(query: Form, name: string): Date | null {
  const text = textOf(query, name)
  if (text === '') return null
  // A `+` of a zone comes as a blank where the client did not encode it.
  const at = Date.parse(text.replace(/ (?=\d{2}:?\d{2}$)/, '+'))
  if (Number.isNaN(at))
    throw new GeoReportError(400, `${name} must be a date and time of the form 2026-01-31T00:00:00Z`)
  return new Date(at)
}

function wholeOf(query: Form, name: string, most: number, otherwise: number): number {
  const text = textOf(query, name)
  if (text === '') return otherwise
  const n = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (n < 1 || n > most) throw new GeoReportError(400, `${name} must be a whole number from 1 to ${most}`)
  return n
}

/** @throws GeoReportError 400 naming the parameter that is wrong */
export function filterOf(query: Form, services: readonly Service[], now: Date): RequestFilter {
  const size = wholeOf(query, 'page_size', MOST, MOST)
  const offset = (wholeOf(query, 'page', 100_000, 1) - 1) * size
  // "This overrides all other arguments."
  const numbers = split(textOf(query, 'service_request_id'))?.map((n) => n.toUpperCase()) ?? null
  const none = { codes: null, categories: null, from: null, to: null, open: null }
  if (numbers) return { ...none, numbers: numbers.slice(0, MOST), limit: size, offset }
  const codes = split(textOf(query, 'service_code'))
  const states = split(textOf(query, 'status'))?.map((s) => s.toLowerCase()) ?? []
  if (states.some((s) => s !== 'open' && s !== 'closed'))
    throw new GeoReportError(400, 'status must be open, closed or both')
  const [start, end] = [instantOf(query, 'start_date'), instantOf(query, 'end_date')]
  const to = end ?? (start ? new Date(start.getTime() + MOST_DAYS * DAY) : now)
  const from = start ?? new Date(to.getTime() - MOST_DAYS * DAY)
  if (from > to) throw new GeoReportError(400, 'start_date must not lie after end_date')
  if (to.getTime() - from.getTime() > MOST_DAYS * DAY)
    throw new GeoReportError(400, `start_date and end_date must not lie more than ${MOST_DAYS} days apart`)
  const categories =
    codes && services.flatMap((s) => (codes.includes(s.code) && s.category ? [s.category] : []))
  const open = new Set(states).size === 1 ? states[0] === 'open' : null
  return { numbers: null, codes, categories, from, to, open, limit: size, offset }
}

const NEUTRAL = {
  zh: '内容未经本人同意公开，此处只列办理情况。',
  en: 'The words are not public; only where the request stands is shown.',
}

/** A request as the public may see it. Place and pictures belong to whoever sent them. */
export function shown(
  r: RequestRow,
  facts: Facts,
  services: readonly Service[],
  lang: Lang,
  extensions: boolean,
) {
  const service =
    services.find((s) => s.code === r.service_code) ??
    services.find((s) => s.category !== null && s.category === r.category) ??
    services.find((s) => s.code === GENERAL)
  const state = labelOfState(procedureOf(r.procedure), r.state)
  return {
    service_request_id: r.number,
    status: r.end_kind === null ? 'open' : 'closed',
    status_notes: state[lang],
    service_name: service?.name[lang] ?? '',
    service_code: service?.code ?? GENERAL,
    description: r.published ? `${r.published.title}\n${r.published.letter}`.slice(0, 4000) : NEUTRAL[lang],
    agency_responsible: facts.units.get(r.unit_id)?.name[lang] ?? null,
    service_notice: null,
    requested_datetime: r.requested_at.toISOString(),
    updated_datetime: r.updated_at.toISOString(),
    // The limit is a day: it is met until the day is over in the bureau's zone.
    expected_datetime: r.due ? new Date(`${r.due}T23:59:59+08:00`).toISOString() : null,
    address: null,
    address_id: null,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
    ...(extensions
      ? {
          extended_attributes: {
            x_huiyin: {
              procedure: r.procedure,
              state: r.state,
              end: r.end_kind,
              ended_on: r.ended_on,
              due_on: r.due,
              published: r.published !== null,
            },
          },
        }
      : {}),
  }
}

export async function readRequests(
  pool: Pool,
  bureauId: string,
  filter: RequestFilter,
): Promise<RequestRow[]> {
  return withTx(pool, { bureau: bureauId, system: true }, (tx) => listRequests(tx, bureauId, filter), {
    readOnly: true,
  })
}
