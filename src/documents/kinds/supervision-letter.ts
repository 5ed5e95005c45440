/** 督办函: to a unit about its handling (R22 40). The regulations give no number of days for the answer, so none is printed. */
import type { KindDef } from '../contract.ts'
import { about, dateWords, lines, regulationName, stopped } from '../words.ts'

export const supervisionLetter: KindDef = {
  kind: 'supervision-letter',
  audience: 'unit',
  word: '督',
  letter: true,
  title: (f) => `关于督办${f.number}号信访事项的函`,
  merge: (f) => [
    `${dateWords(f.receivedOn)}登记的${about(f)}信访事项（编号：${f.number}）由你单位办理。经检查，该事项的办理存在以下情形：`,
    `${f.given.trigger ?? '未按规定办理'}。`,
    `根据${regulationName(f)}关于督办的规定，请你单位：`,
    ...(lines(f.given.words).length > 0 ? lines(f.given.words).map(stopped) : ['立即核查，依照规定办理。']),
  ],
  fixed: () => ['请将改进情况书面反馈；对督办意见未采纳的，应当说明理由。'],
}
