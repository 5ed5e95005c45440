/** Rules of oversight: settings, the draw of a sample, rates with their intervals. Pure. */
import { addDays } from '../kernel/calendar/index.ts'
import type { Figure, FigureName, SettingName } from './contract.ts'

/** Numbers no text gives, with default and bounds. */
export const SETTINGS: Readonly<Record<SettingName, { default: number; least: number; most: number }>> = {
  returns: { default: 2, least: 1, most: 10 },
  contacts: { default: 3, least: 2, most: 50 },
  'followup-share': { default: 20, least: 1, most: 100 },
  'followup-weeks': { default: 1, least: 1, most: 8 },
}

export interface SettingRow {
  name: string
  validFrom: string
  value: number
  basis: string
}

/** The value in force on a day: the newest that had begun, else the default of the program. */
export function settingOn(rows: readonly SettingRow[], name: SettingName, day: string): number {
  let found: SettingRow | null = null
  for (const row of rows)
    if (row.name === name && row.validFrom <= day && (!found || row.validFrom > found.validFrom)) found = row
  return found?.value ?? SETTINGS[name].default
}

// --- Periods ---------------------------------------------------------------------------------------------------------

/** A Monday from which periods are counted, so that they are the same whoever counts. */
const FIRST_MONDAY = '2020-01-06'
const daysBetween = (a: string, b: string) => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000)

/** The last period of so many whole weeks that was over before `today`. */
export function lastPeriod(today: string, weeks: number): { from: string; to: string } {
  const length = 7 * weeks
  const at = Math.floor(daysBetween(FIRST_MONDAY, today) / length) - 1
  const from = addDays(FIRST_MONDAY, at * length)
  return { from, to: addDays(from, length - 1) }
}

// --- The sample ------------------------------------------------------------------------------------------------------

export interface Member {
  matterId: string
  proceedingId: string
}

/** How many of so many: the share rounded up, so that a small period is asked too. */
export const sizeOf = (population: number, share: number): number => Math.ceil((population * share) / 100)

/** The text whose digest places a member in the draw. */
export const drawText = (seed: string, periodFrom: string, m: Member): string =>
  `huiyin/follow-up-sample/v1\n${seed}\n${periodFrom}\n${m.matterId}\n${m.proceedingId}`

/**
 * Draws the sample: every member is placed by the digest of seed, period and its own ids; the first `share` per cent are
 * asked. The seed is the hash of a seal made after the period, which nobody could know while the period ran; who
 * handled a matter, how it ended or who asked plays no part.
 * @param digest SHA-256 of a text in lower hex; passed in, for rules compute nothing by themselves
 */
export function drawSample(
  population: readonly Member[],
  o: { seed: string; periodFrom: string; share: number },
  digest: (text: string) => string,
): Member[] {
  return population
    .map((m) => ({ m, place: digest(drawText(o.seed, o.periodFrom, m)) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.m.matterId < b.m.matterId ? -1 : 1))
    .slice(0, sizeOf(population.length, o.share))
    .map(({ m: { matterId, proceedingId } }) => ({ matterId, proceedingId }))
}

export const METHOD = {
  zh: '对时段内开始回访的每件公开事项计算SHA-256(“huiyin/follow-up-sample/v1”、种子、时段首日、事项标识、程序标识，各占一行)，按十六进制结果从小到大排列，取前（件数×比例，进位取整）件。种子是时段结束后第一份封印的哈希，封印副本在库外，任何人可以重算。',
  en: 'For each open matter whose follow-up began in the period: SHA-256 of "huiyin/follow-up-sample/v1", seed, first day of the period, id of the matter and id of the proceeding, one a line; sorted by the hexadecimal result; the first (number x share, rounded up) are asked. The seed is the hash of the first seal after the period, copies of which lie outside the database, so that anyone can compute it again.',
} as const

// --- Figures ---------------------------------------------------------------------------------------------------------

const Z = 1.96

/** Wilson's interval of a share at 95 %, in per cent with one decimal: honest for small numbers too. */
export function interval(good: number, of: number): { low: number; high: number } | null {
  if (of <= 0) return null
  const p = good / of
  const middle = p + (Z * Z) / (2 * of)
  const spread = Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of))
  const scale = 1 + (Z * Z) / of
  const per = (x: number) => Math.round(1000 * Math.min(1, Math.max(0, x))) / 10
  // The ends are exact where nothing or everything is good; rounding of the root must not say otherwise.
  const low = good === 0 ? 0 : per((middle - spread) / scale)
  return { low, high: good === of ? 100 : per((middle + spread) / scale) }
}

export function figureOf(figure: FigureName, good: number, of: number): Figure {
  const range = interval(good, of)
  return { figure, good, of, low: range?.low ?? null, high: range?.high ?? null }
}

/** Which limit counts for which rate. A limit that stands nowhere here is counted in none. */
export const FIGURE_RULES: Readonly<Record<'acceptance' | 'handling' | 'supervision', readonly string[]>> = {
  acceptance: ['XF-T01', 'XF-T02', 'XF-T03', 'XF-T12', 'HY-SIGN'],
  handling: [
    'XF-T06',
    'XF-T09',
    'XF-T11',
    'XF-T13',
    'HL-05',
    'HY-LETTERBOX',
    'HY-SUGGESTION',
    'HY-REDO-HOTLINE',
    'HY-REDO-LETTERBOX',
    'HY-REVOKED',
  ],
  supervision: ['HY-SUPERVISE-REPLY', 'XF-S02', 'HY-REMINDER'],
}
