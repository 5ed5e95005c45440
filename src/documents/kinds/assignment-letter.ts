/** 交办函: the bureau assigns a matter and wants the result reported (R22 22(3)). */
import type { KindDef } from '../contract.ts'
import { stopped } from '../words.ts'
import { organLimits, theMatter } from './letter-parts.ts'

export const assignmentLetter: KindDef = {
  kind: 'assignment-letter',
  audience: 'unit',
  word: '交',
  letter: true,
  title: (f) => `关于交办${f.number}号信访事项的函`,
  merge: (f) => [
    ...theMatter(f),
    '现将该信访事项交由你单位办理。请认真调查核实，依法依规处理，书面答复信访人，并在指定的办理期限内反馈结果、提交办结报告。',
    ...(f.given.words ? [`交办意见：${stopped(f.given.words)}`] : []),
  ],
  fixed: organLimits,
}
