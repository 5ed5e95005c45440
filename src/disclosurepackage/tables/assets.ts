/** 国有资产占用情况表: count and value at the end of the year. */
import type { AssetItem } from '../../accounts/index.ts'
import type { DocTable } from '../document.ts'
import { type Ground, table } from './rows.ts'

export const ASSET_NAMES: Readonly<Record<AssetItem, string>> = {
  'car-leaders': '副部（省）级以上领导用车',
  'car-heads': '主要负责人用车',
  'car-secret': '机要通信用车',
  'car-emergency': '应急保障用车',
  'car-enforcement': '执法执勤用车',
  'car-special': '特种专业技术用车',
  'car-retired': '离退休干部服务用车',
  'car-other': '其他用车',
  'large-equipment': '单价100万元以上设备（不含车辆）',
  buildings: '房屋和构筑物',
  equipment: '设备',
  relics: '文物和陈列品',
  books: '图书和档案',
  furniture: '家具和用具',
  plants: '特种动植物',
  intangible: '无形资产',
}

export function assets(g: Ground): DocTable {
  const { items, fixedValue, totalValue } = g.accounts.assets
  const classes: AssetItem[] = ['buildings', 'equipment', 'relics', 'books', 'furniture', 'plants']
  const row = (name: string, count: number | null, value: number) => [
    name,
    count === null ? '' : String(count),
    g.figures.bare(value),
  ]
  const of = (a: AssetItem) => row(ASSET_NAMES[a], items[a].count, items[a].value ?? 0)
  return table(
    'FIN14',
    ['资产类别', '数量', '价值'],
    [
      ['资产总额', '', g.figures.bare(totalValue)],
      ['固定资产小计', '', g.figures.bare(fixedValue)],
      ...classes.map(of),
      of('intangible'),
    ],
    { figuresFrom: 1, note: `注：数据截至${g.accounts.year}年12月31日；价值为账面原值，单位为万元。` },
  )
}
