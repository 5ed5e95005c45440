/** Changes of one bureau that go to the database together: each keeps its own answer, and its own walls. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeMatter } from '../../src/cases/run.ts'
import { isRefusal } from '../../src/kernel/errors/refusal.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
let letters: { matterId: string; number: string }[]
let shielded: { matterId: string }
beforeAll(async () => {
  m = await createMiniBureau()
  letters = await Promise.all(Array.from({ length: 12 }, () => m.register('letter-box')))
  shielded = await m.register('misconduct', {
    parties: [{ role: 'petitioner', name: '测试甲', phone: '13900000000', address: '演示路一号' }],
  })
})
afterAll(() => m.close())

/** Writing transactions while `act` runs. */
async function transactions(act: () => Promise<unknown>): Promise<string[]> {
  const { app } = m.database
  const connect = app.connect.bind(app)
  const begun: string[] = []
  app.connect = (async () => {
    const client = await connect()
    const send = client.query.bind(client)
    client.query = ((q: unknown, ...rest: unknown[]) => {
      if (typeof q === 'string' && q.startsWith('BEGIN;')) begun.push(q)
      return (send as (...a: unknown[]) => unknown)(q, ...rest)
    }) as typeof client.query
    return client
  }) as typeof app.connect
  try {
    await act()
  } finally {
    app.connect = connect as typeof app.connect
  }
  return begun
}

const assign = (matterId: string, key?: string, expectedVersion?: number) =>
  m.fire(m.as('clerk', key), matterId, 'assign', { unit: m.county.units.works }, 'main', expectedVersion)

test('many at once are few transactions, none of which runs in the sight of a unit', async () => {
  let answers: Awaited<ReturnType<typeof assign>>[] = []
  const begun = await transactions(async () => {
    answers = await Promise.all(letters.map((l) => assign(l.matterId)))
  })
  for (const answer of answers) expect(granted(answer)).toMatchObject({ version: 2, state: 'dispatched' })
  // The first goes at once, what comes meanwhile goes with the second.
  expect(begun.length).toBeLessThanOrEqual(3)
  for (const opening of begun) {
    expect(opening).toContain(`app.bureau = '${m.county.bureauId}'`)
    expect(opening).toContain("app.unit = ''")
    expect(opening).toContain("app.system = ''")
  }
})

test('each has its own answer: done, refused, answered before, not there', async () => {
  const [one, two, three, four] = letters as [(typeof letters)[0], ...typeof letters]
  const before = granted(await m.fire(m.as('works', 'sign-two'), two!.matterId, 'sign'))
  const answers = await Promise.all([
    m.fire(m.as('works'), one.matterId, 'sign'),
    m.fire(m.as('works', 'sign-two'), two!.matterId, 'sign'),
    m.fire(m.as('water'), three!.matterId, 'sign'),
    m.fire(m.as('works'), four!.matterId, 'sign', {}, 'main', 1),
    m.fire(m.as('works'), crypto.randomUUID(), 'sign'),
    m.fire(m.as('works', 'sign-two'), four!.matterId, 'sign'),
  ])
  expect(granted(answers[0]!)).toMatchObject({ version: 3 })
  expect(answers[1]).toEqual({ ...before, replayed: true })
  expect(isRefusal(answers[2]!)).toBe(true)
  expect(answers[3]).toMatchObject({ refused: 'write.stale_version', details: { version: 2 } })
  expect(codeOf(answers[4]!)).toBe('not_found')
  expect(codeOf(answers[5]!)).toBe('write.idempotency_key_reused')
})

test('one key for two matters at the same moment has one effect', async () => {
  const [five, six] = letters.slice(4)
  const sign = (matterId: string) => m.fire(m.as('works', 'one-for-two'), matterId, 'sign')
  const answers = await Promise.all([sign(five!.matterId), sign(six!.matterId)])
  expect(answers.map(codeOf).sort()).toEqual(['write.idempotency_key_reused', null].sort())
  expect(await m.count("select count(*) from commands where idempotency_key = 'one-for-two'")).toBe(1)
})

test('changes of one matter sent at once come one after another, each on what the one before left', async () => {
  const { matterId } = letters[6]!
  const begun = await m.count('select count(*) from events where matter_id = $1', [matterId])
  const notes = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      changeMatter(m.deps, m.as('clerk'), {
        matterId,
        request: { n },
        decide: (doc) => ({ doc, before: doc, drafts: [], contents: [], outbox: [] }),
      }),
    ),
  )
  for (const note of notes) granted(note)
  const signed = await Promise.all([
    m.fire(m.as('works'), matterId, 'sign'),
    m.fire(m.as('works'), matterId, 'sign'),
  ])
  expect(signed.filter((s) => !isRefusal(s))).toHaveLength(1)
  expect(await m.count('select count(*) from events where matter_id = $1', [matterId])).toBe(begun + 1)
})

test('an error of one decision is its own', async () => {
  const [eight, nine] = letters.slice(7)
  const [broken, fine] = await Promise.allSettled([
    changeMatter(m.deps, m.as('clerk'), {
      matterId: eight!.matterId,
      request: {},
      decide: () => {
        throw new Error('a mistake in a rule')
      },
    }),
    m.fire(m.as('works'), nine!.matterId, 'sign'),
  ])
  expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'a mistake in a rule' } })
  expect(fine).toMatchObject({ status: 'fulfilled', value: { version: 3 } })
})

test('a shielded matter goes alone, in the sight of its own unit and of no other', async () => {
  const { matterId } = shielded
  const begun = await transactions(async () => {
    const [routed, outsider, open] = await Promise.all([
      m.fire(m.as('clerk'), matterId, 'route', { unit: m.county.units.works }),
      m.fire(m.as('water'), matterId, 'route', { unit: m.county.units.water }),
      m.fire(m.as('works'), letters[9]!.matterId, 'sign'),
    ])
    granted(routed)
    expect(codeOf(outsider)).toBe('not_found')
    granted(open)
  })
  expect(begun.some((b) => b.includes(`app.unit = '${m.county.units.centre}'`))).toBe(true)
  expect(begun.some((b) => b.includes(`app.unit = '${m.county.units.water}'`))).toBe(true)
})
