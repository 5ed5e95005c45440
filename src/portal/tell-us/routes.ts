/** The way in: one thing a page, kept in a draft, sent once. Every page works without script. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { fileFault, MOST_FILES, mediaTypeOf, readMultipart, type UploadedFile } from '../forms.ts'
import { DRAFT_COOKIE, goTo, type Site, sendPage, setCookie, type Visit, visitOf } from '../site.ts'
import { fill, textsIn } from '../texts/index.ts'
import { checkPage } from './check-model.ts'
import {
  type Draft,
  type FieldError,
  type Form,
  firstOpen,
  KINDS,
  MOST_REPRESENTATIVES,
  newDraft,
  readStep,
  type StepId,
  stepAfter,
  stepsOf,
} from './draft.ts'
import { sendDraft } from './send.ts'
import { reportableUnits } from './units.ts'

const config = { access: 'public' as const }
const STEPS: readonly StepId[] = ['kind', 'shield', 'what', 'ask', 'where', 'you', 'group', 'files', 'check']

interface Open {
  token: string
  draft: Draft
}

export async function openDraft(v: Visit): Promise<Open | null> {
  const token = v.request.cookies[DRAFT_COOKIE]
  const draft = await v.site.drafts.find(token, v.now)
  return token && draft?.bureauId === v.facts.bureau.bureauId ? { token, draft } : null
}

const choicesOf = (v: Visit) => new Set(reportableUnits(v.facts, v.lang).map((u) => u.id))

export function fieldErrors(
  v: Visit,
  errors: readonly FieldError[],
): { list: { href: string; text: string }[]; at: Record<string, string> } {
  const words = textsIn(v.lang).tell.error as Record<string, string>
  const list = errors.map((e) => ({
    href: `#${e.field}`,
    text: fill(words[e.word] ?? e.word, e.values ?? {}),
  }))
  return { list, at: Object.fromEntries(errors.map((e, i) => [e.field, list[i]!.text])) }
}

async function showStep(
  v: Visit,
  step: StepId,
  draft: Draft,
  errors: readonly FieldError[] = [],
  extra: Record<string, unknown> = {},
): Promise<FastifyReply> {
  const t = textsIn(v.lang)
  const steps = stepsOf(draft)
  const at = steps.indexOf(step)
  const shown = fieldErrors(v, errors)
  const superior =
    step === 'shield' && v.facts.bureau.superiorBureauId
      ? await v.site.cases.directory.byId(v.facts.bureau.superiorBureauId)
      : null
  const demands = draft.demands.length === 0 ? [''] : draft.demands
  return sendPage(
    v,
    'tell-us',
    {
      step,
      draft,
      errors: shown.list,
      errorAt: shown.at,
      caption: fill(t.tell.caption, { n: at + 1, of: steps.length }),
      back: at > 0 ? `/${v.slug}/tell-us/${steps[at - 1]}` : `/${v.slug}/`,
      units: step === 'shield' ? reportableUnits(v.facts, v.lang) : [],
      superior: superior?.bureau ?? null,
      demands,
      repSlots: Array.from(
        { length: MOST_REPRESENTATIVES },
        (_, i) => draft.representatives[i] ?? { name: '', phone: '' },
      ),
      mostFiles: MOST_FILES,
      check: step === 'check' ? checkPage(draft, v.facts, v.lang) : null,
      ...extra,
    },
    { personal: true, status: errors.length > 0 ? 422 : 200 },
  )
}

/** Files are taken one by one into the draft; what is wrong with one does not touch the others. */
async function takeFiles(v: Visit, open: Open): Promise<{ form: Form; draft: Draft; errors: FieldError[] }> {
  const errors: FieldError[] = []
  let { draft } = open
  let seen = 0
  const form = await readMultipart(v.request, async (file: UploadedFile) => {
    seen++
    const refuse = (word: string, values = {}) =>
      errors.push({ field: 'files', word, values: { name: file.name, max: MOST_FILES, ...values } })
    const fault = fileFault(file)
    if (fault) return void refuse(fault)
    if (draft.files.length >= MOST_FILES) return void refuse('fileMany')
    if (!v.site.drafts.hasRoom()) return void refuse('fileFull')
    const id = randomUUID()
    await v.site.drafts.saveFile(open.token, id, file.bytes)
    draft = {
      ...draft,
      files: [
        ...draft.files,
        { id, name: file.name, mediaType: mediaTypeOf(file.bytes)!, size: file.bytes.length },
      ],
    }
  })
  if (seen === 0 && form.upload !== undefined) errors.push({ field: 'files', word: 'fileNone' })
  return { form, draft, errors }
}

async function postFiles(v: Visit, open: Open): Promise<FastifyReply> {
  const { form, draft: taken, errors } = await takeFiles(v, open)
  let draft = taken
  if (typeof form.remove === 'string') {
    await v.site.drafts.removeFile(open.token, form.remove)
    draft = { ...draft, files: draft.files.filter((f) => f.id !== form.remove) }
  }
  // Whoever chose files and pressed "continue" has uploaded them all the same.
  const goingOn = form.next !== undefined && errors.length === 0
  if (goingOn) draft = { ...draft, done: [...new Set([...draft.done, 'files' as const])] }
  await v.site.drafts.save(open.token, draft)
  if (errors.length > 0) return showStep(v, 'files', draft, errors)
  return goTo(v, `/tell-us/${goingOn ? stepAfter(draft, 'files') : 'files'}`)
}

export function tellUsRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/tell-us', { config }, async (request, reply) =>
    goTo(await visitOf(site, request, reply), '/tell-us/kind'),
  )

  for (const step of STEPS) {
    app.get<{ Querystring: { choose?: string; lost?: string; more?: string } }>(
      `/:bureau/tell-us/${step}`,
      { config },
      async (request, reply) => {
        const v = await visitOf(site, request, reply)
        const open = await openDraft(v)
        if (step === 'kind') {
          const fresh = newDraft(v.facts.bureau.bureauId, '', v.now)
          const draft = open && !open.draft.sent ? open.draft : fresh
          const chosen = KINDS.find((k) => k === request.query.choose)
          return showStep(v, step, chosen ? { ...draft, kind: chosen } : draft, [], {
            lost: request.query.lost !== undefined,
          })
        }
        if (!open) return goTo(v, '/tell-us/kind?lost=1')
        if (open.draft.sent) return goTo(v, '/tell-us/receipt')
        if (!stepsOf(open.draft).includes(step)) return goTo(v, `/tell-us/${firstOpen(open.draft)}`)
        if (step === 'check' && firstOpen(open.draft) !== 'check')
          return goTo(v, `/tell-us/${firstOpen(open.draft)}`)
        const more = step === 'ask' && request.query.more !== undefined
        return showStep(v, step, more ? { ...open.draft, demands: [...open.draft.demands, ''] } : open.draft)
      },
    )

    app.post<{ Body: Form }>(`/:bureau/tell-us/${step}`, { config }, async (request, reply) => {
      const v = await visitOf(site, request, reply)
      await site.drafts.sweep(v.now)
      let open = await openDraft(v)
      if (step === 'kind' && (!open || open.draft.sent)) {
        open = {
          token: site.drafts.newToken(),
          draft: newDraft(v.facts.bureau.bureauId, `portal-${randomUUID()}`, v.now),
        }
      }
      if (!open) return goTo(v, '/tell-us/kind?lost=1')
      if (open.draft.sent) return goTo(v, '/tell-us/receipt')
      if (step === 'files') return postFiles(v, open)
      if (step === 'check') return send(v, open)
      const { draft, errors } = readStep(open.draft, step, request.body ?? {}, choicesOf(v))
      if (step !== 'kind' || errors.length === 0) {
        await site.drafts.save(open.token, draft)
        setCookie(v, DRAFT_COOKIE, open.token)
      }
      if (errors.length > 0) return showStep(v, step, draft, errors)
      if (step === 'ask' && request.body?.add !== undefined)
        return goTo(v, `/tell-us/ask?more=1#demand-${draft.demands.length + 1}`)
      return goTo(v, `/tell-us/${stepAfter(draft, step)}`)
    })
  }
}

async function send(v: Visit, open: Open): Promise<FastifyReply> {
  const first = firstOpen(open.draft)
  if (first !== 'check') return goTo(v, `/tell-us/${first}`)
  const refused = await sendDraft(v, open.token, open.draft)
  if (!refused) return goTo(v, '/tell-us/receipt')
  return showStep(v, 'check', open.draft, [], { errors: [refused], status: 422 })
}
