/** Sets of tables as data: a file is read whole or not at all, seen first, then put in place; only finance may. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../../src/bureau/index.ts'
import { loadSentSets, readSets } from '../../src/disclosurepackage/load-sets.ts'
import { readSetFile } from '../../src/disclosurepackage/set-file.ts'
import { findSet, type TableSet } from '../../src/disclosurepackage/sets.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

const SET: TableSet = {
  id: 'final-county-8',
  name: { zh: '演示县（8 张表）', en: 'A county (8 tables)' },
  kind: 'final',
  from: 2024,
  to: null,
  tables: ['FIN1', 'FIN2', 'FIN3', 'FIN4', 'FIN5', 'FIN6', 'FIN7', 'FIN8'],
  against: 'adjusted',
  titles: { FIN1: '部门收支决算总体情况表' },
  digits: 2,
}
const file = (...sets: unknown[]) => JSON.stringify({ sets })

describe('a file of sets', () => {
  test('is read as it stands', () => {
    expect(readSetFile(file(SET))).toEqual({ sets: [SET] })
  })

  test.each([
    ['not JSON', '{', ''],
    ['a form nobody knows', file({ ...SET, tables: ['FIN1', 'FIN99'] }), '/sets/0/tables/1'],
    ['a form of the budget', file({ ...SET, tables: ['FIN1', 'BUD1'], titles: {} }), '/sets/0/tables/1'],
    ['a table twice', file({ ...SET, tables: ['FIN1', 'FIN1'] }), '/sets/0/tables'],
    ['years the wrong way round', file({ ...SET, to: 2020 }), '/sets/0/to'],
    ['a title of no table', file({ ...SET, titles: { FIN9: '另一张表' } }), '/sets/0/titles/FIN9'],
    ['one id twice', file(SET, SET), '/sets/1/id'],
    ['too many digits', file({ ...SET, digits: 9 }), '/sets/0/digits'],
    ['a word it does not know', file({ ...SET, colour: 'red' }), '/sets/0'],
  ])('with %s says where', (_, text, at) => {
    const read = readSetFile(text)
    expect('problems' in read ? read.problems.map((p) => p.at) : read).toContain(at)
  })
})

describe('in a bureau', () => {
  let m: MiniBureau
  beforeAll(async () => {
    m = await createMiniBureau()
  }, 60_000)
  afterAll(() => m.close())

  const by = (login: Login): Command => {
    const { bureauId, actor } = m.as(login, randomUUID(), m.county)
    return {
      now: m.clock.now(),
      idempotencyKey: randomUUID(),
      session: {
        bureauId,
        accountId: actor.id!,
        unitId: actor.unitId!,
        roles: actor.roles,
      } as Command['session'],
    }
  }
  const room = () => ({ pool: m.database.app, directory: m.deps.directory })
  const load = async (text: string, dryRun = false) =>
    granted(await loadSentSets(room(), by('finance'), { text, dryRun }))

  test('it is seen, then written, and the same again changes nothing', async () => {
    expect(await load(file(SET), true)).toMatchObject({ items: [{ id: SET.id, action: 'add' }], written: 0 })
    expect(await load(file(SET))).toMatchObject({ written: 1, problems: [] })
    expect(await load(file(SET))).toMatchObject({ items: [{ action: 'same' }], written: 0 })
    expect(await load(file({ ...SET, to: 2030 }))).toMatchObject({
      items: [{ action: 'change' }],
      written: 1,
    })
    const sets = await readSets(room(), by('finance').session)
    expect(findSet(SET.id, 'final', 2025, sets)).toMatchObject({ to: 2030, digits: 2 })
    expect(findSet(SET.id, 'final', 2031, sets)).toBeUndefined()
  })

  test('with one set wrong nothing of the file is written', async () => {
    const done = await load(file({ ...SET, id: 'another-one' }, { ...SET, id: 'x', tables: [] }))
    expect(done.problems.length).toBeGreaterThan(0)
    const sets = await readSets(room(), by('finance').session)
    expect(sets.some((s) => s.id === 'another-one')).toBe(false)
  })

  test('others do not see what was loaded', async () => {
    const sets = await readSets(room(), by('supervisor').session)
    expect(sets.some((s) => s.id === SET.id)).toBe(false)
  })
})
