/** Slows down who asks far too fast, page by page; what was typed comes back in the page that asks to wait. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contextOf } from '../kernel/http/index.ts'
import { readerFrame, type Site } from './site.ts'
import type { Form } from './tell-us/draft.ts'
import { fill, textsIn } from './texts/index.ts'

const ASSETS = '/portal-assets/'
/** Fields that come back; a form of ours has far fewer. */
const MOST_FIELDS = 80

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What was posted, as hidden fields; files cannot be given back to a browser. */
export function fieldsOf(form: Form): { name: string; value: string }[] {
  return Object.entries(form)
    .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: String(one ?? '') })))
    .slice(0, MOST_FIELDS)
}

async function showSlow(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  seconds: number,
): Promise<FastifyReply> {
  const { bureau } = request.params as { bureau?: string }
  const facts = bureau ? await site.cases.directory.bySlug(bureau) : null
  const reader = readerFrame(request)
  const t = textsIn(reader.lang).tell.slow
  const post = request.method === 'POST'
  const known = facts && {
    slug: facts.bureau.slug,
    name: facts.bureau.name,
    simulated: facts.bureau.simulated,
  }
  const model = {
    post,
    // Our own address again: it cannot lead away.
    action: request.url.startsWith('//') ? '/' : request.url,
    fields: post && !request.isMultipart() ? fieldsOf((request.body ?? {}) as Form) : [],
    files: request.isMultipart(),
    lead: fill(t.lead, { seconds }),
  }
  return reply
    .code(429)
    .header('retry-after', seconds)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(site.render('slow', { ...reader, bureau: known, signedIn: false, personal: true }, model))
}

/** For all pages below; to be called before their routes. */
export function slowDown(app: FastifyInstance, site: Site): void {
  const { pace } = site
  if (!pace) return
  app.addHook('preHandler', async (request, reply) => {
    if (request.url.startsWith(ASSETS)) return
    const { delayMs, retryAfter } = pace.page(request.ip, contextOf(request).now)
    if (delayMs > 0) await pause(delayMs)
    if (retryAfter > 0) return showSlow(site, request, reply, retryAfter)
  })
}
