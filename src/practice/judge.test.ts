import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROLES } from '../kernel/access/index.ts'
import { judge } from './judge.ts'
import { LETTERS, letterFor } from './letters.ts'
import { PREPARED } from './preparation.ts'
import type { Seen, SeenMatter } from './seen.ts'
import { TASKS, tasksFor } from './tasks/index.ts'
import { practiceUnits, unitFor } from './units.ts'

const NOTHING: Seen = {
  own: [],
  registered: [],
  opened: new Set(),
  forms: [],
  units: new Map([['cgj', 'u1']]),
}

const registered = (demands: number, persons: number, representatives: number): SeenMatter =>
  ({
    matterId: 'm',
    acts: [{ type: 'matter.registered', data: {} }],
    doc: {
      channel: 'letter',
      reachable: true,
      demands: Array.from({ length: demands }, (_, i) => ({ demandId: `q${i + 1}` })),
      contacts: [{ persons, representatives }],
      proceedings: { main: { procedure: 'petition' } },
    },
  }) as unknown as SeenMatter

const step = (action: string, more: object): SeenMatter =>
  ({
    matterId: 'm',
    acts: [
      {
        type: 'proceeding.stepped',
        data: { action, values: {}, seats: {}, clocks: [], outcomes: [], opened: [], contents: [], ...more },
      },
    ],
    doc: { demands: [], links: [], seats: {} },
  }) as unknown as SeenMatter

const task = (id: string) => TASKS.find((t) => t.id === id)!
const done = (id: string, seen: Partial<Seen>) =>
  judge(task(id), { ...NOTHING, ...seen })
    .parts.filter((p) => p.done)
    .map((p) => p.id)

describe('the tasks', () => {
  test('have names of their own, prepare what there is, and ask for something', () => {
    expect(new Set(TASKS.map((t) => t.id)).size).toBe(TASKS.length)
    for (const t of TASKS) {
      for (const kind of t.prepares) expect(Object.keys(PREPARED), t.id).toContain(kind)
      expect(new Set(t.parts.map((p) => p.id)).size, t.id).toBe(t.parts.length)
      expect(t.parts.length, t.id).toBeGreaterThan(1)
      expect(t.brief.zh.includes('{number}'), t.id).toBe(t.prepares.length > 0)
    }
  })

  test('there is one at least for each who works on what people ask', () => {
    const without = ROLES.filter((role) => tasksFor([role]).length === 0)
    expect(without).toEqual(['finance', 'administrator', 'auditor'])
  })

  test('nothing done is nothing passed', () => {
    for (const t of TASKS)
      expect(
        judge(t, NOTHING).parts.some((p) => p.done),
        t.id,
      ).toBe(false)
  })
})

describe('what is seen', () => {
  test('a letter counts part by part', () => {
    expect(done('register-letter', { registered: [registered(3, 12, 2)] })).toEqual([
      'registered',
      'demands',
      'persons',
      'representatives',
      'reachable',
    ])
    expect(done('register-letter', { registered: [registered(1, 1, 2)] })).toEqual([
      'registered',
      'representatives',
      'reachable',
    ])
  })

  test('a limit met too late, and another unit, are told apart from what was done', () => {
    const clock = (endedOn: string) => ({
      status: 'met',
      right: false,
      unit: 'cal',
      nominal: '2026-03-10',
      rolled: '2026-03-10',
      dueAt: null,
      pauses: [],
      endedOn,
      endedAt: `${endedOn}T02:00:00Z`,
    })
    const assigned = (unit: string, endedOn: string) =>
      done('assign', { own: [step('assign', { seats: { handler: unit }, clocks: [clock(endedOn)] })] })
    expect(assigned('u1', '2026-03-10')).toEqual(['assigned', 'unit', 'in-time'])
    expect(assigned('u1', '2026-03-11')).toEqual(['assigned', 'unit'])
    expect(assigned('u2', '2026-03-09')).toEqual(['assigned', 'in-time'])
  })

  test('a reply needs an outcome for each demand, and none twice for another', () => {
    const replied = (...demands: string[]) =>
      done('reply', { own: [step('submit-reply', { outcomes: demands.map((demandId) => ({ demandId })) })] })
    expect(replied('q1', 'q2', 'q3')).toEqual(['submitted', 'outcomes'])
    expect(replied('q1', 'q1', 'q2')).toEqual(['submitted'])
  })
})

test('every account finds its work in a unit of the ground, and no unit looks like a real one', () => {
  const units = practiceUnits('x-lx')
  const codes = units.map((u) => u.code)
  fc.assert(
    fc.property(fc.subarray([...ROLES], { minLength: 1 }), fc.nat(), (roles, place) =>
      codes.includes(unitFor(roles, place)),
    ),
  )
  for (const u of units) {
    expect(u.name.zh).toContain('练习')
    expect(u.superior?.bureauSlug ?? 'x-lx').toBe('x-lx')
  }
})

test('letters of two learners differ, say that they are made up, and call nobody', () => {
  for (const id of Object.keys(LETTERS) as (keyof typeof LETTERS)[]) {
    const [a, b] = [letterFor(id, 1001, '甲'), letterFor(id, 1002, '乙')]
    expect(a.subject).not.toBe(b.subject)
    expect([a.subject, a.body]).toEqual([expect.stringContaining('练习'), expect.stringContaining('虚构')])
    expect(a.parties![0]!.phone).toMatch(/^1990000\d{4}$/)
  }
})
