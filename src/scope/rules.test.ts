import { describe, expect, test } from 'vitest'
import { ROUTE_RULES, scopeHints } from './rules.ts'

const routes = (text: string) => scopeHints(text).map((h) => h.rule.route)

describe('a hint at another route', () => {
  test.each([
    ['法院判决以后对方不执行，请求强制执行。', 'court', '判决'],
    ['公司违法辞退我，劳动仲裁已经裁决。', 'arbitration', '违法辞退'],
    ['对城管的处罚决定不服。', 'review', '处罚决定'],
    ['不服镇政府的限期拆除决定', 'review', '不服镇政府的限期拆除决定'],
    ['多次申请查处违建一直没有答复，属于不作为', 'inaction', '不作为'],
    ['村主任侵吞集体资金', 'misconduct', '侵吞集体'],
    ['因开除党籍要求复审', 'party-appeal', '开除党籍'],
  ])('%s', (text, route, word) => {
    const hint = scopeHints(text).find((h) => h.rule.route === route)
    expect(hint?.found).toContain(word)
  })

  test('is given for no ordinary request', () => {
    expect(routes('演示路的路灯坏了，请修好。')).toEqual([])
    expect(routes('')).toEqual([])
  })

  test('names a limit only where its article was read, and works out no date', () => {
    for (const rule of ROUTE_RULES) {
      for (const limit of rule.limits) {
        expect(limit.mark).toBe('V')
        expect(limit.basis.zh).toMatch(/^《行政(复议|诉讼)法》第[一二三四五六七八九十]+条$/)
        expect(limit.label.zh).not.toMatch(/\d{4}/)
      }
    }
    expect(ROUTE_RULES.filter((r) => r.limits.length > 0).map((r) => r.route)).toEqual(['review', 'inaction'])
  })

  test('is the same the second time: no pattern remembers where it stood', () => {
    const text = '法院判决'
    expect(scopeHints(text)).toEqual(scopeHints(text))
  })
})
