/**
 * One act on many matters. Each is a command of its own under a key of its own, so that what could be done is done, what
 * could not is told with its reason, and a batch sent again does nothing twice. There is no undo: steps of a procedure
 * are records.
 */
import {
  type Caller,
  type CasesDeps,
  fileOrder,
  fireAction,
  type Looker,
  openProceeding,
  procedureOf,
} from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { BatchItem, BatchVerb } from './contract.ts'
import { readStates } from './items-store.ts'
import { sightOf } from './list-matters.ts'

export const MOST_AT_ONCE = 100

export interface Batch {
  verb: BatchVerb
  items: readonly BatchItem[]
  /** What the step asks for: unit, manner, ground of an order, retention, words. Fields a table does not ask for are left out. */
  input: { unit?: string; mode?: string; trigger?: string; retention?: string; words?: string }
}

export interface BatchResult {
  item: BatchItem
  refused: Refusal | null
}

/** Steps that may be taken for many at once. Reports of misconduct are routed one by one. */
const STEPS: Record<'sign' | 'assign', readonly string[]> = {
  sign: ['sign', 'sign-contribution'],
  assign: ['assign', 'dispatch', 'redispatch'],
}

/** Procedures opened beside the matter, addressed to the unit it lies with. */
const OPENS: Partial<Record<BatchVerb, string>> = { remind: 'reminder', supervise: 'supervision' }

const WORDS: Record<keyof typeof STEPS, string> = { sign: '签收', assign: '转办' }

/** Carries a batch out, one matter after the other, and tells of each. `input.*` when the whole of it is wrong. */
export async function runBatch(
  deps: CasesDeps,
  l: Looker,
  caller: Caller,
  batch: Batch,
): Promise<BatchResult[] | Refusal> {
  const opens = OPENS[batch.verb]
  if (opens && !batch.input.words?.trim()) return refuse('input.required', { field: 'words' })
  if (batch.verb === 'supervise' && !batch.input.trigger)
    return refuse('input.required', { field: 'trigger' })
  if (batch.verb === 'assign' && !batch.input.unit) return refuse('input.required', { field: 'unit' })
  if (batch.verb === 'archive' && !batch.input.retention)
    return refuse('input.required', { field: 'retention' })
  const states = await withTx(deps.app, sightOf(l), (tx) => readStates(tx, l.bureauId, batch.items), {
    readOnly: true,
  })
  const results: BatchResult[] = []
  for (const item of batch.items) {
    const state = states.get(`${item.matterId}/${item.proceedingId}`)
    const own = {
      ...caller,
      idempotencyKey: `${caller.idempotencyKey}:${item.matterId}:${item.proceedingId}`,
    }
    const done = state ? await actOn(deps, own, batch, item, state) : refuse('not_found')
    results.push({ item, refused: isRefusal(done) ? done : null })
  }
  return results
}

interface State {
  procedure: string
  procedure_version: number
  state: string
  version: number
  responsible_unit_id: string
}

async function actOn(deps: CasesDeps, caller: Caller, batch: Batch, item: BatchItem, at: State) {
  const { matterId, proceedingId } = item
  if (batch.verb === 'archive') {
    const { retention, words } = batch.input
    const input = { retention, ...(words?.trim() ? { words: words.trim() } : {}) }
    return fileOrder(deps, caller, { matterId, input, expectedVersion: item.version })
  }
  const procedure = OPENS[batch.verb]
  if (procedure) {
    const { words = '', trigger } = batch.input
    const input = { unit: at.responsible_unit_id, words: words.trim(), ...(trigger ? { trigger } : {}) }
    return openProceeding(deps, caller, { matterId, procedure, input })
  }
  const table = procedureOf(at.procedure, at.procedure_version)
  const verb = batch.verb as keyof typeof STEPS
  const wanted = STEPS[verb]
  // Where the step was taken already under this key, the state has moved on; the command itself knows the answer.
  const step =
    table.transitions.find((t) => wanted.includes(t.id) && t.from.includes(at.state)) ??
    table.transitions.find((t) => wanted.includes(t.id) && t.to === at.state)
  if (!step) return refuse('list.not_in_batch', { details: { verb: WORDS[verb] } })
  const asked = new Set(step.input.map((f) => f.name))
  const input = Object.fromEntries(
    Object.entries(batch.input).filter(
      ([name, value]) => asked.has(name) && value !== undefined && value !== '',
    ),
  )
  return fireAction(deps, caller, {
    matterId,
    proceedingId,
    action: step.id,
    input,
    expectedVersion: item.version,
  })
}
