/** The citizen's own acts: add, correct contact details, withdraw, rate, ask for review. Each has a page and a form. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import {
  addWords,
  attachFile,
  type Caller,
  CITIZEN,
  type CitizenView,
  correctParties,
  fireAction,
  readForCitizen,
} from '../../cases/index.ts'
import { isRefusal, type Refusal, RefusedError } from '../../kernel/errors/index.ts'
import { dayText } from '../dates.ts'
import { type FileFault, MOST_FILES, readMultipart, safeFile, type UploadedFile } from '../forms.ts'
import { type ShownError, shownRefusal } from '../problem-model.ts'
import { goTo, type Site, sendPage, signIn, type Visit, visitOf } from '../site.ts'
import { type Form, readContact, textOf } from '../tell-us/draft.ts'
import { fieldErrors } from '../tell-us/routes.ts'
import { firstSentence } from '../tell-us/show.ts'
import { fill, textsIn } from '../texts/index.ts'
import { masked, mergeContact, readOwnFacts } from './own-facts.ts'
import { ACT_PAGES, whyOf } from './page-model.ts'
import { requireSession } from './require.ts'
import type { MatterSession } from './session.ts'

const config = { access: 'public' as const }
const PAGES = ['add', 'contact', 'withdraw', 'rate', 'review', 'correct'] as const
type ActPage = (typeof PAGES)[number]

interface Act {
  v: Visit
  session: MatterSession
  view: CitizenView
}

type Filled = Record<string, unknown>

/** Refusals become errors on the form; what was typed stays. */
interface Outcome {
  errors: ShownError[]
  filled: Filled
}

/** The action behind a page as the tables offer it now; null when it is not possible any more. */
const actionFor = (view: CitizenView, page: ActPage) =>
  view.actions.find((a) => ACT_PAGES[a.id] === page) ?? null

const possible = ({ view, session }: Act, page: ActPage): boolean => {
  if (page === 'add' || page === 'contact') return true
  // What cannot be taken back asks for number and code: a phone alone may be in other hands.
  if (page === 'withdraw' && session.until !== undefined) return false
  return actionFor(view, page) !== null
}

async function showAct(
  act: Act,
  page: ActPage,
  outcome: Outcome = { errors: [], filled: {} },
): Promise<FastifyReply> {
  const { v, session, view } = act
  const { errors, filled } = outcome
  const t = textsIn(v.lang).my
  const action = actionFor(view, page)
  const own = page === 'contact' ? await readOwnFacts(v, session) : null
  return sendPage(
    v,
    `my-${page}`,
    {
      number: session.number,
      mark: v.site.sessions.mark(session.matterId),
      consequence: action?.consequence ?? null,
      errors,
      errorAt: Object.fromEntries(errors.map((e) => [e.href.slice(1), e.text])),
      filled,
      now: own ? masked(own.parties.find((p) => p.role === 'petitioner')) : null,
      demands: view.demands.map((d) => ({
        demandId: d.demandId,
        text: d.text ?? textsIn(v.lang).common.none,
        result: d.outcome ? fill(t.rate.answer, { result: d.outcome.label[v.lang] }) : null,
      })),
      judging: view.judging,
      asksTruth: asksTruth(action),
      judgingUntil: view.judging?.day ? fill(t.rate.until, { day: dayText(view.judging.day, v.lang) }) : null,
      judgingWhy: view.judging?.derivation ? whyOf(view.judging.derivation, v.lang) : null,
      ifNot:
        view.remedy === 'redo' ? t.rate.ifRedo : view.remedy === 'none' ? t.rate.ifNone : t.rate.ifReview,
      reviewUntil: view.right ? fill(t.rate.reviewUntil, { day: dayText(view.right.lastDay, v.lang) }) : null,
      rightWhy: view.right ? whyOf(view.right.derivation, v.lang) : null,
      lastAsked: view.asked ? (view.messages.at(-1)?.text ?? null) : null,
      holder: view.holder,
      reviewTitle: action?.id === 'request-re-review' ? t.review.titleAgain : t.review.title,
      lastDay: view.right ? fill(t.review.lastDay, { day: dayText(view.right.lastDay, v.lang) }) : null,
      why: page === 'review' && view.right ? whyOf(view.right.derivation, v.lang) : null,
      decides: page === 'review' ? (view.decides?.[v.lang] ?? null) : null,
      missing: page === 'correct' ? (view.correcting?.words ?? null) : null,
      askedBy:
        page === 'correct' && view.correcting?.lastDay
          ? fill(textsIn(v.lang).review.correct.lastDay, { day: dayText(view.correcting.lastDay, v.lang) })
          : null,
      mostFiles: MOST_FILES,
    },
    { personal: true, status: errors.length > 0 ? 422 : 200 },
  )
}

const callerOf = ({ v, session }: Act, idempotencyKey: string): Caller => ({
  bureauId: session.bureauId,
  actor: CITIZEN,
  principal: `citizen:${session.matterId}`,
  idempotencyKey,
  occurredAt: v.now,
  recordedAt: v.now,
})

const refused = (
  act: Act,
  refusal: Refusal,
  filled: Filled,
  fields: Record<string, string> = {},
): Outcome => ({
  errors: [shownRefusal(refusal, act.v.lang, act.v.request.id, fields)],
  filled,
})

const wrong = (field: string, text: string, filled: Filled): Outcome => ({
  errors: [{ href: `#${field}`, text }],
  filled,
})

function fire(act: Act, key: string, page: ActPage, input: Record<string, unknown>) {
  const action = actionFor(act.view, page)!
  return fireAction(act.v.site.cases, callerOf(act, key), {
    matterId: act.session.matterId,
    proceedingId: action.proceedingId,
    action: action.id,
    input,
  })
}

async function contact(act: Act, key: string, form: Form): Promise<Outcome | null> {
  const { v, session } = act
  const { contact: given, errors } = readContact(form)
  if (errors.length > 0) return { errors: fieldErrors(v, errors).list, filled: given }
  if (Object.values(given).every((value) => value === ''))
    return wrong('name', textsIn(v.lang).my.contact.need, given)
  const own = await readOwnFacts(v, session)
  const result = await correctParties(
    v.site.cases,
    callerOf(act, key),
    session.matterId,
    mergeContact(own.parties, given),
  )
  return isRefusal(result) ? refused(act, result, given) : null
}

async function withdraw(act: Act, key: string, form: Form): Promise<Outcome | null> {
  const words = textOf(form, 'words')
  if (textOf(form, 'sure') !== 'yes') return wrong('sure', textsIn(act.v.lang).my.withdraw.need, { words })
  const result = await fire(act, key, 'withdraw', words ? { words } : {})
  return isRefusal(result) ? refused(act, result, { words }) : null
}

/** A rating that was asked for before the page asked for this goes on without. */
const asksTruth = (action: CitizenView['actions'][number] | null): boolean =>
  action?.input.some((f) => f.name === 'truthful') ?? false

async function rate(act: Act, key: string, form: Form): Promise<Outcome | null> {
  const t = textsIn(act.v.lang)
  const grades = Object.keys(t.my.grades)
  const filled: Filled = {
    bureau: textOf(form, 'bureau'),
    unit: textOf(form, 'unit'),
    truthful: Object.keys(t.my.rate.truthfulAs).find((said) => said === textOf(form, 'truthful')) ?? '',
    words: textOf(form, 'words'),
  }
  const errors: ShownError[] = []
  const missing = (field: string, what: string) =>
    errors.push({ href: `#${field}`, text: fill(t.my.rate.choose, { what }) })
  const solved: Record<string, boolean | 'partly'> = {}
  for (const { demandId, text } of act.view.demands) {
    const answer = textOf(form, `solved-${demandId}`)
    filled[`solved-${demandId}`] = answer
    if (answer === 'partly') solved[demandId] = answer
    else if (answer === 'yes' || answer === 'no') solved[demandId] = answer === 'yes'
    else missing(`solved-${demandId}`, firstSentence(text ?? '') || t.my.rate.solved)
  }
  for (const part of ['bureau', 'unit'] as const)
    if (!grades.includes(filled[part] as string)) missing(part, t.my.rate[part])
  if (errors.length > 0) return { errors, filled }
  const rating = { bureau: filled.bureau, unit: filled.unit, solved }
  const input = {
    rating,
    ...(filled.truthful && asksTruth(actionFor(act.view, 'rate')) ? { truthful: filled.truthful } : {}),
    ...(filled.words ? { words: filled.words } : {}),
  }
  const result = await fire(act, key, 'rate', input)
  return isRefusal(result) ? refused(act, result, filled) : null
}

async function review(act: Act, key: string, form: Form): Promise<Outcome | null> {
  const t = textsIn(act.v.lang).my.review
  const filled = { words: textOf(form, 'words'), lateReason: textOf(form, 'lateReason') }
  if (filled.words === '') return wrong('words', t.needWords, filled)
  // R22 35, 36: past the last day a request needs its reason.
  if (!act.view.right && filled.lateReason === '') return wrong('lateReason', t.needLate, filled)
  const input = filled.lateReason ? filled : { words: filled.words }
  const result = await fire(act, key, 'review', input)
  return isRefusal(result) ? refused(act, result, filled, { words: 'words', lateReason: 'lateReason' }) : null
}

async function correct(act: Act, key: string, form: Form): Promise<Outcome | null> {
  const filled = { words: textOf(form, 'words') }
  if (filled.words === '') return wrong('words', textsIn(act.v.lang).my.add.need, filled)
  const result = await fire(act, key, 'correct', filled)
  return isRefusal(result) ? refused(act, result, filled, { words: 'words' }) : null
}

/** Words and files; each file is stored as it comes in, under a key that follows from the form's. */
async function add(act: Act): Promise<{ outcome: Outcome | null; expired: boolean }> {
  const { v, session } = act
  const t = textsIn(v.lang)
  const errors: ShownError[] = []
  let stored = 0
  let seen = 0
  const fields = await readMultipart(v.request, async (file: UploadedFile, before) => {
    // The mark stands before the files in the form: without it nothing is stored.
    const key = v.site.sessions.keyOf(textOf(before, 'mark'), session.matterId)
    if (key === null) return
    seen++
    const say = (word: FileFault | 'fileMany') =>
      errors.push({ href: '#files', text: fill(t.tell.error[word], { name: file.name, max: MOST_FILES }) })
    const safe = safeFile(file)
    if ('fault' in safe) return void say(safe.fault)
    if (stored >= MOST_FILES) return void say('fileMany')
    const result = await attachFile(v.site.cases, callerOf(act, `${key}-file-${seen}`), {
      matterId: session.matterId,
      name: file.name,
      mediaType: safe.mediaType,
      content: [safe.bytes],
    })
    if (isRefusal(result)) errors.push({ ...shownRefusal(result, v.lang, v.request.id), href: '#files' })
    else stored++
  })
  const words = textOf(fields, 'words')
  const key = v.site.sessions.keyOf(textOf(fields, 'mark'), session.matterId)
  if (key === null) return { outcome: null, expired: true }
  if (words === '' && seen === 0) return { outcome: wrong('words', t.my.add.need, { words }), expired: false }
  if (words !== '') {
    const { cases } = v.site
    const result = actionFor(act.view, 'add')
      ? await fire(act, key, 'add', { words })
      : await addWords(cases, callerOf(act, key), session.matterId, words)
    if (isRefusal(result)) errors.push(shownRefusal(result, v.lang, v.request.id, { words: 'words' }))
    // What is stored is stored: shown again for the files alone, the words would be sent twice.
    else if (errors.length > 0) return { outcome: { errors, filled: {} }, expired: false }
  }
  return { outcome: errors.length > 0 ? { errors, filled: { words } } : null, expired: false }
}

const VERBS = { contact, withdraw, rate, review, correct } as const

async function openAct(site: Site, v: Visit): Promise<Act | null> {
  const session = requireSession(v)
  if (!session) return null
  const view = await readForCitizen(
    site.cases,
    { bureauId: session.bureauId, actor: CITIZEN, now: v.now },
    session.matterId,
  )
  if (isRefusal(view)) throw new RefusedError(view)
  signIn(v, session)
  return { v, session, view }
}

export function actRoutes(app: FastifyInstance, site: Site): void {
  for (const page of PAGES) {
    app.get(`/:bureau/my/:number/${page}`, { config }, async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const act = await openAct(site, v)
      if (!act) return goTo(v, '/follow?ended=1')
      return possible(act, page) ? showAct(act, page) : goTo(v, `/my/${act.session.number}`)
    })
    app.post<{ Body: Form }>(`/:bureau/my/:number/${page}`, { config }, async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const act = await openAct(site, v)
      if (!act) return goTo(v, '/follow?ended=1')
      const done = () => goTo(v, `/my/${act.session.number}?done=${page}`)
      const expired = (filled: Filled) =>
        showAct(act, page, wrong('main-content', textsIn(v.lang).tell.error.expired, filled))
      if (page === 'add') {
        const result = await add(act)
        if (result.expired) return expired({})
        return result.outcome ? showAct(act, page, result.outcome) : done()
      }
      const form = request.body ?? {}
      const key = site.sessions.keyOf(textOf(form, 'mark'), act.session.matterId)
      if (key === null) return expired({ words: textOf(form, 'words') })
      // Pressed twice: the first press has done it.
      if (!possible(act, page)) return done()
      const outcome = await VERBS[page](act, key, form)
      return outcome ? showAct(act, page, outcome) : done()
    })
  }
}
