/** Codes of clocks (时限) and the calendar. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const CLOCK_CODES = {
  'clock.unknown_rule': entry(
    400,
    ['没有这条时限规则', 'No such clock rule'],
    ['请核对规则编号 {ruleId}。', 'Check the rule id {ruleId}.'],
  ),
  'clock.rule_not_in_force': entry(
    422,
    ['该规则当日尚未施行', 'The rule was not in force on that day'],
    [
      '请核对日期 {on}，或改用当时有效的规则 {ruleId}。',
      'Check the day {on}, or use what was in force then instead of {ruleId}.',
    ],
  ),
  'clock.bad_date': entry(400, ['日期无效', 'Not a valid date'], ['请核对 {field}。', 'Check {field}.']),
  'clock.no_length': entry(
    422,
    ['该时限没有规定天数', 'The text sets no number of days'],
    [
      '请先在本地设置中为 {ruleId} 设定期限及依据，或逐件指定。',
      'Set a length with its basis for {ruleId} in the local settings, or per case.',
    ],
  ),
  'clock.bad_length': entry(
    400,
    ['期限长度无效', 'Not a valid length'],
    ['请填写 1 至 {longest} 的整数。', 'Enter a whole number from 1 to {longest}.'],
  ),
  'clock.bad_business_hours': entry(
    422,
    ['工作时间设置无效', 'The business hours are not valid'],
    ['请在本地设置中填写每天的起止时间。', 'Set opening and closing times in the local settings.'],
  ),
  'clock.already_ended': entry(
    409,
    ['该时限已经结束', 'This clock has already ended'],
    ['请重新载入，查看当前时限。', 'Load the matter again and look at its present clocks.'],
  ),
  'clock.already_paused': entry(
    409,
    ['该时限已经中止计算', 'This clock is already paused'],
    ['请先恢复计算，再作其他变更。', 'Resume it before changing it again.'],
  ),
  'clock.not_pausable': entry(
    422,
    ['该时限不得中止', 'This clock may not be paused'],
    [
      '规则 {ruleId} 没有列出可以扣除的期间；请按期办理或依法延期。',
      'Rule {ruleId} lists no pause; finish in time or extend as the rule allows.',
    ],
  ),
  'clock.pause_before_start': entry(
    400,
    ['中止日早于起算日', 'The pause begins before the clock'],
    ['请把 {field} 改为起算之日或以后。', 'Set {field} to the starting day or later.'],
  ),
  'clock.pause_overlaps': entry(
    400,
    ['与前一次中止重叠', 'The pause overlaps an earlier one'],
    ['请把 {field} 改为 {last} 或以后。', 'Set {field} to {last} or later.'],
  ),
  'clock.not_paused': entry(
    409,
    ['该时限没有中止', 'This clock is not paused'],
    ['请重新载入，查看当前时限。', 'Load the matter again and look at its present clocks.'],
  ),
  'clock.resume_before_pause': entry(
    400,
    ['恢复日早于中止日', 'It cannot resume before it was paused'],
    ['请核对 {field}。', 'Check {field}.'],
  ),
  'clock.not_extendable': entry(
    422,
    ['该时限不得延长', 'This limit may not be extended'],
    [
      '规则 {ruleId} 没有延长的规定，请按期办理。',
      'Rule {ruleId} provides for no extension; finish in time.',
    ],
  ),
  'clock.bad_extension': entry(
    400,
    ['延长天数无效', 'Not a valid extension'],
    ['请在 {field} 中填写 1 以上的整数。', 'Enter a whole number from 1 in {field}.'],
  ),
  'clock.extension_over_cap': entry(
    422,
    ['累计延长超过上限', 'The extensions together exceed the cap'],
    ['累计最多延长 {cap}，请减少天数。', 'All extensions together may be at most {cap}; ask for less.'],
  ),
  'clock.extension_after_due': entry(
    422,
    ['期限已过，不能再延长', 'The limit has already run out'],
    [
      '期限为 {nominal}。请尽快办结，并向当事人说明情况。',
      'It ended on {nominal}. Finish as soon as possible and tell the person who asked.',
    ],
  ),
  'clock.nothing_to_extend': entry(
    409,
    ['没有可延长的时限', 'There is no running limit to extend'],
    ['请重新载入，查看当前时限。', 'Load the matter again and look at its present clocks.'],
  ),
  'clock.end_before_start': entry(
    400,
    ['结束日早于起算日', 'The end lies before the start'],
    ['请核对 {field}。', 'Check {field}.'],
  ),
  'calendar.notice_not_next': entry(
    422,
    ['放假通知年份不连续', 'Not the next year of holidays'],
    ['请先收录 {expected} 年的放假安排。', 'Load the notice of {expected} first.'],
  ),
  'calendar.notice_bad_day': entry(
    400,
    ['放假通知中的日期无效', 'The notice holds a day that cannot be'],
    ['请核对日期 {day}。', 'Check the day {day}.'],
  ),
  'calendar.notice_contradicts': entry(
    400,
    ['放假通知前后矛盾', 'The notice contradicts itself'],
    [
      '{day} 既列为放假又列为上班，请核对原文。',
      '{day} is listed both as a day off and as worked; check the text.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
