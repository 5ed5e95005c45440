/** 程序性告知书: what was received, and by which way and procedure it is handled (R22 23). */
import type { KindDef } from '../contract.ts'
import { received } from '../words.ts'

export const proceduralNotice: KindDef = {
  kind: 'procedural-notice',
  audience: 'person',
  word: '告',
  title: () => '信访事项接收情况告知书',
  merge: (f) => [
    `${received(f)}收悉，现将接收情况以及处理途径和程序告知如下：`,
    '一、接收情况',
    `该事项已由${f.organ}登记。`,
    '二、处理途径',
    `该事项${f.toUnit ? `已交由${f.toUnit}` : `由${f.organ}`}依照规定的程序处理。`,
    '三、处理程序',
    '责任单位将对您反映的情况进行调查核实，并依照规定作出书面答复。',
  ],
  fixed: () => ['办理过程和结果可以凭编号和查询码在网上查询。'],
}
