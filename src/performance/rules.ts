/**
 * Rules of project performance: weights, targets, scores. Pure. After the national measures for self-evaluation of
 * project expenditure (财预〔2020〕10号, 财预〔2021〕101号 for costs as a first level): execution 10, output 50, effect 30,
 * satisfaction 10; a forward indicator scores actual/target, an inverse one target/actual, never more than its weight.
 */
import type {
  Direction,
  Fault,
  FirstLevel,
  Grade,
  Indicator,
  PlanBody,
  Report,
  Result,
  ScoreSheet,
  Weights,
} from './contract.ts'

export const DEFAULT_WEIGHTS: Weights = { execution: 10, cost: 0, output: 50, effect: 30, satisfaction: 10 }

/** Second levels under each first level. Costs stand under output, or by themselves where costs have a weight. */
export const SECOND_LEVELS: Readonly<Record<FirstLevel, readonly string[]>> = {
  cost: ['经济成本指标', '社会成本指标', '生态环境成本指标'],
  output: ['数量指标', '质量指标', '时效指标', '成本指标'],
  effect: ['经济效益指标', '社会效益指标', '生态效益指标', '可持续影响指标'],
  satisfaction: ['服务对象满意度指标'],
}

/** Per cent of the weight that a grade may be given: least and most. */
export const BANDS: Readonly<Record<Grade, readonly [number, number]>> = {
  reached: [80, 100],
  partly: [60, 79],
  missed: [0, 59],
}

/** Below this rate of execution, in per cent, a reason is required. */
export const LEAST_EXECUTION = 90

const SCALE = 6
/** An exact decimal as an integer of millionths. */
export function millionths(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole + part.padEnd(SCALE, '0').slice(0, SCALE))
}

/** n/d rounded half up to `digits` behind the point, as a number. `d` is above zero, `n` not negative. */
export function quotient(n: bigint, d: bigint, digits = 2): number {
  const scale = 10n ** BigInt(digits)
  return Number((2n * n * scale + d) / (2n * d)) / Number(scale)
}

/**
 * The part of its weight a figure earns, as a fraction of at most one. A target of nothing is met by every figure where
 * at least it is asked, by nothing alone where at most or just it is asked; an actual figure of nothing earns nothing
 * where more was asked, and all where at most something was.
 */
export function fraction(
  direction: Exclude<Direction, 'grade'>,
  target: bigint,
  actual: bigint,
): { n: bigint; d: bigint } {
  const [all, nothing] = [
    { n: 1n, d: 1n },
    { n: 0n, d: 1n },
  ]
  if (direction === 'at-least') return actual >= target ? all : { n: actual, d: target }
  if (direction === 'at-most')
    return actual <= target ? all : target === 0n ? nothing : { n: target, d: actual }
  if (actual === target) return all
  if (actual === 0n || target === 0n) return nothing
  return actual < target ? { n: actual, d: target } : { n: target, d: actual }
}

const tenths = (weight: number): bigint => BigInt(Math.round(weight * 10))

/** Score of one indicator with two digits; null while its result is missing. */
export function scoreOf(i: Indicator, r: Result | undefined): { score: number | null; met: boolean | null } {
  const none = { score: null, met: null }
  if (!r) return none
  if (i.direction === 'grade') {
    if (r.grade === null || r.percent === null) return none
    const [least, most] = BANDS[r.grade]
    if (r.percent < least || r.percent > most) return none
    return { score: quotient(tenths(i.weight) * BigInt(r.percent), 1000n), met: r.grade === 'reached' }
  }
  const actual = r.live?.value ?? r.actual
  if (actual === null || i.target === null) return none
  const { n, d } = fraction(i.direction, millionths(i.target), millionths(actual))
  return { score: quotient(tenths(i.weight) * n, 10n * d), met: n === d }
}

/** Rate of execution in per cent with two digits; null where nothing was budgeted. */
export const executionRate = (adjusted: number, executed: number): number | null =>
  adjusted > 0 ? quotient(BigInt(executed) * 100n, BigInt(adjusted)) : null

/**
 * Execution, every indicator and the sum. Where nothing was budgeted and nothing spent, nothing was left undone and the
 * whole weight is given; money spent without a budget earns nothing.
 */
export function scoresOf(plan: PlanBody, report: Report): ScoreSheet {
  const { adjusted } = plan.funds
  const weight = plan.weights.execution
  const rate = executionRate(adjusted, report.executed)
  const spent = BigInt(Math.min(report.executed, adjusted))
  const execution =
    rate === null
      ? report.executed === 0
        ? weight
        : 0
      : quotient(tenths(weight) * spent, 10n * BigInt(adjusted))
  const indicators = plan.indicators.map((i) => {
    const { score, met } = scoreOf(
      i,
      report.results.find((r) => r.id === i.id),
    )
    return { id: i.id, score, weight: i.weight, met, needsReason: met === false }
  })
  const missing = indicators.some((i) => i.score === null)
  const hundredths = indicators.reduce(
    (sum, i) => sum + Math.round((i.score ?? 0) * 100),
    Math.round(execution * 100),
  )
  return {
    execution: {
      rate,
      score: execution,
      weight,
      needsReason: rate === null ? report.executed > 0 : rate < LEAST_EXECUTION,
    },
    indicators,
    total: missing ? null : hundredths / 100,
  }
}

const LEVELS: readonly FirstLevel[] = ['cost', 'output', 'effect', 'satisfaction']

/** Of these the less the better: at least so much of them cannot be the aim. */
const LESS = /(?:差错|逾期|延误|超支|事故|成本)(?:数|率|次数|件数|控制数)?$/

/** What is not in order in the targets. Nothing is wrong where the list is empty. */
export function faultsOf(plan: PlanBody): Fault[] {
  const out: Fault[] = []
  const fault = (key: Fault['key'], indicator: string | null = null, values: Record<string, string> = {}) =>
    out.push({ key, indicator, values })
  const { weights } = plan
  const sum = weights.execution + LEVELS.reduce((s, l) => s + weights[l], 0)
  if (sum !== 100) fault('weights-not-100', null, { sum: String(sum) })
  for (const level of LEVELS) {
    const own = plan.indicators.filter((i) => i.first === level)
    const given = own.reduce((s, i) => s + Math.round(i.weight * 10), 0) / 10
    if (weights[level] === 0 && own.length === 0) continue
    if (given !== weights[level])
      fault('level-weight', null, { level, given: String(given), asked: String(weights[level]) })
  }
  const names = new Set<string>()
  for (const i of plan.indicators) {
    if (names.has(i.name)) fault('same-name', i.id, { name: i.name })
    names.add(i.name)
    if (!SECOND_LEVELS[i.first].includes(i.second)) fault('second-level', i.id, { second: i.second })
    if (i.direction === 'grade' ? i.aim.trim() === '' : i.target === null) fault('no-target', i.id)
    if (i.direction === 'grade' && i.query !== null) fault('graded-and-linked', i.id)
    if (i.direction === 'at-least' && LESS.test(i.name)) fault('direction', i.id, { name: i.name })
  }
  return out
}

/** What a report lacks: a result, or the reason of a miss; of the whole where no indicator is named. */
export interface Missing {
  key: 'execution-reason' | 'no-result' | 'no-reason'
  indicator: string | null
  values: Record<string, string>
}

/** What a report still lacks before it can be closed. */
export function missingIn(plan: PlanBody, report: Report): Missing[] {
  const sheet = scoresOf(plan, report)
  const out: Missing[] = []
  if (sheet.execution.needsReason && report.executionReason.trim() === '')
    out.push({
      key: 'execution-reason',
      indicator: null,
      values: { rate: String(sheet.execution.rate ?? '—') },
    })
  for (const s of sheet.indicators) {
    const result = report.results.find((r) => r.id === s.id)
    if (s.score === null) out.push({ key: 'no-result', indicator: s.id, values: {} })
    else if (s.needsReason && !result?.reason.trim())
      out.push({ key: 'no-reason', indicator: s.id, values: {} })
  }
  return out
}
