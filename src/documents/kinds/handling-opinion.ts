/** 信访处理意见书: 投诉请求, 事实和理由, 处理意见, 法律法规依据 (R22 32), with the right to review (R22 35). */
import type { KindDef } from '../contract.ts'
import { reviewLine } from '../remedy.ts'
import { lines, received, stopped } from '../words.ts'
import { answered, asked } from './opinion-parts.ts'

export const handlingOpinion: KindDef = {
  kind: 'handling-opinion',
  audience: 'person',
  word: '答',
  title: () => '信访事项处理意见书',
  merge: (f) => [
    `${received(f)}，本机关（单位）已经办理，现提出处理意见如下：`,
    '一、投诉请求',
    ...asked(f),
    '二、事实和理由',
    ...(lines(f.given.opinion).length > 0 ? lines(f.given.opinion) : ['经调查核实，']),
    '三、处理意见及依据',
    ...answered(f),
    ...(f.given.result ? [stopped(`综上，本机关（单位）对您的请求作出“${f.given.result}”的处理意见`)] : []),
  ],
  fixed: (f) => [reviewLine(f)],
}
