/**
 * The exhaustive check: proves of each table what is promised of every matter. Exactly one unit is responsible and a
 * clock runs, or a listed pause, in every configuration that can be reached until the end; no state leads nowhere;
 * each kind of end is guarded; the citizen's clock is never begun again. Pure.
 */
import { checkStructure } from './check-structure.ts'
import type { DocumentKind, GuardId, Procedure, StateDef, Transition } from './format.ts'
import { ANSWERS, type Config, type Fact, givenBy, type Node, pendingKey, someoneMay, walk } from './walk.ts'

/** Every kind of problem the check can find; the tests break a table for each. */
export const PROBLEM_KINDS = [
  // Found by reading the table.
  'duplicate-id',
  'label-incomplete',
  'unknown-state',
  'unknown-rule',
  'unknown-trigger',
  'unknown-opens',
  'unknown-notice',
  'no-access-rule',
  'trigger-not-system',
  'input-missing',
  'input-incomplete',
  'open-input-missing',
  'end-without-guard',
  'end-of-wrong-kind',
  'end-left',
  'pause-without-end',
  'guard-one-sided',
  'never-opened',
  'number-letter',
  // Found by walking it.
  'unreachable-state',
  'never-fired',
  'dead-end',
  'no-clock',
  'unlisted-pause',
  'seat-unbound',
  'citizen-clock-restarted',
  'clock-started-twice',
  'right-outlives',
  'ground-missing',
  'trigger-lost',
  'end-unhandled',
] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

export interface Problem {
  kind: ProblemKind
  procedure: string
  /** State, transition or field. */
  where: string
  why: string
  /** Steps from the opening that lead there, where it takes a way to see it. */
  path?: string[]
}

const NOTICES: readonly DocumentKind[] = ['non-acceptance-notice', 'referral-notice']

/** Guards that may stay false for good: a way to the end must not depend on them. */
const MAY_STAY_FALSE: readonly GuardId[] = [
  'within-objection-window',
  'unit-not-designated',
  'extension-within-cap',
  'window-open-or-reason',
  'portal-service-allowed',
  'online-service-agreed',
  'sealed-version',
  'redo-allowed',
  'asked-in-writing-and-checked',
  'review-not-requested',
  'first-time',
]

/**
 * Checks a set of tables against each other and against the rules they name.
 * @param ruleIds ids of all clock rules
 * @returns every problem, each kind once per place; empty = all is well
 */
export function checkProcedures(procedures: readonly Procedure[], ruleIds: Iterable<string>): Problem[] {
  const problems = new Map<string, Problem>()
  const add = (problem: Problem) => {
    const key = `${problem.procedure} ${problem.kind} ${problem.where}`
    if (!problems.has(key)) problems.set(key, problem)
  }
  checkStructure(procedures, new Set(ruleIds), add)
  for (const procedure of procedures) checkWays(procedure, procedures, add)
  return [...problems.values()]
}

/** Number of configurations of a table, for the docs. */
export function countConfigurations(procedure: Procedure): number {
  return walk(procedure, () => {}).length
}

function checkWays(procedure: Procedure, all: readonly Procedure[], add: (p: Problem) => void): void {
  const at = (kind: ProblemKind, where: string, why: string, path?: string[]) =>
    add({ kind, procedure: procedure.id, where, why, ...(path ? { path } : {}) })
  const nodes = walk(procedure, at)
  const states = new Map(procedure.states.map((s) => [s.id, s]))

  const reached = new Set(nodes.map((n) => n.config.state))
  for (const s of procedure.states)
    if (!reached.has(s.id)) at('unreachable-state', s.id, 'no way leads to it')
  const fired = new Set(nodes.flatMap((n) => n.edges.map((e) => e.transition.id)))
  for (const t of procedure.transitions) {
    if (!fired.has(t.id)) at('never-fired', t.id, 'no way leads to where anyone could fire it')
  }

  const live = leadingToAnEnd(nodes, states)
  for (const [i, node] of nodes.entries()) {
    const { config, path } = node
    const state = states.get(config.state)!
    const here = (kind: ProblemKind, why: string) => at(kind, state.id, why, path)
    if (!config.seats.has(state.responsible))
      here('seat-unbound', `nobody sits on the seat ${state.responsible}`)
    if (state.end) {
      checkRightsAtEnd(procedure, state, config, here)
    } else {
      checkClocks(procedure, state, config, here)
      if (!live[i]) here('dead-end', 'no end can be reached from here but by giving up')
    }
    if (!state.end || state.end === 'answered') checkPending(procedure, all, state, node, here)
    for (const t of procedure.transitions) {
      if (!t.from.includes(state.id)) continue
      if (!someoneMay(t, config.seats)) at('seat-unbound', t.id, 'nobody who may fire it has a seat', path)
    }
    for (const { transition: t } of node.edges) {
      checkGrounds(t, config, (why) => at('ground-missing', t.id, why, path))
      for (const o of t.opens ?? []) {
        const bound =
          !('attach' in o) || !o.targetSeat || config.seats.has(o.targetSeat) || bindsSeat(t, o.targetSeat)
        if (!bound) at('seat-unbound', t.id, `opens a procedure for an empty seat`, path)
      }
    }
  }
}

const bindsSeat = (t: Transition, seat: string) =>
  t.seats?.some((s) => s.seat === seat && s.from !== 'clear') ?? false

function checkClocks(
  procedure: Procedure,
  state: StateDef,
  config: Config,
  here: (kind: ProblemKind, why: string) => void,
): void {
  const clocks = [...config.clocks]
  for (const [rule, clock] of clocks) {
    if (clock.paused && !state.pause?.rules.includes(rule))
      here('unlisted-pause', `${rule} rests without being listed`)
  }
  if (clocks.some(([, c]) => !c.paused && !c.right)) return
  if (clocks.some(([rule, c]) => c.paused && state.pause?.rules.includes(rule))) return
  // The citizen's window alone carries a state only if the system leaves it when the window has passed.
  const lapses = procedure.transitions.some(
    (t) =>
      !t.trigger &&
      t.from.includes(state.id) &&
      t.to !== '=' &&
      t.who.some((w) => 'system' in w) &&
      !closes(t, procedure),
  )
  if (lapses && clocks.some(([, c]) => !c.paused)) return
  here('no-clock', 'no clock runs and no pause is listed')
}

const endOf = (t: Transition, procedure: Procedure) => procedure.states.find((s) => s.id === t.to)?.end
/** Whether a step gives up instead of finishing. */
const closes = (t: Transition, procedure: Procedure) =>
  ['withdrawn', 'cancelled'].includes(endOf(t, procedure) ?? '')

function checkRightsAtEnd(
  procedure: Procedure,
  state: StateDef,
  config: Config,
  here: (kind: ProblemKind, why: string) => void,
): void {
  for (const [rule, clock] of config.clocks) {
    const citizens = procedure.kind === 'main' && clock.owner === 'citizen' && state.end === 'answered'
    if (!citizens) here('right-outlives', `${rule} still runs after the end`)
  }
}

/** A proceeding that is awaited must find its trigger in whatever state it ends, and each way it can end must be answered. */
function checkPending(
  procedure: Procedure,
  all: readonly Procedure[],
  state: StateDef,
  node: Node,
  here: (kind: ProblemKind, why: string) => void,
): void {
  for (const key of node.config.pending) {
    const waiting = procedure.transitions.filter(
      (t) => t.trigger && pendingKey(t.trigger.procedure, t.trigger.document) === key,
    )
    const handled = new Set(waiting.filter((t) => t.from.includes(state.id)).map((t) => t.trigger!.end))
    const name = key.replace('|', ' of ').replace(/ of $/, '')
    for (const end of new Set(waiting.map((t) => t.trigger!.end))) {
      if (!handled.has(end)) here('trigger-lost', `${name} may end ${end} here and nothing would follow`)
    }
    if (state.end || handled.size === 0) continue
    const goesOn = node.edges.some(
      ({ transition: t }) =>
        !t.trigger && t.to !== '=' && !closes(t, procedure) && t.who.some((w) => !('citizen' in w)),
    )
    const ends =
      all.find((p) => p.id === key.split('|')[0])?.states.flatMap((s) => (s.end ? [s.end] : [])) ?? []
    for (const end of new Set(ends)) {
      // Only the end of the matter itself cancels what hangs on it.
      if (end !== 'cancelled' && !handled.has(end) && !goesOn)
        here('end-unhandled', `${name} may end ${end}; then it is stuck`)
    }
  }
}

/** What a guard relies on must lie on every way: outcomes given, document issued, reason and route on file. */
function checkGrounds(t: Transition, config: Config, missing: (why: string) => void): void {
  const facts = new Set<Fact>([...config.facts, ...givenBy(t)])
  const issued = (kinds: readonly DocumentKind[]) => kinds.some((k) => config.issued.has(k))
  for (const guard of t.guards) {
    if (guard === 'every-demand-has-outcome' && !facts.has('outcomes'))
      missing('no outcomes were asked for on this way')
    if (guard === 'reply-served' && !issued(ANSWERS)) missing('no answer was issued on this way')
    if (guard === 'notice-served' && !issued(NOTICES)) missing('no notice was issued on this way')
    if (guard === 'reason-and-route' && !(facts.has('reason') && facts.has('route'))) {
      missing('reason and route were not asked for on this way')
    }
    if (guard === 'linked-matter-exists' && !facts.has('linked'))
      missing('no linked matter was asked for on this way')
    if (guard === 'service-failed' && t.trigger?.end !== 'undeliverable')
      missing('no failed service leads here')
  }
}

/** For each configuration: can an end be reached without the person giving up and without a guard that may stay false? */
function leadingToAnEnd(nodes: readonly Node[], states: ReadonlyMap<string, StateDef>): boolean[] {
  const live = nodes.map(({ config }) => {
    const end = states.get(config.state)?.end
    return end !== undefined && end !== 'withdrawn' && end !== 'cancelled'
  })
  const into: number[][] = nodes.map(() => [])
  for (const [i, node] of nodes.entries()) {
    for (const { transition: t, to } of node.edges) {
      const byOthers = t.who.some((w) => !('citizen' in w))
      if (byOthers && !t.guards.some((g) => MAY_STAY_FALSE.includes(g))) into[to]!.push(i)
    }
  }
  const queue = live.flatMap((ok, i) => (ok ? [i] : []))
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const from of into[at]!) {
      if (live[from]) continue
      live[from] = true
      queue.push(from)
    }
  }
  return live
}
