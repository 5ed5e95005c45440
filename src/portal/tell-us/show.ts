/** Shows one page of the way in. */
import type { FastifyReply } from 'fastify'
import { citizenRoutes, dangersIn } from '../../scope/index.ts'
import { dayText, whenText } from '../dates.ts'
import { MOST_FILES } from '../forms.ts'
import { sendPage, type Visit } from '../site.ts'
import { fill, tellWords, textsIn } from '../texts/index.ts'
import { checkPage, pointText } from './check-model.ts'
import type { Offered } from './choices.ts'
import { type Draft, type FieldError, LIMITS, MOST_REPRESENTATIVES, type StepId } from './draft.ts'
import { fieldErrors } from './open.ts'
import { dayOf } from './read-page.ts'
import { similarTo } from './similar.ts'
import { partOf, stepBefore, wordsOf } from './steps.ts'

export interface Shown {
  errors?: readonly FieldError[]
  /** The person came from the check and goes back there. */
  changing?: boolean
  /** What a page needs besides, such as an empty box for one more demand. */
  extra?: Record<string, unknown>
  status?: number
}

/** The first sentence of a text, short enough for a list. */
export function firstSentence(body: string): string {
  const sentence = body.split(/[。！？!?\n]|\.\s/u).find((s) => s.trim() !== '') ?? ''
  const signs = [...sentence.trim()]
  return signs.length <= 40 ? signs.join('') : `${signs.slice(0, 39).join('')}…`
}

/** When a draft saved then is deleted, as people read it. */
export const untilText = (v: Visit, savedAt: Date): string =>
  whenText(v.site.drafts.endOf(savedAt).toISOString(), v.lang, v.facts.bureau.zone)

/** What only this page needs. */
async function modelOf(
  v: Visit,
  step: StepId,
  draft: Draft,
  offered: Offered,
): Promise<Record<string, unknown>> {
  switch (step) {
    case 'kind':
      return { kinds: offered.kinds }
    case 'box':
      return { boxes: offered.boxList.map((b) => ({ value: b.code, text: b.name[v.lang] })) }
    case 'shield': {
      const above = v.facts.bureau.superiorBureauId
      const superior = above ? await v.site.cases.directory.byId(above) : null
      return { units: offered.unitList, superior: superior?.bureau ?? null }
    }
    case 'title':
      return {
        subject: draft.done.includes('title') ? draft.subject : draft.subject || firstSentence(draft.body),
      }
    case 'ask':
      return { demands: draft.demands.length === 0 ? [''] : draft.demands, mostDemands: LIMITS.demands }
    case 'danger':
      return { dangers: dangersIn(wordsOf(draft)).map((d) => ({ ...d, found: quoted(d.found, v) })) }
    case 'advice':
      return { routes: routesOf(v, draft, offered) }
    case 'similar': {
      const { articles, matters } = await similarTo(v, draft)
      const unitOf = (unitId: string) => v.facts.units.get(unitId)?.name ?? null
      return { articles: articles.map((a) => ({ ...a, unit: unitOf(a.unitId) })), items: matters }
    }
    case 'where':
      return {
        areas: offered.places.list.map((p) => ({ code: p.code, name: p.name[v.lang] })),
        hasMap: offered.places.map !== null,
        point: pointText(draft, offered),
      }
    case 'files':
    case 'proof':
      return {
        mostFiles: MOST_FILES,
        held: draft.files.filter((f) => Boolean(f.proof) === (step === 'proof')),
      }
    case 'group': {
      // One empty place to begin with; the others are asked for.
      const slots = Math.min(MOST_REPRESENTATIVES, Math.max(1, draft.representatives.length))
      return { repSlots: slotsOf(draft, slots), mostReps: MOST_REPRESENTATIVES }
    }
    case 'check':
      return { check: checkPage(draft, v.facts, offered, v.lang) }
    default:
      return {}
  }
}

export const slotsOf = (draft: Draft, n: number) =>
  Array.from({ length: n }, (_, i) => draft.representatives[i] ?? { name: '', phone: '' })

const quoted = (words: readonly string[], v: Visit): string =>
  v.lang === 'zh' ? words.map((w) => `“${w}”`).join('、') : words.map((w) => `“${w}”`).join(', ')

function routesOf(v: Visit, draft: Draft, offered: Offered) {
  const { advice } = textsIn(v.lang).tell
  const dated = draft.decided === 'agency' || draft.decided === 'asked'
  const happened = { decided: draft.decided, since: dated ? dayOf(draft.since) : null }
  return citizenRoutes(wordsOf(draft), happened, offered.today).map((r) => ({
    route: r.route,
    title: r.title[v.lang],
    how: r.how[v.lang],
    basis: r.basis[v.lang],
    found: r.found.length > 0 ? fill(advice.because, { words: quoted(r.found, v) }) : null,
    limits: r.limits.map((l) => ({
      label: l.label[v.lang],
      basis: l.basis[v.lang],
      day: fill(l.kind === 'last' ? advice.lastDay : advice.fromDay, { day: dayText(l.day, v.lang) }),
      passed: l.passed ? advice.passed : null,
    })),
    dated: r.limits.length > 0,
    // Nothing verified to say, or the start not known: only that it may be short.
    short: r.route !== 'misconduct' && r.limits.length === 0,
    report: r.route === 'misconduct',
  }))
}

export async function showStep(
  v: Visit,
  step: StepId,
  draft: Draft,
  offered: Offered,
  { errors = [], changing = false, extra = {}, status }: Shown = {},
): Promise<FastifyReply> {
  const tell = tellWords(v.lang, draft.kind)
  const shown = fieldErrors(v, errors)
  const n = partOf(step) as 1 | 2 | 3 | 4
  const before = stepBefore(draft, step)
  const back = changing ? '/tell-us/check' : before ? `/tell-us/${before}` : '/tell-us'
  return sendPage(
    v,
    'tell-us',
    {
      t: { ...textsIn(v.lang), tell },
      step,
      draft,
      errors: shown.list,
      errorAt: shown.at,
      part: n,
      caption: fill(tell.part, { n, name: tell.parts[n] }),
      back: `/${v.slug}${back}`,
      changing,
      limits: LIMITS,
      title: titleOf(v, step, draft),
      keptUntil: draft.kind ? untilText(v, v.now) : null,
      ...(await modelOf(v, step, draft, offered)),
      ...extra,
    },
    { personal: true, status: status ?? (errors.length > 0 ? 422 : 200) },
  )
}

function titleOf(v: Visit, step: StepId, draft: Draft): string {
  const tell = tellWords(v.lang, draft.kind)
  if (step === 'what' && draft.kind === 'suggestion') return tell.what.titleSuggestion
  if (step === 'you' && draft.who === 'other') return tell.you.titleAgent
  return tell[step].title
}
