/** Who is on duty when: a plan over a period, in turn, by the bureau's calendar. Pure. */
import { addDays, compareDays, instantOfLocal, type WorkCalendar } from '../kernel/calendar/index.ts'
import type { Plan } from './contract.ts'

export interface PlannedShift {
  day: string
  startsAt: string
  endsAt: string
  accountId: string
}

/** Longest period planned at once. */
export const MOST_DAYS = 370

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/**
 * One shift on each day of the period that the plan asks for: all, working days, or the others (weekends and holidays,
 * make-up work days left out). People come in turn, over the days that are filled. A duty that ends no later than it
 * begins ends on the next day.
 */
export function planShifts(plan: Plan, calendar: WorkCalendar): PlannedShift[] {
  const out: PlannedShift[] = []
  const over = minutes(plan.ends) <= minutes(plan.starts)
  for (let day = plan.from; compareDays(day, plan.to) <= 0; day = addDays(day, 1)) {
    const { working } = calendar.dayKind(day)
    if (plan.days !== 'all' && working !== (plan.days === 'working')) continue
    out.push({
      day,
      startsAt: instantOfLocal(day, minutes(plan.starts), calendar.zone),
      endsAt: instantOfLocal(over ? addDays(day, 1) : day, minutes(plan.ends), calendar.zone),
      accountId: plan.accountIds[out.length % plan.accountIds.length]!,
    })
  }
  return out
}
