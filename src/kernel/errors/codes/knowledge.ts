/** Codes of the knowledge base. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const KNOWLEDGE_CODES = {
  'knowledge.review_too_far': entry(
    422,
    ['复核日期太远', 'The day of review is too far away'],
    [
      '请选两年以内的日期，知识才不会过时。',
      'Choose a day within two years, so that knowledge does not grow old.',
    ],
  ),
  'knowledge.step_not_now': entry(
    409,
    ['这一步现在不能做', 'This step cannot be taken now'],
    ['条目的状态已经变了，请刷新后再看。', 'The article has changed its state; reload it and look again.'],
  ),
  'knowledge.own_draft': entry(
    403,
    ['自己写的条目不能自己审核', 'Nobody checks what they wrote themselves'],
    ['请另一位有审核权限的同事审核发布。', 'Ask another person who may check to publish it.'],
  ),
  'knowledge.hint_settled': entry(
    409,
    ['这条建议已经处理', 'This hint has been settled'],
    ['请刷新查看处理结果。', 'Reload to see what became of it.'],
  ),
  'knowledge.not_docx': entry(
    422,
    ['读不了这个文件', 'The file cannot be read'],
    [
      '请用 Word 或 WPS 另存为 .docx 后再试，或改用表格。',
      'Save it as .docx in Word or WPS and try again, or use a table.',
    ],
  ),
  'knowledge.no_headings': entry(
    422,
    ['文件里没有找到问题', 'No question was found in the file'],
    [
      '请把每个问题设为“标题”样式，答复写在标题下面。',
      'Give each question a heading style and write its answer below it.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
