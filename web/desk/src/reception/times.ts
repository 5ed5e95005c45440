/** Times of a day's slots, as they will be offered. Pure. */
interface Times {
  starts: string
  slotMinutes: number
  slots: number
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const clock = (m: number): string =>
  `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`

export const endOf = (d: Times): string => clock(minutes(d.starts) + d.slots * d.slotMinutes)

/** The begin of each slot; of many the first three and the last. */
export function timesOf(d: Times): string[] {
  const all = Array.from({ length: d.slots }, (_, i) => clock(minutes(d.starts) + i * d.slotMinutes))
  return all.length <= 6 ? all : [...all.slice(0, 3), '…', all.at(-1)!]
}
