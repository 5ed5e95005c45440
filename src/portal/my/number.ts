/** Numbers of matters as people type them. Pure. */

/**
 * The printed form of a number: full width and lower case read, blanks and any hyphens forgiven, a missing bureau and
 * missing zeros filled in. What cannot be a number is given back trimmed, to be refused as wrong.
 */
export function readNumber(typed: string, slug: string): string {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{White_Space}\p{Cf}]/gu, '')
    .replace(/[\p{Pd}−_.·/]+/gu, '-')
  const own = slug.toUpperCase()
  const match = /^(?:(.*?)-?)?([A-Z])-?(\d{4})-?(\d{1,6})$/.exec(text)
  if (!match) return text
  const [, bureau, letter, year, running] = match
  return `${bureau || own}-${letter}${year}-${running!.padStart(6, '0')}`
}

/** The slug a number belongs to. */
export function slugOf(number: string): string | null {
  return /^([A-Z][A-Z0-9-]*)-[A-Z]\d{4}-\d{6}$/.exec(number)?.[1]?.toLowerCase() ?? null
}
