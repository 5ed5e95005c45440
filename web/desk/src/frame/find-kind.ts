export type LookUpKind = 'phone' | 'name' | 'id-number'

/**
 * What somebody typed into the one box most likely is. Chinese characters and letters are words to be found in letters;
 * a person is looked up by name from the list, where it is said that the look is logged.
 */
export function kindOf(text: string): 'number' | 'words' | Exclude<LookUpKind, 'name'> {
  const bare = text.replace(/[\s-]/g, '')
  if (/^\d{17}[\dXx]$/.test(bare)) return 'id-number'
  if (/^\+?\d{7,15}$/.test(bare)) return 'phone'
  return /^[\w-]*\d[\w-]*$/.test(text.trim()) ? 'number' : 'words'
}
