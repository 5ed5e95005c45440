/** What all routes of the portal share: its parts, made once, and how a page is found, framed and sent. */
import { hkdfSync } from 'node:crypto'
import path from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BureauFacts } from '../bureau/index.ts'
import { type CasesDeps, codeSince } from '../cases/index.ts'
import type { Attempts } from '../kernel/access/index.ts'
import type { Clock } from '../kernel/clock/clock.ts'
import { type Lang, RefusedError, refuse } from '../kernel/errors/index.ts'
import { contextOf } from '../kernel/http/index.ts'
import type { KnowledgeRoom } from '../knowledge/index.ts'
import type { Notice, NoticeAdapter } from '../notices/index.ts'
import type { OpennessRoom } from '../openness/index.ts'
import { createTickets, type Pace, type Tickets } from '../pace/index.ts'
import type { ReceptionRoom } from '../reception/index.ts'
import { type Assets, loadAssets } from './assets.ts'
import { createDraftStore, type DraftStore } from './drafts/store.ts'
import { createFormTokens, type FormTokens } from './form-token.ts'
import { LANG_COOKIE, langOf, SIZE_COOKIE } from './i18n.ts'
import { createSessionKeeper, type MatterSession, type SessionKeeper } from './my/session.ts'
import { createRenderer, type Frame, type PageRenderer } from './render.ts'

export interface PortalDeps {
  cases: CasesDeps
  /** Folder of the installation; drafts live in `drafts/` below it. */
  home: string
  clock: Clock
  /** Failed tries of number and code by address. */
  attempts: Attempts
  /** How fast the pages may be used; without it, as fast as anybody likes. */
  pace?: Pace
  /** What a person asks to be sent; without it nothing is, and no page offers it. */
  telling?: PortalNotices
  /** Tells by text message that a reception day is cancelled; without it nothing is sent. */
  notices?: NoticeAdapter
}

/** What the portal may send on a person's own wish. */
export interface PortalNotices {
  /** Ways behind which a gateway stands. */
  ways(simulated: boolean): { sms: boolean; email: boolean }
  /** Goes to a gateway or nowhere: what a person asks for is never left in a file. */
  tell(notice: Notice): Promise<void>
  /** Where the public follows a matter, as the operator named it; null: as this request came. */
  address(slug: string): string | null
}

const NOTHING: PortalNotices = {
  ways: () => ({ sms: false, email: false }),
  tell: async () => {},
  address: () => null,
}

export interface Site extends PortalDeps {
  telling: PortalNotices
  assets: Assets
  render: PageRenderer
  drafts: DraftStore
  sessions: SessionKeeper
  forms: FormTokens
  /** To wait with before sending. */
  tickets: Tickets
  openness: OpennessRoom
  reception: ReceptionRoom
  knowledge: KnowledgeRoom
}

export const DRAFT_COOKIE = 'huiyin_draft'
export const MY_COOKIE = 'huiyin_my'

export function createSite(deps: PortalDeps): Site {
  const assets = loadAssets()
  const { keyring } = deps.cases
  const key = Buffer.from(hkdfSync('sha256', keyring.codeKey, '', 'huiyin/portal-session/v1', 32))
  const draftSecret = Buffer.from(hkdfSync('sha256', keyring.codeKey, '', 'huiyin/draft-codes/v1', 32))
  return {
    ...deps,
    telling: deps.telling ?? NOTHING,
    assets,
    render: createRenderer(assets),
    drafts: createDraftStore(path.join(deps.home, 'drafts'), keyring.suite, draftSecret),
    sessions: createSessionKeeper(key),
    forms: createFormTokens(
      Buffer.from(hkdfSync('sha256', keyring.codeKey, '', 'huiyin/portal-forms/v1', 32)),
    ),
    tickets: createTickets(
      Buffer.from(hkdfSync('sha256', keyring.codeKey, '', 'huiyin/wait-tickets/v1', 32)),
    ),
    openness: { cases: deps.cases },
    knowledge: { pool: deps.cases.app, directory: deps.cases.directory },
    reception: {
      cases: deps.cases,
      pool: deps.cases.app,
      directory: deps.cases.directory,
      keyring,
      notices: deps.notices ?? null,
    },
  }
}

/** One request to a bureau's pages, with all a handler asks for. */
export interface Visit {
  site: Site
  facts: BureauFacts
  slug: string
  lang: Lang
  now: Date
  secure: boolean
  session: MatterSession | null
  request: FastifyRequest
  reply: FastifyReply
}

type BureauRequest = FastifyRequest<{ Params: { bureau: string } }>

export const requestLang = (request: FastifyRequest): Lang =>
  langOf(request.cookies?.[LANG_COOKIE], request.headers['accept-language'])

/** @throws RefusedError `not_found` for a bureau that does not exist */
export async function visitOf(site: Site, request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
  const slug = (request as BureauRequest).params.bureau
  const facts = await site.cases.directory.bySlug(slug)
  if (!facts) throw new RefusedError(refuse('not_found'))
  const { now, secure } = contextOf(request)
  const opened = site.sessions.open(request.cookies[MY_COOKIE], now)
  const here = opened?.bureauId === facts.bureau.bureauId ? opened : null
  // A new code closes what the old one opened.
  const still = here && (await codeSince(site.cases, here.bureauId, here.matterId)) === (here.since ?? 0)
  const session = still ? here : null
  return { site, facts, slug, lang: requestLang(request), now, secure, session, request, reply }
}

/** What the frame knows of the reader and the address alone, also before a bureau is known. */
export function readerFrame(request: FastifyRequest): Pick<Frame, 'lang' | 'large' | 'path' | 'query'> {
  const [path = '/', asked = ''] = request.url.split('?', 2)
  const query = new URLSearchParams(asked)
  query.delete('lang')
  query.delete('size')
  return {
    lang: requestLang(request),
    // Who is refused at the edge has no cookies read yet.
    large: request.cookies?.[SIZE_COOKIE] === 'large',
    path,
    query: query.toString(),
  }
}

/** The frame of a page at this address. */
export function frameOf(v: Visit, personal: boolean): Frame {
  const { slug, name, simulated } = v.facts.bureau
  return {
    ...readerFrame(v.request),
    lang: v.lang,
    bureau: { slug, name, simulated },
    signedIn: v.session !== null,
    personal,
  }
}

/** Address at which a matter is followed, as it may be printed and sent. */
export const followAddress = (v: Visit): string =>
  v.site.telling.address(v.slug) ?? `${v.secure ? 'https' : 'http'}://${v.request.host}/${v.slug}/follow`

export interface SendOptions {
  status?: number
  /** Holds words of a person: never kept by the browser or anything on the way. */
  personal?: boolean
}

export function sendPage(
  v: Visit,
  template: string,
  model: Record<string, unknown>,
  options: SendOptions = {},
): FastifyReply {
  const personal = options.personal ?? false
  const page = v.site.render(template, frameOf(v, personal), { zone: v.facts.bureau.zone, ...model })
  const html = v.site.forms.protect(v.request, v.reply, page, `/${v.slug}/`)
  return v.reply
    .code(options.status ?? 200)
    .header('cache-control', personal ? 'no-store' : 'private, no-cache')
    .header('vary', 'Accept-Language, Cookie')
    .header('content-language', v.lang === 'zh' ? 'zh-CN' : 'en')
    .type('text/html; charset=utf-8')
    .send(html)
}

/** After a form: the next page, by GET, so that going back or reloading sends nothing again. */
export function goTo(v: Visit, to: string): FastifyReply {
  return v.reply.header('cache-control', 'no-store').redirect(`/${v.slug}${to}`, 303)
}

/**
 * A cookie for this bureau's pages only.
 * @param maxAge seconds it outlives the browser; without it, gone when the browser closes
 */
export function setCookie(v: Visit, name: string, value: string, maxAge?: number): void {
  v.reply.setCookie(name, value, {
    path: `/${v.slug}/`,
    httpOnly: true,
    // Lax: a person who comes back by a link in a message must find the draft.
    sameSite: 'lax',
    secure: v.secure,
    ...(maxAge === undefined ? {} : { maxAge }),
  })
}

export function clearCookie(v: Visit, name: string): void {
  v.reply.clearCookie(name, { path: `/${v.slug}/`, httpOnly: true, sameSite: 'lax', secure: v.secure })
}

export function signIn(v: Visit, session: MatterSession): void {
  setCookie(v, MY_COOKIE, v.site.sessions.seal(session, v.now))
}
