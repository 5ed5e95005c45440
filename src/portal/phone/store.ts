/** SQL of the one-time codes. Runs as the program: no unit and no citizen sees these rows. */
import type { Pool } from '../../kernel/postgres/connect.ts'
import { withTx } from '../../kernel/postgres/connect.ts'

const program = (bureauId: string) => ({ bureau: bureauId, system: true })

const ASKED = `
select count(*) filter (where made_at > $3)::int as lately, count(*)::int as today
from phone_codes where bureau_id = $1 and phone = $2 and made_at > $4`
const SWEEP = 'delete from phone_codes where bureau_id = $1 and made_at < $2'
const INSERT = `
insert into phone_codes (bureau_id, code_id, phone, code, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)`

export interface NewCode {
  bureauId: string
  codeId: string
  phone: string
  code: string
  madeAt: Date
  expiresAt: Date
}

/**
 * Keeps a code unless the number was asked for too often.
 * @param most how often since `lately`, and since `today`
 */
export function keepCode(
  app: Pool,
  c: NewCode,
  most: { lately: number; since: Date; today: number; dayAgo: Date },
): Promise<boolean> {
  return withTx(app, program(c.bureauId), async (tx) => {
    await tx.query(SWEEP, [c.bureauId, most.dayAgo])
    const [asked] = await tx.query<{ lately: number; today: number }>(ASKED, [
      c.bureauId,
      c.phone,
      most.since,
      most.dayAgo,
    ])
    if (asked!.lately >= most.lately || asked!.today >= most.today) return false
    await tx.query(INSERT, [c.bureauId, c.codeId, c.phone, c.code, c.madeAt, c.expiresAt])
    return true
  })
}

// Counted before it is compared: tries sent at once are as many as tries sent in turn.
const TRY = `
update phone_codes set tries = tries + 1
where bureau_id = $1 and code_id = $2 and used_at is null and expires_at > $3 and tries < $4
returning phone, code`
const USE = `
update phone_codes set used_at = $3 where bureau_id = $1 and code_id = $2 and used_at is null returning code_id`

/** Takes one try. @returns digests of number and code, or null when there are no more */
export function takeTry(
  app: Pool,
  of: { bureauId: string; codeId: string },
  now: Date,
  most: number,
): Promise<{ phone: string; code: string } | null> {
  return withTx(app, program(of.bureauId), async (tx) => {
    const rows = await tx.query<{ phone: string; code: string }>(TRY, [of.bureauId, of.codeId, now, most])
    return rows[0] ?? null
  })
}

/** Marks a code as used. @returns false when it was used meanwhile */
export function spendCode(app: Pool, of: { bureauId: string; codeId: string }, now: Date): Promise<boolean> {
  return withTx(app, program(of.bureauId), async (tx) => {
    return (await tx.query(USE, [of.bureauId, of.codeId, now])).length === 1
  })
}
