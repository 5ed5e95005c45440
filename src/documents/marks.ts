/** Head and foot of a document (版头, 版记) as far as writers set them: what is allowed, and how it is printed. Pure. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { HeadMark, PaperKind, PaperMarks } from './contract.ts'
import { KINDS } from './kinds/index.ts'
import { unstopped } from './words.ts'

const GRADES = { secret: '秘密', confidential: '机密', 'top-secret': '绝密' } as const
const URGENCY = { urgent: '加急', 'very-urgent': '特急' } as const

/** Nothing is marked; what goes to an organ above carries the line of printing, which the letter form does not have. */
export const defaultMarks = (kind: PaperKind): PaperMarks => ({
  copyNumber: null,
  secrecy: null,
  urgency: null,
  copyTo: [],
  imprint: KINDS[kind].upward ?? false,
})

/** The lines above the name of the organ: 000001, 机密★1年, 特急. A copy number has six places (GB/T 9704-2012 7.2.1). */
export function markingLines(m: PaperMarks): string[] {
  const { copyNumber, secrecy, urgency } = m
  return [
    ...(copyNumber ? [copyNumber.padStart(6, '0')] : []),
    ...(secrecy ? [`${GRADES[secrecy.grade]}${secrecy.years ? `★${secrecy.years}年` : ''}`] : []),
    ...(urgency ? [URGENCY[urgency]] : []),
  ]
}

/** What is set, as lines of words, so that two versions can be compared. */
export const marksAsLines = (m: PaperMarks): string[] => [
  ...markingLines(m),
  ...(m.copyTo.length > 0 ? [`抄送：${m.copyTo.join('，')}。`] : []),
]

/**
 * @param allowed marks the organ uses
 * @returns refusals `document.marks_not_used`, `document.copy_number_alone`, `input.invalid`
 */
export function checkedMarks(m: PaperMarks, allowed: readonly HeadMark[]): PaperMarks | Refusal {
  const used: [HeadMark, unknown, string][] = [
    ['copy-number', m.copyNumber, 'copyNumber'],
    ['secrecy', m.secrecy, 'marks.secrecy'],
    ['urgency', m.urgency, 'urgency'],
  ]
  for (const [mark, value, field] of used)
    if (value !== null && !allowed.includes(mark)) return refuse('document.marks_not_used', { field })
  if (m.copyNumber !== null) {
    if (!/^\d{1,6}$/.test(m.copyNumber)) return refuse('input.invalid', { field: 'copyNumber' })
    if (m.secrecy === null) return refuse('document.copy_number_alone', { field: 'copyNumber' })
  }
  const copyTo = [...new Set(m.copyTo.map((name) => unstopped(name)).filter((name) => name !== ''))]
  return { ...m, copyTo }
}
