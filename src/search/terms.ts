/**
 * Terms of the index and words of a question. The index holds every pair of neighbouring characters, so that nothing
 * hangs on where a segmenter cuts a sentence (和平路灯不亮 is cut as 和平路·灯不亮, and 路灯 would never be found). The question
 * is cut into words, each of which has to occur. The runtime's own dictionary (ICU) cuts it.
 */
/** One spelling: full-width forms resolved, small letters. */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase()

const RUNS = /[\p{Script=Han}〇]+|[\p{Script=Latin}\p{N}]+/gu
const HAN = /^[\p{Script=Han}〇]/u
/** From here on a run of digits is a number of a person or a telephone: found by exact look-up, with a reason, or not. */
const PRIVATE_DIGITS = /\d{7,}/

/** Pairs of neighbouring characters of a run; a single character gives none. */
function pairs(run: string): string[] {
  const chars = [...run]
  return chars.slice(1).map((c, i) => chars[i]! + c)
}

const termsOfRun = (run: string): string[] => {
  if (HAN.test(run)) return pairs(run)
  return run.length >= 2 && run.length <= 40 && !PRIVATE_DIGITS.test(run) ? [run] : []
}

/** Every term of a text, each once. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>()
  for (const [run] of normalise(text).matchAll(RUNS)) for (const term of termsOfRun(run)) terms.add(term)
  return terms
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
/** Words of a run: the same run is always cut alike. */
const cut = (run: string): string[] => Array.from(segmenter.segment(run), (s) => s.segment)

/** Words that stand in nearly every letter and tell nothing when there are others. */
const EMPTY = new Set([
  '我们',
  '你们',
  '他们',
  '这个',
  '那个',
  '一个',
  '希望',
  '请问',
  '关于',
  '没有',
  '可以',
  '问题',
])

/** At most so many words of a question are taken. */
export const MOST_WORDS = 12

/**
 * The words of a question, each of which a letter must hold. What stands in quotation marks is one word. Characters that
 * are no word by themselves go with what stands beside them.
 * @returns normalised, each once; empty when nothing of two characters is left
 */
export function wordsOf(question: string): string[] {
  const words = new Set<string>()
  const text = normalise(question).replace(/["“”「」]([^"“”「」]+)["“”「」]/gu, (_, quoted: string) => {
    for (const [run] of quoted.matchAll(RUNS)) if (termsOfRun(run).length > 0) words.add(run)
    return ' '
  })
  for (const [run] of text.matchAll(RUNS)) {
    for (const word of HAN.test(run) ? joined(cut(run)) : [run])
      if (termsOfRun(word).length > 0) words.add(word)
  }
  const telling = [...words].filter((w) => !EMPTY.has(w))
  return (telling.length > 0 ? telling : [...words]).slice(0, MOST_WORDS)
}

/** Joins lone characters with their lone neighbours, or else to the word before, or after. */
function joined(cuts: readonly string[]): string[] {
  const out: { text: string; lone: boolean }[] = []
  for (const text of cuts) {
    const lone = [...text].length === 1
    const last = out.at(-1)
    if (lone && last?.lone) last.text += text
    else out.push({ text, lone })
  }
  for (let i = 0; i < out.length; i++) {
    const one = out[i]!
    if ([...one.text].length > 1) continue
    const [before, after] = [out[i - 1], out[i + 1]]
    if (before) before.text += one.text
    else if (after) after.text = one.text + after.text
    if (before || after) out.splice(i--, 1)
  }
  return out.map((o) => o.text)
}

/** The terms a letter must hold to hold a word. */
export const termsOfWord = (word: string): string[] => termsOfRun(word)
