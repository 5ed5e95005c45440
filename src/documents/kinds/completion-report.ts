/** 办结报告: from the unit that was given a matter, to the bureau that gave it (R22 22(3)). */
import type { KindDef } from '../contract.ts'
import { about, dateWords, lines, numeral, unstopped } from '../words.ts'
import { answered } from './opinion-parts.ts'

export const completionReport: KindDef = {
  kind: 'completion-report',
  audience: 'unit',
  word: '报',
  upward: true,
  title: (f) => `关于${f.number}号信访事项的办结报告`,
  merge: (f) => [
    `你局交办的${about(f)}信访事项（编号：${f.number}，${dateWords(f.receivedOn)}登记）已办结，现将办理结果报告如下：`,
    '一、信访人的请求',
    ...f.demands.map((d, i) => `${i + 1}．${unstopped(d.text)}。`),
    '二、调查核实情况',
    ...(lines(f.given.opinion).length > 0 ? lines(f.given.opinion) : ['经调查核实，']),
    '三、处理结果及依据',
    ...answered(f),
    `${numeral(4)}、答复信访人情况`,
    '处理意见已书面答复信访人，送达情况见送达回证。',
  ],
}
