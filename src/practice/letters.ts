/**
 * The letters of the practice ground: plainly made up, each a little different, so that those of one learner are not taken
 * for those of another. Pure.
 */
import type { RegisterInput } from '../cases/index.ts'

/** What a person asks; `n` makes street and house, so that no two are about the same. */
export interface Letter {
  subject: string
  body: string
  demands: string[]
  place: string
}

const person = (n: number): NonNullable<RegisterInput['parties']> => [
  {
    role: 'petitioner',
    name: `练习人${n % 10_000}`,
    // 199 0000 ....: a block that no operator assigns, so that nobody is called.
    phone: `1990000${String(n % 10_000).padStart(4, '0')}`,
    address: `练习路${n % 10_000}号`,
  },
]

export const LETTERS = {
  lamps: (n) => ({
    subject: `练习路${n}号门前三盏路灯不亮`,
    body: `练习路${n}号门前三盏路灯已经一个多月不亮，附近有学校，孩子晚自习回家看不清路。请尽快维修，并说明以后由谁巡查。`,
    demands: ['维修门前三盏路灯', '说明路灯由谁负责巡查'],
    place: `城东街道练习路${n}号`,
  }),
  lampsAgain: (n) => ({
    subject: `练习路${n}号一带晚上没有路灯`,
    body: `我住练习路${n}号对面，门前的三盏路灯一个多月不亮，放学的孩子看不清路，请派人维修。`,
    demands: ['维修练习路的路灯'],
    place: `城东街道练习路${n}号对面`,
  }),
  judgment: (n) => ({
    subject: `不服法院判决，要求改判（练习${n}号）`,
    body: `我与邻居的宅基地纠纷，法院二审判决已经生效（练习民终${n}号）。我认为判得不公，请信访局出面改判。`,
    demands: ['改判生效的民事判决'],
    place: `城东街道练习路${n}号`,
  }),
  wages: (n) => ({
    subject: `练习工地${n}号拖欠两个月工资`,
    body: `我们在练习工地${n}号做工，八月、九月工资没有发，项目部说等验收。请督促发放，并告知工资保证金怎么用。`,
    demands: ['发放八月、九月工资', '告知工资保证金如何支付', '书面答复办理结果'],
    place: `城东街道练习工地${n}号`,
  }),
  noise: (n) => ({
    subject: `练习小区${n}栋旁工地夜间施工`,
    body: `练习小区${n}栋旁的工地每天施工到夜里十二点，老人孩子睡不好。请核实有没有夜间施工许可，并在夜间停工。`,
    demands: ['核实夜间施工许可', '夜间停止施工'],
    place: `城东街道练习小区${n}栋`,
  }),
  road: (n) => ({
    subject: `练习乡道${n}公里处路面坑洼`,
    body: `练习乡道${n}公里处路面塌陷，雨天积水，已有两辆电动车摔倒。请设置警示并尽快修复。`,
    demands: ['立即设置警示', '修复塌陷路面'],
    place: `城东街道练习乡道${n}公里处`,
  }),
  homestead: (n) => ({
    subject: `练习路${n}号危房改造补助没有发`,
    body: `练习路${n}号去年评定为危房，已经改造完成并验收，补助款至今没有到账。请核实并发放，说明发放时间。`,
    demands: ['发放危房改造补助', '说明发放时间'],
    place: `城东街道练习路${n}号`,
  }),
} as const satisfies Record<string, (n: number) => Letter>

export type LetterId = keyof typeof LETTERS

/**
 * A letter as it is registered.
 * @param of whose it is: stands before the subject, so that each finds the own among those of others
 */
export function letterFor(
  id: LetterId,
  n: number,
  of: string | null,
): Pick<RegisterInput, 'subject' | 'body' | 'demands' | 'place' | 'parties'> {
  const letter = LETTERS[id](n)
  return {
    ...letter,
    subject: `〔练习${of ? `·${of}` : ''}〕${letter.subject}`,
    body: `${letter.body}（练习用信，内容均为虚构。）`,
    parties: person(n),
  }
}
