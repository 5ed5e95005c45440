/** Categories proposed by a bureau's own letters, on a real database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCategory } from '../../src/administration/index.ts'
import { createBureauRoom } from '../../src/bureau/index.ts'
import { type ClassifyRoom, learnCategories } from '../../src/classify/index.ts'
import { KeptModels } from '../../src/classify/kept-model.ts'
import { proposeCategory } from '../../src/classify/propose-category.ts'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { categoryWords } from '../../src/routing/index.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

let m: MiniBureau
let room: ClassifyRoom
const codes: Record<string, string> = {}
beforeAll(async () => {
  m = await createMiniBureau()
  room = { cases: m.deps, categories: categoryWords }
  const bureau = createBureauRoom({ pool: m.deps.app, keyring: m.deps.keyring })
  const { id, unitId, roles } = m.actorOf('administrator')
  const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
  for (const [zh, parent] of [
    ['城乡建设', null],
    ['市政照明', '城乡建设'],
    ['教育', null],
  ] as const) {
    const command = { now: m.clock.now(), idempotencyKey: randomUUID(), session }
    const parentCode = parent && codes[parent]!
    codes[zh] = granted(await addCategory(bureau, command, { parentCode, name: { zh, en: zh } })).code
  }
}, 120_000)
afterAll(() => m.close())

const ask = (text: string, models = new KeptModels(m.deps)) =>
  proposeCategory(room, models, m.looks('clerk'), { text }).then(granted)
const learn = () => learnCategories(m.deps, m.county.bureauId, m.clock.now())

const STREET = ['路灯不亮', '灯杆倾斜', '夜里没有照明', '路灯常亮']
const SCHOOL = ['老师补课收费', '学校食堂', '招生不公', '学费上涨']

test('a bureau without letters is given what the names say, without a figure of confidence', async () => {
  expect(await learn()).toMatchObject({ letters: 0, branches: 0 })
  const said = await ask('我们村的市政照明坏了很久')
  expect(said).toMatchObject({ from: 'names', letters: null, proposal: { confidence: null } })
  expect(said.proposal!.code).toBe(codes.市政照明)
  expect(said.proposal!.path.map((p) => p.zh)).toEqual(['城乡建设', '市政照明'])
  expect((await ask('你好')).proposal).toBeNull()
})

test('learns from its own letters and leaves out what is secret or shielded', {
  timeout: 120_000,
}, async () => {
  const letter = (i: number, more = {}) => {
    const street = i % 2 === 0
    const own = street ? STREET : SCHOOL
    const at = (k: number) => own[((i >> 1) + k) % 4]!
    const body = `领导您好，${[0, 1, 2]
      .slice(0, 1 + (i % 3))
      .map(at)
      .join('，')}，希望解决。${'已多次反映。'.repeat(i % 4)}`
    const category = street ? codes.市政照明! : codes.教育!
    return m.register('letter-box', { subject: own[(i >> 1) % 4]!, body, category, ...more })
  }
  for (let i = 0; i < 120; i++) await letter(i)
  await letter(0, { secrecy: 'matter' })
  const models = new KeptModels(m.deps)
  expect((await ask('门口的路灯不亮', models)).from).toBe('names')
  const learned = await learn()
  expect(learned).toMatchObject({ letters: 120, branches: 1 })
  const said = await ask('门口的路灯不亮，夜里看不见', models)
  expect(said).toMatchObject({ from: 'letters', letters: 120 })
  // One category alone below the branch: nothing to choose between, so it is certain of the branch and of no more.
  expect(said.proposal!.code).toBe(codes.城乡建设)
  expect(said.proposal!.confidence).toBeGreaterThan(0.9)
  expect(said.proposal!.because).toContain('路灯')
  expect((await ask('zzzzzzzz qqqqqqq', models)).proposal).toBeNull()
})

test('is kept where nobody can read the words', async () => {
  const { rows } = await m.database.owner.query<{ cipher: Buffer }>('select cipher from category_models')
  expect(rows).toHaveLength(1)
  expect(rows[0]!.cipher.includes('路灯')).toBe(false)
})

test('is another bureau’s neither to read nor to use', async () => {
  const foreign = await withTx(m.database.app, { bureau: m.other.bureauId }, (tx) =>
    tx.query('select 1 from category_models'),
  )
  expect(foreign).toEqual([])
  const said = await proposeCategory(room, new KeptModels(m.deps), m.looks('clerk', m.other), {
    text: '门口的路灯不亮，夜里看不见',
  }).then(granted)
  expect(said).toMatchObject({ from: 'names', proposal: null, near: [] })
})

test('that can no longer be opened is as good as none', async () => {
  await m.database.owner.query(
    'update category_models set cipher = set_byte(cipher, 40, get_byte(cipher, 40) # 1)',
  )
  expect((await ask('门口的路灯不亮')).from).toBe('names')
  await learn()
  expect((await ask('门口的路灯不亮')).from).toBe('letters')
})
