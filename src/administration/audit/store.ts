/** SQL of the two logs: administrative acts, and looks at personal data. Open lane only. */
import type { Tx } from '../../kernel/postgres/connect.ts'
import type { AccessLine, AuditLine } from './contract.ts'

export interface LogFilter {
  /** Instants; `to` exclusive. */
  from: Date | null
  to: Date | null
  accountId?: string
  /** Words anywhere in the line. */
  q?: string
}

const like = (q: string | undefined): string | null =>
  q === undefined || q.trim() === '' ? null : `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`

interface Who {
  account_id: string | null
  login: string | null
  name: string | null
}

const accountOf = (r: Who): AuditLine['account'] =>
  r.account_id === null ? null : { accountId: r.account_id, login: r.login ?? '', name: r.name ?? '' }

// Ids are of version 7, so their order is the order of time.
const AUDIT = `
select l.audit_id, l.at, l.account_id, a.login, a.name, l.action, l.details from audit_log l
left join accounts a on a.bureau_id = l.bureau_id and a.account_id = l.account_id
where l.bureau_id = $1 and ($2::timestamptz is null or l.at >= $2) and ($3::timestamptz is null or l.at < $3)
  and ($4::uuid is null or l.account_id = $4) and ($5::text is null or l.action = $5)
  and ($6::text is null or l.details::text ilike $6 or a.name ilike $6 or a.login ilike $6)
  and ($7::uuid is null or l.audit_id < $7)
order by l.audit_id desc limit $8`

/** Lines of the audit log, newest first, before an id. */
export async function searchAudit(
  tx: Tx,
  bureauId: string,
  filter: LogFilter & { action?: string },
  before: string | null,
  limit: number,
): Promise<AuditLine[]> {
  const rows = await tx.query<
    Who & { audit_id: string; at: Date; action: string; details: Record<string, unknown> }
  >(AUDIT, [
    bureauId,
    filter.from,
    filter.to,
    filter.accountId ?? null,
    filter.action ?? null,
    like(filter.q),
    before,
    limit,
  ])
  return rows.map((r) => ({
    id: r.audit_id,
    at: r.at.toISOString(),
    account: accountOf(r),
    action: r.action,
    details: r.details,
  }))
}

export interface AccessRow extends Who {
  access_id: string
  at: Date
  unit_id: string | null
  matter_id: string
  number: string
  what: string
  reason: string
}

export const toAccessLine = (r: AccessRow): AccessLine => ({
  id: r.access_id,
  at: r.at.toISOString(),
  account: accountOf(r),
  unitId: r.unit_id,
  matterId: r.matter_id,
  number: r.number,
  what: r.what,
  reason: r.reason,
})

export const ACCESS_COLUMNS =
  'l.access_id, l.at, l.account_id, a.login, a.name, l.unit_id, l.matter_id, m.number, l.what, l.reason'
// Whoever audits may sit in a unit that handles shielded matters, so row security alone does not keep them out.
export const ACCESS_FROM = `
access_log l
join matters m on m.bureau_id = l.bureau_id and m.matter_id = l.matter_id and not m.shielded
left join accounts a on a.bureau_id = l.bureau_id and a.account_id = l.account_id`

const ACCESS = `
select ${ACCESS_COLUMNS} from ${ACCESS_FROM}
where l.bureau_id = $1 and ($2::timestamptz is null or l.at >= $2) and ($3::timestamptz is null or l.at < $3)
  and ($4::uuid is null or l.account_id = $4) and ($5::text is null or l.what = $5)
  and ($6::text is null or l.reason ilike $6 or m.number ilike $6 or a.name ilike $6 or a.login ilike $6)
  and ($7::timestamptz is null or (l.at, l.access_id) < ($7::timestamptz, $8::uuid))
  and ($9::boolean or l.account_id is not null)
order by l.at desc, l.access_id desc limit $10`

/** Looks at personal data, newest first. @param filter.everybody also those of the program itself */
export async function searchAccess(
  tx: Tx,
  bureauId: string,
  filter: LogFilter & { what?: string; everybody?: boolean },
  before: { at: string; id: string } | null,
  limit: number,
): Promise<AccessLine[]> {
  const rows = await tx.query<AccessRow>(ACCESS, [
    bureauId,
    filter.from,
    filter.to,
    filter.accountId ?? null,
    filter.what ?? null,
    like(filter.q),
    before?.at ?? null,
    before?.id ?? null,
    filter.everybody ?? false,
    limit,
  ])
  return rows.map(toAccessLine)
}
