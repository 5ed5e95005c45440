/** What is told at the end of both texts: operating cost of the organ, procurement, assets. */
import type { Writing } from '../asking.ts'
import type { Block } from '../document.ts'
import { ofWhole, percent } from '../figures.ts'
import { ASSET_NAMES } from '../tables/assets.ts'
import { heading, text } from './parts.ts'

const CARS = [
  'car-leaders',
  'car-heads',
  'car-secret',
  'car-emergency',
  'car-enforcement',
  'car-special',
  'car-retired',
  'car-other',
] as const

export function others(w: Writing, ordinal: string): Block[] {
  const { accounts, previous, kind } = w.m
  const stage = kind === 'final' ? accounts.final : accounts.budget
  const past = kind === 'final' ? previous?.final : previous?.budget
  const [word, sum] = kind === 'final' ? ['支出', '支出总额'] : ['预算', '预算总额']
  return [
    heading(2, `${ordinal}、其他重要事项的情况说明`),
    heading(3, '（一）机关运行经费情况'),
    text(
      `${accounts.year}年${kind === 'final' ? '度' : ''}机关运行经费${word}${w.f.wan(stage.organCost)}。${w.against('reason/organ', '机关运行经费的变动', '机关运行经费', stage.organCost, past?.organCost ?? null)}`,
    ),
    heading(3, '（二）政府采购情况'),
    text(procurement(w, stage.procurement, word, sum)),
    heading(3, '（三）国有资产占有使用情况'),
    text(assets(w)),
  ]
}

function procurement(
  w: Writing,
  p: { goods: number; works: number; services: number; total: number; sme: number; micro: number },
  word: string,
  sum: string,
): string {
  const whole = `${w.m.accounts.year}年${w.m.kind === 'final' ? '度' : ''}政府采购${sum}${w.f.wan(p.total)}`
  if (p.total === 0) return `${whole}。`
  const parts = `其中：政府采购货物${word}${w.f.wan(p.goods)}、政府采购工程${word}${w.f.wan(p.works)}、政府采购服务${word}${w.f.wan(p.services)}`
  if (w.m.kind === 'budget') return `${whole}，${parts}。`
  const micro =
    p.sme === 0
      ? ''
      : `，其中：授予小微企业合同金额${w.f.wan(p.micro)}，占授予中小企业合同金额的${percent(p.micro, p.sme)}`
  return `${whole}，${parts}。授予中小企业合同金额${w.f.wan(p.sme)}${ofWhole(p.sme, p.total).replace('占', '占政府采购支出总额的')}${micro}。`
}

/** A budget tells what there was at the end of the year before, final accounts at the end of their own. */
function assets(w: Writing): string {
  const { kind, accounts, previous } = w.m
  const of = kind === 'final' ? accounts : previous
  const day = `${kind === 'final' ? accounts.year : accounts.year - 1}年12月31日`
  if (!of) return `截至${day}的国有资产情况，以上年度决算公开为准。`
  const { items, cars } = of.assets
  const kept = CARS.filter((c) => (items[c].count ?? 0) > 0)
  const by =
    kept.length === 0 ? '' : `，其中：${kept.map((c) => `${ASSET_NAMES[c]}${items[c].count}辆`).join('、')}`
  return `截至${day}，本部门共有车辆${cars}辆${by}。单价100万元以上设备（不含车辆）${items['large-equipment'].count ?? 0}台（套）。`
}
