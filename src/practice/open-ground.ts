/** Opens the practice ground of a bureau (开设练习场) and asks for its filling; resets it (重置). */
import { audit, createBureau, once } from '../bureau/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import type { Command, PracticeRoom } from './room.ts'
import { askReset, findGround, insertGround } from './store.ts'
import { practiceUnits } from './units.ts'

/** Whose ground, and who asks: null for the command line. */
export type Asked = Pick<Command, 'now'> & { homeId: string; accountId: string | null }

/** A slug is at most 31 signs; the ground's is never typed by anybody. */
const slugOf = (home: string): string => `${home.slice(0, 28)}-lx`

/**
 * Makes the ground unless it is there, and asks for its filling. Asking again changes nothing.
 * @returns its bureau; `practice.within` from within a ground, `bureau.slug_invalid` where its slug is another's
 */
export async function openGround(
  room: PracticeRoom,
  { homeId, accountId, now }: Asked,
): Promise<{ bureauId: string } | Refusal> {
  const home = await room.bureau.directory.byId(homeId)
  if (!home) return refuse('not_found')
  if (home.bureau.practiceOf) return refuse('practice.within')
  const { slug, name, zone, hashName } = home.bureau
  const made = await createBureau(
    room.bureau,
    { now },
    {
      slug: slugOf(slug),
      name: { zh: `练习场（${name.zh}）`, en: `Practice ground (${name.en})` },
      zone,
      hashName,
      practiceOf: homeId,
      units: practiceUnits(slugOf(slug)),
      accounts: [],
    },
  )
  if (isRefusal(made)) return made
  const { bureauId } = made
  await withTx(room.bureau.pool, { bureau: homeId, account: accountId }, async (tx) => {
    if (await findGround(tx, bureauId)) return
    await insertGround(tx, bureauId, homeId, now)
    await audit(tx, { bureauId: homeId, accountId, action: 'practice.opened', details: {}, now })
  })
  return { bureauId }
}

/**
 * Asks for a reset: all matters of the ground go and it is filled anew; accounts and what each has passed stay.
 * @param tx in the sight of the bureau the ground belongs to
 * @returns `practice.not_open`, `practice.being_filled` while the last filling is under way
 */
async function reset(
  tx: Tx,
  room: PracticeRoom,
  { homeId, accountId, now }: Asked,
): Promise<{ bureauId: string } | Refusal> {
  const ground = await room.bureau.directory.groundOf(homeId)
  if (!ground) return refuse('practice.not_open')
  const { bureauId } = ground.bureau
  if (!(await askReset(tx, bureauId, now))) return refuse('practice.being_filled')
  await audit(tx, { bureauId: homeId, accountId, action: 'practice.reset', details: {}, now })
  return { bureauId }
}

/** From the desk: pressed twice under one key it is one reset. */
export const resetGround = (
  room: PracticeRoom,
  command: Command,
): Promise<{ bureauId: string } | Refusal> => {
  const { bureauId: homeId, accountId } = command.session
  return once(room.bureau.pool, command, ['practice-reset'], (tx) =>
    reset(tx, room, { homeId, accountId, now: command.now }),
  )
}

/** From the command line. */
export const resetByOperator = (room: PracticeRoom, asked: Asked): Promise<{ bureauId: string } | Refusal> =>
  withTx(room.bureau.pool, { bureau: asked.homeId }, (tx) => reset(tx, room, asked))
