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
} as const satisfies Record<string, CatalogueEntry>
