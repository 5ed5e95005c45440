/** 转送单: the bureau passes a matter to the organ competent for it (R22 22). */
import type { KindDef } from '../contract.ts'
import { stopped } from '../words.ts'
import { organLimits, theMatter } from './letter-parts.ts'

export const transferLetter: KindDef = {
  kind: 'transfer-letter',
  audience: 'unit',
  word: '转',
  letter: true,
  title: () => '信访事项转送单',
  merge: (f) => [
    ...theMatter(f),
    '现将该信访事项转送你单位，请依照规定处理，并直接答复信访人。',
    ...(f.given.words ? [`转送意见：${stopped(f.given.words)}`] : []),
  ],
  fixed: organLimits,
}
