/** The telephone follow-up: whom to call, what came of it, and the proof that the sample was drawn fairly. */
import type { Command } from '../bureau/index.ts'
import { once } from '../bureau/index.ts'
import { procedureOf } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Attempt, Call, FollowUpList, Sample, SampleProof } from './contract.ts'
import { digest } from './draw-sample.ts'
import { contextOf, type OversightRoom } from './room.ts'
import { drawSample, METHOD } from './rules.ts'
import { type CallRow, findCall, listCalls, listSamples, type StoredSample, saveAttempt } from './store.ts'

const shown = ({ population: _ids, ...sample }: StoredSample): Sample => sample

export async function readSamples(room: OversightRoom, session: Session): Promise<Sample[]> {
  const rows = await withTx(room.pool, contextOf(session), (tx) => listSamples(tx, session.bureauId, null), {
    readOnly: true,
  })
  return rows.map(shown)
}

/** The calls of a period, or of the newest sample. Shown to the asking units only; row security is the second wall. */
export async function readFollowUps(
  room: OversightRoom,
  session: Session,
  period: string | null,
): Promise<FollowUpList> {
  const { bureauId } = session
  return withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      const [sample] = await listSamples(tx, bureauId, period)
      if (!sample) return { sample: null, calls: [] }
      const calls = await listCalls(tx, bureauId, sample.periodFrom)
      return { sample: shown(sample), calls: calls.map(callView) }
    },
    { readOnly: true },
  )
}

function callView(r: CallRow): Call {
  const table = procedureOf('follow-up', r.procedure_version)
  return {
    matterId: r.matter_id,
    proceedingId: r.proceeding_id,
    number: r.number,
    place: r.place,
    procedure: procedureOf(r.main_procedure).label,
    unitId: r.handler_unit_id,
    answeredOn: r.opened_on,
    state: r.state,
    stateLabel: table.states.find((s) => s.id === r.state)?.label ?? { zh: r.state, en: r.state },
    open: r.state === table.initial,
    until: r.until,
    attempts: (r.attempts ?? []).map((a) => ({ ...a, at: new Date(a.at).toISOString() })),
  }
}

/** A call that brought no answer. What is answered is recorded as the rating itself, in the ledger. */
export async function recordAttempt(
  room: OversightRoom,
  c: Command,
  a: Attempt,
): Promise<{ recorded: true } | Refusal> {
  const { bureauId, accountId } = c.session
  return once(room.pool, c, ['follow-up-attempt', a], async (tx) => {
    const call = await findCall(tx, bureauId, a.periodFrom, a)
    if (!call) return refuse('not_found')
    if (call.state !== procedureOf('follow-up').initial) return refuse('oversight.already_rated')
    const { matterId, proceedingId, outcome, periodFrom: period } = a
    const id = uuidv7(c.now)
    await saveAttempt(tx, { bureauId, id, period, matterId, proceedingId, at: c.now, accountId, outcome })
    return { recorded: true as const }
  })
}

/** All that is needed to draw a sample again, and whether doing so gives the same. */
export async function proveSample(
  room: OversightRoom,
  session: Session,
  period: string,
): Promise<SampleProof | Refusal> {
  const { bureauId } = session
  return withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      const [sample] = await listSamples(tx, bureauId, period)
      if (!sample) return refuse('not_found')
      const calls = await listCalls(tx, bureauId, period)
      const { seed, share, periodFrom, population } = sample
      const chosen = drawSample(population, { seed, periodFrom, share }, digest)
      const key = (m: { matterId: string; proceedingId: string }) => `${m.matterId} ${m.proceedingId}`
      const agrees =
        chosen.length === calls.length &&
        calls.every((r, i) => key(chosen[i]!) === `${r.matter_id} ${r.proceeding_id}`)
      return { ...shown(sample), population, chosen, method: METHOD, agrees }
    },
    { readOnly: true },
  )
}
