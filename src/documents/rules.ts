/** Rules of documents: numbers, what may be printed of a limit, how two versions differ. Pure. */
import type { Change, PaperFacts } from './contract.ts'

/** 某信访答〔2026〕3号: word of organ and kind, year in hexagonal brackets, running number without zeros. */
export const documentNumber = (prefix: string, year: number, n: number): string =>
  `${prefix}〔${year}〕${n}号`

const NUMBER = '(?:[0-9０-９]+|[一二三四五六七八九十百]+)'
const LIMIT = new RegExp(`${NUMBER}\\s*(?:个)?(?:工作日|日|天|小时|个月|月|年)(?:以内|之内|内)`, 'gu')

/** Limits named in a text: 30日内, 五个工作日内, ... as written. */
export const limitsIn = (text: string): string[] => [...text.matchAll(LIMIT)].map((m) => m[0])

const plain = (limit: string): string => limit.replace(/\s|个|以内|之内|内/gu, '')

/**
 * Limits that stand in a text without being verified for this matter: shown to whoever approves.
 * @returns each as written, once
 */
export function unverifiedLimits(paragraphs: readonly string[], facts: PaperFacts): string[] {
  const known = new Set<string>()
  for (const limit of Object.values(facts.limits)) {
    if (limit && typeof limit === 'object') known.add(plain(limit.length))
  }
  return [...new Set(paragraphs.flatMap(limitsIn))].filter((found) => !known.has(plain(found)))
}

/** How one list of paragraphs became another: the longest common run of paragraphs stays, the rest is added or removed. */
export function compareTexts(before: readonly string[], after: readonly string[]): Change[] {
  const n = before.length
  const m = after.length
  const common: number[][] = Array.from({ length: n + 1 }, () => new Array<number>(m + 1).fill(0))
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      common[i]![j] =
        before[i] === after[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
    }
  }
  const out: Change[] = []
  let [i, j] = [0, 0]
  while (i < n || j < m) {
    if (i < n && j < m && before[i] === after[j]) {
      out.push({ kind: 'same', text: before[i]! })
      i++
      j++
    } else if (i < n && (j >= m || common[i + 1]![j]! >= common[i]![j + 1]!)) {
      out.push({ kind: 'removed', text: before[i++]! })
    } else out.push({ kind: 'added', text: after[j++]! })
  }
  return out
}
