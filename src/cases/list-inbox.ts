/** The inbox: what lies with a unit, soonest first. */
import { addDays, isPlainDate, plainDateIn } from '../kernel/calendar/index.ts'
import { isUuid } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { openContent } from './content.ts'
import { handlesMatters, unitInSight } from './engine/authorise.ts'
import { refuseUnclean } from './engine/clean-text.ts'
import { labelOfState, procedureOf } from './procedures/index.ts'
import type { Looker } from './read-matter.ts'
import { INBOX_COLUMNS, type InboxFilter, type InboxRow, listInbox as select } from './read-store.ts'
import { type CasesDeps, keyOf } from './run.ts'
import type { InboxItem } from './views/contract.ts'

export interface InboxQuery {
  /** mine: my unit's desk; bureau: everything, for those who oversee it. */
  scope: 'mine' | 'bureau'
  ended?: boolean
  state?: string
  procedure?: string
  channel?: string
  unit?: string
  /** Only what is past its day. */
  overdue?: boolean
  /** Also what waits for the citizen (ratings). */
  waiting?: boolean
  cursor?: string
  limit?: number
}

export interface InboxPage {
  items: InboxItem[]
  next: string | null
}

/** Who sees the whole bureau, and who of it sees what their own centre took in; as `mayOpenMatter` opens it. */
const OVERSEE = ['supervisor', 'bureau-head', 'auditor'] as const
const TAKE_IN = ['clerk', 'operator'] as const
const FAR = '9999-12-31'

const encodeCursor = (r: InboxRow) =>
  Buffer.from(JSON.stringify([r.next_due ?? FAR, r.matter_id, r.proceeding_id])).toString('base64url')

function decodeCursor(cursor: string | undefined): InboxFilter['after'] | Refusal {
  if (!cursor) return null
  try {
    const [due, matterId, proceedingId] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[]
    if (!isPlainDate(String(due)) || !isUuid(String(matterId)) || !/^\w{1,20}$/.test(String(proceedingId)))
      throw new Error()
    return { due: String(due), matterId: String(matterId), proceedingId: String(proceedingId) }
  } catch {
    return refuse('input.invalid', { field: 'cursor' })
  }
}

/** One page of the inbox, at most 200 rows. The next page starts after the last row, whatever was added meanwhile. */
export async function listInbox(deps: CasesDeps, l: Looker, q: InboxQuery): Promise<InboxPage | Refusal> {
  const facts = await deps.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const oversees = OVERSEE.some((r) => l.actor.roles.includes(r))
  if (q.scope === 'bureau' && !oversees && !TAKE_IN.some((r) => l.actor.roles.includes(r))) {
    return refuse('access.denied')
  }
  if (q.scope === 'mine' && !handlesMatters(l.actor)) return { items: [], next: null }
  const after = decodeCursor(q.cursor)
  if (after && 'refused' in after) return after
  const unclean = refuseUnclean({ state: q.state, procedure: q.procedure, channel: q.channel }, '')
  if (unclean) return unclean
  const today = plainDateIn(facts.bureau.zone, l.now.toISOString())
  const limit = Math.min(Math.max(q.limit ?? 50, 1), 200)
  const yesterday = addDays(today, -1)
  const rows = await withTx(
    deps.app,
    { bureau: l.bureauId, unit: unitInSight(l.actor), account: l.actor.id },
    (tx) =>
      select(tx, l.bureauId, {
        units: q.scope === 'mine' ? [l.actor.unitId!] : q.unit ? [q.unit] : null,
        open: !q.ended,
        state: q.state ?? null,
        procedure: q.procedure ?? null,
        channel: q.channel ?? null,
        centre: q.scope === 'bureau' && !oversees ? l.actor.unitId : null,
        dueBefore: q.overdue ? yesterday : null,
        waiting: q.waiting ?? (q.state !== undefined || q.procedure !== undefined),
        after: after as InboxFilter['after'],
        limit: limit + 1,
      }),
  )
  const page = rows.slice(0, limit)
  return {
    items: page.map((r) => inboxItem(deps, l.bureauId, r, facts, today, l.now)),
    next: rows.length > limit ? encodeCursor(page.at(-1)!) : null,
  }
}

type Facts = NonNullable<Awaited<ReturnType<CasesDeps['directory']['byId']>>>

/** Columns of `proceedings p join matters m` that `inboxItem` reads besides the subject's content and key. */
export const INBOX_ROW = INBOX_COLUMNS

/** A row of a list as its reader sees it. `today` is the bureau's. */
export function inboxItem(
  deps: CasesDeps,
  bureauId: string,
  r: InboxRow,
  facts: Facts,
  today: string,
  now: Date,
): InboxItem {
  const table = procedureOf(r.procedure)
  const unit = (id: string) => ({
    unitId: id,
    name: facts.units.get(id)?.name ?? { zh: '（已撤销单位）', en: '(former unit)' },
  })
  const overdue = r.next_due_at ? r.next_due_at < now : r.next_due !== null && r.next_due < today
  return {
    matterId: r.matter_id,
    proceedingId: r.proceeding_id,
    number: r.number,
    subject: subjectOf(deps, bureauId, r),
    procedure: r.procedure,
    procedureLabel: table.label,
    mainProcedure: r.main_procedure,
    state: r.state,
    stateLabel: labelOfState(table, r.state),
    responsible: unit(r.responsible_unit_id),
    handler: r.handler_unit_id ? unit(r.handler_unit_id) : null,
    channel: r.channel as InboxItem['channel'],
    class: r.class as InboxItem['class'],
    receivedOn: r.received_on,
    nextDue: r.next_due,
    provisional: r.provisional,
    daysLeft: r.next_due ? daysLeft(facts, today, r.next_due) : null,
    overdue,
    end: r.end_kind,
    version: r.version,
  }
}

/** Working days from today to the due day; negative when it is past. */
function daysLeft(facts: Facts, today: string, due: string): number {
  return due >= today
    ? facts.calendar.workingDaysBetween(today, due)
    : -Math.max(1, facts.calendar.workingDaysBetween(addDays(due, 1), today))
}

function subjectOf(deps: CasesDeps, bureauId: string, r: InboxRow): string | null {
  if (!r.cipher || !r.subject_id || !r.kek_id) return null
  const key = keyOf(deps, bureauId, r.matter_id, { kekId: r.kek_id, wrapped: r.wrapped })
  if (!key) return null
  return openContent(key, { bureauId, matterId: r.matter_id, contentId: r.subject_id }, r.cipher).text
}
