/** A call that rings for one learner: told to the hotline as a telephone system of the ground would tell it. */

import { addSystem, type CallEvent, readSystems, setAgent, takeEvents } from '../hotline/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import { PracticeFault } from './bring.ts'
import type { Command, PracticeRoom } from './room.ts'

const SECOND = 1000

/** Where a learner sits: a number of their own, so that nobody's telephone rings on another's desk. */
const extensionOf = (accountId: string): string =>
  String(Number.parseInt(accountId.replaceAll('-', '').slice(-12), 16) % 100_000_000).padStart(8, '0')

const callOf = (accountId: string, task: string, turn: number): string => `${accountId}/${task}/${turn}`

/** The ground's telephone system; it dials nowhere. */
export async function addPracticeTelephone(room: PracticeRoom, bureauId: string, now: Date): Promise<void> {
  if ((await readSystems(room.hotline, bureauId)).length > 0) return
  const by = { bureauId, accountId: null, now }
  const made = await addSystem(room.hotline, by, { name: '练习话机', dialUrl: null })
  if (isRefusal(made)) throw new PracticeFault('telephone', made)
}

async function pass(
  room: PracticeRoom,
  bureauId: string,
  events: CallEvent[],
  now: Date,
): Promise<Refusal | undefined> {
  const [system] = await readSystems(room.hotline, bureauId)
  if (!system) return undefined
  const taken = await takeEvents(room.hotline, bureauId, system.systemId, events, now)
  return isRefusal(taken) ? taken : undefined
}

/**
 * Seats the learner at an extension and connects a caller; a call of an earlier turn ends.
 * @param n makes the caller's number, of a block that no operator assigns
 */
export async function ringCall(
  room: PracticeRoom,
  command: Command,
  of: { task: string; turn: number; n: number },
): Promise<Refusal | undefined> {
  const { bureauId, accountId } = command.session
  const { now } = command
  const agent = extensionOf(accountId)
  const key = `${command.idempotencyKey.slice(0, 150)}/seat`
  const seated = await setAgent(
    room.hotline,
    { ...command, idempotencyKey: key },
    { extension: agent, state: 'ready' },
  )
  if (isRefusal(seated)) return seated
  const call = callOf(accountId, of.task, of.turn)
  const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
  const events: CallEvent[] = [
    {
      id: `${call}/1`,
      call,
      type: 'ringing',
      at: at(-8 * SECOND),
      caller: `1990000${String(of.n).padStart(4, '0')}`,
      queue: '12345',
    },
    { id: `${call}/2`, call, type: 'answered', at: at(0), agent },
  ]
  if (of.turn > 1) await hangUp(room, command, { task: of.task, turn: of.turn - 1 })
  return pass(room, bureauId, events, now)
}

/** The caller hangs up, so that the call can be wrapped up. Told again it changes nothing. */
export function hangUp(
  room: PracticeRoom,
  command: Command,
  of: { task: string; turn: number },
): Promise<Refusal | undefined> {
  const { bureauId, accountId } = command.session
  const call = callOf(accountId, of.task, of.turn)
  const { now } = command
  return pass(room, bureauId, [{ id: `${call}/3`, call, type: 'ended', at: now.toISOString() }], now)
}
