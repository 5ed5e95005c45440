/** Photos and papers of a draft: taken in, looked at, removed. */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { RefusedError, refuse } from '../../kernel/errors/index.ts'
import { MOST_FILES, readMultipart, safeFile, type UploadedFile } from '../forms.ts'
import { goTo, type Site, type Visit, visitOf } from '../site.ts'
import type { Offered } from './choices.ts'
import { type Draft, type FieldError, type Form, textOf } from './draft.ts'
import { type Open, openDraft, saveDraft } from './open.ts'
import { showStep } from './show.ts'
import { stepAfter } from './steps.ts'

type FilesStep = 'files' | 'proof'

/** Files are taken one by one into the draft; what is wrong with one does not touch the others. */
async function takeFiles(
  v: Visit,
  open: Open,
  step: FilesStep,
): Promise<{ form: Form; draft: Draft; errors: FieldError[] }> {
  const errors: FieldError[] = []
  let { draft } = open
  let seen = 0
  const form = await readMultipart(v.request, async (file: UploadedFile) => {
    seen++
    const say = (word: string) =>
      errors.push({ field: 'files', word, values: { name: file.name, max: MOST_FILES } })
    const safe = safeFile(file)
    if ('fault' in safe) return void say(safe.fault)
    if (draft.files.length >= MOST_FILES) return void say('fileMany')
    if (!v.site.drafts.hasRoom()) return void say('fileFull')
    const id = randomUUID()
    await v.site.drafts.saveFile(open.token, id, safe.bytes)
    const taken = { id, name: file.name, mediaType: safe.mediaType, size: safe.bytes.length }
    draft = { ...draft, files: [...draft.files, step === 'proof' ? { ...taken, proof: true } : taken] }
  })
  if (seen === 0 && form.upload !== undefined) errors.push({ field: 'files', word: 'fileNone' })
  return { form, draft, errors }
}

export async function postFiles(
  v: Visit,
  open: Open,
  step: FilesStep,
  offered: Offered,
): Promise<FastifyReply> {
  const { form, draft: taken, errors } = await takeFiles(v, open, step)
  const changing = textOf(form, 'change') !== ''
  const removed = textOf(form, 'remove')
  let draft = taken
  if (removed !== '') {
    await v.site.drafts.removeFile(open.token, removed)
    draft = { ...draft, files: draft.files.filter((f) => f.id !== removed) }
  }
  if (step === 'proof') {
    draft = { ...draft, proofLater: textOf(form, 'later') !== '' }
    const proved = draft.proofLater || draft.files.some((f) => f.proof)
    if (form.next !== undefined && errors.length === 0 && !proved)
      errors.push({ field: 'files', word: 'proofNeeded' })
  }
  // Whoever chose files and pressed "continue" has uploaded them all the same.
  const goingOn = form.next !== undefined && errors.length === 0
  const done = new Set(draft.done)
  if (goingOn) done.add(step)
  draft = { ...draft, done: [...done] }
  await saveDraft(v, { token: open.token, draft })
  if (errors.length > 0) return showStep(v, step, draft, offered, { errors, changing })
  const back = changing ? '?change=1' : ''
  return goTo(v, goingOn ? `/tell-us/${stepAfter(draft, step, changing)}` : `/tell-us/${step}${back}`)
}

/** Shown in the browser only where it cannot run anything; a PDF is saved. */
const INLINE: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp'])

export function draftFileRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Params: { id: string } }>(
    '/:bureau/tell-us/file/:id',
    { config: { access: 'public' } },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const open = await openDraft(v)
      const file = open?.draft.files.find((f) => f.id === request.params.id)
      if (!open || !file) throw new RefusedError(refuse('not_found'))
      const bytes = await site.drafts.readFile(open.token, file.id)
      return reply
        .header('content-type', file.mediaType)
        .header('content-disposition', INLINE.has(file.mediaType) ? 'inline' : 'attachment')
        .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
        .header('cache-control', 'no-store')
        .send(bytes)
    },
  )
}
