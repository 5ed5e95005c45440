/** Who calls: their open orders by number, during this call and logged with it; what is being typed; and dialling. */
import { once } from '../bureau/index.ts'
import { labelOfState, lookerOf, lookUp, PROCEDURES } from '../cases/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Call, CallerOrder, Scribble } from './contract.ts'
import { type DialSend, NotAllowedError, sendDial } from './dial-out.ts'
import { note } from './note.ts'
import { ownCall } from './on-call.ts'
import { type Command, type HotlineRoom, open, seal } from './room.ts'
import { signedHeaders } from './sign.ts'
import { actsOf, type CallRow, callById, findScribble, insertAct, saveScribble } from './store.ts'
import { findDialler } from './system-store.ts'
import { callView, phoneIn } from './view.ts'

type Act = { at: string; kind: string; details: Record<string, unknown> }

/** One call with what was done on it: in full for who has it, masked for who oversees. */
export async function readCall(
  room: HotlineRoom,
  { session }: Pick<Command, 'session'>,
  callId: string,
): Promise<{ call: Call; acts: Act[]; scribble: Scribble | null } | Refusal> {
  const { bureauId, accountId } = session
  return withTx(
    room.cases.app,
    { bureau: bureauId, account: accountId },
    async (tx) => {
      const row = await callById(tx, bureauId, callId)
      const oversees = session.roles.some((r) => r === 'supervisor' || r === 'bureau-head')
      if (!row || (row.agent_id !== accountId && !oversees)) return refuse('not_found')
      const [acts, box] = await Promise.all([
        actsOf(tx, bureauId, callId),
        findScribble(tx, bureauId, callId, accountId),
      ])
      return {
        call: callView(room, bureauId, row, row.agent_id === accountId),
        acts: acts.map((a) => ({ ...a, at: a.at.toISOString() })),
        scribble: box ? (JSON.parse(open(room, bureauId, 'scribble', callId, box)) as Scribble) : null,
      }
    },
    { readOnly: true },
  )
}

/**
 * Open orders that carry the caller's number. Only for who has the call, only of matters open to their unit; each look is
 * logged with the call as its reason, and the person can read that log.
 * @returns nothing for a number that is withheld
 */
export async function ordersOfCaller(
  room: HotlineRoom,
  command: Command,
  callId: string,
): Promise<CallerOrder[] | Refusal> {
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  const { bureauId } = command.session
  const phone = phoneIn(room, bureauId, call)
  const facts = await room.cases.directory.byId(bureauId)
  if (!phone || !facts) return []
  const reason = `接听来电 call ${callId.slice(0, 8)}`
  const rows = await lookUp(room.cases, lookerOf(command), 'phone', phone, reason)
  if (isRefusal(rows)) return rows
  return rows.map((r) => {
    const table = PROCEDURES.find((p) => p.id === r.procedure)
    return {
      matterId: r.matter_id,
      number: r.number,
      procedure: r.procedure,
      state: table ? labelOfState(table, r.state) : { zh: r.state, en: r.state },
      unit: facts.units.get(r.responsible_unit_id)?.name ?? { zh: '（已撤销单位）', en: '(former unit)' },
      receivedOn: r.received_on,
      nextDue: r.next_due,
    }
  })
}

/** Keeps what is being typed, encrypted, the writer's own; the latest wins. */
export async function keepScribble(
  room: HotlineRoom,
  command: Command,
  callId: string,
  s: Scribble,
): Promise<{ callId: string } | Refusal> {
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  if (call.wrapped_at) return refuse('hotline.wrapped_up')
  const { bureauId, accountId } = command.session
  const box = seal(room, bureauId, 'scribble', callId, JSON.stringify(s))
  await withTx(room.cases.app, { bureau: bureauId, account: accountId }, (tx) =>
    saveScribble(tx, { bureauId, callId, accountId, box, now: command.now }),
  )
  return { callId }
}

/** Milliseconds a telephone system has to take a request to dial. */
const DIAL_MS = 5000

/** Who may see to a missed call: whoever answers calls or oversees them; to others only its own. */
const mayCall = (row: CallRow, command: Command): boolean =>
  row.agent_id === command.session.accountId || row.state === 'abandoned'

/**
 * Click-to-dial: a signed request to the address of the telephone system, which rings the operator's extension and then
 * the person. The number never passes through the browser.
 * @returns refusals `hotline.dial_not_set`, `hotline.no_extension`, `hotline.no_number`, `hotline.dial_failed`,
 * `hotline.dial_not_allowed`
 */
export async function dial(
  room: HotlineRoom,
  command: Command,
  callId: string,
  extension: string | null,
  send: DialSend = sendDial,
): Promise<{ callId: string } | Refusal> {
  const { bureauId, accountId } = command.session
  if (!extension) return refuse('hotline.no_extension')
  const [row, system] = await withTx(
    room.cases.app,
    { bureau: bureauId },
    (tx) => Promise.all([callById(tx, bureauId, callId), findDialler(tx, bureauId)]),
    { readOnly: true },
  )
  if (!row || !mayCall(row, command)) return refuse('not_found')
  if (!system?.dial_url) return refuse('hotline.dial_not_set')
  const number = phoneIn(room, bureauId, row)
  if (!number) return refuse('hotline.no_number')
  const secret = open(room, bureauId, 'secret', system.system_id, system.secret)
  const body = JSON.stringify({ type: 'dial', request: command.idempotencyKey, agent: extension, number })
  try {
    const { status } = await send(system.dial_url, {
      body,
      headers: signedHeaders({ systemId: system.system_id, secret, body, now: command.now }),
      allowed: room.dialTo ?? [],
      ms: DIAL_MS,
    })
    // A redirect is no answer of the telephone system, and is not followed.
    if (status < 200 || status > 299)
      return refuse('hotline.dial_failed', { details: { reason: String(status) } })
  } catch (error) {
    if (error instanceof NotAllowedError) return refuse('hotline.dial_not_allowed')
    return refuse('hotline.dial_failed', { details: { reason: 'network' } })
  }
  await withTx(room.cases.app, { bureau: bureauId, account: accountId }, (tx) =>
    insertAct(tx, {
      bureauId,
      actId: uuidv7(command.now),
      callId,
      at: command.now,
      accountId,
      kind: 'dialled',
      details: {},
    }),
  )
  return { callId }
}

/** A missed call was called back. Reached or not is kept; it leaves the list when somebody was reached. */
export async function calledBack(
  room: HotlineRoom,
  command: Command,
  callId: string,
  reached: boolean,
): Promise<{ callId: string } | Refusal> {
  const { bureauId } = command.session
  const done = await once(room.cases.app, command, ['hotline-back', callId, reached], async (tx) => {
    const row = await callById(tx, bureauId, callId)
    if (!row || row.state !== 'abandoned') return refuse('not_found')
    if (row.called_back_at) return refuse('hotline.called_back')
    await note(
      tx,
      room,
      command,
      callId,
      { kind: 'called-back', details: { reached } },
      { calledBack: reached },
    )
    return { callId }
  })
  room.bell.ring(bureauId)
  return done
}
