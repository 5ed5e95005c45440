export type LookUpKind = 'phone' | 'name' | 'id-number'

/** What somebody typed into the one box most likely is. */
export function kindOf(text: string): 'number' | LookUpKind {
  const bare = text.replace(/[\s-]/g, '')
  if (/^\d{17}[\dXx]$/.test(bare)) return 'id-number'
  if (/^\+?\d{7,15}$/.test(bare)) return 'phone'
  if (/^[\p{Script=Han}·]{2,20}$/u.test(text.trim())) return 'name'
  return 'number'
}
