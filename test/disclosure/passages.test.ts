/** Passages of many styles: nothing is found in what is right, and a digit changed in a figure that another one tells is noticed. */
import { describe, expect, test } from 'vitest'
import { reportOn } from '../../src/disclosure/index.ts'
import { PASSAGES } from './synthetic/passages.ts'

const check = (text: string) =>
  reportOn({
    name: '',
    lines: `演示县信访局2023年度部门决算\n${text}`.split('\n').map((t, i) => ({ text: t, line: i + 1 })),
  }).checked.filter((r) => r.severity === 'error' || r.severity === 'review')

describe('a passage that is right', () => {
  test.each(PASSAGES.map((p) => [p.slice(0, 40), p]))('raises nothing: %s', (_, passage) => {
    expect(check(passage).map((r) => [r.severity, r.kind, r.left, r.right])).toEqual([])
  })
})

const FIGURE =
  /(?<![\d.,A-Za-z第])\d[\d,]*(?:\.\d+)?(?=\s*(?:万元|亿元|元|%|人|辆|个|家|批|台|,|，|。|、|；|\s|$|\|))/g

/** The first digit that is no zero becomes the next one; null for years and what is too small to be told twice. */
function changed(passage: string, m: RegExpExecArray | RegExpMatchArray): string | null {
  const figure = m[0]
  const k = figure.search(/[1-9]/)
  if (k < 0 || /^(?:19|20)\d\d$/.test(figure) || /^[1-9]$/.test(figure)) return null
  const next = String((Number(figure[k]) % 9) + 1)
  return (
    passage.slice(0, m.index!) +
    figure.slice(0, k) +
    next +
    figure.slice(k + 1) +
    passage.slice(m.index! + figure.length)
  )
}

test('of the figures changed one at a time, nine of ten are noticed', () => {
  let [all, noticed] = [0, 0]
  for (const passage of PASSAGES)
    for (const m of passage.matchAll(FIGURE)) {
      const wrong = changed(passage, m)
      if (wrong === null) continue
      all++
      if (check(wrong).length > 0) noticed++
    }
  expect(all).toBeGreaterThan(400)
  expect(noticed / all).toBeGreaterThan(0.88)
})
