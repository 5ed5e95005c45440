/** The page of one's own matter: what it says, from the citizen's view alone. Pure. */
import type { CitizenView, Derivation } from '../../cases/index.ts'
import type { CitizenDocument } from '../../documents/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import type { DeliveryRow } from '../../notices/index.ts'
import type { PromiseToPerson } from '../../reception/index.ts'
import { dayText } from '../dates.ts'
import { type LimitLine, markText, type RuleFacts } from '../limits.ts'
import { fill, textsIn } from '../texts/index.ts'
import { type Looks, looksOf } from './access-model.ts'
import { afterAnswer, type ChainPage, chainPage, type FinishedPage, finishedPage } from './chain-model.ts'
import { type PromiseLine, promiseLine } from './promise-model.ts'

/** The citizen's own acts that have a page; a test holds that the tables know no others. */
export const ACT_PAGES: Readonly<Record<string, 'withdraw' | 'add' | 'rate' | 'review' | 'correct'>> = {
  withdraw: 'withdraw',
  'add-information': 'add',
  rate: 'rate',
  'request-review': 'review',
  'request-re-review': 'review',
  'give-correction': 'correct',
}

export interface WhyRow {
  when: string
  why: string
  source: string | null
  skipped: boolean
  end: boolean
}

export interface Why {
  basis: string
  mark: string | null
  provisional: boolean
  rows: WhyRow[]
}

type Step = Derivation['steps'][number]

/** Whether a day only counts, with nothing to explain: such days in a row are told in one line. */
const plain = (s: Step | undefined): s is Step & { count: number } =>
  s !== undefined && s.kind === 'counted' && s.source === undefined && s.count !== undefined

function rowOf(s: Step, lang: Lang): WhyRow {
  return {
    when: dayText(s.date, lang),
    why: s.why[lang],
    source: s.source ?? null,
    skipped: s.kind === 'skipped' || s.kind === 'paused',
    end: s.kind === 'nominal' || s.kind === 'rolled' || s.kind === 'due',
  }
}

/** The derivation of a date as a table: each day left out with its reason and source. */
export function whyOf(d: Derivation, lang: Lang): Why {
  const local = d.ruleId.startsWith('HY') || d.ruleId.startsWith('HL')
  const rows: WhyRow[] = []
  for (let i = 0; i < d.steps.length; ) {
    const first = d.steps[i]!
    let end = i + 1
    if (plain(first)) while (plain(d.steps[end])) end++
    const last = d.steps[end - 1]!
    if (plain(first) && plain(last) && end - i > 2) {
      const { counted, span } = textsIn(lang).my
      const when = fill(span, { from: dayText(first.date, lang), to: dayText(last.date, lang) })
      const why = fill(counted, { from: first.count, to: last.count })
      rows.push({ when, why, source: null, skipped: false, end: false })
    } else rows.push(...d.steps.slice(i, end).map((s) => rowOf(s, lang)))
    i = end
  }
  return { basis: d.basis[lang], mark: markText(d.mark, local, lang), provisional: d.provisional, rows }
}

export interface ActLink {
  page: 'withdraw' | 'add' | 'rate' | 'review' | 'correct' | 'contact'
  label: string
  hint: string | null
  main: boolean
}

/** What the person can do now. Rating and review come first, withdrawing last. */
export function actsOf(view: CitizenView, lang: Lang): ActLink[] {
  const { my } = textsIn(lang)
  const has = (id: string) => view.actions.some((a) => a.id === id)
  const acts: ActLink[] = []
  if (has('give-correction'))
    acts.push({ page: 'correct', label: textsIn(lang).review.correct.title, hint: null, main: true })
  if (has('rate')) acts.push({ page: 'rate', label: my.rate.title, hint: null, main: true })
  const review = view.actions.find((a) => ACT_PAGES[a.id] === 'review')
  if (review) {
    const label = review.id === 'request-review' ? my.review.title : my.review.titleAgain
    const hint = view.right
      ? fill(my.review.lastDay, { day: dayText(view.right.lastDay, lang) })
      : my.review.late
    acts.push({ page: 'review', label, hint, main: view.right !== null })
  }
  // What is added after the end is kept with the matter as well.
  acts.push({ page: 'add', label: my.add.title, hint: null, main: acts.length === 0 && !view.ended })
  acts.push({ page: 'contact', label: my.contact.title, hint: null, main: false })
  if (has('withdraw')) acts.push({ page: 'withdraw', label: my.withdraw.title, hint: null, main: false })
  return acts
}

export interface ToCome {
  what: string
  who: string | null
  /** By which day, or within how long from which step. */
  by: string[]
  /** Rule behind each limit, with how sure it is. */
  basis: { text: string; mark: string | null }[]
}

/** The steps still to come as the table has them, each with who does it and by when. */
function toCome(
  view: CitizenView,
  given: { rule: (ruleId: string) => RuleFacts | null; shielded: boolean },
  lang: Lang,
): ToCome[] {
  const { my } = textsIn(lang)
  const named = (step: CitizenView['toCome'][number]): string =>
    my.come.steps[step.state as keyof typeof my.come.steps] ?? step.label[lang]
  return view.toCome.map((step, i) => {
    const limits = step.limits.flatMap((l) => {
      const rule = given.rule(l.ruleId)
      const after = view.toCome[l.after]
      if (l.day) return [{ by: fill(my.come.byDay, { day: dayText(l.day, lang) }), rule }]
      if (!rule || !after || l.after >= i + 1) return []
      const from = fill(my.come.from, { step: named(after) })
      return [
        { by: `${rule.within}${lang === 'zh' ? '（' : ' ('}${from}${lang === 'zh' ? '）' : ')'}`, rule },
      ]
    })
    return {
      what: named(step),
      who: given.shielded ? my.holderShielded : (step.who?.[lang] ?? my.come.whoLater),
      by: limits.map((l) => l.by),
      basis: limits.flatMap((l) => (l.rule ? [{ text: l.rule.basis, mark: l.rule.mark }] : [])),
    }
  })
}

export interface MyPage extends Looks {
  number: string
  kind: string
  title: string
  receivedOn: string
  state: string
  explanation: string
  holder: string | null
  holderHidden: boolean
  ended: boolean
  due: { day: string; past: boolean; name: string; why: Why } | null
  right: { sentence: string; why: Why } | null
  acts: ActLink[]
  demands: {
    text: string
    result: string | null
    words: string | null
    basis: string | null
    on: string | null
  }[]
  documents: ShownDocument[]
  promises: PromiseLine[]
  steps: { when: string; what: string; more: string | null; own: boolean }[]
  comes: ToCome[]
  /** The right that opens after the answer, said beforehand. */
  later: LimitLine | null
  pause: { reason: string; endsBy: string } | null
  asked: boolean
  messages: { when: string; who: string; mine: boolean; text: string; asks: boolean }[]
  judging: { state: string; explanation: string; until: string | null; why: Why | null } | null
  ratings: {
    bureau: string
    unit: string
    truthful: string | null
    words: string | null
    demands: { text: string; solved: string }[]
  }[]
  told: { when: string; how: string; state: string }[]
  chain: ChainPage | null
  finished: FinishedPage | null
  hearing: { when: string; notice: string | null } | null
  links: { kind: string; number: string | null; opens: boolean }[]
  files: { id: string; name: string; size: string }[]
  subject: string | null
  body: string | null
}

/** Colours of the results; the words say the same. */
const TONES = {
  supported: 'green',
  'partly-supported': 'yellow',
  explained: 'blue',
  'not-supported': 'grey',
} as const

const IN_CHAIN: ReadonlySet<string> = new Set(['review-of', 'reviewed-by'])

/** Links made on the person's behalf: whoever may open this matter may open those. Others are somebody else's. */
const OWN_LINKS: ReadonlySet<string> = new Set([
  'review-of',
  'reviewed-by',
  'transferred-to',
  'transferred-from',
])

export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

export interface ShownDocument {
  id: string
  title: string
  number: string | null
  organ: string | null
  when: string
  texts: string[]
  file: { name: string; size: string | null; sealed: boolean }
}

/** A document to read and to save. @param d as the room of documents gives it @param again no longer accepted */
function shownDocument(d: CitizenDocument, again: boolean, lang: Lang): ShownDocument {
  const { my, review } = textsIn(lang)
  const label = again && d.kind === 'non-acceptance-notice' ? review.again.notice : d.label[lang]
  const how = (my.served as Record<string, string>)[d.method ?? ''] ?? null
  const served = fill(my.servedOn, { day: dayText(d.servedOn, lang) })
  return {
    id: d.documentId,
    title: (lang === 'zh' ? d.title : null) ?? label,
    number: d.number,
    organ: d.organ?.[lang] ?? null,
    when: [
      fill(my.issuedOn, { day: dayText(d.issuedOn, lang) }),
      how ? `${served}${lang === 'zh' ? '（' : ' ('}${how}${lang === 'zh' ? '）' : ')'}` : served,
    ].join(lang === 'zh' ? '，' : ', '),
    texts: d.texts,
    file: {
      name: d.file.name,
      size: d.file.size === null ? null : fileSize(d.file.size),
      sealed: d.file.sealed,
    },
  }
}

export interface Given {
  today: string
  shielded: boolean
  /** What was served, to read and to save. */
  documents: readonly CitizenDocument[]
  /** What was promised on reception days. */
  promises: readonly PromiseToPerson[]
  /** What became of the notices sent to the person. */
  told: readonly Pick<DeliveryRow, 'via' | 'state' | 'madeAt'>[]
  /** A rule as it holds today, in words. */
  rule: (ruleId: string) => RuleFacts | null
  /** The right to ask for review that the answer opens, said beforehand; null where none follows. */
  later: LimitLine | null
  /** Puts an instant into words in the bureau's zone. */
  when: (instant: string) => string
}

export function myPage(view: CitizenView, given: Given, lang: Lang): MyPage {
  const t = textsIn(lang)
  const { my } = t
  const { today, shielded, when } = given
  const review = view.actions.find((a) => ACT_PAGES[a.id] === 'review')
  return {
    number: view.number,
    kind: view.procedureLabel[lang],
    title: view.subject ?? view.procedureLabel[lang],
    receivedOn: fill(my.receivedOn, { day: dayText(view.receivedOn, lang) }),
    state: view.state[lang],
    explanation: afterAnswer(view, lang) ?? view.explanation[lang],
    holder: view.ended ? null : shielded ? my.holderShielded : (view.holder?.[lang] ?? null),
    holderHidden: shielded,
    ended: view.ended,
    due: view.due
      ? {
          day: dayText(view.due.day, lang),
          past: view.due.day < today,
          name: view.due.name[lang],
          why: whyOf(view.due.derivation, lang),
        }
      : null,
    right:
      view.right && review
        ? {
            sentence: fill(my.rightOpen, {
              day: dayText(view.right.lastDay, lang),
              what: review.id === 'request-review' ? my.review.title : my.review.titleAgain,
            }),
            why: whyOf(view.right.derivation, lang),
          }
        : null,
    acts: actsOf(view, lang),
    demands: view.demands.map((d) => ({
      text: d.text ?? t.common.none,
      result: d.outcome ? d.outcome.label[lang] : null,
      tone: TONES[d.outcome?.result ?? 'explained'],
      words: d.outcome?.words ?? null,
      basis: d.outcome?.basis || null,
      on: d.outcome ? dayText(d.outcome.on, lang) : null,
    })),
    documents: given.documents.map((d) => shownDocument(d, view.finished !== null, lang)),
    promises: given.promises.map((p) => promiseLine(p, shielded, lang)),
    steps: view.steps.map((s) => ({
      when: when(s.on),
      what: s.label[lang],
      more: s.explanation?.[lang] ?? null,
      own: s.own,
    })),
    comes: toCome(view, given, lang),
    later: view.ended ? null : given.later,
    pause: view.pause ? { reason: view.pause.reason[lang], endsBy: view.pause.endsBy[lang] } : null,
    asked: view.asked,
    messages: view.messages.map((m) => ({
      when: when(m.at),
      who: m.from === 'person' ? my.messages.you : (m.unit?.[lang] ?? my.holderShielded),
      mine: m.from === 'person',
      text: m.text,
      asks: m.asks,
    })),
    judging: judgingOf(view, lang),
    ratings: view.ratings.map((r) => ({
      bureau: my.grades[r.bureau],
      unit: my.grades[r.unit],
      truthful: r.truthful === null ? null : my.rate.truthfulAs[r.truthful ? 'yes' : 'no'],
      words: r.words,
      demands: view.demands.flatMap((d) => {
        const solved = r.solved[d.demandId]
        if (solved === undefined) return []
        const how = solved ? 'yes' : r.partly?.includes(d.demandId) ? 'partly' : 'no'
        return [{ text: d.text ?? t.common.none, solved: my.rate.solvedAs[how] }]
      }),
    })),
    told: given.told.map((n) => ({
      when: when(n.madeAt),
      how: my.told.vias[n.via],
      state: my.told.states[n.state],
    })),
    chain: chainPage(view, lang),
    finished: finishedPage(view, lang),
    hearing: view.hearing && {
      when: fill(t.review.hearingOn, { day: dayText(view.hearing.on, lang) }),
      notice: view.hearing.notice,
    },
    // Opinion and reviews stand in the chain.
    links: view.links
      .filter((l) => !view.chain || !IN_CHAIN.has(l.kind))
      .map((l) => {
        const own = OWN_LINKS.has(l.kind)
        return { kind: my.linkKinds[l.kind], number: own ? l.number : null, opens: own && l.number !== null }
      }),
    files: view.attachments.map((a) => ({
      id: a.attachmentId,
      name: a.name ?? a.mediaType,
      size: fileSize(a.size),
    })),
    ...looksOf(view, given, lang),
    subject: view.subject,
    body: view.body,
  }
}

/** Where the rating stands: until when it can be given, or decided on, and why that day. */
function judgingOf(view: CitizenView, lang: Lang): MyPage['judging'] {
  const { my } = textsIn(lang)
  const { judging } = view
  if (!judging?.open) return null
  const rating = view.actions.some((a) => a.id === 'rate')
  const day = judging.day ? dayText(judging.day, lang) : null
  return {
    state: judging.state[lang],
    explanation: judging.explanation[lang],
    until: day ? fill(rating ? my.rate.until : my.rate.decidedBy, { day }) : null,
    why: judging.derivation ? whyOf(judging.derivation, lang) : null,
  }
}
