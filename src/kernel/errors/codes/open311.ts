/** Codes of the Open311 room. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const OPEN311_CODES = {
  'open311.unknown_key': entry(
    404,
    ['没有这个有效的密钥', 'There is no such key in force'],
    [
      '请刷新列表；已经吊销的密钥不能再吊销。',
      'Load the list again; a revoked key cannot be revoked once more.',
    ],
  ),
  'open311.list_without_values': entry(
    422,
    ['选择题至少要有两个选项', 'A list needs two choices at least'],
    ['请补充选项（{field}）。', 'Add choices ({field}).'],
  ),
  'open311.required_unanswered': entry(
    422,
    ['只作说明的项不能必填', 'What is only shown cannot be required'],
    ['请取消必填，或者改为需要回答（{field}）。', 'Make it optional, or let it be answered ({field}).'],
  ),
} as const satisfies Record<string, CatalogueEntry>
