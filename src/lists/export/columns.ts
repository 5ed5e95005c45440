/** Columns of an export: heading, width and text of each, in the reader's language. Nothing in them names a person. */
import type { Lang } from '../../kernel/errors/index.ts'
import type { ListItem } from '../list-matters.ts'
import type { Column } from '../rules.ts'
import type { CategoryNames } from './categories.ts'
import { CHANNEL_WORDS, CLASS_WORDS, END_WORDS, reasonWords } from './words.ts'

interface ColumnSpec {
  title: Record<Lang, string>
  /** In characters. */
  width: number
  text(item: ListItem, lang: Lang, categories: CategoryNames): string
}

/** What a file that leaves the house says instead of the subject of a shielded or secret matter. */
const WITHHELD: Record<Lang, string> = { zh: '（保密）', en: '(withheld)' }

export const subjectFor = (item: ListItem, lang: Lang): string =>
  item.lane === 'shielded' || item.secrecy !== 'none' ? WITHHELD[lang] : (item.subject ?? '')

const GRADE = { high: { zh: '高', en: 'high' }, medium: { zh: '中', en: 'medium' } }

const COLUMN_SPECS: Readonly<Record<Column, ColumnSpec>> = {
  due: { title: { zh: '期限', en: 'Due' }, width: 12, text: (i) => i.nextDue ?? '' },
  matter: { title: { zh: '事项', en: 'Subject' }, width: 40, text: subjectFor },
  number: { title: { zh: '编号', en: 'Number' }, width: 24, text: (i) => i.number },
  state: { title: { zh: '环节', en: 'Stage' }, width: 16, text: (i, l) => i.stateLabel[l] },
  procedure: { title: { zh: '程序', en: 'Procedure' }, width: 16, text: (i, l) => i.procedureLabel[l] },
  responsible: {
    title: { zh: '现在由谁办', en: 'Lies with' },
    width: 22,
    text: (i, l) => i.responsible.name[l],
  },
  handler: {
    title: { zh: '承办单位', en: 'Handled by' },
    width: 22,
    text: (i, l) => i.handler?.name[l] ?? '',
  },
  centre: {
    title: { zh: '受理单位', en: 'Taken in by' },
    width: 22,
    text: (i, l) => i.centre?.name[l] ?? '',
  },
  channel: { title: { zh: '渠道', en: 'Channel' }, width: 12, text: (i, l) => CHANNEL_WORDS[i.channel][l] },
  class: { title: { zh: '分类', en: 'Class' }, width: 20, text: (i, l) => CLASS_WORDS[i.class][l] },
  category: {
    title: { zh: '内容分类', en: 'Category' },
    width: 36,
    text: (i, l, categories) => (i.category ? categories(i.category, l) : ''),
  },
  received: { title: { zh: '收到日期', en: 'Received' }, width: 12, text: (i) => i.receivedOn },
  ended: {
    title: { zh: '办结', en: 'Ended' },
    width: 20,
    text: (i, l) => (i.endedOn && i.end ? `${i.endedOn} ${END_WORDS[i.end]?.[l] ?? i.end}` : ''),
  },
  risk: {
    title: { zh: '逾期风险及理由', en: 'Risk of being late, and why' },
    width: 60,
    text: (i, l) =>
      i.risk
        ? `${GRADE[i.risk.grade][l]}：${i.risk.reasons.map((r) => reasonWords(r, l)).join(l === 'zh' ? '；' : '; ')}`
        : '',
  },
}

const TREE_CODE = /^(\d{2}){1,3}$/
/** Goes with the names: what is counted or taken in elsewhere is taken by its code. */
const CATEGORY_CODE: ColumnSpec = {
  title: { zh: '内容分类代码', en: 'Category code' },
  width: 14,
  text: (i) => (i.category && TREE_CODE.test(i.category) ? i.category : ''),
}

/** What the chosen columns are in a file, in their order. */
export const specsOf = (columns: readonly Column[]): ColumnSpec[] =>
  columns.flatMap((c) => (c === 'category' ? [COLUMN_SPECS[c], CATEGORY_CODE] : [COLUMN_SPECS[c]]))
