/** SQL of settings, samples, calls and bulletins. */
import type { Tx } from '../kernel/postgres/connect.ts'
import type { Bulletin, BulletinFigures, Sample } from './contract.ts'
import type { Member, SettingRow } from './rules.ts'

const SETTINGS = `
select name, valid_from, value, basis from oversight_settings where bureau_id = $1 order by name, valid_from`

export async function listSettings(tx: Tx, bureauId: string): Promise<SettingRow[]> {
  type Row = { name: string; valid_from: string; value: number; basis: string }
  const rows = await tx.query<Row>(SETTINGS, [bureauId])
  return rows.map((r) => ({ name: r.name, validFrom: r.valid_from, value: r.value, basis: r.basis }))
}

const SAVE_SETTING = `
insert into oversight_settings (bureau_id, name, valid_from, value, basis, set_at, set_by)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (bureau_id, name, valid_from) do update set value = excluded.value, basis = excluded.basis,
  set_at = excluded.set_at, set_by = excluded.set_by`

export async function saveSetting(
  tx: Tx,
  bureauId: string,
  s: SettingRow,
  at: Date,
  accountId: string,
): Promise<void> {
  await tx.query(SAVE_SETTING, [bureauId, s.name, s.validFrom, s.value, s.basis, at, accountId])
}

// Shielded matters stay out of every list of the follow-up.
const POPULATION = `
select p.matter_id, p.proceeding_id
from proceedings p join matters m on m.bureau_id = p.bureau_id and m.matter_id = p.matter_id
where p.bureau_id = $1 and p.procedure = 'follow-up' and p.opened_on between $2 and $3 and not m.shielded
order by p.matter_id, p.proceeding_id`

export async function listPopulation(tx: Tx, bureauId: string, from: string, to: string): Promise<Member[]> {
  const rows = await tx.query<{ matter_id: string; proceeding_id: string }>(POPULATION, [bureauId, from, to])
  return rows.map((r) => ({ matterId: r.matter_id, proceedingId: r.proceeding_id }))
}

const SEAL_AFTER = `
select seal_no, hash from seals where bureau_id = $1 and day > $2::date order by seal_no limit 1`

/** The first seal of a day after the period: nobody could know its hash while the period ran. */
export async function sealAfter(
  tx: Tx,
  bureauId: string,
  day: string,
): Promise<{ seal_no: number; hash: string } | undefined> {
  return (await tx.query<{ seal_no: number; hash: string }>(SEAL_AFTER, [bureauId, day]))[0]
}

interface SampleRow {
  period_from: string
  period_to: string
  seal_no: number
  seed: string
  share: number
  size: number
  drawn_at: Date
  population: Member[]
}

const SAMPLES = `
select period_from, period_to, seal_no, seed, share, size, drawn_at, population from follow_up_samples
where bureau_id = $1 and ($2::date is null or period_from = $2::date) order by period_from desc limit 60`

export interface StoredSample extends Sample {
  population: Member[]
}

/** Newest first; of one period, or the last sixty. */
export async function listSamples(tx: Tx, bureauId: string, period: string | null): Promise<StoredSample[]> {
  const rows = await tx.query<SampleRow>(SAMPLES, [bureauId, period])
  return rows.map((r) => ({
    periodFrom: r.period_from,
    periodTo: r.period_to,
    sealNo: r.seal_no,
    seed: r.seed,
    share: r.share,
    size: r.size,
    populationSize: r.population.length,
    drawnAt: r.drawn_at.toISOString(),
    population: r.population,
  }))
}

// One statement: a sample is never there without its calls, and two that draw at once leave one.
const SAVE_SAMPLE = `
with made as (
  insert into follow_up_samples (bureau_id, period_from, period_to, seal_no, seed, share, population, size, drawn_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning bureau_id, period_from)
insert into follow_up_calls (bureau_id, period_from, matter_id, proceeding_id, place)
select made.bureau_id, made.period_from, c.matter_id, c.proceeding_id, c.place
from made, jsonb_to_recordset($10::jsonb) as c(matter_id uuid, proceeding_id text, place integer)
returning place`

export async function saveSample(
  tx: Tx,
  bureauId: string,
  s: Omit<StoredSample, 'populationSize' | 'drawnAt'>,
  chosen: readonly Member[],
  at: Date,
): Promise<void> {
  const calls = chosen.map((m, i) => ({
    matter_id: m.matterId,
    proceeding_id: m.proceedingId,
    place: i + 1,
  }))
  await tx.query(SAVE_SAMPLE, [
    bureauId,
    s.periodFrom,
    s.periodTo,
    s.sealNo,
    s.seed,
    s.share,
    JSON.stringify(s.population),
    s.size,
    at,
    JSON.stringify(calls),
  ])
}

export interface CallRow {
  matter_id: string
  proceeding_id: string
  place: number
  number: string
  main_procedure: string
  handler_unit_id: string | null
  opened_on: string
  state: string
  procedure_version: number
  ended_on: string | null
  until: string | null
  attempts: { at: string; outcome: 'no-answer' | 'wrong-number' | 'refused' | 'call-later' }[] | null
}

// The window to rate is the citizen's clock of the follow-up.
const CALLS = `
select c.matter_id, c.proceeding_id, c.place, m.number, m.procedure as main_procedure, m.handler_unit_id,
  p.opened_on, p.state, p.procedure_version, p.ended_on,
  (select k.rolled from clocks k where k.bureau_id = c.bureau_id and k.matter_id = c.matter_id
     and k.proceeding_id = c.proceeding_id and k.rule_id = 'HY-RATING' and k.status = 'running') as until,
  (select jsonb_agg(jsonb_build_object('at', a.at, 'outcome', a.outcome) order by a.at) from follow_up_attempts a
     where a.bureau_id = c.bureau_id and a.period_from = c.period_from and a.matter_id = c.matter_id
       and a.proceeding_id = c.proceeding_id) as attempts
from follow_up_calls c
join matters m on m.bureau_id = c.bureau_id and m.matter_id = c.matter_id
join proceedings p on p.bureau_id = c.bureau_id and p.matter_id = c.matter_id and p.proceeding_id = c.proceeding_id
where c.bureau_id = $1 and c.period_from = $2 and not m.shielded
order by c.place`

export function listCalls(tx: Tx, bureauId: string, period: string): Promise<CallRow[]> {
  return tx.query<CallRow>(CALLS, [bureauId, period])
}

const CALLED = `
select p.state from follow_up_calls c
join proceedings p on p.bureau_id = c.bureau_id and p.matter_id = c.matter_id and p.proceeding_id = c.proceeding_id
where c.bureau_id = $1 and c.period_from = $2 and c.matter_id = $3 and c.proceeding_id = $4`

/** State of the follow-up of one call; undefined when it is not in the sample (or not in sight). */
export async function findCall(
  tx: Tx,
  bureauId: string,
  period: string,
  m: Member,
): Promise<{ state: string } | undefined> {
  return (await tx.query<{ state: string }>(CALLED, [bureauId, period, m.matterId, m.proceedingId]))[0]
}

const ATTEMPT = `
insert into follow_up_attempts (bureau_id, attempt_id, period_from, matter_id, proceeding_id, at, account_id, outcome)
values ($1, $2, $3, $4, $5, $6, $7, $8)`

export async function saveAttempt(
  tx: Tx,
  a: { bureauId: string; id: string; period: string; at: Date; accountId: string; outcome: string } & Member,
): Promise<void> {
  await tx.query(ATTEMPT, [
    a.bureauId,
    a.id,
    a.period,
    a.matterId,
    a.proceedingId,
    a.at,
    a.accountId,
    a.outcome,
  ])
}

interface BulletinRow {
  bulletin_no: number
  period_from: string
  period_to: string
  title: string
  words: string
  figures: BulletinFigures
  issued_on: string
}

const BULLETINS = `
select bulletin_no, period_from, period_to, title, words, figures, issued_on from bulletins
where bureau_id = $1 and ($2::integer is null or bulletin_no = $2::integer) order by bulletin_no desc limit 100`

export async function listBulletins(tx: Tx, bureauId: string, no: number | null): Promise<Bulletin[]> {
  const rows = await tx.query<BulletinRow>(BULLETINS, [bureauId, no])
  return rows.map((r) => ({
    bulletinNo: r.bulletin_no,
    from: r.period_from,
    to: r.period_to,
    title: r.title,
    words: r.words,
    issuedOn: r.issued_on,
    figures: r.figures,
  }))
}

const ISSUE = `
with next as (select coalesce(max(b.bulletin_no), 0) + 1 as no from bulletins b where b.bureau_id = $1::uuid)
insert into bulletins (bureau_id, bulletin_no, period_from, period_to, title, words, figures, issued_on, issued_at, issued_by)
select $1::uuid, next.no, $2, $3, $4, $5, $6, $7, $8, $9 from next
returning bulletin_no`

export async function issueBulletin(
  tx: Tx,
  bureauId: string,
  b: Omit<Bulletin, 'bulletinNo'>,
  at: Date,
  accountId: string,
): Promise<number> {
  // A statement of its own: the next one must see what was issued while it waited.
  await tx.query('select pg_advisory_xact_lock(7412, hashtext($1::text))', [bureauId])
  const [row] = await tx.query<{ bulletin_no: number }>(ISSUE, [
    bureauId,
    b.from,
    b.to,
    b.title,
    b.words,
    JSON.stringify(b.figures),
    b.issuedOn,
    at,
    accountId,
  ])
  return row!.bulletin_no
}
