/** What a reply means, where it is plain: an opt-out. Everything else a person looks at. Pure. */

/** As people write it: with full-width letters, blanks and signs around, or the words of the hint repeated. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{White_Space}\p{P}\p{S}\p{Cf}]/gu, '')
    .toUpperCase()

const OPT_OUT: ReadonlySet<string> = new Set([
  'TD',
  'T',
  'N',
  '退',
  '退订',
  '退訂',
  'TD退订',
  '退订TD',
  '回复TD退订',
  '回TD退订',
  '取消订阅',
  '取消',
  '不要再发',
  '不要再发了',
  '别再发了',
  '停止',
  'STOP',
  'UNSUBSCRIBE',
  'TUIDING',
])

export const isOptOut = (text: string): boolean => OPT_OUT.has(plain(text))

export type Grade = 'satisfied' | 'fairly-satisfied' | 'unsatisfied'

const GRADES: Readonly<Record<string, Grade>> = {
  '1': 'satisfied',
  满意: 'satisfied',
  很满意: 'satisfied',
  非常满意: 'satisfied',
  '2': 'fairly-satisfied',
  基本满意: 'fairly-satisfied',
  '3': 'unsatisfied',
  不满意: 'unsatisfied',
}

/** The grade a reply looks like; a person confirms it, for a rating cannot be changed. */
export const gradeOf = (text: string): Grade | null => GRADES[plain(text)] ?? null
