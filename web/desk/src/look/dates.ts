/** Days and instants in words. Days are plain dates of the bureau's zone and are never turned into instants. */
import { language } from '../text/language.ts'

const WEEKDAYS = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-10-08` → `10月8日` or `8 Oct`; with the year where it is not this one, or always if asked. */
export function day(date: string, options: { today?: string; year?: boolean } = {}): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  const withYear =
    options.year ?? (options.today !== undefined && options.today.slice(0, 4) !== date.slice(0, 4))
  if (language() === 'en') return `${d} ${MONTHS[m - 1]}${withYear ? ` ${y}` : ''}`
  return `${withYear ? `${y}年` : ''}${m}月${d}日`
}

/** `2026-10` → `2026年10月` or `Oct 2026`. */
export function month(of: string): string {
  const [y, m] = of.split('-').map(Number) as [number, number]
  return language() === 'en' ? `${MONTHS[m - 1]} ${y}` : `${y}年${m}月`
}

/** `3` → `3月` or `Mar`. */
export const monthName = (n: number): string => (language() === 'en' ? (MONTHS[n - 1] ?? '') : `${n}月`)

export function weekday(date: string): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number]
  return WEEKDAYS[language()][new Date(Date.UTC(y, m - 1, d)).getUTCDay()]!
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** An instant in the bureau's zone, `2026-10-08 14:05`. */
export function instant(iso: string, zone: string): string {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
    formats.set(zone, format)
  }
  return format.format(new Date(iso))
}

/** What a `datetime-local` field holds, read as wall time of the bureau's zone, as an instant. */
export function instantFromLocal(local: string, zone: string): string {
  const asUtc = Date.parse(`${local.slice(0, 16)}:00Z`)
  const shown = Date.parse(`${instant(new Date(asUtc).toISOString(), zone).replace(' ', 'T')}:00Z`)
  return new Date(asUtc - (shown - asUtc)).toISOString()
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`
  return `${(size / 1024 / 1024).toFixed(1)} MB`
}
