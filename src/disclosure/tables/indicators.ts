/** Indicators of performance (R-F-01, R-F-05): does the direction and the unit of the aim fit what it measures? */
import { compare, decimal, whole } from '../decimal.ts'
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'
import type { ReadLine } from '../text/displaced.ts'

const AIM =
  /([\u4e00-\u9fff][\u4e00-\u9fff（）“”、]{1,30})\s*(≥|≤|>=|<=|>|<|大于等于|小于等于)\s*\d[\d.,]*\s*(%|[\u4e00-\u9fff]{0,3})/g
/** The less the better, and the more the better. */
const LESS =
  /成本$|控制数|控制率|投诉率|发生率|重复信访率|差错率|超支率|平均办理时间|办理时长|响应时间|在途时间/
const MORE = /满意度|满意率|受理率|办结率|完成率|合格率|覆盖率|达标率|及时率|回复率|化解率|知晓率|参与率/
const NOT_MORE = /不满意|投诉|降低率|下降率/
const OF_TIME = /时间$|时长$|时限$|天数$/
const OF_RATE = /率$|满意度$|占比$|比例$/

export function checkIndicators(lines: readonly ReadLine[], ledger: Ledger): void {
  for (const l of lines) {
    const text = l.text.replace(/[|\s]+/g, ' ').trim()
    branch(text, l, ledger)
    for (const m of text.matchAll(AIM)) {
      const [all, given, sign, unit] = m as unknown as [string, string, string, string]
      const name = given.trim()
      const up = /≥|>|大于/.test(sign)
      const turned = (LESS.test(name) && up) || (MORE.test(name) && !NOT_MORE.test(name) && !up)
      const wrongUnit =
        (OF_RATE.test(name) && unit !== '' && /^(?:万元|元|天|件|次|人|个|批)/.test(unit)) ||
        (OF_TIME.test(name) && unit === '%')
      if (!LESS.test(name) && !MORE.test(name) && !OF_RATE.test(name) && !OF_TIME.test(name)) continue
      const at = { line: l.from[0]!.line }
      const ok = !turned && !wrongUnit
      ledger.write(
        relation(
          turned || ok ? 'R-F-05' : 'R-P-06',
          ok || turned ? 'performance' : 'unit',
          { quote: text, at },
          name,
          all.slice(given.length).trim(),
          ok,
          {
            ...(ok ? {} : { severity: 'review' as const }),
            note: { key: turned ? 'aim-direction' : 'aim-unit', values: { name } },
          },
        ),
      )
    }
  }
}

/** 效益指标 时效指标: what is of output under effect, or the other way (R-F-06). */
function branch(text: string, l: ReadLine, ledger: Ledger): void {
  const m =
    /(?:^|\s)效益指标\s+(数量指标|质量指标|时效指标)|(?:^|\s)产出指标\s+((?:经济|社会|生态)效益指标|可持续影响指标|服务对象满意度指标)/.exec(
      text,
    )
  if (!m) return
  ledger.write(
    relation(
      'R-F-06',
      'performance',
      { quote: text, at: { line: l.from[0]!.line } },
      m[0].trim(),
      '—',
      false,
      {
        severity: 'review',
        note: { key: 'wrong-branch', values: { name: m[1] ?? m[2]! } },
      },
    ),
  )
}

/** 3月底前达到20%，6月底前达到50%，…，12月底前达到100%: what is to be spent by a month is not less than by the one before. */
export function checkPlans(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  for (const p of paragraphs) {
    const steps = p.quantities.flatMap((q, i) => {
      const month = p.quantities[i - 1]
      const of =
        q.dim === 'percent' && q.role !== 'growth' && month?.unit === '月' && q.start - month.end <= 16
          ? month
          : null
      return of && !/[，。；]/.test(p.text.slice(of.end, q.start)) ? [{ month: Number(of.digits), q }] : []
    })
    // Growth or shares month by month are no plan.
    if (!/计划|进度/.test(p.text)) continue
    if (steps.length < 3 || steps.some((s, i) => i > 0 && s.month <= steps[i - 1]!.month)) continue
    for (const [i, s] of steps.entries()) {
      const before = steps[i - 1]
      if (!before) continue
      const ok = compare(s.q.value, before.q.value) >= 0
      ledger.write(
        relation('R-F-01', 'performance', span(p, before.q, s.q), before.q.digits, s.q.digits, ok, {
          leftValue: before.q.value,
          rightValue: s.q.value,
          ...(ok ? {} : { severity: 'review' as const }),
          note: { key: 'plan-falls' },
        }),
      )
    }
    const last = steps.at(-1)!
    if (last.month !== 12) continue
    const ok = compare(last.q.value, whole(100)) === 0
    if (ok || compare(last.q.value, decimal('100')) > 0)
      ledger.write(
        relation('R-F-01', 'performance', span(p, last.q, last.q), last.q.digits, '100', ok, {
          leftValue: last.q.value,
          rightValue: whole(100),
          ...(ok ? {} : { severity: 'review' as const }),
          note: { key: 'plan-end' },
        }),
      )
  }
}
