/** The history of one's own matter in plain words, what was written to and fro, and what is still to come. */

import { programHappening } from '../../notices/index.ts'
import type { ClockRuleId } from '../clocks/contract.ts'
import { unitOnSeat } from '../engine/authorise.ts'
import { finishedBy, MAIN, type MatterDoc, type Proceeding } from '../engine/doc.ts'
import type { Label, Procedure, Seat, StateDef, Transition } from '../procedures/format.ts'
import { procedureOf, stateOf } from '../procedures/index.ts'
import type { StoredEvent } from '../read-store.ts'
import type { CitizenView } from './contract.ts'
import type { Reader } from './reader.ts'
import { timelineOf } from './timeline.ts'

/** Steps between organs that say nothing to the person, but for those the person is told of. */
const INTERNAL_PROCEDURES = new Set([
  'service',
  'contribution',
  'supervision',
  'reminder',
  'advice',
  'extension',
  'later-contact',
  'from-above',
  'report-back',
])

const OWN: Partial<Record<StoredEvent['type'], Label>> = {
  'matter.registered': { zh: '您的事项已登记', en: 'Your matter was registered' },
  'matter.contacted': { zh: '您再次来信来访，已记入', en: 'You came again; it was added' },
  'matter.noted': { zh: '您补充了情况', en: 'You added something' },
  'matter.messaged': { zh: '给您留了言', en: 'You were sent a message' },
  'matter.attached': { zh: '添加了一份文件', en: 'A file was added' },
  'matter.classified': { zh: '更正了类别', en: 'The kind was corrected' },
  'matter.party-corrected': { zh: '联系方式已更改', en: 'Contact details were changed' },
  'matter.linked': { zh: '与另一件事项关联', en: 'Tied to another matter' },
  'matter.code-renewed': {
    zh: '换发了查询码，原查询码作废',
    en: 'A new query code was issued; the old one is void',
  },
  'matter.erased': { zh: '依决定销毁了内容', en: 'The content was destroyed under a decision' },
  'matter.cancelled': { zh: '误登记，已撤销', en: 'Cancelled: registered by mistake' },
}

type Told = Pick<StateDef, 'label' | 'citizen'>

/** Not accepted because re-review decided it (R22 36¶3): the states are those of every notice, what happened is another thing. */
const NO_LONGER: Readonly<Record<string, Told>> = {
  declining: {
    label: { zh: '不再受理告知中', en: 'Serving the notice: no longer accepted' },
    citizen: {
      zh: '这件事已经复核终结，同一事实和理由不再受理。书面告知书正在送达，会写明是哪一份复核意见、为什么，以及有新情况怎么办。',
      en: 'Re-review has decided this for good; the same facts and reasons are not taken again. A written notice is on its way: it names the opinion, says why, and what to do if there is something new.',
    },
  },
  'not-accepted': {
    label: { zh: '不再受理', en: 'No longer accepted' },
    citizen: {
      zh: '这件事已经复核终结，同一事实和理由不再受理。有新的事实和理由的，可以作为新的事项提出。',
      en: 'Re-review has decided this for good; the same facts and reasons are not taken again. New facts and reasons can be told as a new matter.',
    },
  },
}

/** Words of a state of the main procedure for the person whose matter it is. */
export function stateWords(doc: MatterDoc, state: StateDef): Told {
  return (finishedBy(doc) && NO_LONGER[state.id]) || state
}

/** Words of one step, or null where it is no news to the person. */
function stepWords(doc: MatterDoc, e: Extract<StoredEvent, { type: 'proceeding.stepped' }>) {
  const proceeding = doc.proceedings[e.data.proceedingId]
  if (!proceeding) return null
  const table = procedureOf(e.procedure, e.procedureVersion ?? proceeding.version)
  const action = table.transitions.find((t) => t.id === e.data.action)
  if (INTERNAL_PROCEDURES.has(proceeding.procedure)) {
    // What was decided there and told to the person (an extension, say) belongs to the story.
    return action?.notify ? { label: programHappening(action.notify), explanation: null } : null
  }
  const own = e.actor.kind === 'citizen'
  if (e.data.from === e.data.to) return own ? { label: action?.label ?? null, explanation: null } : null
  const state = table.states.find((s) => s.id === e.data.to)
  if (!state) return null
  const told = proceeding.proceedingId === MAIN ? stateWords(doc, state) : state
  return { label: told.label, explanation: told.citizen }
}

export function stepsOf(
  reader: Reader,
  events: readonly StoredEvent[],
  shielded: boolean,
): CitizenView['steps'] {
  return events.flatMap((event) => {
    const on = event.occurred_at.toISOString()
    if (event.type === 'proceeding.stepped') {
      const words = stepWords(reader.doc, event)
      // Steps that change nothing for the person (a request for help to another unit, say) are not news.
      if (!words?.label || (shielded && event.data.from === event.data.to)) return []
      return [{ on, label: words.label, explanation: words.explanation, own: event.actor.kind === 'citizen' }]
    }
    const label = OWN[event.type]
    if (!label) return []
    if (event.type === 'matter.noted' && event.data.by === 'unit') return []
    if (event.type === 'matter.linked' && event.data.link.kind === 'same-matter') return []
    return [{ on, label, explanation: null, own: event.actor.kind === 'citizen' }]
  })
}

/** What was written: by the person, and by the units to the person. */
export function messagesOf(
  reader: Reader,
  events: readonly StoredEvent[],
  shielded: boolean,
): CitizenView['messages'] {
  const timeline = timelineOf(reader, events, { names: new Map(), notes: false })
  return events.flatMap((event, i) => {
    const refs = 'contents' in event.data ? event.data.contents : []
    return refs.flatMap((ref) => {
      if (ref.kind !== 'message' && ref.kind !== 'added-information') return []
      const text = reader.text(ref.contentId)
      if (text === null) return []
      const entry = timeline[i]!
      const mine = ref.kind === 'added-information'
      return [
        {
          at: entry.occurredAt,
          from: mine ? ('person' as const) : ('office' as const),
          unit: mine || shielded ? null : (entry.actor.unit?.name ?? null),
          text,
          asks: event.type === 'matter.messaged' && event.data.asks,
        },
      ]
    })
  })
}

/** The usual next step out of a state: the one a menu shows first, else what the program does by itself. */
function usualStep(table: Procedure, state: string): Transition | undefined {
  const open = table.transitions.filter(
    (t) => t.from.includes(state) && t.to !== '=' && t.to !== state && !t.who.every((w) => 'citizen' in w),
  )
  const answered = (t: Transition) => table.states.find((s) => s.id === t.to)?.end === 'answered'
  return (
    open.find((t) => t.primary) ?? open.find((t) => t.automatic) ?? open.find((t) => t.trigger && answered(t))
  )
}

/**
 * The steps still to come on the usual way, from the table of the procedure: what happens, who does it, and which limit it
 * must meet: a date where that clock runs already, the rule where an earlier step starts it.
 */
export function stepsToCome(reader: Reader, main: Proceeding, shielded: boolean): CitizenView['toCome'] {
  const { doc } = reader
  const table = procedureOf(main.procedure, main.version)
  const out: CitizenView['toCome'] = []
  if (main.end) return out
  const who = (seat: Seat): Label | null =>
    shielded ? null : (reader.unit(unitOnSeat(doc, main, seat))?.name ?? null)
  const running = Object.values(doc.clocks).filter(
    (c) => c.proceedingId === main.proceedingId && c.status === 'running' && !c.right,
  )
  const open = new Map<ClockRuleId, { day: string | null; after: number }>(
    running.map((c) => [c.ruleId, { day: c.nominal, after: -1 }]),
  )
  const seen = new Set<string>()
  let at = main.state
  for (;;) {
    seen.add(at)
    const step = usualStep(table, at)
    if (!step || seen.has(step.to)) break
    const next = stateOf(table, step.to)
    const met = new Set(
      step.clocks.flatMap((c) => ('stop' in c && c.as === 'met' && open.has(c.stop) ? [c.stop] : [])),
    )
    if (next.end) for (const rule of open.keys()) met.add(rule)
    const limits = [...met].flatMap((ruleId) => {
      const o = open.get(ruleId)!
      open.delete(ruleId)
      return [{ ruleId, day: o.day, after: o.after }]
    })
    out.push({
      id: step.id,
      state: next.id,
      label: step.label,
      who: who(stateOf(table, at).responsible),
      seat: stateOf(table, at).responsible,
      limits,
      end: next.end === 'answered',
    })
    for (const c of step.clocks)
      if ('start' in c && !c.right && !open.has(c.start))
        open.set(c.start, { day: null, after: out.length - 1 })
    if (next.end) break
    at = step.to
  }
  return out
}
