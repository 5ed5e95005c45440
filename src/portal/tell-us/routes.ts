/** The way in: one thing a page, kept in a draft, sent once. Every page works without script. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { goTo, type Site, type Visit, visitOf } from '../site.ts'
import { offeredAt } from './choices.ts'
import {
  type Draft,
  type Form,
  isBegun,
  KINDS,
  LIMITS,
  MOST_REPRESENTATIVES,
  newDraft,
  type StepId,
  textOf,
} from './draft.ts'
import { draftFileRoutes, postFiles } from './file-routes.ts'
import { mapRoutes } from './map-routes.ts'
import { beginDraft, type Open, openDraft, saveDraft } from './open.ts'
import { readStep } from './read-page.ts'
import { sendRoutes } from './send-routes.ts'
import { showStep, slotsOf } from './show.ts'
import { similarTo } from './similar.ts'
import { startRoutes } from './start-routes.ts'
import { firstOpen, STEPS, stepAfter, stepsOf } from './steps.ts'

export { fieldErrors, openDraft } from './open.ts'

const config = { access: 'public' as const }
/** Pages whose words may tell of another route or of a like matter. */
const WORDED: ReadonlySet<StepId> = new Set(['what', 'title', 'ask'])

interface Query {
  choose?: string
  lost?: string
  more?: string
  change?: string
}

async function getStep(v: Visit, step: StepId, query: Query): Promise<FastifyReply> {
  const open = await openDraft(v)
  const offered = await offeredAt(v)
  const changing = query.change !== undefined
  if (step === 'kind') {
    const chosen = KINDS.find((k) => k === query.choose)
    const draft = open && !open.draft.sent ? open.draft : newDraft(v.facts.bureau.bureauId, '', v.now)
    // Something else was begun before: first ask what is to become of it.
    if (chosen && chosen !== draft.kind && isBegun(draft)) return goTo(v, `/tell-us?choose=${chosen}`)
    const extra = { lost: query.lost !== undefined }
    return showStep(v, step, chosen ? { ...draft, kind: chosen } : draft, offered, { extra, changing })
  }
  if (!open) return goTo(v, '/tell-us/kind?lost=1')
  const { draft } = open
  if (draft.sent) return goTo(v, '/tell-us/receipt')
  const first = firstOpen(draft)
  if (!stepsOf(draft).includes(step)) return goTo(v, `/tell-us/${first}`)
  if (step === 'check' && first !== 'check') return goTo(v, `/tell-us/${first}`)
  const more = query.more !== undefined
  if (step === 'ask' && more && draft.demands.length < LIMITS.demands) {
    const demands = [...draft.demands, '']
    return showStep(v, step, draft, offered, { changing, extra: { demands } })
  }
  if (step === 'group' && more) {
    const repSlots = slotsOf(draft, Math.min(MOST_REPRESENTATIVES, draft.representatives.length + 1))
    return showStep(v, step, draft, offered, { changing, extra: { repSlots } })
  }
  return showStep(v, step, draft, offered, { changing })
}

async function postStep(v: Visit, step: StepId, form: Form): Promise<FastifyReply> {
  const found = await openDraft(v)
  const open: Open | null = step === 'kind' && (!found || found.draft.sent) ? beginDraft(v) : found
  if (!open) return goTo(v, '/tell-us/kind?lost=1')
  if (open.draft.sent) return goTo(v, '/tell-us/receipt')
  const offered = await offeredAt(v)
  if (step === 'files' || step === 'proof') return postFiles(v, open, step, offered)
  const changing = textOf(form, 'change') !== ''
  const { draft: read, errors } = readStep(open.draft, step, form, offered)
  let draft = read
  if (WORDED.has(step)) {
    const { articles, matters } = await similarTo(v, draft)
    draft = { ...draft, similar: articles.length + matters.length }
  }
  if (errors.length > 0) {
    if (step !== 'kind') await saveDraft(v, { token: open.token, draft })
    return showStep(v, step, draft, offered, { errors, changing })
  }
  const to = nextAddress(draft, step, form, changing)
  await saveDraft(v, { token: open.token, draft: { ...draft, at: to.at } })
  return goTo(v, to.address)
}

/** Where a page leads: to the next one, to the same with one more box, or aside. */
function nextAddress(
  draft: Draft,
  step: StepId,
  form: Form,
  changing: boolean,
): { address: string; at: StepId } {
  const change = changing ? '&change=1' : ''
  if (step === 'ask' && form.add !== undefined)
    return { address: `/tell-us/ask?more=1${change}#demand-${draft.demands.length + 1}`, at: step }
  if (step === 'ask' && textOf(form, 'remove') !== '')
    return { address: `/tell-us/ask${changing ? '?change=1' : ''}`, at: step }
  if (step === 'group' && form.add !== undefined)
    return { address: `/tell-us/group?more=1${change}#repName-${draft.representatives.length + 1}`, at: step }
  if (step === 'where' && form.map !== undefined)
    return { address: `/tell-us/map${changing ? '?change=1' : ''}`, at: step }
  if (step === 'advice' && form.report !== undefined)
    return { address: '/tell-us/kind?choose=misconduct', at: step }
  const at = stepAfter(draft, step, changing)
  return { address: `/tell-us/${at}`, at }
}

export function tellUsRoutes(app: FastifyInstance, site: Site): void {
  startRoutes(app, site)
  draftFileRoutes(app, site)
  mapRoutes(app, site)
  sendRoutes(app, site)
  for (const step of STEPS) {
    app.get<{ Querystring: Query }>(`/:bureau/tell-us/${step}`, { config }, async (request, reply) =>
      getStep(await visitOf(site, request, reply), step, request.query),
    )
    if (step === 'check') continue
    app.post<{ Body: Form }>(`/:bureau/tell-us/${step}`, { config }, async (request, reply) => {
      const v = await visitOf(site, request, reply)
      await site.drafts.sweep(v.now)
      return postStep(v, step, request.body ?? {})
    })
  }
}
