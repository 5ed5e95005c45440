/** Periods that are asked for most. */

const first = (today: string, months: number): string => {
  const at = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + months
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
}
const dayBefore = (of: string): string => {
  const at = new Date(`${of}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}

export const periods = (today: string) => ({
  month: { from: first(today, 0), to: today },
  lastMonth: { from: first(today, -1), to: dayBefore(first(today, 0)) },
  thisYear: { from: `${today.slice(0, 4)}-01-01`, to: today },
  lastYear: { from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: `${Number(today.slice(0, 4)) - 1}-12-31` },
})
