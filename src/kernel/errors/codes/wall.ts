/** Codes of the wall display. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const WALL_CODES = {
  'wall.unknown_key': entry(
    403,
    ['大屏链接无效', 'This link of a wall display does not hold'],
    [
      '链接不对或已经作废。请管理员在“系统管理—大屏链接”新建一个。',
      'It is wrong or was revoked. An administrator makes a new one under Administration, Wall displays.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
