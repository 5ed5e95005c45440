/** Where the way in begins, goes on after a break, moves to another device, or is given up. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { whenText } from '../dates.ts'
import { DRAFT_COOKIE, goTo, type Site, sendPage, setCookie, type Visit, visitOf } from '../site.ts'
import { fill, textsIn } from '../texts/index.ts'
import { type Form, isBegun, KINDS, type StepId, textOf } from './draft.ts'
import { dropDraft, fieldErrors, openDraft } from './open.ts'
import { untilText } from './show.ts'
import { firstOpen, stepsOf } from './steps.ts'

const config = { access: 'public' as const }
const CODE_HOURS = 24

const chosenOf = (x: unknown): string => KINDS.find((k) => k === x) ?? ''
const kindAddress = (chosen: string): string => `/tell-us/kind${chosen ? `?choose=${chosen}` : ''}`

async function showStart(v: Visit, chosen: string, removed: boolean): Promise<FastifyReply> {
  const open = await openDraft(v)
  const t = textsIn(v.lang).tell
  const begun = open && isBegun(open.draft) ? open.draft : null
  const savedAt = begun ? new Date(begun.savedAt) : v.now
  return sendPage(
    v,
    'tell-us-start',
    {
      chosen,
      removed,
      resume: begun
        ? fill(t.start.resume, {
            when: whenText(begun.savedAt, v.lang, v.facts.bureau.zone),
            until: untilText(v, savedAt),
          })
        : null,
    },
    { personal: true },
  )
}

/** On from where the person stopped, or from the first page that is still open. */
async function goOn(v: Visit): Promise<FastifyReply> {
  const open = await openDraft(v)
  if (!open) return goTo(v, '/tell-us/kind?lost=1')
  if (open.draft.sent) return goTo(v, '/tell-us/receipt')
  const { at } = open.draft
  const first = firstOpen(open.draft)
  const to: StepId = at !== 'check' && stepsOf(open.draft).includes(at) ? at : first
  return goTo(v, `/tell-us/${to}`)
}

async function pickUp(v: Visit, form: Form): Promise<FastifyReply> {
  const t = textsIn(v.lang)
  const { attempts, drafts } = v.site
  const show = (errors: { href: string; text: string }[], status: number) =>
    sendPage(
      v,
      'tell-us-resume',
      { errors, errorAt: Object.fromEntries(errors.map((e) => [e.href.slice(1), e.text])) },
      { personal: true, status },
    )
  // Guesses of these codes count with those of query codes.
  const minutes = attempts.waitMinutes(v.request.ip, v.now)
  if (minutes > 0) {
    v.reply.header('retry-after', minutes * 60)
    const text = fill(t.errors.tooManyHint, { minutes })
    return show([{ href: '#code', text }], 429)
  }
  const token = await drafts.pickUp(textOf(form, 'code'))
  const draft = token ? await drafts.find(token, v.now) : null
  if (!token || draft?.bureauId !== v.facts.bureau.bureauId) {
    attempts.failed(v.request.ip, v.now)
    return show(fieldErrors(v, [{ field: 'code', word: 'code' }]).list, 422)
  }
  setCookie(v, DRAFT_COOKIE, token, drafts.lifeSeconds)
  return goTo(v, '/tell-us/continue')
}

export function startRoutes(app: FastifyInstance, site: Site): void {
  const get = (url: string, show: (v: Visit) => Promise<FastifyReply> | FastifyReply) =>
    app.get(url, { config }, async (request, reply) => show(await visitOf(site, request, reply)))
  const post = (url: string, act: (v: Visit, form: Form) => Promise<FastifyReply>) =>
    app.post<{ Body: Form }>(url, { config }, async (request, reply) =>
      act(await visitOf(site, request, reply), request.body ?? {}),
    )
  get('/:bureau/tell-us', (v) => {
    const { choose, removed } = v.request.query as { choose?: string; removed?: string }
    return showStart(v, chosenOf(choose), removed !== undefined)
  })
  get('/:bureau/tell-us/continue', goOn)
  post('/:bureau/tell-us/new', async (v, form) => {
    await dropDraft(v)
    return goTo(v, kindAddress(chosenOf(textOf(form, 'choose'))))
  })
  post('/:bureau/tell-us/remove', async (v) => {
    await dropDraft(v)
    return goTo(v, '/tell-us?removed=1')
  })
  post('/:bureau/tell-us/move', async (v) => {
    const open = await openDraft(v)
    if (!open || open.draft.sent) return goTo(v, '/tell-us/kind?lost=1')
    const code = await v.site.drafts.layDown(open.token)
    const until = new Date(v.now.getTime() + CODE_HOURS * 3_600_000).toISOString()
    return sendPage(
      v,
      'tell-us-move',
      {
        code: `${code.slice(0, 5)}-${code.slice(5)}`,
        life: fill(textsIn(v.lang).tell.move.life, { until: whenText(until, v.lang, v.facts.bureau.zone) }),
      },
      { personal: true },
    )
  })
  get('/:bureau/tell-us/resume', (v) =>
    sendPage(v, 'tell-us-resume', { errors: [], errorAt: {} }, { personal: true }),
  )
  post('/:bureau/tell-us/resume', pickUp)
}
