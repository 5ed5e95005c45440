/** From number and code to the page of one's own matter, and away from it again. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { todayIn } from '../../bureau/index.ts'
import { CITIZEN, codeSince, identifyCitizen, openFile, readForCitizen } from '../../cases/index.ts'
import {
  documentsForCitizen,
  onlineServiceForCitizen,
  openDocumentForCitizen,
} from '../../documents/index.ts'
import { isRefusal, RefusedError, refuse } from '../../kernel/errors/index.ts'
import { readConsent } from '../../openness/index.ts'
import { promisesForCitizen } from '../../reception/index.ts'
import { dayText, whenText } from '../dates.ts'
import { limitLine, ruleFacts } from '../limits.ts'
import { forgetPhone } from '../phone/routes.ts'
import {
  clearCookie,
  DRAFT_COOKIE,
  goTo,
  MY_COOKIE,
  type Site,
  sendPage,
  signIn,
  type Visit,
  visitOf,
} from '../site.ts'
import { type Form, textOf } from '../tell-us/draft.ts'
import { openDraft } from '../tell-us/routes.ts'
import { fill, textsIn } from '../texts/index.ts'
import { readNumber, slugOf } from './number.ts'
import { readOwnFacts } from './own-facts.ts'
import { myPage } from './page-model.ts'
import { requireSession } from './require.ts'

const config = { access: 'public' as const }

interface FollowForm {
  number: string
  errors?: { href: string; text: string }[]
  note?: string
  status?: number
}

function showFollow(v: Visit, form: FollowForm): FastifyReply {
  const { errors = [] } = form
  const example = `${v.slug.toUpperCase()}-X${todayIn(v.facts, v.now).slice(0, 4)}-000123`
  const errorAt = Object.fromEntries(errors.map((e) => [e.href.slice(1), e.text]))
  return sendPage(
    v,
    'follow',
    {
      number: form.number,
      errors,
      errorAt,
      note: form.note ?? null,
      byPhone: v.site.telling.ways(v.facts.bureau.simulated).sms,
      hint: fill(textsIn(v.lang).follow.numberHint, { example }),
    },
    { personal: true, status: form.status ?? (errors.length > 0 ? 422 : 200) },
  )
}

async function tryOpen(v: Visit, typed: { number: string; code: string }): Promise<FastifyReply> {
  const t = textsIn(v.lang)
  const { attempts, cases } = v.site
  const errors: { href: string; text: string }[] = []
  if (typed.number === '') errors.push({ href: '#number', text: t.follow.needNumber })
  if (typed.code === '') errors.push({ href: '#code', text: t.follow.needCode })
  if (errors.length > 0) return showFollow(v, { number: typed.number, errors })
  const address = v.request.ip
  const refuseFor = (minutes: number): FastifyReply => {
    v.reply.header('retry-after', minutes * 60)
    const text = `${t.errors.tooMany}${v.lang === 'zh' ? '。' : '. '}${fill(t.errors.tooManyHint, { minutes })}`
    return showFollow(v, { number: typed.number, errors: [{ href: '#number', text }], status: 429 })
  }
  const minutes = attempts.waitMinutes(address, v.now)
  if (minutes > 0) return refuseFor(minutes)
  const number = readNumber(typed.number, v.slug)
  const found = await identifyCitizen(cases, v.slug, number, typed.code)
  // Of guesses sent at once only as many are answered as of those sent in turn.
  const meanwhile = attempts.waitMinutes(address, v.now)
  if (meanwhile > 0) return refuseFor(meanwhile)
  if (isRefusal(found)) {
    attempts.failed(address, v.now)
    const slug = slugOf(number)
    const other = slug && slug !== v.slug ? await cases.directory.bySlug(slug) : null
    const text = other ? fill(t.follow.otherBureau, { name: other.bureau.name[v.lang] }) : t.follow.wrong
    return showFollow(v, { number: typed.number, errors: [{ href: '#number', text }] })
  }
  const { bureauId } = v.facts.bureau
  const since = await codeSince(cases, bureauId, found.matterId)
  signIn(v, { bureauId, matterId: found.matterId, number, showCode: false, since })
  return goTo(v, `/my/${number}`)
}

async function showMine(v: Visit, printing = false): Promise<FastifyReply> {
  const session = requireSession(v)
  if (!session) return goTo(v, '/follow?ended=1')
  const { bureauId, matterId } = session
  const { cases } = v.site
  const [view, own, documents, online, publishing, promises] = await Promise.all([
    readForCitizen(cases, { bureauId, actor: CITIZEN, now: v.now }, matterId),
    readOwnFacts(v, session),
    documentsForCitizen(cases, { bureauId, matterId, now: v.now }),
    onlineServiceForCitizen(cases, { bureauId, matterId, now: v.now }),
    readConsent(v.site.openness, session),
    promisesForCitizen(v.site.reception, v.facts, matterId, v.now),
  ])
  if (isRefusal(view)) throw new RefusedError(view)
  if (isRefusal(documents)) throw new RefusedError(documents)
  if (isRefusal(online)) throw new RefusedError(online)
  // Each look keeps the session alive; half an hour away ends it.
  signIn(v, session)
  const today = todayIn(v.facts, v.now)
  // What cannot be taken back asks for number and code: a phone alone may be in other hands.
  const byPhone = session.until !== undefined
  const page = myPage(
    byPhone ? { ...view, actions: view.actions.filter((a) => a.id !== 'withdraw') } : view,
    {
      today,
      shielded: own.shielded,
      documents,
      promises,
      told: own.told,
      rule: (ruleId) => ruleFacts(ruleId, today, v.facts.settings, v.lang),
      later: view.remedy === 'review' ? limitLine('XF-T08', today, v.facts.settings, v.lang) : null,
      when: (instant) => whenText(instant, v.lang, v.facts.bureau.zone),
    },
    v.lang,
  )
  const { done } = v.request.query as { done?: string }
  const texts = textsIn(v.lang).my
  const said = {
    add: texts.add.done,
    contact: texts.contact.done,
    withdraw: texts.withdraw.done,
    rate: texts.rate.done,
    review: texts.review.done,
    opened: textsIn(v.lang).service.opened,
  }
  return sendPage(
    v,
    'my',
    {
      page,
      online,
      printing,
      byPhone,
      printedOn: fill(texts.printedOn, { day: dayText(today, v.lang) }),
      done: done && Object.hasOwn(said, done) ? said[done as keyof typeof said] : null,
      mark: v.site.sessions.mark(session.matterId),
      // Asked once there is an answer to publish.
      publishing:
        view.end === 'answered' && !isRefusal(publishing) && publishing.possible ? publishing : null,
    },
    { personal: true },
  )
}

/** Opens a matter made on the person's behalf (review, transfer) without asking for its code. */
async function openLinked(v: Visit, number: string): Promise<FastifyReply> {
  const session = requireSession(v)
  if (!session) return goTo(v, '/follow?ended=1')
  const own = await readOwnFacts(v, session)
  const link = own.links.find((l) => l.number === number && l.kind !== 'same-matter')
  const other = link && (await v.site.cases.directory.byId(link.bureauId))
  const mark = textOf((v.request.body ?? {}) as Form, 'mark')
  if (!link || !other || v.site.sessions.keyOf(mark, session.matterId) === null)
    throw new RefusedError(refuse('not_found'))
  const there: Visit = { ...v, slug: other.bureau.slug, facts: other }
  const since = await codeSince(v.site.cases, link.bureauId, link.matterId)
  signIn(there, { bureauId: link.bureauId, matterId: link.matterId, number, showCode: true, since })
  return goTo(there, `/my/${number}`)
}

async function leave(v: Visit): Promise<FastifyReply> {
  const open = await openDraft(v)
  if (open?.draft.sent) {
    await v.site.drafts.remove(open.token, open.draft)
    clearCookie(v, DRAFT_COOKIE)
  }
  clearCookie(v, MY_COOKIE)
  forgetPhone(v)
  // Browsers forget the pages behind the back button as well.
  v.reply.header('clear-site-data', '"cache"')
  return goTo(v, '/?left=1')
}

const INLINE = new Set(['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])

async function giveFile(v: Visit, attachmentId: string): Promise<FastifyReply> {
  const session = requireSession(v)
  if (!session) return goTo(v, '/follow?ended=1')
  const file = await openFile(
    v.site.cases,
    { bureauId: session.bureauId, actor: CITIZEN, now: v.now },
    session.matterId,
    attachmentId,
  )
  if (isRefusal(file)) throw new RefusedError(file)
  return v.reply
    .header('cache-control', 'no-store')
    .header('content-length', file.size)
    .header('content-disposition', INLINE.has(file.mediaType) ? 'inline' : 'attachment')
    .type(file.mediaType)
    .send(Readable.from(file.content))
}

/** A document to read in the browser where it can, else to save; always under its own name. */
async function giveDocument(v: Visit, documentId: string): Promise<FastifyReply> {
  const session = requireSession(v)
  if (!session) return goTo(v, '/follow?ended=1')
  const { bureauId, matterId } = session
  const file = await openDocumentForCitizen(v.site.cases, { bureauId, matterId, now: v.now }, documentId)
  if (isRefusal(file)) throw new RefusedError(file)
  return v.reply
    .header('cache-control', 'no-store')
    .header('content-length', file.size)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .type(file.mediaType)
    .send(Readable.from(file.content))
}

export function followRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: { number?: string; ended?: string; closed?: string } }>(
    '/:bureau/follow',
    { config },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const t = textsIn(v.lang)
      const note =
        request.query.ended !== undefined
          ? t.follow.ended
          : request.query.closed !== undefined
            ? t.receipt.goneHint
            : undefined
      return showFollow(v, { number: textOf({ n: request.query.number }, 'n').slice(0, 60), note })
    },
  )
  app.post<{ Body: Form }>('/:bureau/follow', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const form = request.body ?? {}
    return tryOpen(v, {
      number: textOf(form, 'number').slice(0, 60),
      code: textOf(form, 'code').slice(0, 60),
    })
  })
  app.get('/:bureau/my/:number', { config }, async (request, reply) =>
    showMine(await visitOf(site, request, reply)),
  )
  app.get('/:bureau/my/:number/print', { config }, async (request, reply) =>
    showMine(await visitOf(site, request, reply), true),
  )
  app.get<{ Params: { documentId: string } }>(
    '/:bureau/my/:number/documents/:documentId',
    { config },
    async (request, reply) => giveDocument(await visitOf(site, request, reply), request.params.documentId),
  )
  app.post<{ Params: { linked: string } }>(
    '/:bureau/my/:number/linked/:linked',
    { config },
    async (request, reply) => openLinked(await visitOf(site, request, reply), request.params.linked),
  )
  app.get<{ Params: { attachmentId: string } }>(
    '/:bureau/my/:number/files/:attachmentId',
    { config },
    async (request, reply) => giveFile(await visitOf(site, request, reply), request.params.attachmentId),
  )
  app.post('/:bureau/leave', { config }, async (request, reply) => leave(await visitOf(site, request, reply)))
}
