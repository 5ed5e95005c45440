/**
 * Walks a table from its opening through every configuration it can reach: state, clocks with their pauses, seats
 * bound, attached proceedings still awaited, and what was given on the way. Guards are not evaluated: the walk goes
 * wherever the table lets someone go, so what holds in it holds for every matter.
 */
import type { DocumentKind, Procedure, Seat, StateDef, Transition } from './format.ts'

/** What the walk remembers of the way so far. */
export interface Config {
  state: string
  /** Live clocks by rule. */
  clocks: ReadonlyMap<string, ClockState>
  seats: ReadonlySet<Seat>
  /** Attached proceedings some trigger of this table waits for, as `procedure|document`. */
  pending: ReadonlySet<string>
  facts: ReadonlySet<Fact>
  issued: ReadonlySet<DocumentKind>
  /** Rules of the citizen that have been started; those of rights are forgotten by a redo. */
  started: ReadonlyMap<string, { right: boolean }>
}

export interface ClockState {
  paused: boolean
  right: boolean
  owner: 'citizen' | 'organ'
}

export type Fact = 'outcomes' | 'reason' | 'route' | 'linked'

export interface Edge {
  transition: Transition
  to: number
}

export interface Node {
  config: Config
  /** Ids of the steps that lead here by a shortest way. */
  path: string[]
  edges: Edge[]
}

/** Something wrong that only shows on the way. */
export type Report = (
  kind: 'citizen-clock-restarted' | 'clock-started-twice' | 'unknown-state',
  t: string,
  why: string,
) => void

export const ANSWERS: readonly DocumentKind[] = [
  'handling-opinion',
  'review-opinion',
  're-review-opinion',
  'reply',
]
/** More than this and the table multiplies what it should not. */
const MOST = 50_000

export function openingSeats(procedure: Procedure): Seat[] {
  if (procedure.openingSeats) return procedure.openingSeats
  return procedure.kind === 'main' ? ['centre', 'supervisor'] : ['target', 'opener', 'centre', 'supervisor']
}

/** Whether anyone can fire the step with these seats bound. */
export function someoneMay(t: Transition, seats: ReadonlySet<Seat>): boolean {
  return t.who.some((w) => !('seat' in w) || seats.has(w.seat))
}

export const pendingKey = (procedure: string, document?: DocumentKind) => `${procedure}|${document ?? ''}`

export function walk(procedure: Procedure, report: Report): Node[] {
  const states = new Map(procedure.states.map((s) => [s.id, s]))
  const awaited = new Set(
    procedure.transitions.flatMap((t) =>
      t.trigger ? [pendingKey(t.trigger.procedure, t.trigger.document)] : [],
    ),
  )
  const nodes: Node[] = []
  const index = new Map<string, number>()

  const visit = (config: Config, path: string[]): number => {
    const key = keyOf(config)
    const seen = index.get(key)
    if (seen !== undefined) return seen
    if (nodes.length >= MOST) throw new Error(`${procedure.id}: more than ${MOST} configurations`)
    index.set(key, nodes.length)
    nodes.push({ config, path, edges: [] })
    return nodes.length - 1
  }

  if (!states.has(procedure.initial)) return nodes
  visit(opening(procedure, states, report), [])
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    for (const t of procedure.transitions) {
      if (!t.from.includes(node.config.state)) continue
      if (t.trigger && !node.config.pending.has(pendingKey(t.trigger.procedure, t.trigger.document))) continue
      if (!someoneMay(t, node.config.seats)) continue
      const next = apply(node.config, t, states, awaited, report)
      if (next) node.edges.push({ transition: t, to: visit(next, [...node.path, t.id]) })
    }
  }
  return nodes
}

function opening(procedure: Procedure, states: Map<string, StateDef>, report: Report): Config {
  const empty: Config = {
    state: procedure.initial,
    clocks: new Map(),
    seats: new Set(openingSeats(procedure)),
    pending: new Set(),
    facts: new Set(),
    issued: new Set(),
    started: new Map(),
  }
  return {
    ...empty,
    ...runClocks(empty, procedure.opening, false, 'opening', states.get(empty.state), report),
  }
}

function apply(
  before: Config,
  t: Transition,
  states: Map<string, StateDef>,
  awaited: ReadonlySet<string>,
  report: Report,
): Config | undefined {
  const to = t.to === '=' ? before.state : t.to
  const state = states.get(to)
  if (!state) {
    report('unknown-state', t.id, `leads to ${to}, which is no state of the table`)
    return undefined
  }
  const redo = t.marks?.includes('redo') ?? false

  const seats = new Set(before.seats)
  for (const change of t.seats ?? []) {
    if (change.from === 'clear') seats.delete(change.seat)
    // Someone without a unit (the citizen, the system) binds nothing.
    else if (change.from !== 'actor' || t.who.every((w) => 'roles' in w)) seats.add(change.seat)
  }

  const facts = new Set(before.facts)
  if (redo) facts.delete('outcomes')
  for (const fact of givenBy(t)) facts.add(fact)

  const issued = new Set(before.issued)
  if (redo) for (const kind of ANSWERS) issued.delete(kind)
  for (const kind of t.documents) issued.add(kind)

  const pending = new Set(before.pending)
  if (t.trigger) pending.delete(pendingKey(t.trigger.procedure, t.trigger.document))
  for (const kind of t.documents) {
    for (const key of [pendingKey('service', kind), pendingKey('service')])
      if (awaited.has(key)) pending.add(key)
  }
  for (const o of t.opens ?? []) {
    if ('attach' in o && awaited.has(pendingKey(o.attach))) pending.add(pendingKey(o.attach))
  }
  // What still hangs on a matter that ends unanswered is closed with it.
  if (state.end && state.end !== 'answered') pending.clear()

  const clocks = runClocks(before, t.clocks, redo, t.id, state, report)
  return { state: to, seats, facts, issued, pending, ...clocks }
}

/** What the required input and the effects of a step put on the file. */
export function givenBy(t: Transition): Fact[] {
  const facts: Fact[] = []
  for (const field of t.input) {
    if (!field.required) continue
    if (field.kind === 'outcomes') facts.push('outcomes')
    if (field.kind === 'text' && field.name === 'reason') facts.push('reason')
    if (field.kind === 'choice' && field.name === 'route') facts.push('route')
  }
  if (t.fixed?.route !== undefined) facts.push('route')
  if (t.opens?.some((o) => 'matter' in o && o.at === 'input-bureau')) facts.push('linked')
  return facts
}

function runClocks(
  before: Config,
  effects: Transition['clocks'],
  redo: boolean,
  id: string,
  state: StateDef | undefined,
  report: Report,
): Pick<Config, 'clocks' | 'started'> {
  const clocks = new Map(before.clocks)
  const started = new Map(before.started)
  // A new answer carries a new right to have it looked at again.
  if (redo) for (const [rule, s] of started) if (s.right) started.delete(rule)
  for (const e of effects) {
    // What hangs on a choice runs beside the others; a state must not rest on it alone.
    if ('start' in e && e.when) continue
    if ('start' in e) {
      if (clocks.has(e.start)) report('clock-started-twice', id, `starts ${e.start} while it is running`)
      if (e.owner === 'citizen') {
        if (started.has(e.start) && !redo) {
          report('citizen-clock-restarted', id, `starts the citizen's clock ${e.start} a second time`)
        }
        started.set(e.start, { right: e.right ?? false })
      }
      clocks.set(e.start, { paused: false, right: e.right ?? false, owner: e.owner })
    } else if ('stop' in e) clocks.delete(e.stop)
    else if ('pause' in e || 'resume' in e) {
      const rule = 'pause' in e ? e.pause : e.resume
      const clock = clocks.get(rule)
      if (clock) clocks.set(rule, { ...clock, paused: 'pause' in e })
    }
  }
  // An end closes what still runs, rights excepted.
  if (state?.end) for (const [rule, clock] of clocks) if (!clock.right) clocks.delete(rule)
  return { clocks, started }
}

function keyOf(c: Config): string {
  const sorted = (values: Iterable<string>) => [...values].sort().join(',')
  return [
    c.state,
    sorted([...c.clocks].map(([rule, s]) => `${rule}${s.paused ? '/' : ''}`)),
    sorted(c.seats),
    sorted(c.pending),
    sorted(c.facts),
    sorted(c.issued),
    sorted(c.started.keys()),
  ].join(';')
}
