/** What an operator does on a call: looks the caller up, answers at once, makes an order, hands on, wraps up. */
import { once } from '../bureau/index.ts'
import { addContact, callerOf, fireAction, type RegisterInput, registerMatter } from '../cases/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { AnswerBody, HandedTo, Made, OrderBody } from './contract.ts'
import { type Act, note } from './note.ts'
import type { Command, HotlineRoom } from './room.ts'
import {
  agentOf,
  type CallChange,
  type CallRow,
  callById,
  dropScribble,
  saveAgent,
  takeNumber,
} from './store.ts'
import { readSettings } from './systems.ts'
import { phoneIn } from './view.ts'

/** The call, if it is this operator's. @returns `not_found`, `hotline.not_your_call` */
export async function ownCall(room: HotlineRoom, c: Pick<Command, 'session'>, callId: string) {
  const { bureauId, accountId } = c.session
  const row = await withTx(room.cases.app, { bureau: bureauId }, (tx) => callById(tx, bureauId, callId), {
    readOnly: true,
  })
  if (!row) return refuse('not_found')
  return row.agent_id === accountId ? row : refuse('hotline.not_your_call')
}

/** @param meaning besides the call, for the idempotency key */
async function noteOnce(
  room: HotlineRoom,
  command: Command,
  callId: string,
  act: Act,
  change: CallChange,
): Promise<{ callId: string } | Refusal> {
  const { app } = room.cases
  const done = await once(app, command, ['hotline', callId, act], async (tx) => {
    await note(tx, room, command, callId, act, change)
    return { callId }
  })
  room.bell.ring(command.session.bureauId, command.session.accountId)
  return done
}

/** One intention, several commands below it: each has a key of its own, so that a repeat goes on where it broke off. */
const under = (command: Command, part: string): Command => ({
  ...command,
  idempotencyKey: `${command.idempotencyKey.slice(0, 180)}/${part}`,
})

const given = (text: string | null | undefined) => (text?.trim() ? text.trim() : undefined)

/** Who called, as the matter keeps it: what the operator wrote, else the number the telephone system told. */
function partyOf(
  room: HotlineRoom,
  bureauId: string,
  call: CallRow,
  who: { name: string | null; phone: string | null },
): RegisterInput['parties'] {
  const name = given(who.name)
  const phone = given(who.phone) ?? phoneIn(room, bureauId, call) ?? undefined
  return name || phone ? [{ role: 'petitioner', ...(name ? { name } : {}), ...(phone ? { phone } : {}) }] : []
}

/** The beginning of what was said serves as title where none was given. */
const titleOf = (words: string): string => {
  const [first = ''] = words.trim().split(/[\n。！？!?]/)
  return first.length > 40 ? `${first.slice(0, 39)}…` : first || words.trim().slice(0, 40)
}

/**
 * Answers at once (即时答复): registers the order with what was asked, and closes it with the answer given. It counts as
 * answered at once, and the reply lies on the caller's page with its basis.
 * @returns refusals of registering; where the answer itself was refused the order stays and `left` says why
 */
export async function answerAtOnce(
  room: HotlineRoom,
  command: Command,
  callId: string,
  body: AnswerBody,
): Promise<Made | Refusal> {
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  const { bureauId } = command.session
  const made = await registerMatter(room.cases, callerOf(under(command, 'register')), {
    procedure: 'hotline-order',
    channel: 'phone',
    class: 'inquiry',
    subject: titleOf(body.asked),
    body: body.asked,
    place: given(body.place) ?? null,
    category: given(body.category) ?? null,
    secrecy: body.secrecy,
    parties: partyOf(room, bureauId, call, body),
  })
  if (isRefusal(made)) return made
  const outcome = { demandId: 'q1', result: 'explained', words: body.reply, basis: body.basis }
  const answered = await fireAction(room.cases, callerOf(under(command, 'answer')), {
    matterId: made.matterId,
    proceedingId: 'main',
    action: 'answer-now',
    input: { outcomes: [outcome], reply: body.reply },
  })
  const left = isRefusal(answered) ? answered.refused : null
  const kind = left ? 'order' : 'answered'
  const { articleId } = body
  const act = { kind, details: { matterId: made.matterId, number: made.number, articleId } }
  const change = { outcome: kind, matterId: made.matterId, ...(articleId ? { articleId } : {}) } as const
  const noted = await noteOnce(room, under(command, 'note'), callId, act, change)
  if (isRefusal(noted)) return noted
  if (articleId && !left) await room.used(under(command, 'used'), articleId)
  const { matterId, number, code } = made
  return { matterId, number, code, state: isRefusal(answered) ? made.state : answered.state, left }
}

/** Which step dispatches at which urgency; each starts the clocks of its own. */
const DISPATCH = { general: 'dispatch', utility: 'dispatch-utility', urgent: 'dispatch-urgent' } as const
const CLASS = {
  inquiry: 'inquiry',
  suggestion: 'suggestion',
  help: 'other',
  complaint: 'other',
} as const satisfies Record<OrderBody['kind'], RegisterInput['class']>

/**
 * Makes an order of a call and dispatches it where a unit is named; its clock runs from then.
 * @returns refusals of registering; where dispatching was refused the order stays and `left` says why
 */
export async function makeOrder(
  room: HotlineRoom,
  command: Command,
  callId: string,
  body: OrderBody,
): Promise<Made | Refusal> {
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  const made = await registerMatter(room.cases, callerOf(under(command, 'register')), {
    procedure: 'hotline-order',
    channel: 'phone',
    class: CLASS[body.kind],
    subject: given(body.subject) ?? titleOf(body.words),
    body: body.words,
    place: given(body.place) ?? null,
    category: given(body.category) ?? null,
    secrecy: body.secrecy,
    demands: body.demands,
    parties: partyOf(room, command.session.bureauId, call, body),
  })
  if (isRefusal(made)) return made
  const sent = body.unitId
    ? await fireAction(room.cases, callerOf(under(command, 'dispatch')), {
        matterId: made.matterId,
        proceedingId: 'main',
        action: DISPATCH[body.urgency],
        input: { unit: body.unitId, type: body.kind },
      })
    : null
  const { matterId, number, code } = made
  const act = { kind: 'order', details: { matterId, number, urgency: body.urgency } }
  const noted = await noteOnce(room, under(command, 'note'), callId, act, { outcome: 'order', matterId })
  if (isRefusal(noted)) return noted
  const left = sent && isRefusal(sent) ? sent.refused : null
  return { matterId, number, code, state: sent && !isRefusal(sent) ? sent.state : made.state, left }
}

/** The call is about an order that is there: counted as a further contact, its clocks run on. */
export async function linkCall(
  room: HotlineRoom,
  command: Command,
  callId: string,
  body: { matterId: string; words: string },
): Promise<{ callId: string } | Refusal> {
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  const { matterId, words } = body
  const added = await addContact(room.cases, callerOf(under(command, 'contact')), matterId, {
    channel: 'phone',
    persons: 1,
    representatives: 0,
    external: null,
    words,
  })
  if (isRefusal(added)) return added
  const act = { kind: 'linked', details: { matterId, number: added.number } }
  return noteOnce(room, under(command, 'note'), callId, act, { outcome: 'linked', matterId })
}

/** Immediate danger goes to 110, 119, 120 or 122 as an event of the call, without a mark on anyone. */
export async function handOn(
  room: HotlineRoom,
  command: Command,
  callId: string,
  body: { to: HandedTo; where: string },
): Promise<{ callId: string } | Refusal> {
  if (body.to === 'other' && body.where.trim() === '') return refuse('input.required', { field: 'where' })
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  const details = { to: body.to, ...(body.to === 'other' ? { where: body.where.trim() } : {}) }
  return noteOnce(room, command, callId, { kind: 'transferred', details }, { outcome: 'transferred' })
}

/** Wraps up: the code is kept, notes go, the operator is ready again once nothing else waits to be wrapped up. */
export async function wrapUp(
  room: HotlineRoom,
  command: Command,
  callId: string,
  code: string,
): Promise<{ callId: string } | Refusal> {
  const call = await ownCall(room, command, callId)
  if (isRefusal(call)) return call
  if (call.ended_at === null) return refuse('hotline.call_goes_on')
  const { bureauId, accountId } = command.session
  const settings = await readSettings(room, bureauId)
  if (!settings.wrapCodes.some((c) => c.code === code))
    return refuse('input.invalid_choice', {
      field: 'code',
      details: { options: settings.wrapCodes.map((c) => c.code) },
    })
  const done = await once(room.cases.app, command, ['hotline-wrap', callId, code], async (tx) => {
    const change: CallChange = { wrapCode: code, ...(call.outcome ? {} : { outcome: 'none' }) }
    await note(tx, room, command, callId, { kind: 'wrapped', details: { code } }, change)
    await dropScribble(tx, bureauId, callId, accountId)
    const agent = await agentOf(tx, bureauId, accountId)
    if (agent?.state === 'wrap-up') {
      const { extension } = agent
      const no = await takeNumber(tx, bureauId)
      await saveAgent(
        tx,
        bureauId,
        { accountId, extension, state: 'ready', callId: null, since: command.now },
        no,
      )
    }
    return { callId }
  })
  room.bell.ring(bureauId, accountId)
  return done
}
