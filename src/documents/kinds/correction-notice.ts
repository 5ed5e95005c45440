/** 补正告知书: what a request for review still needs, said once and in full. */
import type { KindDef } from '../contract.ts'
import { dateWords, lines } from '../words.ts'

export const correctionNotice: KindDef = {
  kind: 'correction-notice',
  audience: 'person',
  word: '补',
  title: (f) => `信访事项${f.procedure === 're-review' ? '复核' : '复查'}请求补正告知书`,
  merge: (f) => [
    `您于${dateWords(f.receivedOn)}提出的${f.procedure === 're-review' ? '复核' : '复查'}请求（编号：${f.number}）收悉。经审查，需要补正下列内容：`,
    ...lines(f.given.opinion),
    '请在规定的期限内补正。到期没有补正的，本机关按现有材料审查是否受理。',
  ],
}
