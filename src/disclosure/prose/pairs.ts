/**
 * Two figures that a phrase sets beside each other: one sum in two units (205,900元（20.59万元）), from one figure to
 * another (由3.00万元减少到2.40万元，下降20%), and rates that differ by points (比上年的96.2%提高2.3个百分点).
 */
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  multiply,
  show,
  subtract,
  unit,
  whole,
  within,
} from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, severityOf, span } from '../reading.ts'
import type { Quantity } from '../text/quantities.ts'
import { inUnit } from './parts.ts'
import { rounding } from './shares.ts'

export function checkPairs(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    for (const [i, a] of p.quantities.entries()) {
      const [b, c] = [p.quantities[i + 1], p.quantities[i + 2]]
      if (!b) continue
      twoUnits(p, a, b, ledger)
      fromTo(p, a, b, c, ledger)
      points(p, a, b, c, ledger)
    }
  }
}

/** The same sum in another unit, right behind it in a bracket that holds nothing else (R-X-05). */
function twoUnits(p: ReadParagraph, a: Quantity, b: Quantity, ledger: Ledger): void {
  if (a.dim !== 'money' || b.dim !== 'money' || a.unit === b.unit) return
  if (!/^（(?:即|折合|合|约)?$/.test(p.text.slice(a.end, b.start).trim()) || p.text[b.end] !== '）') return
  const ok =
    within(a.amount, b.amount, add(a.half, b.half)) || b.about || p.text.slice(a.end, b.start).includes('约')
  ledger.write(
    relation(
      'R-X-05',
      'unit-convert',
      span(p, a, { end: b.end + 1 }),
      a.digits + a.unit,
      b.digits + b.unit,
      ok,
      {
        leftValue: inUnit(a.amount, b),
        rightValue: b.value,
        ...(ok ? {} : { severity: 'error' as const, shouldBe: `${show(inUnit(a.amount, b))}${b.unit}` }),
        note: { key: 'two-units' },
      },
    ),
  )
}

const FROM = /(?:由|从)[^，。；]*$/
const TO = /(增加|增长|上升|提高|上涨|减少|下降|降低|降|压减|缩减)(?:到|至|为)[^，。；]*$/

/** Before and after stand in one phrase; the percentage behind it follows from both (R-P-03). */
function fromTo(p: ReadParagraph, a: Quantity, b: Quantity, g: Quantity | undefined, ledger: Ledger): void {
  if (a.dim !== b.dim || a.dim === '' || a.dim === 'points' || a.about || b.about) return
  const between = p.text.slice(a.end, b.start)
  const word = TO.exec(between)?.[1]
  if (!word || /[，。；]/.test(between) || !FROM.test(p.text.slice(Math.max(0, a.start - 30), a.start)))
    return
  const down = /减少|下降|降|压减|缩减/.test(word)
  const goes = compare(b.amount, a.amount)
  const right = down ? goes < 0 : goes > 0
  ledger.write(
    relation('R-P-05', 'direction', span(p, a, b), `${a.digits} → ${b.digits}`, word, right || goes === 0, {
      leftValue: a.value,
      rightValue: inUnit(b.amount, a),
      ...(right || goes === 0 ? {} : { severity: 'error' as const }),
      note: { key: 'direction' },
    }),
  )
  if (a.dim === 'percent' || !g || g.role !== 'growth' || isZero(a.amount)) return
  if (/[。；\d]/.test(p.text.slice(b.end, g.start)) || g.depth !== b.depth) return
  const value = divide(multiply(whole(100), absolute(subtract(b.amount, a.amount))), a.amount, g.shown + 6)
  const tolerance = add(g.half, rounding(b, a, g.shown))
  const severity = severityOf(value, g.value, tolerance, unit(g.shown))
  ledger.write(
    relation(
      'R-P-03',
      'yoy',
      span(p, a, g),
      `pct(${b.digits}-${a.digits},${a.digits})`,
      g.digits,
      severity === null,
      {
        leftValue: value,
        rightValue: g.value,
        tolerance,
        strict: g.half,
        ...(severity ? { severity, shouldBe: `${show(divide(value, whole(1), g.shown), g.shown)}%` } : {}),
        note: { key: 'yoy', values: { prior: a.digits } },
      },
    ),
  )
}

/** Two rates and the points between them (R-P-03). */
function points(p: ReadParagraph, a: Quantity, b: Quantity, c: Quantity | undefined, ledger: Ledger): void {
  if (a.dim !== 'percent' || b.dim !== 'percent' || c?.dim !== 'points' || c.role !== 'change') return
  if (!/^[，]?(?:比|较)(?:上年|去年|20\d\d年)[^，。；\d]{0,8}$/.test(p.text.slice(a.end, b.start))) return
  if (/[，。；]/.test(p.text.slice(b.end, c.start).replace(/^，/, ''))) return
  const moved = multiply(subtract(a.value, b.value), whole(c.sign))
  const tolerance = add(add(a.half, b.half), c.half)
  const severity = severityOf(moved, c.value, tolerance, unit(Math.max(a.shown, b.shown, c.shown)))
  ledger.write(
    relation('R-P-03', 'yoy', span(p, a, c), `${a.digits}-${b.digits}`, c.digits, severity === null, {
      leftValue: moved,
      rightValue: c.value,
      tolerance,
      ...(severity ? { severity } : {}),
      note: { key: 'points' },
    }),
  )
}
