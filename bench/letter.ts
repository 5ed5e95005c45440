/** Synthetic letters of the benchmark: the length of real ones, about nobody. */
import type { RegisterInput } from '../src/cases/index.ts'

const PLACES = ['演示路一号院', '样例街中段', '测试新村三区', '示例大道北口']
const THINGS = ['路灯不亮', '垃圾清运不及时', '井盖破损', '公交站点过远', '自来水压力不足', '噪声扰民']
const DETAIL =
  '该情况从上月开始出现，白天和夜间都有，给附近居民出行和休息带来不便。我们曾向物业反映，答复说需要由主管部门处理。' +
  '希望能够安排人员到现场查看，说明原因、处理办法和完成时间，并把结果告诉我们。'

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** The n-th letter: a subject, some 300 characters, two demands and somebody to answer to. */
export function letter(n: number): RegisterInput {
  const place = pick(PLACES, n)
  const thing = pick(THINGS, Math.floor(n / PLACES.length))
  return {
    procedure: 'letter-box',
    channel: 'letter',
    subject: `${place}${thing}（基准测试 ${n}）`,
    body: `${place}附近${thing}。${DETAIL}${DETAIL}编号 ${n}。`,
    place,
    demands: [`查明${place}${thing}的原因`, `告知处理办法和完成时间`],
    parties: [
      {
        role: 'petitioner',
        name: `测试来信人${n}`,
        phone: `139${String(n % 100_000_000).padStart(8, '0')}`,
        address: `${place}${(n % 90) + 1}号`,
      },
    ],
  }
}

/** The reply to it: one outcome per demand and the words. */
export function reply(): Record<string, unknown> {
  const outcome = (demandId: string, result: string) => ({
    demandId,
    result,
    words: '经现场查看，情况属实，已安排维修，三日内完成。',
    basis: '本地设施管理规定（基准测试）',
  })
  return {
    outcomes: [outcome('q1', 'supported'), outcome('q2', 'explained')],
    reply: `您好，来信收悉。${DETAIL}经现场查看，情况属实，已安排维修，三日内完成。感谢您的监督。`,
  }
}
