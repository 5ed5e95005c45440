/** Rules of the clocks by version, with the bureau's own limits over them; previews and rehearsals of another limit. */
import { type Command, checkSetting, type LocalSettingFact, todayIn } from '../../bureau/index.ts'
import { PROCEDURES, RULE_TABLE, ruleInForce } from '../../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { AdministrationDeps } from '../deps.ts'
import { factsOf } from '../units/units.ts'
import type { LimitPreview, LimitRule, Rehearsal } from './contract.ts'
import { type Limit, proceduresStarting, rehearse, underLimit, willGet } from './limit-effect.ts'
import { endedClocks, liveClocks, waitingMatters } from './store.ts'

/** Most lines of a list in an answer; the counts are of all. */
const SHOWN = 200

/** Every rule in all its versions, with what holds today. */
export async function readRules(deps: AdministrationDeps, bureauId: string, now: Date): Promise<LimitRule[]> {
  const facts = await factsOf(deps, bureauId)
  const today = todayIn(facts, now)
  const ids = [...new Set(RULE_TABLE.map((r) => r.id))]
  return ids.map((ruleId) => {
    const resolved = ruleInForce(ruleId, today, facts.settings)
    return {
      ruleId,
      versions: RULE_TABLE.filter((r) => r.id === ruleId).map((r) => ({
        name: r.name,
        article: r.article,
        quote: r.quote,
        mark: r.mark,
        length: r.length,
        unit: r.unit,
        extensionCap: r.extensionCap,
        right: r.right,
        binding: r.mark === 'V' && (r.regulation === 'R22' || r.regulation === 'R05'),
        starts: r.starts,
        actor: r.actor,
        validFrom: r.validFrom,
        validTo: r.validTo,
      })),
      local: facts.settings
        .filter((s) => s.ruleId === ruleId)
        .map(({ validFrom, validTo, length, unit, extensionCap = null, mark, basis }) => ({
          validFrom,
          validTo,
          length,
          unit,
          extensionCap,
          mark,
          basis,
        })),
      today: isRefusal(resolved)
        ? null
        : {
            length: resolved.length,
            unit: resolved.unit,
            extensionCap: resolved.extensionCap,
            local: resolved.local,
            basis: resolved.basis,
          },
      procedures: PROCEDURES.filter((p) =>
        [...p.opening, ...p.transitions.flatMap((t) => t.clocks)].some(
          (e) => 'start' in e && e.start === ruleId,
        ),
      ).map((p) => p.label),
    }
  })
}

const contextOf = ({ bureauId, unitId, accountId }: Command['session']) => ({
  bureau: bureauId,
  unit: unitId,
  account: accountId,
})

/**
 * What a local limit would do to matters that run. Nothing is written.
 * Refuses what saving it refuses: see `setLocalSetting`.
 */
export async function previewLimit(
  deps: AdministrationDeps,
  who: Pick<Command, 'session' | 'now'>,
  setting: LocalSettingFact,
): Promise<LimitPreview | Refusal> {
  const { bureauId } = who.session
  deps.bureau.directory.invalidate(bureauId)
  const facts = await factsOf(deps, bureauId)
  const today = todayIn(facts, who.now)
  const refused = checkSetting(setting, today, deps.bureau.knownRules)
  if (refused) return refused
  const { ruleId, validFrom } = setting
  const same = facts.settings.find((s) => s.ruleId === ruleId && s.validFrom === validFrom)
  if (same && validFrom <= today) return refuse('bureau.setting_in_force', { field: 'validFrom' })
  const before = ruleInForce(ruleId, validFrom, facts.settings)
  if (isRefusal(before)) return before
  const starting = new Map(proceduresStarting(ruleId).map((p) => [p.id, p.accepts]))
  const [running, waiting] = await withTx(
    deps.cases.app,
    contextOf(who.session),
    (tx) =>
      Promise.all([
        liveClocks(tx, bureauId, ruleId),
        waitingMatters(tx, bureauId, ruleId, [...starting.keys()]),
      ]),
    { readOnly: true, isolation: 'repeatable read' },
  )
  const limit: Limit = { length: setting.length, unit: setting.unit }
  const told = running.map(({ matterId, number, clock }) => ({
    matterId,
    number,
    unitId: clock.unitId,
    startedOn: clock.startedOn,
    nominal: clock.nominal,
    under: underLimit(clock, limit, facts.calendar).nominal,
  }))
  const coming = waiting.flatMap((m) => {
    const gets = willGet(m, setting, facts.settings, starting.get(m.procedure) ?? false)
    const { matterId, number, receivedOn } = m
    return gets === 'no' ? [] : [{ matterId, number, receivedOn, ifAccepted: gets === 'if-accepted' }]
  })
  return {
    before: { length: before.length, unit: before.unit },
    after: limit,
    running: {
      count: told.length,
      differ: told.filter((t) => t.nominal !== t.under).length,
      items: told.slice(0, SHOWN),
    },
    coming: { count: coming.length, items: coming.slice(0, SHOWN) },
  }
}

/**
 * How finished matters would have fared under another limit: clocks of the rule that began within the days given.
 * Refuses `clock.unknown_rule`, `input.invalid_date` (ends before it begins).
 */
export async function rehearseLimit(
  deps: AdministrationDeps,
  session: Command['session'],
  ask: RehearsalAsk,
): Promise<Rehearsal | Refusal> {
  const judged = await judgeEnded(deps, session, ask)
  if (isRefusal(judged)) return judged
  const { units } = await factsOf(deps, session.bureauId)
  return rehearsalOf(ask, judged, [...units.keys()])
}

export interface RehearsalAsk {
  ruleId: string
  limit: Limit
  from: string
  to: string
}

type Judged = ReturnType<typeof rehearse>

const REHEARSAL_HEAD = [
  '事项编号',
  '单位',
  '起算日',
  '当时的期限',
  '新时限下的期限',
  '当时是否超期',
  '新时限下是否超期',
]

/** The clocks of a rehearsal as a table, one a row. Refuses what `rehearseLimit` refuses. */
export async function rehearsalRows(
  deps: AdministrationDeps,
  session: Command['session'],
  ask: RehearsalAsk,
): Promise<string[][] | Refusal> {
  const judged = await judgeEnded(deps, session, ask)
  if (isRefusal(judged)) return judged
  const { units } = await factsOf(deps, session.bureauId)
  const yes = (late: boolean) => (late ? '是' : '否')
  return [
    REHEARSAL_HEAD,
    ...judged.map(({ number, clock, under, lateThen, lateUnder }) => [
      number,
      (clock.unitId && units.get(clock.unitId)?.name.zh) || '',
      clock.startedOn,
      clock.nominal,
      under.nominal,
      yes(lateThen),
      yes(lateUnder),
    ]),
  ]
}

async function judgeEnded(
  deps: AdministrationDeps,
  session: Command['session'],
  ask: RehearsalAsk,
): Promise<Judged | Refusal> {
  const { bureauId } = session
  const { ruleId, limit, from, to } = ask
  if (!RULE_TABLE.some((r) => r.id === ruleId)) {
    return refuse('clock.unknown_rule', { field: 'ruleId', details: { ruleId } })
  }
  if (to < from) return refuse('input.invalid_date', { field: 'to' })
  const { calendar } = await factsOf(deps, bureauId)
  const clocks = await withTx(
    deps.cases.app,
    contextOf(session),
    (tx) => endedClocks(tx, bureauId, ruleId, from, to),
    { readOnly: true },
  )
  return rehearse(clocks, limit, calendar)
}

function rehearsalOf({ from, to }: RehearsalAsk, judged: Judged, unitIds: readonly string[]): Rehearsal {
  const newly = judged.filter((c) => c.lateUnder && !c.lateThen)
  const months = [...new Set(judged.map((c) => c.clock.startedOn.slice(0, 7)))].sort()
  const count = (list: Judged, by: 'lateThen' | 'lateUnder') => list.filter((c) => c[by]).length
  return {
    from,
    to,
    clocks: judged.length,
    lateThen: count(judged, 'lateThen'),
    lateUnder: count(judged, 'lateUnder'),
    newlyLate: {
      count: newly.length,
      items: newly.slice(0, SHOWN).map(({ matterId, number, clock, under }) => ({
        matterId,
        number,
        unitId: clock.unitId,
        startedOn: clock.startedOn,
        nominal: clock.nominal,
        under: under.nominal,
      })),
    },
    newlyInTime: judged.filter((c) => c.lateThen && !c.lateUnder).length,
    units: [...unitIds, null].flatMap((unitId) => {
      const own = judged.filter((c) => (c.clock.unitId ?? null) === unitId)
      if (own.length === 0) return []
      return [
        {
          unitId,
          clocks: own.length,
          lateThen: count(own, 'lateThen'),
          lateUnder: count(own, 'lateUnder'),
        },
      ]
    }),
    months: months.map((month) => {
      const own = judged.filter((c) => c.clock.startedOn.startsWith(month))
      return {
        month,
        clocks: own.length,
        lateThen: count(own, 'lateThen'),
        lateUnder: count(own, 'lateUnder'),
      }
    }),
  }
}
