/** Codes of archiving an order. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const ARCHIVE_CODES = {
  'archive.not_an_order': entry(
    409,
    [
      '只有热线工单在这里归档，误登记撤销的除外',
      'Only orders of the hotline are archived here, not those cancelled as mistakes',
    ],
    [
      '其他事项按本单位档案规定另行归档；误登记撤销的工单不用归档。',
      'File other matters as your rules for archives say; an order cancelled as a mistake needs no filing.',
    ],
  ),
  'archive.call_back_open': entry(
    409,
    ['回访还没有结束，不能归档', 'The call-back is not over, so it cannot be archived'],
    [
      '请先登记回访评价并作出处理，或等评价期满。',
      'Record the call-back and decide on it first, or wait until the time to rate is over.',
    ],
  ),
  'archive.work_open': entry(
    409,
    ['还有未完成的程序，不能归档', 'Something about it is still open, so it cannot be archived'],
    [
      '请先办完未结的送达、协办、督办、后续来件等程序，再归档。',
      'Bring services, contributions, supervision and later contacts to their end first, then archive.',
    ],
  ),
  'archive.archived': entry(
    409,
    ['已经归档或正在归档', 'It is archived, or being filed'],
    ['不用重复归档，请刷新页面查看。', 'Nothing more is to be done; reload the page to see it.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
