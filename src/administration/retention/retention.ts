/** How long what is kept (保留期限), what is past its time, and destroying it under a recorded decision. */
import { audit, type Command, once, todayIn } from '../../bureau/index.ts'
import { eraseMatter } from '../../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { RetentionKind } from '../audit/contract.ts'
import type { Words } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { factsOf } from '../units/units.ts'
import { RETENTION_KINDS } from './kinds.ts'
import {
  countDueLines,
  countDueMatters,
  type DueMatter,
  dueAmong,
  dueUntil,
  listDueMatters,
  listPeriods,
  type Period,
  savePeriod,
} from './store.ts'

const contextOf = ({ bureauId, unitId, accountId }: Command['session']) => ({
  bureau: bureauId,
  unit: unitId,
  account: accountId,
})

/** The period that holds on a day: the one that began last. */
const inForce = (periods: readonly Period[], kind: string, today: string): Period | undefined =>
  periods
    .filter((p) => p.kind === kind && p.validFrom <= today)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]

export async function readRetention(
  deps: AdministrationDeps,
  session: Command['session'],
  now: Date,
): Promise<RetentionKind[]> {
  const { bureauId } = session
  const facts = await factsOf(deps, bureauId)
  const today = todayIn(facts, now)
  return withTx(
    deps.cases.app,
    contextOf(session),
    async (tx) => {
      const periods = await listPeriods(tx, bureauId)
      const out: RetentionKind[] = []
      for (const def of RETENTION_KINDS) {
        const { kind } = def
        const period = inForce(periods, kind, today)
        const until = period && (await dueUntil(tx, today, period.months))
        const count =
          until === undefined
            ? 0
            : kind === 'matter-content'
              ? await countDueMatters(tx, bureauId, until)
              : await countDueLines(tx, bureauId, kind, until, facts.bureau.zone)
        out.push({
          ...def,
          periods: periods
            .filter((p) => p.kind === kind)
            .map(({ validFrom, months, basis }) => ({ validFrom, months, basis })),
          due: until === undefined ? null : { count, until },
        })
      }
      return out
    },
    { readOnly: true },
  )
}

/**
 * Sets a period from a day on. Nothing is deleted by it.
 * Refuses `administration.unknown_list` (no such kind), `administration.period_backdated`,
 * `administration.period_too_short`, `bureau.setting_in_force`.
 */
export async function setPeriod(
  deps: AdministrationDeps,
  command: Command,
  period: { kind: string; validFrom: string; months: number; basis: Words },
): Promise<{ kind: string } | Refusal> {
  const { bureauId, accountId } = command.session
  const def = RETENTION_KINDS.find((k) => k.kind === period.kind)
  if (!def) return refuse('administration.unknown_list', { field: 'kind' })
  const today = todayIn(await factsOf(deps, bureauId), command.now)
  if (period.validFrom < today) {
    return refuse('administration.period_backdated', { field: 'validFrom', details: { today } })
  }
  if (def.least !== null && period.months < def.least) {
    return refuse('administration.period_too_short', { field: 'months', details: { least: def.least } })
  }
  return once(deps.bureau.pool, command, ['set-period', period], async (tx) => {
    const before = (await listPeriods(tx, bureauId)).filter((p) => p.kind === period.kind)
    if (!(await savePeriod(tx, bureauId, period, today))) {
      return refuse('bureau.setting_in_force', { field: 'validFrom' })
    }
    const details = { before: inForce(before, period.kind, period.validFrom) ?? null, after: period }
    await audit(tx, { bureauId, accountId, action: 'retention.set', details, now: command.now })
    return { kind: period.kind }
  })
}

/** Until when ended matters are past their period; null while no period is set. */
async function untilToday(
  deps: AdministrationDeps,
  session: Command['session'],
  now: Date,
): Promise<string | null> {
  const { bureauId } = session
  const today = todayIn(await factsOf(deps, bureauId), now)
  return withTx(
    deps.cases.app,
    contextOf(session),
    async (tx) => {
      const period = inForce(await listPeriods(tx, bureauId), 'matter-content', today)
      return period ? dueUntil(tx, today, period.months) : null
    },
    { readOnly: true },
  )
}

export async function dueMatters(
  deps: AdministrationDeps,
  session: Command['session'],
  now: Date,
  after: { endedOn: string; matterId: string } | null,
  limit: number,
): Promise<DueMatter[]> {
  const until = await untilToday(deps, session, now)
  if (until === null) return []
  return withTx(
    deps.cases.app,
    contextOf(session),
    (tx) => listDueMatters(tx, session.bureauId, until, after, limit),
    { readOnly: true },
  )
}

/**
 * Destroys the content of matters past their period under one decision, each in its own ledger.
 * Refuses `input.required` (a decision without words), `administration.not_due` when any of them is not past it; then nothing is destroyed.
 * @returns for each matter the code of its refusal, or null when its content is gone
 */
export async function eraseDue(
  deps: AdministrationDeps,
  command: Command,
  input: { matterIds: readonly string[]; decision: string; basis: string },
): Promise<{ items: { matterId: string; refused: string | null }[] } | Refusal> {
  const { session, now, idempotencyKey } = command
  for (const field of ['decision', 'basis'] as const) {
    if (input[field].trim() === '') return refuse('input.required', { field })
  }
  const { bureauId, accountId } = session
  const begun = await once(deps.bureau.pool, command, ['erase-due', input], async (tx) => {
    const today = todayIn(await factsOf(deps, bureauId), now)
    const period = inForce(await listPeriods(tx, bureauId), 'matter-content', today)
    const until = period && (await dueUntil(tx, today, period.months))
    const due = until ? await dueAmong(tx, bureauId, until, input.matterIds) : new Set<string>()
    if (input.matterIds.some((id) => !due.has(id))) return refuse('administration.not_due')
    const details = { decision: input.decision, basis: input.basis, matters: input.matterIds.length, until }
    await audit(tx, { bureauId, accountId, action: 'retention.decided', details, now })
    return { decided: true }
  })
  if (isRefusal(begun)) return begun
  const items: { matterId: string; refused: string | null }[] = []
  // One by one: each is a step in its own ledger, and a second sending goes on where the first was cut off.
  for (const matterId of input.matterIds) {
    const result = await eraseMatter(
      deps.cases,
      {
        bureauId,
        actor: { kind: 'account', id: accountId, unitId: session.unitId, roles: session.roles },
        principal: accountId,
        idempotencyKey: `${idempotencyKey}:${matterId}`,
        occurredAt: now,
        recordedAt: now,
      },
      matterId,
      { decision: input.decision, basis: input.basis },
    )
    items.push({ matterId, refused: isRefusal(result) ? result.refused : null })
  }
  return { items }
}
