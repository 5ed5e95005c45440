/** The next year's holiday notice: what it would do to provisional dates, and reading it in. */
import { type Command, calendarOf, importNotice, listNotices, tableWith } from '../../bureau/index.ts'
import { recompute, recomputeProvisional } from '../../cases/index.ts'
import { diffDays, withNotice } from '../../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { digestOf, type NamedTable, previewOf, type TableRow } from '../../tables/index.ts'
import type { AdministrationDeps } from '../deps.ts'
import type { NoticePreview } from '../limits/contract.ts'
import { provisionalClocks } from '../limits/store.ts'
import { factsOf } from '../units/units.ts'
import { NOTICE_COLUMNS, type NoticeHead, planNotice } from './notice-table.ts'

/** Which years are known, from the program and from notices read in, and which comes next. */
export async function readCalendar(deps: AdministrationDeps, bureauId: string) {
  const facts = await factsOf(deps, bureauId)
  const own = await withTx(deps.bureau.pool, { bureau: bureauId }, (tx) => listNotices(tx, bureauId), {
    readOnly: true,
  })
  const table = tableWith(own)
  const last = table.notices.at(-1)!.year
  const notices = table.notices
    .slice(-4)
    .map(({ year, title, number, days }) => ({
      year,
      title,
      number,
      days: days.map((d) => ({ ...d, off: [...d.off], work: [...d.work] })),
      own: own.some((n) => n.year === year),
    }))
    .reverse()
  return {
    knownUntil: table.knownUntil,
    next: last + 1,
    notices,
    overrides: facts.overrides.map((o) => ({ ...o })),
  }
}

/** What the notice would do. Nothing is written. Refuses `calendar.notice_*`. */
export async function previewNotice(
  deps: AdministrationDeps,
  session: Command['session'],
  head: NoticeHead,
  table: NamedTable,
): Promise<NoticePreview | Refusal> {
  const { bureauId } = session
  const { rows, notice } = planNotice(head, table.rows)
  const preview = previewOf(NOTICE_COLUMNS, table, rows)
  const facts = await factsOf(deps, bureauId)
  const [own, clocks] = await withTx(
    deps.cases.app,
    { bureau: bureauId, unit: session.unitId, account: session.accountId },
    (tx) => Promise.all([listNotices(tx, bureauId), provisionalClocks(tx, bureauId)]),
    { readOnly: true },
  )
  const days = (texts: readonly string[]) =>
    texts.reduce((n, text) => {
      const [from, to = from] = text.split('/') as [string, string?]
      return n + diffDays(from, to) + 1
    }, 0)
  const counted = {
    table: preview,
    off: days(notice.days.flatMap((d) => d.off)),
    work: days(notice.days.flatMap((d) => d.work)),
    provisional: clocks.length,
  }
  if (preview.counts.problems > 0) return { ...counted, knownUntil: null, changes: [] }
  const known = withNotice(tableWith(own), notice)
  if (isRefusal(known)) return known
  const calendar = calendarOf(facts.bureau.zone, facts.overrides, known)
  const changes = clocks.flatMap(({ matterId, number, clock }) => {
    const next = recompute(clock, calendar)
    if (next === clock) return []
    const { ruleId, nominal, rolled } = clock
    const after = { nominalAfter: next.nominal, rolledAfter: next.rolled, settled: !next.provisional }
    return [{ matterId, number, ruleId, nominal, rolled, ...after }]
  })
  return { ...counted, knownUntil: known.knownUntil, changes }
}

/**
 * Reads the notice in and counts provisional dates again, as the preview showed.
 * Refuses `table.has_problems`, `table.preview_outdated`, and what `importNotice` refuses.
 */
export async function saveNotice(
  deps: AdministrationDeps,
  command: Command,
  head: NoticeHead,
  table: readonly TableRow[],
  digest: string,
): Promise<{ year: number } | Refusal> {
  const { rows, notice } = planNotice(head, table)
  const problems = rows.reduce((n, r) => n + r.problems.length, 0)
  if (problems > 0) return refuse('table.has_problems', { details: { count: problems } })
  if (digestOf(rows) !== digest) return refuse('table.preview_outdated')
  const saved = await importNotice(deps.bureau, command, notice)
  if (isRefusal(saved)) return saved
  // If it is cut off here, the daily sweep counts the rest.
  const done = await recomputeProvisional(deps.cases, command.session.bureauId, command.now)
  return isRefusal(done) ? done : { year: notice.year }
}
