/** Codes of the lists of the desk: saved views, batches, exports, search by words. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const LIST_CODES = {
  'list.too_many_views': entry(
    409,
    ['保存的视图已满', 'No more views can be saved'],
    [
      '每人最多保存 {max} 个视图，请先删除不用的。',
      'At most {max} views each; take away some you no longer use.',
    ],
  ),
  'list.not_in_batch': entry(
    422,
    ['这一件现在不能这样批量办理', 'This matter cannot be done that way now'],
    [
      '它不在可以{verb}的环节，请打开事项单独办理。',
      'It is not at a step that allows it ({verb}); open the matter and do it there.',
    ],
  ),
  'search.too_short': entry(
    422,
    ['检索词太短', 'The words are too short'],
    [
      '请输入至少两个汉字、两个字母或数字，或完整编号。电话和证件号请用“查人”，须写明理由。',
      'Enter at least two Chinese characters, two letters or digits, or a whole number. Telephone and identity numbers are looked up on a stated reason.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
