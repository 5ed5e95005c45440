/** Wiring of the practice ground, and `huiyin practice`. */
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import {
  fillGround,
  groundProgress,
  openGround,
  type PracticeRoom,
  resetByOperator,
  startPractice,
} from '../practice/index.ts'
import type { Output } from './cli-common.ts'
import { type Installation, OperatorError } from './installation.ts'

export const practiceOf = (i: Installation): PracticeRoom => ({
  bureau: i.bureau,
  cases: i.cases,
  knowledge: { pool: i.database.app, directory: i.bureau.directory },
  // What is answered in practice makes no article look more useful.
  hotline: { cases: i.cases, bell: i.line, used: async () => {} },
})

const fillDeps = (i: Installation) => ({
  room: practiceOf(i),
  worker: i.database.worker,
  now: () => i.clock.now(),
})

/** Carries out what was asked for, in the server. */
export const startPractising = (i: Installation) => startPractice(fillDeps(i), { log: i.log })

const LOOK_MS = 500

/**
 * `huiyin practice fill|reset --bureau SLUG`: asks for it and sees it done, by this process or by the server that runs.
 * Broken off and called again it goes on.
 */
export async function runPractice(
  i: Installation,
  o: { verb: 'fill' | 'reset'; bureau: string },
): Promise<Output> {
  const home = await i.bureau.directory.bySlug(o.bureau)
  if (!home) throw new OperatorError(refuse('practice.no_bureau', { details: { bureau: o.bureau } }))
  const homeId = home.bureau.bureauId
  const asked = { homeId, accountId: null, now: i.clock.now() }
  const room = practiceOf(i)
  const answer = o.verb === 'fill' ? await openGround(room, asked) : await resetByOperator(room, asked)
  if (isRefusal(answer)) throw new OperatorError(answer)
  const { bureauId } = answer
  const progress = () =>
    withTx(i.database.app, { bureau: homeId }, (tx) => groundProgress(tx, bureauId), { readOnly: true })
  for (;;) {
    await fillGround(
      { ...fillDeps(i), onProgress: (done, total) => process.stderr.write(`\r${done}/${total}`) },
      bureauId,
    )
    const now = await progress()
    if (now?.state === 'ready') {
      const facts = await i.bureau.directory.byId(bureauId)
      const name = facts!.bureau.name
      return {
        json: { ok: true, bureau: o.bureau, ground: facts!.bureau.slug, matters: now.total },
        text: `\n${name.zh}已准备好 · ${name.en} is ready: ${now.total}`,
      }
    }
    // Another process has it in hand: its progress is waited for.
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
