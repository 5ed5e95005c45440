import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { barChart, chartTable, lineChart, type StackedInput, stackedChart } from './index.ts'
import { LOOKS, PATTERNS } from './look.ts'
import { legendLines, widthOf } from './measure.ts'

const months = Array.from({ length: 12 }, (_, i) => `${i + 1}月`)
const input = (more: Partial<StackedInput> = {}): StackedInput => ({
  title: '各月登记事项',
  desc: '三月最多',
  labels: ['1月', '2月', '3月'],
  series: [{ name: '登记', values: [12, 4, 30] }],
  ...more,
})
const TAGS = new Set([
  'svg',
  'title',
  'desc',
  'rect',
  'path',
  'polyline',
  'circle',
  'clipPath',
  'text',
  'defs',
  'pattern',
  'g',
])
const KINDS = { barChart, lineChart, stackedChart }
const kinds = Object.entries(KINDS)

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((m) =>
    m[1]!
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'"),
  )
/** Left and right end of each piece of text, by the same widths the layout reckons with. */
const ends = (svg: string, letters: number) =>
  [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map((m) => {
    const at = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(m[1]!)?.[1]
    const moved = Number(/translate\(([-\d.]+)/.exec(m[1]!)?.[1] ?? 0)
    const x = moved + Number(at(' x') ?? 0)
    const wide = widthOf(m[2]!.trim(), letters) * 0.95
    const anchor = at('text-anchor')
    const left = anchor === 'end' ? x - wide : anchor === 'middle' ? x - wide / 2 : x
    return { text: m[2]!, left, right: left + wide }
  })

describe.each(kinds)('%s', (_, chart) => {
  it('passes a policy without inline styles and scripts, and asks nothing of others', () => {
    const svg = chart(input({ series: [...input().series, { name: '办结', values: [1, 2, null] }] }))
    expect(svg).not.toMatch(/style|script|class=|\son\w+=|ecmeta|CDATA/)
    expect([...svg.matchAll(/https?:[^"]*/g)].map((m) => m[0])).toEqual(['http://www.w3.org/2000/svg'])
    expect(svg).not.toMatch(/url\((?!#)/)
  })

  it('says its name and what it tells, as an image', () => {
    const svg = chart(input({ title: '甲<乙>', desc: '"丙" & 丁' }))
    expect(XMLValidator.validate(svg)).toBe(true)
    const root = new XMLParser({ ignoreAttributes: false }).parse(svg).svg
    expect(root['@_role']).toBe('img')
    expect(root.title['#text']).toBe('甲<乙>')
    expect(root.desc['#text']).toBe('"丙" & 丁')
    expect(root['@_aria-labelledby']).toBe(`${root.title['@_id']} ${root.desc['@_id']}`)
  })

  it('is the same file for the same input, and shares no identifier with another', () => {
    const two = input({ series: [...input().series, { name: '办结', values: [1, 2, 3] }] })
    const first = chart(two)
    chart(input())
    expect(chart(two)).toBe(first)
    const idsOf = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]!)
    const other = idsOf(chart({ ...two, desc: '另一张' }))
    expect(idsOf(first).filter((id) => other.includes(id))).toEqual([])
    for (const [, used] of first.matchAll(/url\(#([^)]+)\)/g)) expect(idsOf(first)).toContain(used)
  })

  it('prints every label whole and within the drawing', () => {
    const long = ['城乡建设和房屋拆迁补偿安置类事项', '劳动和社会保障', 'Natural resources and environment']
    for (const letters of [14, 18]) {
      const svg = chart(input({ labels: long, width: 640, letters }))
      expect(textsOf(svg).join('').replaceAll(' ', '')).toContain(long[0]!)
      for (const { text, left, right } of ends(svg, letters)) {
        expect(left, text).toBeGreaterThanOrEqual(-1)
        expect(right, text).toBeLessThanOrEqual(641)
      }
    }
  })

  it('treats words as words, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary-ascii', maxLength: 12 }), { minLength: 1, maxLength: 3 }),
        (labels) => {
          const svg = chart(input({ labels, series: [{ name: '登记', values: labels.map(() => 1) }] }))
          expect(XMLValidator.validate(svg)).toBe(true)
          const tags = [...svg.matchAll(/<([a-zA-Z]+)/g)].map((m) => m[1]!)
          expect(tags.filter((tag) => !TAGS.has(tag))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })

  it('leaves what every object inherits as it was, whatever a thing is called', () => {
    const names = Object.getOwnPropertyNames(Object.prototype)
    const before = Reflect.ownKeys(Object.prototype).length
    const draw = () =>
      chart(input({ labels: names, series: [{ name: '__proto__', values: names.map(() => 1) }] }))
    const svg = draw()
    expect(draw()).toBe(svg)
    expect(Reflect.ownKeys(Object.prototype).length).toBe(before)
    expect(XMLValidator.validate(svg)).toBe(true)
  })

  it('refuses values that do not stand at their labels', () => {
    expect(() => chart(input({ labels: ['1月'] }))).toThrow(RangeError)
  })
})

describe('bars', () => {
  it('say that a value is missing, and print nought as nought', () => {
    const svg = barChart(
      input({ series: [{ name: '登记', values: [12, null, 0] }], missing: '不显示', values: true }),
    )
    expect(textsOf(svg).filter((t) => ['12', '不显示', '0'].includes(t))).toEqual(
      expect.arrayContaining(['12', '不显示', '0']),
    )
  })

  it('lie down where the names of upright ones would be torn', () => {
    const one = (width: number, letters: number) =>
      barChart(
        input({
          labels: months,
          series: [{ name: '登记', values: months.map((_, i) => i) }],
          width,
          letters,
        }),
      )
    expect(textsOf(one(640, 14))).toEqual(expect.arrayContaining(months))
    expect(textsOf(one(340, 18))).toEqual(expect.arrayContaining(months))
    const high = (svg: string) => Number(/height="(\d+)"/.exec(svg)![1])
    expect(high(one(640, 14))).toBe(320)
    expect(high(one(340, 18))).toBeGreaterThan(320)
  })

  it('leave room for the number at the end of the longest', () => {
    const svg = barChart(
      input({
        lying: true,
        width: 340,
        format: (v) => `${v.toLocaleString('en')} 万元`,
        series: [{ name: '决算', values: [1234567.89, 1, 2] }],
      }),
    )
    const number = ends(svg, 14).find((e) => e.text === '1,234,567.89 万元')
    expect(number?.right).toBeLessThanOrEqual(341)
  })
})

describe('parts of a whole', () => {
  const parts = {
    labels: ['甲', '乙'],
    series: [
      { name: '满意', values: [30, null] },
      { name: '不满意', values: [10, 5] },
    ],
  }
  it('print what was handed in, filled or not', () => {
    for (const whole of [false, true])
      expect(textsOf(stackedChart(input({ ...parts, whole })))).toEqual(
        expect.arrayContaining(['30', '10', '5']),
      )
    expect(textsOf(stackedChart({ ...input(parts), whole: true, lying: false }))).toContain('100%')
  })
  it('are never below nought', () => {
    expect(() => stackedChart(input({ series: [{ name: '登记', values: [1, -1, 2] }] }))).toThrow(RangeError)
  })
})

describe('a line', () => {
  it('is broken where a value is missing', () => {
    const points = (values: (number | null)[]) =>
      [
        ...lineChart(
          input({ labels: months.slice(0, 5), series: [{ name: '率', values }], most: 100, least: 0 }),
        ).matchAll(/<path d="([^"]+)"[^>]*stroke-width="2.5"/g),
      ].flatMap((m) => m[1]!.match(/M/g) ?? []).length
    expect(points([1, 2, 3, 4, 5])).toBe(1)
    expect(points([1, 2, null, 4, 5])).toBe(2)
  })
})

describe('the table beside', () => {
  it('has the same values in the same writing', () => {
    const made = chartTable(input({ series: [{ name: '登记', values: [1200, null, 0] }], missing: '不显示' }))
    expect(made).toEqual({
      heads: ['登记'],
      rows: [
        { label: '1月', cells: ['1,200'] },
        { label: '2月', cells: ['不显示'] },
        { label: '3月', cells: ['0'] },
      ],
    })
  })
})

describe('looks', () => {
  const light = (hex: string) => {
    const c = [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    const [r, g, b] = c.map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const contrast = (a: string, b: string) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p)
    return (x! + 0.05) / (y! + 0.05)
  }
  it.each(Object.entries(LOOKS))(
    '%s: marks stand out 3:1, letters 4.5:1, each series with a pattern of its own',
    (_, l) => {
      for (const colour of l.colours) expect(contrast(colour, l.ground)).toBeGreaterThanOrEqual(3)
      for (const ink of [l.ink, l.soft]) expect(contrast(ink, l.ground)).toBeGreaterThanOrEqual(4.5)
      expect(new Set(PATTERNS.map((p) => JSON.stringify(p))).size).toBe(l.colours.length)
    },
  )
  it('reckons a legend that does not fit as two lines', () => {
    expect(legendLines(['年初预算数', '决算数'], 14, 600)).toBe(1)
    expect(legendLines(['年初预算数', '全年预算数', '决算数'], 18, 320)).toBe(2)
  })
})
