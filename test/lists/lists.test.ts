/** The lists of the desk on a real database: what stands in which, for whom, page by page. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ListQuery, PageOf } from '../../src/lists/contract.ts'
import { countMatters, type ListItem, listMatters } from '../../src/lists/list-matters.ts'
import { listViews, removeView, saveView } from '../../src/lists/saved-views.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
/** By what it is: number of the matter. */
const made: Record<string, string> = {}

const list = async (login: Login, q: ListQuery, page: { cursor?: string; limit?: number } = {}) =>
  granted(await listMatters(m.deps, m.looks(login), q, page)) as PageOf<ListItem>
const numbers = async (login: Login, q: ListQuery) => (await list(login, q)).items.map((i) => i.number)

beforeAll(async () => {
  m = await createMiniBureau()
  const keep = async (what: string, matter: Promise<{ number: string; matterId: string }>) => {
    const { number, matterId } = await matter
    made[what] = number
    return matterId
  }
  await keep('registered', m.register('letter-box', { channel: 'web' }))
  const works = await keep('with works', m.register('letter-box', { channel: 'visit', category: 'lighting' }))
  await m.act(m.as('clerk'), works, 'assign', { unit: m.county.units.works })
  const water = await keep('with water', m.register('petition'))
  await m.act(m.as('clerk'), water, 'assign', { unit: m.county.units.water, mode: 'assign' })
  const report = await keep(
    'shielded',
    m.register('misconduct', { class: 'misconduct', reportedUnitId: m.county.units.works }),
  )
  await m.act(m.as('clerk'), report, 'route', { unit: m.county.units.town })
  await keep('answered', m.answeredLetter())
  await m.register('letter-box', {}, m.as('clerk', randomUUID(), m.other))
})
afterAll(() => m.close())

const has = (all: string[], ...names: string[]) =>
  expect([...all].sort()).toEqual(names.map((n) => made[n]!).sort())

describe('what stands in which list', () => {
  it('the inbox: what lies with my unit and nothing else', async () => {
    has(await numbers('works', { list: 'inbox' }), 'with works')
    has(await numbers('water', { list: 'inbox' }), 'with water')
    has(await numbers('clerk', { list: 'inbox' }), 'registered')
    has(await numbers('clerk', { list: 'inbox', waiting: true }), 'registered', 'answered')
  })

  it('passed on: what we took in or handled and now lies elsewhere', async () => {
    has(await numbers('clerk', { list: 'sent' }), 'with works', 'with water', 'shielded')
    has(await numbers('works', { list: 'sent' }))
    const asked = granted(await m.register('letter-box'))
    await m.act(m.as('clerk'), asked.matterId, 'assign', { unit: m.county.units.station })
    await m.act(m.as('station'), asked.matterId, 'return-order', { reason: '不属于本单位职责' })
    expect(await numbers('station', { list: 'sent' })).toEqual([asked.number])
    await m.act(m.as('clerk'), asked.matterId, 'agree-return', {})
    expect(await numbers('station', { list: 'sent' })).toEqual([])
    made.returned = asked.number
  })

  it('of the unit: what is in progress and has us in it, once each', async () => {
    has(
      await numbers('clerk', { list: 'unit' }),
      'registered',
      'with works',
      'with water',
      'shielded',
      'returned',
    )
    has(await numbers('works', { list: 'unit' }), 'with works')
    has(await numbers('works', { list: 'unit', progress: 'any' }), 'with works', 'answered')
  })

  it('all: for those who oversee the bureau everything open to them, for others what is theirs', async () => {
    has(await numbers('supervisor', { list: 'all', progress: 'ended', sort: '-ended' }), 'answered')
    has(await numbers('works', { list: 'all' }), 'with works', 'answered')
    // The watch sits on every matter of the bureau as its supervisor; the auditor on none.
    has(
      await numbers('auditor', { list: 'all' }),
      'registered',
      'with works',
      'with water',
      'answered',
      'returned',
    )
  })

  it('overdue: whole bureau for those who oversee, own work for a unit', async () => {
    expect(await numbers('supervisor', { list: 'overdue' })).toEqual([])
    const now = m.clock.now()
    m.clock.set(new Date('2026-09-01T02:00:00Z'))
    const late = await list('supervisor', { list: 'overdue' })
    has(
      [...new Set(late.items.map((i) => i.number))],
      'registered',
      'with works',
      'with water',
      'shielded',
      'returned',
    )
    expect(late.items.every((i) => i.overdue)).toBe(true)
    expect(late.items.map((i) => i.nextDue)).toEqual(late.items.map((i) => i.nextDue).sort())
    has(await numbers('works', { list: 'overdue' }), 'with works')
    m.clock.set(now)
  })
})

describe('who is shown a list', () => {
  it('shows a shielded matter to nobody off its seats, in no list and no count', async () => {
    for (const login of ['works', 'works-head', 'water', 'auditor', 'head', 'administrator'] as const) {
      for (const which of ['inbox', 'unit', 'sent', 'all', 'overdue'] as const) {
        const page = granted(await listMatters(m.deps, m.looks(login), { list: which }))
        expect(
          page.items.map((i) => i.number),
          `${login} ${which}`,
        ).not.toContain(made.shielded)
      }
    }
    const seen = granted(
      await countMatters(m.deps, m.looks('auditor'), { list: 'all', procedure: 'misconduct' }),
    )
    expect(seen).toEqual({ count: 0, more: false })
    expect(granted(await countMatters(m.deps, m.looks('town'), { list: 'unit' }))).toEqual({
      count: 1,
      more: false,
    })
  })

  it('is empty for those who work on no matter', async () => {
    for (const login of ['editor', 'finance', 'administrator'] as const)
      for (const which of ['inbox', 'unit', 'all', 'overdue'] as const)
        expect(await numbers(login, { list: which })).toEqual([])
  })

  it('keeps bureaus apart', async () => {
    const theirs = granted(await listMatters(m.deps, m.looks('supervisor', m.other), { list: 'all' }))
    expect(theirs.items).toHaveLength(1)
    expect(Object.values(made)).not.toContain(theirs.items[0]!.number)
  })
})

describe('filters, order and pages', () => {
  it('narrows by each filter', async () => {
    has(await numbers('supervisor', { list: 'all', channel: 'visit' }), 'with works')
    has(await numbers('supervisor', { list: 'all', category: 'lighting' }), 'with works')
    has(await numbers('supervisor', { list: 'all', state: 'answered' }), 'answered')
    has(await numbers('supervisor', { list: 'all', procedure: 'petition' }), 'with water')
    has(await numbers('supervisor', { list: 'all', unit: m.county.units.water }), 'with water')
    has(await numbers('supervisor', { list: 'all', class: 'claim-31-1' }))
    const today = m.today()
    expect(await numbers('supervisor', { list: 'all', receivedFrom: today, receivedTo: today })).toHaveLength(
      6,
    )
    expect(await numbers('supervisor', { list: 'all', receivedTo: '2026-03-01' })).toEqual([])
    expect(await numbers('supervisor', { list: 'all', dueTo: '2026-03-02' })).toEqual([])
  })

  it('takes a category for its whole branch', async () => {
    const registered = (category: string) => m.register('letter-box', { category })
    const [top, below, leaf, beside, next] = await Promise.all(
      ['07', '0712', '071299', '08', '0713'].map(registered),
    )
    const found = async (category: string) =>
      granted(await listMatters(m.deps, m.looks('supervisor'), { list: 'all', category })).items.map(
        (i) => i.matterId,
      )
    const ids = (...of: { matterId: string }[]) => of.map((o) => o.matterId).sort()
    expect((await found('07')).sort()).toEqual(ids(top!, below!, leaf!, next!))
    expect((await found('0712')).sort()).toEqual(ids(below!, leaf!))
    expect(await found('071299')).toEqual(ids(leaf!))
    expect(await found('08')).toEqual(ids(beside!))
    expect(await found('0')).toEqual([])
  })

  it('gives every row once over its pages, in order, whatever the order asked for', async () => {
    for (const q of [
      { list: 'all', progress: 'open', sort: 'due' },
      { list: 'all', progress: 'open', sort: '-due' },
      { list: 'all', sort: '-received' },
      { list: 'unit', sort: 'received' },
      { list: 'sent' },
      { list: 'inbox', waiting: true, sort: '-received' },
    ] as ListQuery[]) {
      const whole = (await list('clerk', q)).items.map((i) => i.number)
      const parts: string[] = []
      let cursor: string | undefined
      for (let n = 0; n < 20; n++) {
        const page = await list('clerk', q, { cursor, limit: 2 })
        expect(page.items.length).toBeLessThanOrEqual(2)
        parts.push(...page.items.map((i) => i.number))
        if (!page.next) break
        cursor = page.next
      }
      expect(parts, JSON.stringify(q)).toEqual(whole)
      expect(whole.length).toBeGreaterThan(1)
    }
  })

  it('refuses a cursor of another list, a day that is none, and an order the list has not', async () => {
    const { next } = await list('clerk', { list: 'unit' }, { limit: 1 })
    const at = (q: ListQuery, cursor?: string) => listMatters(m.deps, m.looks('clerk'), q, { cursor })
    expect(codeOf(await at({ list: 'sent' }, next!))).toBe('input.invalid')
    expect(codeOf(await at({ list: 'unit', sort: 'received' }, next!))).toBe('input.invalid')
    expect(codeOf(await at({ list: 'unit' }, 'x'))).toBe('input.invalid')
    expect(codeOf(await at({ list: 'all', dueTo: '2026-02-30' }))).toBe('input.invalid_date')
    expect(codeOf(await at({ list: 'all', dueFrom: '2026-03-02', dueTo: '2026-03-01' }))).toBe(
      'input.invalid',
    )
    expect(codeOf(await at({ list: 'all', sort: 'ended' }))).toBe('input.invalid')
    // What has ended has no due day to be ordered by.
    expect(codeOf(await at({ list: 'all', sort: 'due' }))).toBe('input.invalid')
  })

  it('counts what it lists', async () => {
    for (const q of [
      { list: 'all' },
      { list: 'unit' },
      { list: 'sent' },
      { list: 'inbox', waiting: true },
      { list: 'all', progress: 'ended' },
    ] as ListQuery[]) {
      const rows = (await list('clerk', q)).items.length
      expect(granted(await countMatters(m.deps, m.looks('clerk'), q)), JSON.stringify(q)).toEqual({
        count: rows,
        more: false,
      })
    }
  })
})

describe('a saved view', () => {
  const view = (name: string, shared: 'own' | 'unit' | 'bureau', version = 0) => ({
    name,
    shared,
    query: { list: 'all', channel: 'visit' } as ListQuery,
    columns: ['due', 'matter'],
    version,
  })
  const names = async (login: Login) => (await listViews(m.deps, m.looks(login))).map((v) => v.name)

  it('is seen by its maker, its unit or the bureau, as it was shared', async () => {
    granted(await saveView(m.deps, m.looks('works'), randomUUID(), view('own', 'own')))
    granted(await saveView(m.deps, m.looks('works'), randomUUID(), view('unit', 'unit')))
    granted(await saveView(m.deps, m.looks('supervisor'), randomUUID(), view('bureau', 'bureau')))
    expect((await names('works')).sort()).toEqual(['bureau', 'own', 'unit'])
    expect((await names('works-head')).sort()).toEqual(['bureau', 'unit'])
    expect(await names('water')).toEqual(['bureau'])
    expect(await listViews(m.deps, m.looks('supervisor', m.other))).toEqual([])
  })

  it('is shared no further than one may, and changed by its maker alone', async () => {
    const id = randomUUID()
    expect(codeOf(await saveView(m.deps, m.looks('works'), id, view('x', 'bureau')))).toBe('access.denied')
    expect(codeOf(await saveView(m.deps, m.looks('finance'), id, view('x', 'unit')))).toBe('access.denied')
    granted(await saveView(m.deps, m.looks('works'), id, view('mine', 'unit')))
    expect(codeOf(await saveView(m.deps, m.looks('works-head'), id, view('theirs', 'unit', 1)))).toBe(
      'not_found',
    )
    expect(codeOf(await removeView(m.deps, m.looks('works-head'), id))).toBe('not_found')
    expect(codeOf(await saveView(m.deps, m.looks('works', m.other), id, view('elsewhere', 'own')))).toBeNull()
    expect(await names('works')).toContain('mine')
    granted((await removeView(m.deps, m.looks('administrator'), id)) ?? {})
    expect(await names('works')).not.toContain('mine')
  })

  it('is saved once when sent twice, and not over a newer one', async () => {
    const id = randomUUID()
    const first = granted(await saveView(m.deps, m.looks('water'), id, view('a', 'own')))
    expect(granted(await saveView(m.deps, m.looks('water'), id, view('a', 'own')))).toEqual(first)
    const second = granted(await saveView(m.deps, m.looks('water'), id, view('b', 'own', first.version)))
    expect(second.version).toBe(2)
    expect(codeOf(await saveView(m.deps, m.looks('water'), id, view('c', 'own', 1)))).toBe(
      'write.stale_version',
    )
    expect(codeOf(await saveView(m.deps, m.looks('water'), randomUUID(), view('  ', 'own')))).toBe(
      'input.required',
    )
  })
})
