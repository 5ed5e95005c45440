/** What can be seen of a table by reading it, without walking: ids, labels, references, access rules, inputs, end guards. */
import type { Problem, ProblemKind } from './check.ts'
import {
  END_GUARDS,
  type GuardId,
  type InputField,
  type MatterEnd,
  type Procedure,
  type Transition,
} from './format.ts'
import { NOTICE_TEMPLATES } from './parts.ts'

type At = (kind: ProblemKind, where: string, why: string) => void

/** Pairs of guards that between them let every case pass. */
const COMPLEMENTS: [GuardId, GuardId][] = [['rating-satisfied', 'rating-unsatisfied']]

export function checkStructure(
  procedures: readonly Procedure[],
  rules: ReadonlySet<string>,
  add: (p: Problem) => void,
): void {
  const letters = new Map<string, string>()
  const ids = new Set<string>()
  for (const procedure of procedures) {
    const at: At = (kind, where, why) => add({ kind, procedure: procedure.id, where, why })
    if (ids.has(procedure.id)) at('duplicate-id', procedure.id, 'two tables bear this id')
    ids.add(procedure.id)
    if (procedure.kind === 'main') {
      const letter = procedure.numberLetter ?? ''
      if (!/^[A-Z]$/.test(letter))
        at('number-letter', procedure.id, 'a main procedure needs one capital letter')
      else if (letters.has(letter))
        at('number-letter', procedure.id, `${letter} is the letter of ${letters.get(letter)}`)
      letters.set(letter, procedure.id)
    }
    checkLabels(procedure, '', at)
    checkStates(procedure, at)
    checkRules(procedure, rules, at)
    checkOpened(procedure, procedures, at)
    const seen = new Set<string>()
    for (const t of procedure.transitions) {
      if (seen.has(t.id)) at('duplicate-id', t.id, 'two transitions bear this id')
      seen.add(t.id)
      checkTransition(procedure, t, procedures, at)
    }
  }
}

/** Every label in both languages: Chinese with Chinese characters, English without. */
function checkLabels(value: unknown, path: string, at: At): void {
  if (value === null || typeof value !== 'object') return
  const o = value as Record<string, unknown>
  if ('zh' in o || 'en' in o) {
    const zh = typeof o.zh === 'string' && /\p{Script=Han}/u.test(o.zh)
    const en = typeof o.en === 'string' && /[A-Za-z]/.test(o.en) && !/\p{Script=Han}/u.test(o.en)
    if (!zh) at('label-incomplete', path, 'no Chinese words')
    if (!en) at('label-incomplete', path, 'no English words')
    return
  }
  for (const [key, child] of Object.entries(o)) {
    const name = Array.isArray(value) ? ((child as { id?: string; name?: string } | null)?.id ?? key) : key
    checkLabels(child, path === '' ? name : `${path}.${name}`, at)
  }
}

function checkStates(procedure: Procedure, at: At): void {
  const seen = new Set<string>()
  for (const s of procedure.states) {
    if (seen.has(s.id)) at('duplicate-id', s.id, 'two states bear this id')
    seen.add(s.id)
    const mains = Object.keys(END_GUARDS)
    if (s.end) {
      const attached = ['done', 'refused', 'lapsed', 'undeliverable', 'cancelled']
      const known = procedure.kind === 'main' ? mains : attached
      if (!known.includes(s.end))
        at('end-of-wrong-kind', s.id, `a ${procedure.kind} procedure cannot end ${s.end}`)
    }
    if (!s.pause) continue
    const out = procedure.transitions.find((t) => t.id === s.pause!.endsBy && t.from.includes(s.id))
    for (const rule of s.pause.rules) {
      const resumed = out?.clocks.some((e) => 'resume' in e && e.resume === rule)
      if (!resumed) at('pause-without-end', s.id, `no step ${s.pause.endsBy} out of it resumes ${rule}`)
    }
  }
  if (!seen.has(procedure.initial)) at('unknown-state', procedure.initial, 'opens in no state of the table')
  for (const t of procedure.transitions) {
    for (const from of t.from)
      if (!seen.has(from)) at('unknown-state', t.id, `leaves ${from}, no state of the table`)
    if (t.to !== '=' && !seen.has(t.to)) at('unknown-state', t.id, `leads to ${t.to}, no state of the table`)
    if (t.from.length === 0) at('unknown-state', t.id, 'leaves no state')
  }
  for (const s of procedure.states) {
    for (const pair of COMPLEMENTS) {
      const has = pair.map((g) =>
        procedure.transitions.some((t) => t.from.includes(s.id) && t.guards.includes(g)),
      )
      if (has[0] !== has[1]) at('guard-one-sided', s.id, `only one of ${pair.join(' and ')} leads on`)
    }
  }
}

function checkRules(procedure: Procedure, rules: ReadonlySet<string>, at: At): void {
  const named = (effects: Transition['clocks'], where: string) => {
    for (const effect of effects) {
      const rule = Object.entries(effect).find(([k]) =>
        ['start', 'stop', 'pause', 'resume', 'extend'].includes(k),
      )![1]
      if (!rules.has(rule as string)) at('unknown-rule', where, `${rule} is no clock rule`)
    }
  }
  named(procedure.opening, 'opening')
  for (const t of procedure.transitions) named(t.clocks, t.id)
  for (const s of procedure.states) {
    for (const rule of s.pause?.rules ?? [])
      if (!rules.has(rule)) at('unknown-rule', s.id, `${rule} is no clock rule`)
  }
}

function checkOpened(procedure: Procedure, all: readonly Procedure[], at: At): void {
  const steps = all.flatMap((p) => p.transitions)
  const opened =
    procedure.openedBy.length > 0 ||
    (procedure.id === 'service' && steps.some((t) => t.documents.length > 0)) ||
    steps.some((t) => t.opens?.some((o) => ('attach' in o ? o.attach : o.matter) === procedure.id))
  if (!opened) at('never-opened', procedure.id, 'nobody and no step opens it')
}

function checkTransition(procedure: Procedure, t: Transition, all: readonly Procedure[], at: At): void {
  if (t.who.length === 0 || t.who.some((w) => 'roles' in w && w.roles.length === 0)) {
    at('no-access-rule', t.id, 'nobody is named who may fire it')
  }
  if (t.notify && !(NOTICE_TEMPLATES as readonly string[]).includes(t.notify)) {
    at('unknown-notice', t.id, `${t.notify} is no notice`)
  }
  checkEnds(procedure, t, at)
  checkInputs(t, at)
  checkReferences(t, all, at)
}

function checkEnds(procedure: Procedure, t: Transition, at: At): void {
  const ends = new Map(procedure.states.flatMap((s) => (s.end ? [[s.id, s.end] as const] : [])))
  const end = ends.get(t.to)
  if (end && procedure.kind === 'main') {
    for (const guard of END_GUARDS[end as MatterEnd] ?? []) {
      if (!t.guards.includes(guard)) at('end-without-guard', t.id, `leads to ${end} without ${guard}`)
    }
  }
  if (t.to === '=') return
  for (const from of t.from) {
    const left = ends.get(from)
    // Out of an end leads only handling afresh, or serving what could not be served.
    const allowed = !left || left === 'undeliverable' || t.marks?.includes('redo')
    if (!allowed) at('end-left', t.id, `leaves the end ${from} without being a redo`)
  }
}

/** Inputs that a guard or an effect reads; some may be left empty by one who does not need them. */
const NEEDED: Partial<Record<GuardId, { kinds: InputField['kind'][]; required: boolean }>> = {
  'unit-not-reported': { kinds: ['unit', 'bureau'], required: true },
  'unit-is-not-current-handler': { kinds: ['unit'], required: true },
  'extension-within-cap': { kinds: ['days'], required: true },
  'withdrawal-evidence': { kinds: ['reference'], required: false },
  'window-open-or-reason': { kinds: ['text'], required: false },
  'asked-in-writing-and-checked': { kinds: ['reference'], required: true },
}

function checkInputs(t: Transition, at: At): void {
  const names = new Set<string>()
  for (const field of t.input) {
    const where = `${t.id}.${field.name}`
    if (names.has(field.name)) at('duplicate-id', where, 'two inputs bear this name')
    names.add(field.name)
    if (field.kind === 'text' && !field.contentKind)
      at('input-incomplete', where, 'words without a kind of content')
    const options = new Set(field.options?.map((o) => o.value))
    if (field.kind === 'choice' && (options.size < 2 || options.size !== field.options!.length)) {
      at('input-incomplete', where, 'a choice needs two different options or more')
    }
  }
  for (const guard of t.guards) {
    const need = NEEDED[guard]
    if (!need) continue
    const given = t.input.some((f) => need.kinds.includes(f.kind) && (f.required || !need.required))
    if (!given) at('input-missing', t.id, `${guard} needs an input of kind ${need.kinds.join(' or ')}`)
  }
  const needsField = (name: string, kind: InputField['kind'], what: string) => {
    if (!t.input.some((f) => f.name === name && f.kind === kind && f.required)) {
      at('input-missing', t.id, `${what} needs the required input ${name} of kind ${kind}`)
    }
  }
  for (const s of t.seats ?? [])
    if (s.from === 'input') needsField(s.input ?? 'unit', 'unit', `the seat ${s.seat}`)
  for (const o of t.opens ?? []) {
    if ('attach' in o && o.targetInput) needsField(o.targetInput, 'unit', o.attach)
    if ('matter' in o && o.at === 'input-bureau') needsField('bureau', 'bureau', o.matter)
  }
  if (t.clocks.some((e) => 'extend' in e)) needsField('days', 'days', 'an extension')
}

function checkReferences(t: Transition, all: readonly Procedure[], at: At): void {
  const find = (id: string, kind: Procedure['kind']) => all.find((p) => p.id === id && p.kind === kind)
  if (t.trigger) {
    const { procedure, end } = t.trigger
    const ends = find(procedure, 'attached')?.states.map((s) => s.end)
    if (!ends?.includes(end)) at('unknown-trigger', t.id, `no attached procedure ${procedure} ends ${end}`)
    if (t.who.length !== 1 || !('system' in t.who[0]!))
      at('trigger-not-system', t.id, 'only the system fires a trigger')
  }
  if (t.documents.length > 0 && !find('service', 'attached'))
    at('unknown-opens', t.id, 'nothing serves its documents')
  for (const o of t.opens ?? []) {
    const opened = 'attach' in o ? find(o.attach, 'attached') : find(o.matter, 'main')
    if (!opened) {
      at('unknown-opens', t.id, `opens ${'attach' in o ? o.attach : o.matter}, which is no such procedure`)
      continue
    }
    if (!('attach' in o)) continue
    for (const field of opened.openInput ?? []) {
      const given = t.input.some(
        (f) => f.name === field.name && f.kind === field.kind && (f.required || !field.required),
      )
      if (field.required && !given)
        at('open-input-missing', t.id, `${o.attach} needs ${field.name} when it opens`)
    }
  }
}
