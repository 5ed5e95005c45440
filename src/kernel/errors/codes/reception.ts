/** Codes of reception days. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const RECEPTION_CODES = {
  'reception.recorded_already': entry(
    409,
    ['这次接访已经记录', 'This reception has been recorded'],
    ['后续进展请记在已有的记录里。', 'Write what followed into the record that is there.'],
  ),
  'reception.sponsored_already': entry(
    409,
    ['这件事项已有领导包案', 'An office answers for this matter already'],
    ['要换领导时，先在原包案上“交还”，再重新包案。', 'To change the office, give it back there first.'],
  ),
  'reception.matter_ended': entry(
    409,
    ['事项已经办结，不能再包案', 'The matter has ended; nobody needs to answer for it'],
    ['如当事人提出新的诉求，请先登记为新的事项。', 'If the person asks for more, register that first.'],
  ),
  'reception.matter_open': entry(
    409,
    ['事项还没有办结，包案不能算办完', 'The matter has not ended; it cannot be called done'],
    [
      '先把事项办结；不再包案的，请“交还”并说明理由。',
      'End the matter first, or give it back with the reason.',
    ],
  ),
  'reception.wrong_date': entry(
    422,
    ['日期不在可以安排的范围内', 'The date cannot be taken'],
    ['请选择今天到 {last} 之间的日期。', 'Choose a day from today to {last}.'],
  ),
  'reception.past_midnight': entry(
    422,
    ['时段超过当天', 'The slots run past midnight'],
    ['请减少时段数或者每段的分钟数。', 'Take fewer slots or shorter ones.'],
  ),
  'reception.has_bookings': entry(
    409,
    ['已经有人预约，不能再改时间和时段', 'Somebody has booked; times and slots cannot be changed'],
    [
      '如果必须改期，请取消这一天并说明原因，再公布新的日期。',
      'If it must move, cancel it with the reason and publish another day.',
    ],
  ),
  'reception.not_now': entry(
    409,
    ['当前状态下不能进行此操作', 'Not possible in the present state'],
    ['请重新载入，查看当前状态。', 'Load it again and look at how it stands.'],
  ),
  'reception.closed': entry(
    409,
    ['这一天不接受预约', 'This day takes no bookings'],
    ['请选择其他接访日。', 'Choose another day.'],
  ),
  'reception.cancelled': entry(
    409,
    ['这个接访日已经取消', 'This reception day was cancelled'],
    ['请选择其他接访日，或者直接网上反映。', 'Choose another day, or tell us online.'],
  ),
  'reception.slot_taken': entry(
    409,
    ['这个时段刚刚被别人预约了', 'Somebody has just taken this slot'],
    ['请选择其他时段。', 'Choose another slot.'],
  ),
  'reception.full': entry(
    409,
    ['这一天已经约满，候补也满了', 'The day is full, and so is the waiting list'],
    [
      '请选择其他接访日；当天也可以到窗口取号。',
      'Choose another day, or take a ticket at the window on the day.',
    ],
  ),
  'reception.booked_already': entry(
    409,
    ['这个电话已经预约了这一天', 'This telephone has booked this day already'],
    ['请用已有的预约编号和查询码查看或者更改。', 'Look at it or change it with its number and code.'],
  ),
  'reception.wrong_number_or_code': entry(
    404,
    ['预约编号或查询码不对', 'Number or code of the booking is wrong'],
    ['请核对预约凭证上的编号和查询码。', 'Check both on your confirmation.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
