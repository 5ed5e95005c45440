/** Codes of the duty roster. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const ROSTER_CODES = {
  'roster.not_your_duty': entry(
    403,
    ['这不是您的值班', 'This duty is not yours'],
    ['只能用自己的值班与别人换，由被请求的人答复。', 'Swap a duty of your own; whoever was asked answers.'],
  ),
  'roster.same_person': entry(
    422,
    ['两次值班是同一人', 'Both duties are yours'],
    ['请选择另一人的值班。', 'Choose the duty of another person.'],
  ),
  'roster.over': entry(
    409,
    ['值班已经开始', 'The duty has begun'],
    ['请选择还没有开始的值班。', 'Choose one that has not begun.'],
  ),
  'roster.settled': entry(
    409,
    ['这个请求已经处理', 'This was settled already'],
    ['请刷新值班表。', 'Reload the roster.'],
  ),
  'roster.changed': entry(
    409,
    ['值班表已经变了', 'The roster has changed since'],
    ['请刷新后重新商量换班。', 'Reload it and agree on a swap again.'],
  ),
  'roster.not_to_take': entry(
    409,
    ['不能签收', 'It cannot be signed for'],
    [
      '自己写的交班记录由接班的人签收；已签收的请刷新。',
      'Whoever takes over signs; nobody signs for their own. Reload if it was signed for.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
