/** Codes of routing: duty list and precedents. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const ROUTING_CODES = {
  'routing.nothing_to_find_it_by': entry(
    422,
    ['这个条目没有可供匹配的内容', 'Nothing would ever find this entry'],
    ['请至少填写一个关键词或一个内容分类。', 'Give at least one word or one category.'],
  ),
  'routing.same_unit': entry(
    422,
    ['同一个单位不能既应办理又不属', 'One unit cannot be both responsible and not'],
    ['请改选“不属”的单位，或不填。', 'Choose another unit that is not responsible, or none.'],
  ),
  'routing.names_a_person': entry(
    422,
    ['先例里有像电话或证件号码的数字', 'The precedent holds what looks like a telephone or identity number'],
    [
      '先例只写事情和理由，请删去号码和姓名。',
      'A precedent tells the facts and the reason; take numbers and names out.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
