/**
 * Performance tables (R-F-02, R-F-03): the rate of execution from its two sums, its score from the rate and the weight, no
 * score above its weight, weights that make a hundred, and the foot that sums the scores.
 */
import type { Relation } from '../contract.ts'
import {
  compare,
  type Decimal,
  decimal,
  divide,
  isZero,
  multiply,
  show,
  subtract,
  total,
  whole,
  within,
} from '../decimal.ts'
import { halfOf, type Ledger, relation } from '../reading.ts'
import type { ReadLine } from '../text/displaced.ts'
import { type Figure, figure } from './figure.ts'
import { slip } from './plain-totals.ts'

const HUNDRED = whole(100)
const TITLE = /绩效.{0,12}(?:自评|评价|目标|完成|监控).{0,12}表/
const NUMBER = '(-?\\d[\\d,]*(?:\\.\\d+)?)'
/** 年度资金总额 [年初预算] 全年预算 全年执行 分值 执行率 得分. */
const EXECUTION = new RegExp(
  `^.{0,8}(?:年度)?资金总额.{0,6}?\\s(?:${NUMBER}\\s+)?${NUMBER}\\s+${NUMBER}\\s+(\\d{1,2})\\s+${NUMBER}%?\\s+${NUMBER}$`,
)
const FOOT = new RegExp(`^(?:总分|总计|合计|自评总分|得分合计)\\s+(100)(?:\\.0+)?\\s+${NUMBER}\\b`)
/** …≥95% 96% 15 15: what was aimed at, what was reached, weight and score. */
const INDICATOR =
  /(?:[≥≤><=＝]|定性|\d\S*|优|良|达成)\S*\s+\S+\s+(\d{1,2}(?:\.\d+)?)\s+(\d{1,2}(?:\.\d+)?)(?:\s+[\u4e00-\u9fff].*)?$/

export function checkPerformance(lines: readonly ReadLine[], ledger: Ledger): void {
  for (let i = 0; i < lines.length; i++) {
    const title = lines[i]!.text.replace(/[|\s]/g, '')
    if (!TITLE.test(title) || title.length > 40 || /[，。；]/.test(title)) continue
    let j = i + 1
    const scores: { weight: Figure; score: Figure }[] = []
    let whole = true
    for (; j < Math.min(lines.length, i + 120); j++) {
      const text = lines[j]!.text.replace(/[|\s]+/g, ' ').trim()
      // The next table, or running text: this one is over.
      if (
        /^[^，。；]{4,50}表$/.test(text.replace(/\s/g, '')) ||
        /。/.test(text) ||
        /^第[一二三四五六]部分/.test(text)
      )
        break
      const at = { line: lines[j]!.from[0]!.line, table: title }
      const done = EXECUTION.exec(text)
      const foot = FOOT.exec(text)
      if (done) {
        execution(text, at, done, ledger)
        scores.push({ weight: figure(done[4]!), score: figure(done[6]!) })
      } else if (foot) {
        if (whole && scores.length >= 3) sums(text, at, scores, figure(foot[2]!), ledger)
        whole = false
        break
      } else {
        const m = /^\d{3}/.test(text) ? null : INDICATOR.exec(text)
        if (m) {
          const x = { weight: figure(m[1]!), score: figure(m[2]!) }
          scores.push(x)
          order(text, at, x, ledger)
          reached(text, at, x, ledger)
        } else if (/[≥≤]|指标/.test(text) && /\d/.test(text)) whole = false
      }
    }
    if (whole && scores.length >= 3) weights(lines[i]!, title, lines.slice(i + 1, j), scores, ledger)
    i = j - 1
  }
}

/** Weights of a table without a foot: with execution they make a hundred, without it ninety. */
function weights(
  head: ReadLine,
  title: string,
  rows: readonly ReadLine[],
  scores: readonly { weight: Figure }[],
  ledger: Ledger,
): void {
  const text = rows.map((r) => r.text).join('\n')
  if (/总分|总计|合计/.test(text) || !/产出/.test(text) || !/效益/.test(text) || !/满意/.test(text)) return
  const made = total(scores.map((s) => s.weight.value))
  const holds = [HUNDRED, decimal('90')].some((w) => compare(made, w) === 0)
  if (!holds && (compare(made, decimal('80')) < 0 || compare(made, decimal('110')) > 0)) return
  const at = { line: head.from[0]!.line, table: title }
  ledger.write(
    relation(
      'R-F-03',
      'performance',
      { quote: title, at },
      scores.map((s) => s.weight.digits).join('+'),
      '100',
      holds,
      {
        leftValue: made,
        rightValue: HUNDRED,
        ...(holds ? {} : { severity: 'review' as const }),
        note: { key: 'sum', values: { diff: show(subtract(made, HUNDRED)) } },
      },
    ),
  )
}

type At = Relation['at']
const plain = (d: string) => decimal(d.replace(/,/g, ''))

function execution(text: string, at: At, m: RegExpExecArray, ledger: Ledger): void {
  const [planned, done, weight, rate, score] = [
    figure(m[2]!),
    figure(m[3]!),
    figure(m[4]!),
    figure(m[5]!),
    figure(m[6]!),
  ]
  if (isZero(planned.value)) return
  const value = divide(multiply(HUNDRED, done.value), planned.value, rate.shown + 6)
  const slack = divide(multiply(HUNDRED, halfOf(Math.min(done.shown, planned.shown))), planned.value, 8)
  say(
    'R-F-02',
    'completion',
    text,
    at,
    `pct(${done.digits},${planned.digits})`,
    value,
    rate,
    total([halfOf(rate.shown), slack, slack]),
    ledger,
  )
  const most = compare(plain(m[5]!), HUNDRED) > 0 ? HUNDRED : plain(m[5]!)
  const points = divide(multiply(most, weight.value), HUNDRED, 6)
  // Some score in steps: only what follows from the rate is said to hold.
  const near = total([halfOf(score.shown), divide(multiply(halfOf(rate.shown), weight.value), HUNDRED, 8)])
  if (within(points, score.value, near))
    say('R-F-04', 'performance', text, at, `${m[5]}%*${m[4]}`, points, score, near, ledger)
  order(text, at, { weight, score }, ledger)
}

function order(text: string, at: At, x: { weight: Figure; score: Figure }, ledger: Ledger): void {
  const ok = compare(x.score.value, x.weight.value) <= 0
  ledger.write(
    relation('R-F-03', 'performance', { quote: text, at }, x.score.digits, `≤${x.weight.digits}`, ok, {
      leftValue: x.score.value,
      rightValue: x.weight.value,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'order' },
    }),
  )
}

/** ≥95% reached by 93% with the full score: the aim was missed, the score says it was not. */
const AIM = /([≥≤])\s*(\d+(?:\.\d+)?)\s*([^\s\d]*)\s+(\d+(?:\.\d+)?)\s*([^\s\d]*)\s+\d/

function reached(text: string, at: At, x: { weight: Figure; score: Figure }, ledger: Ledger): void {
  const m = AIM.exec(text)
  if (!m || m[3] !== m[5] || compare(x.score.value, x.weight.value) < 0) return
  const [aim, done] = [decimal(m[2]!), decimal(m[4]!)]
  const ok = m[1] === '≥' ? compare(done, aim) >= 0 : compare(done, aim) <= 0
  ledger.write(
    relation('R-F-04', 'performance', { quote: text, at }, m[4]!, `${m[1]}${m[2]}`, ok, {
      leftValue: done,
      rightValue: aim,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'full-score-below-aim' },
    }),
  )
}

function sums(
  text: string,
  at: At,
  all: readonly { weight: Figure; score: Figure }[],
  foot: Figure,
  ledger: Ledger,
): void {
  const weights = all.map((x) => x.weight)
  const made = total(weights.map((f) => f.value))
  if (compare(made, HUNDRED) === 0 || slip(weights, figure('100')))
    say(
      'R-F-03',
      'performance',
      text,
      at,
      weights.map((f) => f.digits).join('+'),
      made,
      figure('100'),
      { n: 0n, s: 0 },
      ledger,
    )
  const scores = all.map((x) => x.score)
  const sum = total(scores.map((f) => f.value))
  const slack = total([...scores, foot].filter((f) => f.shown > 0).map((f) => halfOf(f.shown)))
  if (within(sum, foot.value, slack) || slip(scores, foot))
    say('R-F-03', 'performance', text, at, scores.map((f) => f.digits).join('+'), sum, foot, slack, ledger)
}

function say(
  rule: string,
  kind: Relation['kind'],
  text: string,
  at: At,
  left: string,
  value: Decimal,
  said: Figure,
  tolerance: Decimal,
  ledger: Ledger,
): void {
  const ok = within(value, said.value, tolerance)
  ledger.write(
    relation(rule, kind, { quote: text, at }, left, said.digits, ok, {
      leftValue: value,
      rightValue: said.value,
      tolerance,
      ...(ok ? {} : { severity: 'review' as const }),
      note: { key: 'sum', values: { diff: show(subtract(divide(value, whole(1), 4), said.value)) } },
    }),
  )
}
