/** How the inbox is cut by urgency. The rows come by due date, so each group stands together. */
import type { InboxItem } from '../../api/types.ts'

export const GROUPS = ['overdue', 'today', 'soon', 'later', 'none'] as const
export type Group = (typeof GROUPS)[number]

/** Working days up to which a matter is shown as due soon. */
const SOON = 2

export function groupOf(
  item: Pick<InboxItem, 'overdue' | 'nextDue' | 'daysLeft' | 'end'>,
  today: string,
): Group {
  if (item.nextDue === null || item.end !== null) return 'none'
  if (item.overdue) return 'overdue'
  if (item.nextDue <= today) return 'today'
  return item.daysLeft !== null && item.daysLeft <= SOON ? 'soon' : 'later'
}
