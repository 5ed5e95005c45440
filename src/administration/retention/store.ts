/** SQL of retention. What is counted and listed is of the open lane only. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { Words } from '../contract.ts'

export interface Period {
  kind: string
  validFrom: string
  months: number
  basis: Words
}

const PERIODS = `
select kind, valid_from, months, basis_zh, basis_en from retention_periods
where bureau_id = $1 order by kind, valid_from desc`

/** Newest first within a kind. */
export async function listPeriods(tx: Tx, bureauId: string): Promise<Period[]> {
  const rows = await tx.query<{
    kind: string
    valid_from: string
    months: number
    basis_zh: string
    basis_en: string
  }>(PERIODS, [bureauId])
  return rows.map((r) => ({
    kind: r.kind,
    validFrom: r.valid_from,
    months: r.months,
    basis: { zh: r.basis_zh, en: r.basis_en },
  }))
}

const SAVE = `
insert into retention_periods as had (bureau_id, kind, valid_from, months, basis_zh, basis_en)
values ($1, $2, $3, $4, $5, $6)
on conflict (bureau_id, kind, valid_from) do update set months = excluded.months, basis_zh = excluded.basis_zh,
  basis_en = excluded.basis_en
where had.valid_from > $7::date returning kind`

/** Writes a period, or corrects one that begins after today. @returns whether it was written */
export async function savePeriod(tx: Tx, bureauId: string, p: Period, today: string): Promise<boolean> {
  const values = [bureauId, p.kind, p.validFrom, p.months, p.basis.zh, p.basis.en, today]
  return (await tx.query(SAVE, values)).length > 0
}

const DUE_DAY = `select ($1::date - make_interval(months => $2))::date as until`

/** The last day whose data is past a period of so many months, by the calendar: 31 March less a month is 28 February. */
export async function dueUntil(tx: Tx, today: string, months: number): Promise<string> {
  return (await tx.query<{ until: string }>(DUE_DAY, [today, months]))[0]!.until
}

const ENDED = `
m.bureau_id = $1 and m.ended_on is not null and m.ended_on <= $2::date and not m.shielded and m.secrecy <> 'matter'
  and m.doc ->> 'erased' is null`

const COUNT_MATTERS = `select count(*)::integer as n from matters m where ${ENDED}`

export async function countDueMatters(tx: Tx, bureauId: string, until: string): Promise<number> {
  return (await tx.query<{ n: number }>(COUNT_MATTERS, [bureauId, until]))[0]!.n
}

const MATTERS = `
select m.matter_id, m.number, m.procedure, m.ended_on, m.end_kind from matters m
where ${ENDED} and ($3::date is null or (m.ended_on, m.matter_id) > ($3::date, $4::uuid))
order by m.ended_on, m.matter_id limit $5`

export interface DueMatter {
  matterId: string
  number: string
  procedure: string
  endedOn: string
  end: string | null
}

/** Matters past the period, those that ended first before the others. */
export async function listDueMatters(
  tx: Tx,
  bureauId: string,
  until: string,
  after: { endedOn: string; matterId: string } | null,
  limit: number,
): Promise<DueMatter[]> {
  const rows = await tx.query<{
    matter_id: string
    number: string
    procedure: string
    ended_on: string
    end_kind: string | null
  }>(MATTERS, [bureauId, until, after?.endedOn ?? null, after?.matterId ?? null, limit])
  return rows.map((r) => ({
    matterId: r.matter_id,
    number: r.number,
    procedure: r.procedure,
    endedOn: r.ended_on,
    end: r.end_kind,
  }))
}

const AMONG = `select m.matter_id from matters m where ${ENDED} and m.matter_id = any ($3::uuid[])`

/** Which of the matters are past the period. */
export async function dueAmong(
  tx: Tx,
  bureauId: string,
  until: string,
  matterIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ matter_id: string }>(AMONG, [bureauId, until, [...matterIds]])
  return new Set(rows.map((r) => r.matter_id))
}

const COUNT_LOG = {
  'access-log': `select count(*)::integer as n from access_log where bureau_id = $1 and at < ($2::date + 1)::timestamp at time zone $3`,
  'audit-log': `select count(*)::integer as n from audit_log where bureau_id = $1 and at < ($2::date + 1)::timestamp at time zone $3`,
}

/** Lines of a log written on or before a day of the bureau. */
export async function countDueLines(
  tx: Tx,
  bureauId: string,
  log: keyof typeof COUNT_LOG,
  until: string,
  zone: string,
): Promise<number> {
  return (await tx.query<{ n: number }>(COUNT_LOG[log], [bureauId, until, zone]))[0]!.n
}
