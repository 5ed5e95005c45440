/**
 * A monthly or yearly report out of the figures (《信访工作条例》第四十一条): sentences, tables and charts. Every sentence with a
 * number is made of the number; what only a person can say stands where it was written. Pure.
 */
import type { CountCode, Figures, RateCode, Statistics, StatisticsRow } from '../statistics/index.ts'
import { annex, definitions } from './annex.ts'
import { heading, table, text } from './blocks.ts'
import { calls } from './calls.ts'
import type { ReportBlock, ReportDoc, Words } from './contract.ts'
import type { Material } from './material.ts'
import { column, compared, difference, percent, rate, told } from './words.ts'

/** Ways of submitting by the net. */
const ONLINE: readonly string[] = ['web', 'mobile', 'letter-box']

export const countIn = (f: Figures, code: CountCode): number => f.counts.find((c) => c.code === code)!.value
const rateIn = (f: Figures, code: RateCode) => f.rates.find((r) => r.code === code)!

/** `2026年10月1日` */
const dayWords = (day: string): string => {
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

function titleOf({ wanted, bureau }: Material): string {
  const [year, month] = wanted.period.split('-').map(Number)
  return `${bureau}${year}年${month === undefined ? '' : `${month}月`}信访工作${wanted.kind === 'year' ? '年度报告' : '情况报告'}`
}

const THEN = '上年同期'

/** The report as blocks, in their order. */
export function compose(m: Material, words: Words): ReportDoc {
  const inside = m.wanted.audience === 'inside'
  const parts: [string, ReportBlock[]][] = [
    ['总体情况', overall(m)],
    ['来信来访渠道', channels(m)],
    ...(m.calls ? ([['12345热线来电', calls(m.calls, m.wanted.audience)]] as [string, ReportBlock[]][]) : []),
    ['反映的主要领域', fields(m)],
    ['办理和评价', handling(m)],
    ['转送、交办和督办', handedOver(m)],
    ['提出建议和采纳情况', advice(m, words)],
    ['地点分布', areas(m)],
    ...(inside ? ([['各单位办理情况', units(m)]] as [string, ReportBlock[]][]) : []),
    ['其他需要报告的事项', said(words.other)],
  ]
  const blocks = parts.flatMap(([name, of], at) => [heading(`${NUMERALS[at]}、${name}`), ...of])
  return {
    title: titleOf(m),
    entity: m.bureau,
    blocks: [
      text(opening(m)),
      ...blocks,
      ...(inside ? [heading('附件 分领域反映较多的机关、单位'), ...annex(m)] : []),
      heading('统计口径'),
      ...definitions(m.calls !== null),
    ],
  }
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function opening(m: Material): string {
  const small =
    m.wanted.audience === 'outside'
      ? '小于5的数字以区间列示；为避免由合计推算，个别数字不列。'
      : '个别指标样本少的，同时列出95%区间。'
  const running = m.running ? '该时段尚未结束，对比为相同天数。' : ''
  return `本报告统计${dayWords(m.from)}至${dayWords(m.to)}的情况，由登记和办理记录逐件计数得出，不含按规定予以保护的检举控告事项。${running}${small}`
}

/** Paragraphs a person wrote, or that there are none. */
const said = (words: string): ReportBlock[] => {
  const paragraphs = words
    .split(/\n+/)
    .map((p) => p.trim())
    .filter((p) => p !== '')
  return paragraphs.length === 0 ? [text('无。')] : paragraphs.map(text)
}

type Three = Statistics['total']

/** Both are told as they are. */
const exactly = (...cells: readonly string[]): boolean => cells.every((c) => /^\d+$/.test(c))

function overall(m: Material): ReportBlock[] {
  const { audience, kind } = m.wanted
  const { total } = m.total
  const sentence = (what: string, code: CountCode, unit: string) =>
    compared(what, countIn(total.now, code), { name: THEN, was: countIn(total.year, code) }, unit, audience)
  const rows: [string, CountCode][] = [
    ['收到件数', 'received'],
    ['批次', 'batches'],
    ['人次', 'persons'],
    ['集体批次', 'group_batches'],
    ['集体人次', 'group_persons'],
    ['答复件数', 'replied'],
    ['办结件数', 'ended'],
  ]
  // Groups and individuals make the whole together: neither may follow from the other.
  const group = (of: Figures, part: CountCode, rest: CountCode) =>
    column([countIn(of, part), countIn(of, rest)], audience)[0]!
  const cells = (of: Figures) =>
    rows.map(([, code]) =>
      code === 'group_batches'
        ? group(of, code, 'single_batches')
        : code === 'group_persons'
          ? group(of, code, 'single_persons')
          : told(countIn(of, code), audience),
    )
  const [now, before, year] = [cells(total.now), cells(total.before), cells(total.year)]
  const head =
    kind === 'month' ? ['项目', '本期', '上月', THEN, '比上年同期'] : ['项目', '本期', THEN, '比上年同期']
  return [
    text(
      `${sentence('收到信访事项', 'received', '件')}；登记来信来访${sentence('', 'batches', '批')}，${sentence('', 'persons', '人次')}。`,
    ),
    text(
      `${sentence('办结', 'ended', '件')}；${sentence('首次答复', 'replied', '件')}。本期收到的事项中，${told(countIn(total.now, 'open'), audience)}件现仍在办理。`,
    ),
    table(
      'REP1',
      '总体情况',
      head,
      rows.map(([name, code], at) => [
        name,
        now[at]!,
        ...(kind === 'month' ? [before[at]!] : []),
        year[at]!,
        exactly(now[at]!, year[at]!)
          ? difference(countIn(total.now, code), countIn(total.year, code), audience)
          : '—',
      ]),
    ),
  ]
}

/** One column of counts over rows, as it may be told. */
const cellsOf = (
  rows: readonly StatisticsRow[],
  which: keyof Three,
  code: CountCode,
  m: Material,
): string[] =>
  column(
    rows.map((r) => countIn(r[which], code)),
    m.wanted.audience,
  )

function channels(m: Material): ReportBlock[] {
  const { rows } = m.channels
  if (rows.length === 0) return [text('本期没有登记来信来访。')]
  const batches = cellsOf(rows, 'now', 'batches', m)
  const then = cellsOf(rows, 'year', 'batches', m)
  const persons = cellsOf(rows, 'now', 'persons', m)
  const received = cellsOf(rows, 'now', 'received', m)
  const all = countIn(m.total.total.now, 'received')
  const online = rows
    .filter((r) => ONLINE.includes(r.key))
    .reduce((n, r) => n + countIn(r.now, 'received'), 0)
  // Outside, a sum of channels tells one that is not listed; then the share is left out.
  const exact = rows.every(
    (r, at) => !ONLINE.includes(r.key) || received[at] === String(countIn(r.now, 'received')),
  )
  const share =
    all === 0
      ? ''
      : exact
        ? `收到的信访事项中，经网上、手机和领导信箱提出的${online}件，占${percent(online, all)}%（${online}/${all}）。`
        : '经网上提出的事项因个别渠道数字较小，占比不列。'
  return [
    ...(share === '' ? [] : [text(share)]),
    ...chart('REP2', '各渠道收到件数', rows, received),
    table(
      'REP3',
      '各渠道来信来访',
      ['渠道', '收到件数', '批次', '人次', `${THEN}批次`],
      rows.map((r, at) => [r.name.zh, received[at]!, batches[at]!, persons[at]!, then[at]!]),
      '批次、人次按登记的每次来信、来访、来电、网上提交计；不辨认是谁。',
    ),
  ]
}

/** Bars of what may be told exactly; numbers that may not are not drawn. */
function chart(
  id: string,
  title: string,
  rows: readonly StatisticsRow[],
  cells: readonly string[],
): ReportBlock[] {
  const drawn = rows.flatMap((r, at) => (exactly(cells[at]!) ? [{ name: r.name.zh, value: cells[at]! }] : []))
  if (drawn.length < 2) return []
  return [
    {
      is: 'chart',
      chart: {
        id,
        title,
        kind: 'bar',
        labels: drawn.map((d) => d.name),
        series: [{ name: '收到件数', values: drawn.map((d) => d.value) }],
        unit: '件',
      },
    },
  ]
}

function fields(m: Material): ReportBlock[] {
  const { rows } = m.categories
  const all = countIn(m.total.total.now, 'received')
  if (rows.length === 0 || all === 0) return [text('本期没有收到信访事项。')]
  const now = cellsOf(rows, 'now', 'received', m)
  const year = cellsOf(rows, 'year', 'received', m)
  const known = rows.flatMap((r, at) => {
    const n = countIn(r.now, 'received')
    return r.key !== '' && n > 0 && now[at] === String(n) ? [{ name: r.name.zh, n }] : []
  })
  const most = known.sort((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1)).slice(0, 3)
  return [
    ...(most.length === 0
      ? []
      : [
          text(
            `件数较多的领域：${most.map((f) => `${f.name}${f.n}件，占${percent(f.n, all)}%（${f.n}/${all}）`).join('；')}。`,
          ),
        ]),
    ...chart('REP4', '各领域收到件数', rows, now),
    table(
      'REP5',
      '各领域收到件数',
      ['领域', '本期', THEN, '比上年同期'],
      rows.map((r, at) => [
        r.name.zh,
        now[at]!,
        year[at]!,
        exactly(now[at]!, year[at]!)
          ? difference(countIn(r.now, 'received'), countIn(r.year, 'received'), m.wanted.audience)
          : '—',
      ]),
    ),
  ]
}

const RATE_NAMES: readonly [RateCode, string][] = [
  ['acceptance', '及时受理率'],
  ['handling', '按期办结率'],
  ['response', '响应率'],
  ['participation', '参评率'],
  ['satisfaction', '满意率（责任单位）'],
  ['bureau_satisfaction', '满意率（信访部门）'],
  ['solved', '解决率'],
  ['connected', '回访接通率'],
  ['contacted', '联系率'],
  ['truthful', '答复属实率'],
]

function handling(m: Material): ReportBlock[] {
  const { audience } = m.wanted
  const { total } = m.total
  const known = RATE_NAMES.filter(([code]) => rateIn(total.now, code).denominator > 0)
  const rows = m.procedures.rows
  const received = cellsOf(rows, 'now', 'received', m)
  const ended = cellsOf(rows, 'now', 'ended', m)
  return [
    text(
      known.length === 0
        ? '本期没有届满的时限，也没有评价。'
        : `${known.map(([code, name]) => `${name}${rate(rateIn(total.now, code), audience)}`).join('；')}。`,
    ),
    table(
      'REP6',
      '比率',
      ['指标', '本期', THEN],
      RATE_NAMES.map(([code, name]) => [
        name,
        rate(rateIn(total.now, code), audience),
        rate(rateIn(total.year, code), audience),
      ]),
    ),
    ...(rows.length === 0
      ? []
      : [
          table(
            'REP7',
            '各办理程序（含领导信箱、热线工单）',
            ['程序', '收到件数', '办结件数'],
            rows.map((r, at) => [r.name.zh, received[at]!, ended[at]!]),
          ),
        ]),
  ]
}

function handedOver(m: Material): ReportBlock[] {
  const { audience } = m.wanted
  const { now, year } = m.total.total
  const sentence = (what: string, code: CountCode) =>
    compared(what, countIn(now, code), { name: THEN, was: countIn(year, code) }, '件次', audience)
  return [text(`${sentence('转送、交办', 'forwarded')}；${sentence('督办立项', 'supervised')}。`)]
}

function advice(m: Material, words: Words): ReportBlock[] {
  const { audience } = m.wanted
  const { now, year } = m.total.total
  const given = countIn(now, 'advised')
  const n = (code: CountCode) => told(countIn(now, code), audience)
  const first = compared(
    '向有关机关、单位提出改进工作、完善政策、追究责任的建议',
    given,
    { name: THEN, was: countIn(year, 'advised') },
    '条',
    audience,
  )
  return [
    text(
      given === 0
        ? `${first}。`
        : `${first}。其中已书面反馈${n('advice_answered')}条，采纳${n('advice_adopted')}条，部分采纳${n('advice_partly')}条。`,
    ),
    ...(words.advice.trim() === '' ? [] : said(words.advice)),
  ]
}

function areas(m: Material): ReportBlock[] {
  const { rows } = m.areas
  if (rows.length === 0) return [text('本期没有收到信访事项。')]
  const received = cellsOf(rows, 'now', 'received', m)
  const year = cellsOf(rows, 'year', 'received', m)
  return [
    table(
      'REP8',
      '各乡镇、街道收到件数',
      ['地点', '本期', THEN],
      rows.map((r, at) => [r.name.zh, received[at]!, year[at]!]),
      '按事项所涉地点计，与当地单位的工作好坏无关。',
    ),
  ]
}

function units(m: Material): ReportBlock[] {
  const { rows } = m.units
  if (rows.length === 0) return [text('本期没有交单位办理的事项。')]
  return [
    table(
      'REP9',
      '各单位办理情况',
      ['单位', '收到件数', '办结件数', '及时受理率', '按期办结率'],
      rows.map((r) => [
        r.name.zh,
        String(countIn(r.now, 'received')),
        String(countIn(r.now, 'ended')),
        short(rateIn(r.now, 'acceptance')),
        short(rateIn(r.now, 'handling')),
      ]),
      '按单位名录排列，不排名。比率后为分子、分母。',
    ),
  ]
}

const short = (r: { numerator: number; denominator: number }): string =>
  r.denominator === 0 ? '无' : `${percent(r.numerator, r.denominator)}%（${r.numerator}/${r.denominator}）`
