/** Who keeps the demo's accounts and who releases them, on the days they would. */
import type { Command } from '../bureau/index.ts'
import { demoCommand, type Filling } from './openness.ts'

const NAMES = { 'demo.finance': '财务人员（演示）', 'demo.chief': '局长（演示）' } as const

export function financeCommand(f: Filling, login: keyof typeof NAMES, key: string, now: Date): Command {
  const command = demoCommand(f, login, key, now)
  return { ...command, session: { ...command.session, name: NAMES[login] } }
}

/** That day in the morning, or today where it has not come yet. @param day `02-20` */
export function onDay(today: Date, year: number, day: string): Date {
  const wanted = new Date(`${year}-${day}T02:00:00.000Z`)
  return wanted < today ? wanted : today
}
