/** 转出告知书: another bureau has the power to decide, and has the matter now. */
import type { KindDef } from '../contract.ts'
import { received } from '../words.ts'

export const transferNotice: KindDef = {
  kind: 'transfer-notice',
  audience: 'person',
  word: '转告',
  title: () => '信访事项转送告知书',
  merge: (f) => [
    `${received(f)}收悉。经审查，该事项依照属地管理、分级负责的原则，应当由${f.given.bureau ?? '其他地区的信访部门'}处理，现已转送。`,
    '接收地登记后，您可以凭原编号和查询码查询新的编号和办理情况。',
  ],
}
