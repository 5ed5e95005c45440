/** The page on which everything is read once more before it is sent. Pure. */
import type { BureauFacts } from '../../bureau/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { dayText } from '../dates.ts'
import { fill, tellWords, textsIn } from '../texts/index.ts'
import { areaName, type Offered } from './choices.ts'
import type { Draft, StepId } from './draft.ts'
import { dayOf } from './read-page.ts'
import { PARTS, stepsOf } from './steps.ts'

export interface CheckRow {
  step: StepId
  what: string
  value: string
  given: boolean
}

export interface CheckPage {
  /** By the parts of the way in; empty parts are left out. */
  parts: { title: string; rows: CheckRow[] }[]
  warnings: string[]
  /** Whether it is asked if it may be published. */
  publish: boolean
}

export type CheckFacts = Pick<BureauFacts, 'units'>

/** The point as it is read out; null when none is marked. */
export function pointText(draft: Pick<Draft, 'point'>, offered: Pick<Offered, 'places'>): string | null {
  const { point } = draft
  const datum = offered.places.map?.datum
  return point && datum ? `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)} (${datum})` : null
}

export function checkPage(draft: Draft, facts: CheckFacts, offered: Offered, lang: Lang): CheckPage {
  const t = textsIn(lang)
  const tell = tellWords(lang, draft.kind)
  const shown = new Set(stepsOf(draft))
  const rows: CheckRow[] = []
  const row = (step: StepId, what: string, value: string, empty = t.common.none) => {
    if (shown.has(step)) rows.push({ step, what, value: value || empty, given: value !== '' })
  }
  row('kind', tell.check.kind, draft.kind ? tell.kind[draft.kind] : '')
  row('box', tell.check.box, offered.boxList.find((b) => b.code === draft.box)?.name[lang] ?? '')
  const unit = draft.reportedUnitId ? facts.units.get(draft.reportedUnitId) : undefined
  row('shield', tell.check.reported, unit?.name[lang] ?? '', tell.check.reportedNone)
  row('what', tell.check.body, draft.body)
  row('title', tell.check.subject, draft.subject)
  if (draft.demands.length === 0) row('ask', tell.ask.one, '', tell.check.whole)
  for (const [i, demand] of draft.demands.entries()) {
    row('ask', draft.demands.length === 1 ? tell.ask.one : fill(tell.ask.nth, { n: i + 1 }), demand)
  }
  if (draft.decided) {
    const since = draft.decided === 'agency' || draft.decided === 'asked' ? dayOf(draft.since) : null
    const said = [tell.decided[draft.decided], since && dayText(since, lang)]
    row('decided', tell.check.decided, said.filter(Boolean).join('\n'))
  }
  const area = areaName(offered.places, draft.area, lang)
  row('where', tell.check.place, [area, draft.place].filter(Boolean).join(lang === 'zh' ? ' ' : ', '))
  const point = pointText(draft, offered)
  if (point) row('where', tell.check.point, point)
  const own = draft.files.filter((f) => !f.proof)
  row('files', tell.check.files, own.map((f) => f.name).join('\n'))
  row('who', tell.check.who, tell.who[draft.who])
  const { name, phone, address, relation } = draft.person
  const related = relation ? tell.person.relations[relation] : ''
  row('person', tell.check.person, [name, phone, address, related].filter(Boolean).join('\n'))
  const proofs = draft.files.filter((f) => f.proof).map((f) => f.name)
  row('proof', tell.check.proof, proofs.join('\n'), tell.check.proofLater)
  row('group', tell.check.persons, draft.persons)
  row(
    'group',
    tell.check.representatives,
    draft.representatives.map((r) => `${r.name} ${r.phone}`.trim()).join('\n'),
  )
  row('you', tell.you.name, draft.name)
  row('you', tell.you.phone, draft.phone)
  row('you', tell.you.address, draft.address)
  row('you', tell.you.email, draft.email)
  row('secrecy', tell.secrecy.title, draft.secrecy ? tell.secrecy[draft.secrecy] : '')
  const parts = PARTS.map((steps, i) => ({
    title: tell.parts[(i + 1) as 1 | 2 | 3 | 4],
    rows: rows.filter((r) => steps.includes(r.step)),
  }))
  return {
    parts: parts.filter((p) => p.rows.length > 0),
    warnings: warningsOf(draft, lang),
    publish: mayAskToPublish(draft),
  }
}

/**
 * Whether publishing can be asked about: never of reports of misconduct, nor of what is to be kept secret as a whole, nor of
 * somebody who acts for another: the person says it for himself.
 */
export const mayAskToPublish = (draft: Draft): boolean =>
  draft.kind !== 'misconduct' && draft.secrecy !== 'matter' && draft.who !== 'other'

/** What is worth a second thought before sending; nobody is kept from it. */
function warningsOf(draft: Draft, lang: Lang): string[] {
  const { check } = textsIn(lang).tell
  const mail = draft.who === 'other' ? draft.person.address : draft.address
  const reachable =
    draft.phone || draft.address || draft.email || (draft.who === 'other' && draft.person.phone)
  if (!reachable) return [check.noContact]
  return draft.kind === 'petition' && !mail ? [check.noAddress] : []
}
