/** Earlier forms of tables that changed, for the proceedings that opened with them. */
import type { ClockEffect, Procedure, Transition } from './format.ts'
import { ESCALATED } from './objection.ts'
import { CITIZEN, label, REMARK, REVIEWER, ROUTE, step, words } from './parts.ts'

/** A main table as it was before a matter returned too often went to the supervision unit by itself. */
export function beforeEscalation(table: Procedure): Procedure {
  const gone = (id: string) => id === ESCALATED
  return {
    ...table,
    version: table.version - 1,
    states: table.states.filter((s) => !gone(s.id)),
    transitions: table.transitions
      .filter((t) => !gone(t.to) && !t.from.every(gone))
      .map((t) => ({ ...t, from: t.from.filter((id) => !gone(id)) })),
  }
}

const LATER = new Set(['no-longer-accept', 'record-review-request', 'record-re-review-request'])

/** A request for review as it was asked for before the window had a step of its own. */
function oldRequest(t: Transition, staff: Transition['who'][number]): Transition {
  const input = t.input.map(({ keep: _keep, ...field }) => field)
  return { ...t, who: [CITIZEN, staff], input }
}

/** A table whose opinion can be reviewed, as it was before staff recorded requests and whoever revokes set a time. */
export function beforeReviewDesk(table: Procedure): Procedure {
  const known = table.transitions.filter((t) => !LATER.has(t.id) && !t.id.endsWith('review-withdrawn'))
  return {
    ...table,
    version: table.version - 1,
    transitions: known.map((t) => {
      if (t.id === 'request-review') return oldRequest(t, { roles: ['clerk'], seat: 'centre' })
      if (t.id === 'review-revoked') {
        const clocks = t.clocks.map(
          (e): ClockEffect => ('start' in e ? { start: e.start, owner: e.owner } : e),
        )
        return { ...t, input: [REMARK], clocks }
      }
      return { ...t, guards: t.guards.filter((g) => g !== 'no-open-hearing') }
    }),
  }
}

/** Review and re-review as they were when the hearing was a state of theirs and nothing could be asked to be completed. */
export function beforeHearingTable(table: Procedure, rule: string): Procedure {
  const gone = new Set(['correcting', 'corrected'])
  const later = new Set(['ask-correction', 'give-correction', 'correction-lapsed', 'hearing-called-off'])
  const pauses = table.transitions.find((t) => t.id === 'hold-hearing')!.clocks
  const old = table.transitions.filter(
    (t) => !later.has(t.id) && !LATER.has(t.id) && !t.id.endsWith('review-withdrawn'),
  )
  return {
    ...table,
    version: table.version - 1,
    openedBy: table.openedBy.filter((w) => 'system' in w),
    states: table.states.filter((s) => !gone.has(s.id)),
    transitions: old.map((t) => {
      const from = t.from.filter((id) => !gone.has(id))
      if (t.id === 'hold-hearing')
        return step({
          ...t,
          from,
          input: [
            { name: 'date', kind: 'date', label: label('听证日期', 'Date of the hearing'), required: true },
            words('words', label('听证事项', 'Subject of the hearing'), 'note', false),
          ],
          opens: [],
        })
      if (t.id === 'end-hearing') {
        const { trigger: _trigger, ...rest } = t
        return {
          ...rest,
          from,
          who: [REVIEWER],
          input: [words('words', label('听证笔录要点', 'Record of the hearing'), 'note')],
          clocks: pauses.length > 0 ? [{ resume: rule }] : [],
          primary: true as const,
        }
      }
      if (t.id.startsWith('decline-') && t.input.length > 0)
        return { ...t, from, input: [ROUTE, ...t.input.slice(1)] }
      if (t.id === 'request-re-review')
        return { ...oldRequest(t, { roles: ['clerk', 'reviewer'], seat: 'reviewer' }), from }
      if (t.id === 'submit-decision')
        return {
          ...t,
          from,
          input: t.input.filter((f) => f.name !== 'redoDays'),
          guards: t.guards.filter((g) => g !== 'redo-days-with-revocation'),
        }
      if (t.id === 'withdraw') return { ...t, from, clocks: [] }
      return { ...t, from }
    }),
  }
}
