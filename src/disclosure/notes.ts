/** What a finding says to its reader, in Chinese and English. `{name}` stands for a value. */
import type { Note, Relation } from './contract.ts'

interface Words {
  zh: string
  en: string
}

const NOTES: Readonly<Record<string, Words>> = {
  sum: { zh: '各项之和与合计相差{diff}', en: 'The parts and the total differ by {diff}' },
  'sum-slip': {
    zh: '各项之和与合计相差{diff}，像是相邻两位数字写反',
    en: 'The parts and the total differ by {diff}, as if two neighbouring digits changed places',
  },
  share: { zh: '占比与{part}÷{whole}不符', en: 'The share is not {part} divided by {whole}' },
  'share-total': { zh: '各项占比之和与100相差{diff}', en: 'The shares differ from a hundred by {diff}' },
  yoy: {
    zh: '增减幅度与基期数{prior}不符',
    en: 'The percentage does not follow from the earlier figure {prior}',
  },
  'two-units': { zh: '同一金额的两种单位换算不符', en: 'The two units do not tell the same sum' },
  points: { zh: '两个比率之差与所称百分点不符', en: 'The two rates differ by other points than said' },
  difference: {
    zh: '上年数加减变动额得{after}，与本年数不符',
    en: 'Earlier figure and change make {after}, not this year’s figure',
  },
  'direction-two-words': {
    zh: '变动额与幅度的增减方向相反',
    en: 'Amount and percentage are said to go opposite ways',
  },
  direction: {
    zh: '文字所说的大小关系与数字不符',
    en: 'The words about which is larger contradict the figures',
  },
  'reason-says-opposite': { zh: '说明的原因与增减方向相反', en: 'The reason given goes the other way' },
  'grown-by-more-than-it-is': {
    zh: '增加额大于本年数，上年数成为负数',
    en: 'It is said to have grown by more than it is; the earlier figure would be below zero',
  },
  'undefined-ratio': { zh: '基期为0，增减幅度无定义', en: 'A percentage of nothing has no meaning' },
  'completion-of-nothing': {
    zh: '预算为0，完成率无定义',
    en: 'Completion of a budget of nothing has no meaning',
  },
  completion: { zh: '完成率与{done}÷{planned}不符', en: 'The rate is not {done} divided by {planned}' },
  'infeasible-yoy': {
    zh: '没有任何整数基期能得出这个幅度',
    en: 'No whole earlier number gives this percentage',
  },
  'full-score-below-aim': {
    zh: '未达到目标值，却得满分',
    en: 'The aim was not reached, yet the score is full',
  },
  order: { zh: '部分大于整体', en: 'A part is larger than its whole' },
  count: { zh: '列举{listed}项，与所称个数不符', en: '{listed} are listed, not the number said' },
  projects: {
    zh: '所列项目为{listed}个，与所称个数不符',
    en: '{listed} projects are listed, not the number said',
  },
  'persons-below-groups': {
    zh: '人次少于批次（集体访每批不少于5人）',
    en: 'Fewer persons than groups allow (five to a collective visit)',
  },
  glued: {
    zh: '今年数与去年数粘连在一起，按所称幅度可唯一拆开',
    en: 'This year’s and last year’s figure run together; the percentage tells the one way to part them',
  },
  'part-above-whole': {
    zh: '部分大于整体，疑为数字粘连',
    en: 'A part is larger than its whole; figures may have run together',
  },
  totals: {
    zh: '收入总计与支出总计应当相等，相差{diff}',
    en: 'Total income and total expenditure must be equal; they differ by {diff}',
  },
  twice: {
    zh: '“{label}”前后两处不一致（另见第{line}行）',
    en: '“{label}” is told differently elsewhere (line {line})',
  },
  headline: { zh: '同一科目前后两个本年预算数不一致', en: 'The same item bears two budgets for this year' },
  'year-compared': {
    zh: '{year}年的文件应与上一年比较',
    en: 'A document of {year} compares with the year before',
  },
  'year-heading': {
    zh: '标题年份与文件年份{year}不同',
    en: 'The heading bears another year than the document’s {year}',
  },
  'no-such-day': { zh: '没有{day}这一天', en: 'No calendar has the day {day}' },
  'year-counted': {
    zh: '{year}年的文件，截止日期的年份不符',
    en: 'Not the day at which a document of {year} counts assets',
  },
  entity: {
    zh: '“{name}”不是本文件的单位“{own}”，疑为套用他单位文稿',
    en: '“{name}” is not the department of this document, “{own}”; it may be left from another text',
  },
  'code-listed': {
    zh: '科目编码{code}的名称是“{name}”，所写名称属于{other}',
    en: 'Code {code} is “{name}”; the name written belongs to {other}',
  },
  'code-year': { zh: '{year}年的科目名称是“{name}”', en: 'In {year} the class is called “{name}”' },
  'aim-direction': {
    zh: '指标“{name}”的方向与其含义相反',
    en: 'The aim of “{name}” points the wrong way',
  },
  'aim-unit': {
    zh: '指标“{name}”的计量单位与其含义不符',
    en: 'The unit does not fit the indicator “{name}”',
  },
  'plan-falls': {
    zh: '累计支出计划小于前一时点',
    en: 'Less is planned to be spent by then than by the month before',
  },
  'plan-end': { zh: '全年支出计划应为100%', en: 'By the end of the year all is planned to be spent' },
  'budget-published': {
    zh: '年初预算数{prior}与公开的预算{before}不符',
    en: 'The budget is said to be {prior}; the published budget says {before}',
  },
  'unit-missing': { zh: '金额没有写单位', en: 'The amount bears no unit' },
  'changes-differ': {
    zh: '收入与支出的增减额只差一位数字',
    en: 'Income and expenditure change by amounts that differ in one digit',
  },
  'term-twice': { zh: '名词“{name}”解释了两次', en: '“{name}” is explained twice' },
  'wrong-branch': {
    zh: '二级指标“{name}”不属于这个一级指标',
    en: '“{name}” does not belong under this first-level indicator',
  },
  gap: { zh: '应有数字处没有数字', en: 'A figure is missing here' },
  purpose: { zh: '所说用途与科目“{item}”不符', en: 'The purpose said does not fit the item “{item}”' },
  levels: { zh: '类、款、项的层级写错', en: 'The levels of the item are not class, section, item' },
  'reason-other-way': {
    zh: '所说原因的方向与增减方向相反',
    en: 'The reason is introduced for the opposite change',
  },
  placeholder: { zh: '占位符未填写', en: 'A placeholder was not filled in' },
  unchosen: { zh: '“增加（减少）”一类的选择没有作出', en: 'An alternative of the form was left unchosen' },
  instruction: { zh: '模板的填写说明没有删去', en: 'An instruction of the form was left in' },
  'too-long': {
    zh: '这段文字{length}字没有一个句号，在此断开检查，断开处两边的数没有相互比较；请分句后再查',
    en: '{length} characters without a full stop: the passage was checked in pieces, and figures on both sides of this place were not compared. Part it into sentences and check again',
  },
  'too-many-lines': {
    zh: '文件超过{lines}行，其后{left}行没有检查；请分成几个文件',
    en: 'The file has more than {lines} lines; the {left} after them were not checked. Part it into several files',
  },
  misspelt: {
    zh: '疑为“{term}”的同音误写',
    en: 'Looks like “{term}”, written with another character of the same sound',
  },
  'number-twice': { zh: '序号{now}重复', en: 'Number {now} is used twice' },
  'number-skipped': { zh: '序号由{before}跳到{now}', en: 'Numbering goes from {before} to {now}' },
  'figure-skipped': { zh: '图号由{before}跳到{now}', en: 'Figures are numbered from {before} to {now}' },
  'more-than-posts': { zh: '在职人数多于编制数', en: 'More staff in post than there are posts' },
  'table-hierarchy': {
    zh: '上级科目与下级科目之和相差{diff}',
    en: 'A heading and the items below it differ by {diff}',
  },
  'table-row': {
    zh: '本行合计与各栏之和相差{diff}',
    en: 'The total of the row and its columns differ by {diff}',
  },
  'class-of-items': {
    zh: '{code}类与所列项级科目之和不符',
    en: 'Class {code} and the items told of it differ',
  },
  'text-table': { zh: '文字与《{table}》不一致', en: 'Text and table “{table}” differ' },
  column: { zh: '表中“{column}”与文字不一致', en: 'Column “{column}” of the table differs from the text' },
  'unspent-above-department': {
    zh: '单个项目未执行数大于整个部门未执行数{unspent}',
    en: 'One project leaves more unspent than the whole department, {unspent}',
  },
  'rest-above-budget': {
    zh: '其余项目的支出大于其余项目可用的预算{room}',
    en: 'The other projects spent more than the {room} left for them',
  },
  'code-name': {
    zh: '科目编码{code}在别的表中名为“{name}”',
    en: 'Code {code} is called “{name}” in another table',
  },
  'empty-table': {
    zh: '表内没有数字，也没有说明原因',
    en: 'The table has no figures, and no word why',
  },
  'code-zero': { zh: '科目编码缺前导0', en: 'The code lacks its leading zero' },
  'prior-year': {
    zh: '由本年数与变动额推得的上年数{prior}与上年文件{before}不符',
    en: 'Figure and change make {prior} for the year before; that year’s document says {before}',
  },
}

/** Keys that never come with a finding need no words. */
export function wordsOf(r: Relation): Words {
  const words = NOTES[r.note.key] ?? { zh: '与计算结果不符', en: 'Does not agree with what was computed' }
  return { zh: fill(words.zh, r.note), en: fill(words.en, r.note) }
}

const fill = (text: string, note: Note) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => note.values?.[name] ?? '')

export const NOTE_KEYS: ReadonlySet<string> = new Set(Object.keys(NOTES))
