/** Codes of topics. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const INSIGHT_CODES = {
  'topic.not_joined': entry(
    409,
    ['这件还没有归入该热点', 'This matter is not joined to the topic'],
    ['请先在热点页面确认归入，再统一答复。', 'Join it on the page of the topic first, then reply.'],
  ),
  'topic.no_reply_now': entry(
    409,
    ['这件现在不能提交答复', 'No reply can be submitted for this matter now'],
    [
      '只有本单位正在办理的信箱、热线事项可以统一答复；其他请打开事项单独办理。',
      'Only letters and calls your unit is handling can be replied to at once; open others one by one.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
