import { describe, expect, test } from 'vitest'
import { addMonths, citizenRoutes, dangersIn } from './citizen.ts'

const none = { decided: '', since: null } as const
const routes = (text: string, decided: Parameters<typeof citizenRoutes>[1]['decided']) =>
  citizenRoutes(text, { decided, since: null }).map((r) => r.route)

describe('the route shown to the person who writes', () => {
  test('is what they said first, then what the words hint at', () => {
    expect(routes('法院判决以后，城管又作出处罚决定', 'agency')).toEqual(['review', 'court'])
    expect(routes('公司辞退我', 'arbitration')).toEqual(['arbitration'])
    expect(routes('处罚决定不服', 'unsure')).toEqual(['review'])
  })

  test('is none when nothing was decided, except for a report of misconduct', () => {
    expect(routes('法院判决不公', 'none')).toEqual([])
    expect(routes('村主任贪污，法院判决', 'none')).toEqual(['misconduct'])
  })

  test('has a last day only from the day the person gave, by the articles that were read', () => {
    const [review] = citizenRoutes('不服处罚决定', { decided: 'agency', since: '2026-08-31' }, '2026-10-31')
    expect(review!.limits.map((l) => [l.kind, l.day, l.passed])).toEqual([
      ['last', '2026-10-30', true],
      ['last', '2027-02-28', false],
    ])
    const undated = citizenRoutes('不服处罚决定', { decided: 'agency', since: null }, '2026-10-31')
    expect(undated[0]!.limits).toEqual([])
    // Guessed from words alone: no limit at all.
    expect(citizenRoutes('不服处罚决定', { decided: 'unsure', since: '2026-08-31' })[0]!.limits).toEqual([])
    for (const r of citizenRoutes('法院判决，劳动仲裁', { decided: 'court', since: '2026-08-31' }))
      expect(r.limits).toEqual([])
  })

  test('says from when a suit against doing nothing is open', () => {
    const [first] = citizenRoutes('', { decided: 'asked', since: '2026-12-31' }, '2027-01-05')
    expect(first).toMatchObject({
      route: 'inaction',
      limits: [{ kind: 'from', day: '2027-02-28', passed: false }],
    })
  })

  test('is none for ordinary requests', () => {
    for (const text of ['路灯坏了', '小区停水三天', '建议增加公交班次'])
      expect(citizenRoutes(text, none)).toEqual([])
  })
})

test('months end on the last day there is', () => {
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28')
  expect(addMonths('2027-12-31', 2)).toBe('2028-02-29')
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15')
})

describe('present danger', () => {
  test.each([
    ['楼下正在打人，快来人', '110'],
    ['厨房天然气泄漏，味道很大', '119'],
    ['我不想活了', '120'],
  ])('%s', (text, number) => {
    expect(dangersIn(text).map((d) => d.number)).toContain(number)
  })

  test('is not seen where nobody is in danger', () => {
    for (const text of ['路灯坏了三个月', '打电话没人接', '打了三次电话', '要求赔偿', '气温太低暖气不热'])
      expect(dangersIn(text)).toEqual([])
  })
})
