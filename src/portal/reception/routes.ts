/** Reception days for everybody: the days, booking a time, one's own booking, the queue of the day. Works without script. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { createAttempts } from '../../kernel/access/index.ts'
import { normalisePhone } from '../../kernel/crypto/index.ts'
import { isRefusal, type Refusal, RefusedError, refuse } from '../../kernel/errors/index.ts'
import {
  book,
  changeBooking,
  comingDays,
  findByCode,
  KEPT_DAYS,
  type PublicDay,
  publicDayOf,
  readBooking,
  readQueue,
} from '../../reception/index.ts'
import { whenText } from '../dates.ts'
import { type ShownError, shownRefusal } from '../problem-model.ts'
import { goTo, type Site, sendPage, setCookie, type Visit, visitOf } from '../site.ts'
import { type Form, textOf } from '../tell-us/draft.ts'
import { fill, textsIn } from '../texts/index.ts'

const config = { access: 'public' as const }
const COOKIE = 'huiyin_booking'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const LONGEST = { name: 50, phone: 30, topic: 300 } as const
/** Bookings from one address within an hour: a family may book together, a program may not take the day. */
const MOST_BOOKINGS = 8
const WITHIN_MINUTES = 60
const REFRESH_SECONDS = 30

const shownErrors = (errors: readonly ShownError[]) => ({
  errors,
  errorAt: Object.fromEntries(errors.map((e) => [e.href.slice(1), e.text])),
})

async function dayOf(v: Visit): Promise<PublicDay> {
  const { day } = v.request.params as { day: string }
  if (!UUID.test(day)) throw new RefusedError(refuse('not_found'))
  const found = await publicDayOf(v.site.reception, v.facts, day, v.now)
  if (isRefusal(found)) throw new RefusedError(found)
  return found
}

function showForm(
  v: Visit,
  day: PublicDay,
  filled: Record<string, string>,
  errors: readonly ShownError[],
  status = 422,
): FastifyReply {
  return sendPage(
    v,
    'reception-book',
    { day, filled, once: filled.once || randomUUID(), days: KEPT_DAYS, ...shownErrors(errors) },
    { personal: true, status: errors.length > 0 ? status : 200 },
  )
}

function wrongFields(v: Visit, day: PublicDay, form: Record<string, string>): ShownError[] {
  const t = textsIn(v.lang).reception.need
  const errors: ShownError[] = []
  if (day.times.length > 0 && !day.times.some((x) => String(x.slot) === form.slot))
    errors.push({ href: `#slot-${day.times[0]!.slot}`, text: t.slot })
  for (const field of ['name', 'phone', 'topic'] as const) {
    const value = form[field] ?? ''
    if (value === '' || (field === 'phone' && normalisePhone(value) === null))
      errors.push({ href: `#${field}`, text: t[field] })
    else if (value.length > LONGEST[field])
      errors.push({ href: `#${field}`, text: fill(t.tooLong, { max: LONGEST[field] }) })
  }
  return errors
}

/** What a form of this browser remembers of the booking it opened: nothing but which one. */
function openBooking(v: Visit, bookingId: string, number: string): FastifyReply {
  const session = { bureauId: v.facts.bureau.bureauId, matterId: bookingId, number, showCode: false }
  setCookie(v, COOKIE, v.site.sessions.seal(session, v.now))
  return goTo(v, '/reception/booking/mine')
}

const bookingOf = (v: Visit): string | null => {
  const session = v.site.sessions.open(v.request.cookies[COOKIE], v.now)
  return session?.bureauId === v.facts.bureau.bureauId ? session.matterId : null
}

async function submit(v: Visit, limit: ReturnType<typeof createAttempts>): Promise<FastifyReply> {
  const day = await dayOf(v)
  const t = textsIn(v.lang).reception
  const form = (v.request.body ?? {}) as Form
  const filled = Object.fromEntries(
    ['slot', 'name', 'phone', 'topic', 'once'].map((f) => [f, textOf(form, f)]),
  )
  const errors = wrongFields(v, day, filled)
  if (errors.length > 0) return showForm(v, day, filled, errors)
  const minutes = limit.waitMinutes(v.request.ip, v.now)
  if (minutes > 0) {
    v.reply.header('retry-after', minutes * 60)
    return showForm(v, day, filled, [{ href: '#name', text: fill(t.tooManyBookings, { minutes }) }], 429)
  }
  const { name = '', phone = '', topic = '', once = '' } = filled
  const slot = day.times.length > 0 ? Number(filled.slot) : null
  const ask = { visitor: { name, phone, topic }, slot, once: UUID.test(once) ? once : randomUUID() }
  const done = await book(v.site.reception, v.facts, day.dayId, ask, v.now)
  if (isRefusal(done)) {
    // Somebody was faster: shown with the times that are left.
    const now = await dayOf(v)
    return showForm(v, now, filled, [refusedAt(v, done)])
  }
  limit.failed(v.request.ip, v.now)
  return openBooking(v, done.bookingId, done.number)
}

const refusedAt = (v: Visit, refusal: Refusal): ShownError => ({
  ...shownRefusal(refusal, v.lang, v.request.id),
  href: '#main-content',
})

async function mine(v: Visit, errors: readonly ShownError[] = []): Promise<FastifyReply> {
  const bookingId = bookingOf(v)
  const found = bookingId ? await readBooking(v.site.reception, v.facts, bookingId, v.now) : null
  if (!found || isRefusal(found)) return goTo(v, '/reception/booking')
  const { done } = v.request.query as { done?: unknown }
  return sendPage(
    v,
    'reception-mine',
    { ...found, changed: done === 'changed', ...shownErrors(errors) },
    { personal: true, status: errors.length > 0 ? 422 : 200 },
  )
}

async function change(v: Visit): Promise<FastifyReply> {
  const bookingId = bookingOf(v)
  if (!bookingId) return goTo(v, '/reception/booking')
  const form = (v.request.body ?? {}) as Form
  const typed = textOf(form, 'slot')
  const slot = form.cancel !== undefined ? null : Number(typed)
  if (slot !== null && (typed === '' || !Number.isInteger(slot))) {
    const text = textsIn(v.lang).reception.need.slot
    return mine(v, [{ href: '#main-content', text }])
  }
  const done = await changeBooking(v.site.reception, v.facts, bookingId, slot, v.now)
  if (isRefusal(done)) return mine(v, [refusedAt(v, done)])
  return goTo(v, `/reception/booking/mine${slot === null ? '' : '?done=changed'}`)
}

function showOpen(v: Visit, number: string, error: string | null, status = 422): FastifyReply {
  const errors = error ? [{ href: '#number', text: error }] : []
  return sendPage(
    v,
    'reception-open',
    { number, ...shownErrors(errors) },
    { personal: true, status: error ? status : 200 },
  )
}

async function openByCode(v: Visit): Promise<FastifyReply> {
  const t = textsIn(v.lang).reception
  const form = (v.request.body ?? {}) as Form
  const number = textOf(form, 'number').slice(0, 60)
  // Guesses count with those at matters' codes: neither is a way round the other.
  const minutes = v.site.attempts.waitMinutes(v.request.ip, v.now)
  if (minutes > 0) {
    v.reply.header('retry-after', minutes * 60)
    return showOpen(v, number, fill(t.tooMany, { minutes }), 429)
  }
  const found = await findByCode(v.site.reception, v.facts, number, textOf(form, 'code'))
  if (isRefusal(found)) {
    v.site.attempts.failed(v.request.ip, v.now)
    return showOpen(v, number, t.wrong)
  }
  return openBooking(v, found.bookingId, number)
}

async function queue(v: Visit): Promise<FastifyReply> {
  const { day } = v.request.params as { day: string }
  if (!UUID.test(day)) throw new RefusedError(refuse('not_found'))
  const found = await readQueue(v.site.reception, v.facts, day, v.now)
  if (isRefusal(found)) throw new RefusedError(found)
  // A header and no script: it also works where scripts are off.
  v.reply.header('refresh', String(REFRESH_SECONDS))
  const asOf = whenText(v.now.toISOString(), v.lang, v.facts.bureau.zone)
  return sendPage(v, 'reception-queue', { queue: found, day: found.day, asOf })
}

export function receptionPages(app: FastifyInstance, site: Site): void {
  const limit = createAttempts(MOST_BOOKINGS, WITHIN_MINUTES)
  app.get('/:bureau/reception', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const days = await comingDays(site.reception, v.facts, v.now)
    return sendPage(v, 'reception', { days, today: days[0] ? todayOf(v) : null })
  })
  app.get('/:bureau/reception/:day/book', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const day = await dayOf(v)
    return day.times.length > 0 || day.mayWait ? showForm(v, day, {}, []) : goTo(v, '/reception')
  })
  app.post('/:bureau/reception/:day/book', { config }, async (request, reply) =>
    submit(await visitOf(site, request, reply), limit),
  )
  app.get('/:bureau/reception/:day/queue', { config }, async (request, reply) =>
    queue(await visitOf(site, request, reply)),
  )
  app.get('/:bureau/reception/booking', { config }, async (request, reply) =>
    showOpen(await visitOf(site, request, reply), '', null),
  )
  app.post('/:bureau/reception/booking', { config }, async (request, reply) =>
    openByCode(await visitOf(site, request, reply)),
  )
  app.get('/:bureau/reception/booking/mine', { config }, async (request, reply) =>
    mine(await visitOf(site, request, reply)),
  )
  app.post('/:bureau/reception/booking/mine', { config }, async (request, reply) =>
    change(await visitOf(site, request, reply)),
  )
}

const todayOf = (v: Visit): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: v.facts.bureau.zone }).format(v.now)
