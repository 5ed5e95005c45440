/**
 * Pinyin for finding things while typing. Initials are known at once from the order of the Chinese collation; whole
 * syllables need a dictionary, which is fetched when a field is entered that can use it and kept for as long as the tab.
 */
import { useSyncExternalStore } from 'react'
import { pinyinInitials } from './unit-search.ts'

type Reader = (text: string) => string
let reader: Reader | null = null
let asked = false
const waiting = new Set<() => void>()

/** Fetches the dictionary once. Without it typing still finds by words, codes and initials. */
export function fetchPinyin(): void {
  if (asked) return
  asked = true
  import('pinyin-pro')
    .then(({ pinyin }) => {
      const known = new Map<string, string>()
      const read = (text: string) => {
        const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
        return `${syllables.join('')} ${syllables.map((s) => s[0] ?? '').join('')}`.toLowerCase()
      }
      reader = (text) => {
        const key = known.get(text) ?? read(text)
        known.set(text, key)
        return key
      }
      for (const tell of waiting) tell()
    })
    .catch(() => {
      // Offline, perhaps: tried again when the next field is entered.
      asked = false
    })
}

function follow(changed: () => void): () => void {
  waiting.add(changed)
  return () => waiting.delete(changed)
}

/** What a text is found by besides itself: `路灯` → `ld`, and `ludeng ld` too once the dictionary is there. */
export function usePinyin(): Reader {
  const read = useSyncExternalStore(follow, () => reader)
  return read === null ? pinyinInitials : withInitials(read)
}

const both = new WeakMap<Reader, Reader>()
/** A character of several readings is found by either: the dictionary reads it in its word, the collation by itself. */
function withInitials(read: Reader): Reader {
  const known = both.get(read)
  if (known) return known
  const made: Reader = (text) => `${read(text)} ${pinyinInitials(text)}`
  both.set(read, made)
  return made
}
