/** The page on which everything is read once more before it is sent. Pure. */
import type { BureauFacts } from '../../bureau/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { fill, textsIn } from '../texts/index.ts'
import type { Draft, Kind, StepId } from './draft.ts'

export interface CheckRow {
  step: StepId
  what: string
  value: string
  given: boolean
}

export function kindText(kind: Kind, lang: Lang): string {
  const t = textsIn(lang).tell.kind
  return { petition: t.petition, 'letter-box': t.letter, 'hotline-order': t.order, misconduct: t.report }[
    kind
  ]
}

export interface CheckPage {
  rows: CheckRow[]
  warnings: string[]
}

export function checkPage(draft: Draft, facts: Pick<BureauFacts, 'units'>, lang: Lang): CheckPage {
  const t = textsIn(lang)
  const { tell } = t
  const rows: CheckRow[] = []
  const row = (step: StepId, what: string, value: string, empty = t.common.none) =>
    rows.push({ step, what, value: value || empty, given: value !== '' })
  row('kind', tell.check.kind, draft.kind ? kindText(draft.kind, lang) : '')
  if (draft.kind === 'misconduct') {
    const unit = draft.reportedUnitId ? facts.units.get(draft.reportedUnitId) : undefined
    row('shield', tell.check.reported, unit?.name[lang] ?? '', tell.check.reportedNone)
  }
  row('what', tell.what.subject, draft.subject)
  row('what', tell.what.body, draft.body)
  if (draft.demands.length === 0) row('ask', tell.ask.one, '', tell.check.whole)
  for (const [i, demand] of draft.demands.entries()) {
    row('ask', draft.demands.length === 1 ? tell.ask.one : fill(tell.ask.nth, { n: i + 1 }), demand)
  }
  row('where', tell.where.place, draft.place)
  row('you', tell.you.name, draft.name)
  row('you', tell.you.phone, draft.phone)
  row('you', tell.you.address, draft.address)
  row('you', tell.you.email, draft.email)
  if (draft.kind !== 'misconduct') {
    const { secrecyNone: none, secrecyName: name, secrecyMatter: matter } = tell.you
    row('you', tell.you.secrecy, { none, name, matter }[draft.secrecy])
  }
  if (draft.company === 'group') {
    row('group', tell.check.persons, draft.persons)
    row(
      'group',
      tell.check.representatives,
      draft.representatives.map((r) => `${r.name} ${r.phone}`.trim()).join('\n'),
    )
  }
  row('files', tell.check.files, draft.files.map((f) => f.name).join('\n'))
  const reachable = draft.phone || draft.address || draft.email
  const warnings: string[] = []
  if (!reachable) warnings.push(tell.check.noContact)
  else if (draft.kind === 'petition' && !draft.address) warnings.push(tell.check.noAddress)
  return { rows, warnings }
}
