/** A one-time code to the phone instead of number and code: ask, enter, see the matters filed with that phone. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { codeSince, mattersOfPhone } from '../../cases/index.ts'
import { createAttempts } from '../../kernel/access/index.ts'
import { RefusedError, refuse } from '../../kernel/errors/index.ts'
import { dayText } from '../dates.ts'
import { clearCookie, goTo, type Site, sendPage, setCookie, signIn, type Visit, visitOf } from '../site.ts'
import { type Form, textOf } from '../tell-us/draft.ts'
import { fill, textsIn } from '../texts/index.ts'
import { askCode, CODE_MINUTES, readMobile, redeemCode } from './code.ts'

const config = { access: 'public' as const }
export const PHONE_COOKIE = 'huiyin_phone'
const ASKED = 'phone-asked'
const PROVED = 'phone-proved'
/** How long the matters stay open after the code; it is not prolonged by looking. */
export const VISIT_MINUTES = 15
const MINUTE = 60_000

type Errors = { href: string; text: string }[]

function page(
  v: Visit,
  template: string,
  model: Record<string, unknown>,
  errors: Errors,
  status = 422,
): FastifyReply {
  const errorAt = Object.fromEntries(errors.map((e) => [e.href.slice(1), e.text]))
  return sendPage(
    v,
    template,
    { ...model, errors, errorAt },
    { personal: true, status: errors.length > 0 ? status : 200 },
  )
}

/** Whether this bureau can send a text message at all; where it cannot, the way does not exist. */
const offered = (v: Visit) => v.site.telling.ways(v.facts.bureau.simulated).sms

async function open(site: Site, request: Parameters<typeof visitOf>[1], reply: FastifyReply): Promise<Visit> {
  const v = await visitOf(site, request, reply)
  if (!offered(v)) throw new RefusedError(refuse('not_found'))
  return v
}

const tokenOf = (v: Visit, use: string): string | null => {
  const [bureauId, value] = v.site.sessions.openText(use, v.request.cookies[PHONE_COOKIE], v.now) ?? []
  return bureauId === v.facts.bureau.bureauId && value ? value : null
}

export function phoneRoutes(app: FastifyInstance, site: Site): void {
  /** Messages asked for and codes tried, by address of the network. */
  const asking = createAttempts(6, 60)
  const tooMany = (v: Visit, minutes: number, template: string, field: string): FastifyReply => {
    v.reply.header('retry-after', minutes * 60)
    const text = fill(textsIn(v.lang).phone.tooMany, { minutes })
    return page(v, template, {}, [{ href: `#${field}`, text }], 429)
  }

  app.get<{ Querystring: { ended?: string } }>(
    '/:bureau/follow/phone',
    { config },
    async (request, reply) => {
      const v = await open(site, request, reply)
      return page(v, 'phone', { ended: request.query.ended !== undefined }, [])
    },
  )

  app.post<{ Body: Form }>('/:bureau/follow/phone', { config }, async (request, reply) => {
    const v = await open(site, request, reply)
    const typed = textOf(request.body ?? {}, 'phone').slice(0, 40)
    const phone = readMobile(typed)
    if (!phone)
      return page(v, 'phone', { phone: typed }, [{ href: '#phone', text: textsIn(v.lang).phone.need }])
    const minutes = asking.waitMinutes(request.ip, v.now)
    if (minutes > 0) return tooMany(v, minutes, 'phone', 'phone')
    asking.failed(request.ip, v.now)
    const codeId = await askCode(v, phone)
    if (!codeId) return tooMany(v, 15, 'phone', 'phone')
    const { bureauId } = v.facts.bureau
    const until = new Date(v.now.getTime() + CODE_MINUTES * MINUTE)
    setCookie(v, PHONE_COOKIE, site.sessions.sealText(ASKED, [bureauId, codeId], until))
    return goTo(v, '/follow/phone/code')
  })

  app.get('/:bureau/follow/phone/code', { config }, async (request, reply) => {
    const v = await open(site, request, reply)
    return tokenOf(v, ASKED) ? page(v, 'phone-code', {}, []) : goTo(v, '/follow/phone?ended=1')
  })

  app.post<{ Body: Form }>('/:bureau/follow/phone/code', { config }, async (request, reply) => {
    const v = await open(site, request, reply)
    const codeId = tokenOf(v, ASKED)
    if (!codeId) return goTo(v, '/follow/phone?ended=1')
    const minutes = site.attempts.waitMinutes(request.ip, v.now)
    if (minutes > 0) return tooMany(v, minutes, 'phone-code', 'code')
    const code = textOf(request.body ?? {}, 'code')
      .normalize('NFKC')
      .replace(/\D/g, '')
    const phone = /^\d{6}$/.test(code) ? await redeemCode(v, codeId, code) : null
    if (!phone) {
      site.attempts.failed(request.ip, v.now)
      return page(v, 'phone-code', {}, [{ href: '#code', text: textsIn(v.lang).phone.wrong }])
    }
    const until = new Date(v.now.getTime() + VISIT_MINUTES * MINUTE)
    setCookie(
      v,
      PHONE_COOKIE,
      site.sessions.sealText(PROVED, [v.facts.bureau.bureauId, phone, String(until.getTime())], until),
    )
    return goTo(v, '/follow/phone/matters')
  })

  app.get('/:bureau/follow/phone/matters', { config }, async (request, reply) => {
    const v = await open(site, request, reply)
    const phone = tokenOf(v, PROVED)
    if (!phone) return goTo(v, '/follow/phone?ended=1')
    const matters = await mattersOfPhone(site.cases, v.facts.bureau.bureauId, phone)
    return page(
      v,
      'phone-matters',
      {
        matters: matters.map((m) => ({
          ...m,
          received: dayText(m.receivedOn, v.lang),
          mark: site.sessions.mark(m.matterId),
        })),
        minutes: VISIT_MINUTES,
      },
      [],
    )
  })

  app.post<{ Params: { number: string }; Body: Form }>(
    '/:bureau/follow/phone/matters/:number',
    { config },
    async (request, reply) => {
      const v = await open(site, request, reply)
      const proved = site.sessions.openText(PROVED, request.cookies[PHONE_COOKIE], v.now)
      const phone = tokenOf(v, PROVED)
      if (!proved || !phone) return goTo(v, '/follow/phone?ended=1')
      const { bureauId } = v.facts.bureau
      const matters = await mattersOfPhone(site.cases, bureauId, phone)
      const found = matters.find((m) => m.number === request.params.number)
      const mark = textOf(request.body ?? {}, 'mark')
      if (!found || site.sessions.keyOf(mark, found.matterId) === null)
        throw new RefusedError(refuse('not_found'))
      const { matterId, number } = found
      const since = await codeSince(v.site.cases, bureauId, matterId)
      signIn(v, { bureauId, matterId, number, showCode: false, until: Number(proved[2]), since })
      return goTo(v, `/my/${number}`)
    },
  )
}

/** On leaving: nothing of the phone stays behind. */
export const forgetPhone = (v: Visit): void => clearCookie(v, PHONE_COOKIE)
