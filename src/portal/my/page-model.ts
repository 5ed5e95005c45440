/** The page of one's own matter: what it says, from the citizen's view alone. Pure. */
import type { CitizenView, Derivation } from '../../cases/index.ts'
import { DOCUMENT_LABELS } from '../../cases/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { dayText } from '../dates.ts'
import { type LimitLine, markText } from '../limits.ts'
import { fill, textsIn } from '../texts/index.ts'

/** The citizen's own acts that have a page; a test holds that the tables know no others. */
export const ACT_PAGES: Readonly<Record<string, 'withdraw' | 'add' | 'rate' | 'review'>> = {
  withdraw: 'withdraw',
  'add-information': 'add',
  rate: 'rate',
  'request-review': 'review',
  'request-re-review': 'review',
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
  page: 'withdraw' | 'add' | 'rate' | 'review' | 'contact'
  label: string
  hint: string | null
  main: boolean
}

/** Whether review was asked for already: its matter hangs on this one. */
export const reviewAsked = (view: Pick<CitizenView, 'links'>) =>
  view.links.some((l) => l.kind === 'reviewed-by')

/** What the person can do now. Rating and review come first, withdrawing last. */
export function actsOf(view: CitizenView, lang: Lang): ActLink[] {
  const { my } = textsIn(lang)
  const has = (id: string) => view.actions.some((a) => a.id === id)
  const acts: ActLink[] = []
  if (has('rate')) acts.push({ page: 'rate', label: my.rate.title, hint: null, main: true })
  const review = view.actions.find((a) => ACT_PAGES[a.id] === 'review')
  if (review && !reviewAsked(view)) {
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

/** Rules whose step is behind, by how far the matter has come; what is left is shown as still to come. */
function stillToCome(view: CitizenView, lines: readonly LimitLine[]): LimitLine[] {
  if (view.ended) return []
  const due = view.due?.derivation.ruleId
  const at = lines.findIndex((l) => l.ruleId === due)
  return lines.slice(at + 1)
}

export interface MyPage {
  number: string
  kind: string
  title: string
  receivedOn: string
  state: string
  explanation: string
  holder: string | null
  holderHidden: boolean
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
  documents: { kind: string; when: string; texts: string[] }[]
  steps: { when: string; what: string; texts: string[] }[]
  comes: LimitLine[]
  ratings: { bureau: string; unit: string }[]
  links: { kind: string; number: string | null; opens: boolean }[]
  files: { id: string; name: string; size: string }[]
  access: { when: string; what: string; who: string }[]
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

/**
 * @param lines the limits of this way, for what is still to come
 * @param when puts an instant into words in the bureau's zone
 */
export function myPage(
  view: CitizenView,
  given: { today: string; shielded: boolean; lines: readonly LimitLine[]; when: (instant: string) => string },
  lang: Lang,
): MyPage {
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
    explanation: view.explanation[lang],
    holder: view.ended ? null : shielded ? my.holderShielded : (view.holder?.[lang] ?? null),
    holderHidden: shielded,
    due: view.due
      ? {
          day: dayText(view.due.day, lang),
          past: view.due.day < today,
          name: view.due.name[lang],
          why: whyOf(view.due.derivation, lang),
        }
      : null,
    right:
      view.right && review && !reviewAsked(view)
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
    documents: view.documents.map((d) => ({
      kind: DOCUMENT_LABELS[d.kind][lang],
      when: d.servedOn
        ? fill(my.servedOn, { day: dayText(d.servedOn, lang) })
        : fill(my.issuedOn, { day: dayText(d.issuedOn, lang) }),
      texts: d.texts,
    })),
    steps: view.steps.map((s) => ({
      when: when(s.on),
      what: s.label[lang],
      texts: s.texts.map((x) => x.text),
    })),
    comes: stillToCome(view, given.lines),
    ratings: view.ratings.map((r) => ({ bureau: my.grades[r.bureau], unit: my.grades[r.unit] })),
    links: view.links.map((l) => {
      const own = OWN_LINKS.has(l.kind)
      return { kind: my.linkKinds[l.kind], number: own ? l.number : null, opens: own && l.number !== null }
    }),
    files: view.attachments.map((a) => ({
      id: a.attachmentId,
      name: a.name ?? a.mediaType,
      size: fileSize(a.size),
    })),
    access: view.access.map((a) => ({
      when: when(a.at),
      what: accessText(a.what, a.reason, lang),
      who: shielded ? my.accessShielded : (a.unit?.[lang] ?? my.accessProgram),
    })),
    subject: view.subject,
    body: view.body,
  }
}

function accessText(what: string, reason: string, lang: Lang): string {
  const { my } = textsIn(lang)
  // The program's own notices carry a code, not a reason that a person wrote.
  if (reason.startsWith('notice:')) return my.accessNotice
  const kind = (my.accessKinds as Record<string, string>)[what] ?? what
  const shown = (my.accessReasons as Record<string, string>)[reason] ?? reason
  return lang === 'zh' ? `${kind}（${shown}）` : `${kind} (${shown})`
}
