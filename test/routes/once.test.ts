import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '../../src/bureau/index.ts'
import { once } from '../../src/bureau/once.ts'
import { refuse } from '../../src/kernel/errors/index.ts'
import { freshKey, openScene, type Scene, tokenOf } from './harness.ts'

let scene: Scene
let command: Command
beforeAll(async () => {
  scene = await openScene()
  const token = await tokenOf(scene.server, 'qinghe.administrator')
  const now = scene.clock.now()
  command = { now, idempotencyKey: freshKey(), session: (await scene.room.sessions.current(token, now))! }
})
afterAll(() => scene.close())

const kinds = async () =>
  (
    await scene.database.owner.query('SELECT DISTINCT kind FROM units WHERE bureau_id = $1 ORDER BY kind', [
      scene.bureaus.qinghe,
    ])
  ).rows.map((r) => r.kind)

test('a refusal leaves nothing behind, and the corrected command may keep its key', async () => {
  const refused = await once(scene.room.pool, command, ['a'], async (tx) => {
    await tx.query("UPDATE units SET kind = 'written'")
    return refuse('input.required', { field: 'x' })
  })
  expect(refused).toEqual({ refused: 'input.required', field: 'x' })
  expect(await kinds()).toEqual(['bureau', 'township'])
  expect(await once(scene.room.pool, command, ['b'], async () => ({ done: 1 }))).toEqual({ done: 1 })
})

test('twice at once: carried out once, both are told the same', async () => {
  const twice = { ...command, idempotencyKey: freshKey() }
  let runs = 0
  const act = () => once(scene.room.pool, twice, ['c'], async () => ({ run: ++runs }))
  const [a, b] = await Promise.all([act(), act()])
  expect(a).toEqual(b)
})
