/** What dimensions of the accounts are called, as the official tables print them. Pure. */
import type {
  AssetItem,
  Book,
  CountItem,
  Fund,
  Month,
  Nature,
  Post,
  Procured,
  Source,
  Stage,
  ThreeItem,
} from './keys.ts'

export interface Label {
  zh: string
  en: string
}
const l = (zh: string, en: string): Label => ({ zh, en })

export const SOURCE_LABELS: Readonly<Record<Source, Label>> = {
  general: l('一般公共预算财政拨款', 'General public budget'),
  fund: l('政府性基金预算财政拨款', 'Government funds'),
  capital: l('国有资本经营预算财政拨款', 'State capital budget'),
  superior: l('上级补助收入', 'Subsidies from above'),
  undertaking: l('事业收入', 'Service income'),
  business: l('经营收入', 'Business income'),
  affiliates: l('附属单位上缴收入', 'Paid in by affiliates'),
  other: l('其他收入', 'Other income'),
}
export const FUND_LABELS: Readonly<Record<Fund, Label>> = {
  general: l('一般公共预算', 'General public budget'),
  fund: l('政府性基金预算', 'Government funds'),
  capital: l('国有资本经营预算', 'State capital budget'),
  own: l('非财政拨款', 'Not appropriated'),
}
export const MONTH_LABELS: Readonly<Record<Month, Label>> = {
  '01': l('1月', 'Jan'),
  '02': l('2月', 'Feb'),
  '03': l('3月', 'Mar'),
  '04': l('4月', 'Apr'),
  '05': l('5月', 'May'),
  '06': l('6月', 'Jun'),
  '07': l('7月', 'Jul'),
  '08': l('8月', 'Aug'),
  '09': l('9月', 'Sep'),
  '10': l('10月', 'Oct'),
  '11': l('11月', 'Nov'),
  '12': l('12月', 'Dec'),
}
export const NATURE_LABELS: Readonly<Record<Nature, Label>> = {
  basic: l('基本支出', 'Basic'),
  project: l('项目支出', 'Project'),
  remitted: l('上缴上级支出', 'Paid to the superior'),
  business: l('经营支出', 'Business'),
  subsidy: l('对附属单位补助支出', 'Subsidies to affiliates'),
}
export const STAGE_LABELS: Readonly<Record<Stage | 'adjusted', Label>> = {
  budget: l('年初预算', 'Budget'),
  adjustment: l('年中调整', 'Adjustment'),
  adjusted: l('调整预算', 'Adjusted budget'),
  final: l('决算', 'Final'),
}
export const THREE_LABELS: Readonly<Record<ThreeItem, Label>> = {
  abroad: l('因公出国（境）费', 'Going abroad'),
  purchase: l('公务用车购置费', 'Buying cars'),
  running: l('公务用车运行维护费', 'Running cars'),
  reception: l('公务接待费', 'Reception'),
  'reception-foreign': l('其中：外事接待费', 'of it: of foreign guests'),
  meeting: l('会议费', 'Meetings'),
  training: l('培训费', 'Training'),
}
export const COUNT_LABELS: Readonly<Record<CountItem, Label>> = {
  'abroad-groups': l('因公出国（境）团组数（个）', 'Groups sent abroad'),
  'abroad-persons': l('因公出国（境）人次数（人）', 'Persons sent abroad'),
  'cars-bought': l('公务用车购置数（辆）', 'Cars bought'),
  'cars-kept': l('公务用车保有量（辆）', 'Cars kept'),
  'reception-batches': l('国内公务接待批次（个）', 'Batches received'),
  'reception-persons': l('国内公务接待人次（人）', 'Persons received'),
  'foreign-batches': l('外事接待批次（个）', 'Foreign batches received'),
  'foreign-persons': l('外事接待人次（人）', 'Foreign persons received'),
}
export const PROCURED_LABELS: Readonly<Record<Procured, Label>> = {
  goods: l('政府采购货物', 'Goods procured'),
  works: l('政府采购工程', 'Works procured'),
  services: l('政府采购服务', 'Services procured'),
  sme: l('授予中小企业合同金额', 'of it: to small and medium enterprises'),
  micro: l('其中：授予小微企业合同金额', 'of it: to small and micro enterprises'),
}
export const ASSET_LABELS: Readonly<Record<AssetItem, Label>> = {
  'car-leaders': l('副部（省）级及以上领导用车', 'Cars of leaders of vice-ministerial rank'),
  'car-heads': l('主要负责人用车', 'Cars of heads'),
  'car-secret': l('机要通信用车', 'Cars for confidential mail'),
  'car-emergency': l('应急保障用车', 'Cars for emergencies'),
  'car-enforcement': l('执法执勤用车', 'Cars for enforcement'),
  'car-special': l('特种专业技术用车', 'Special technical cars'),
  'car-retired': l('离退休干部服务用车', 'Cars for retired staff'),
  'car-other': l('其他用车', 'Other cars'),
  'large-equipment': l('单价100万元（含）以上设备（不含车辆）', 'Equipment of a million yuan or more'),
  buildings: l('房屋和构筑物', 'Buildings and structures'),
  equipment: l('设备', 'Equipment'),
  relics: l('文物和陈列品', 'Relics and exhibits'),
  books: l('图书和档案', 'Books and archives'),
  furniture: l('家具和用具', 'Furniture and utensils'),
  plants: l('特种动植物', 'Special animals and plants'),
  intangible: l('无形资产', 'Intangible assets'),
}
export const POST_LABELS: Readonly<Record<Post, Label>> = {
  administrative: l('行政编制', 'Administrative'),
  assimilated: l('参照公务员法管理事业编制', 'Institution under the civil servants law'),
  institution: l('事业编制', 'Institution'),
  worker: l('工勤编制', 'Workers'),
  contract: l('编外人员', 'Beyond the establishment'),
  retired: l('离退休人员', 'Retired'),
}
export const BOOK_LABELS: Readonly<Record<Book, Label>> = {
  budget: l('预算', 'Budget'),
  final: l('决算', 'Final accounts'),
}
export const ORGAN_COST_LABEL = l('机关运行经费', 'Operating cost of the organ')
export const SURPLUS_LABELS: Readonly<Record<'used' | 'distributed', Label>> = {
  used: l('使用非财政拨款结余（含专用结余）', 'Surplus used (not appropriated)'),
  distributed: l('结余分配', 'Surplus distributed'),
}
