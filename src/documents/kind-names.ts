/** What each kind of document is called, for where the desk's own texts do not reach. */
import { DOCUMENT_LABELS } from '../cases/index.ts'
import type { PaperKind } from './contract.ts'

interface Label {
  zh: string
  en: string
}

/** Kinds no step of a procedure issues. */
const BESIDES = {
  'procedural-notice': { zh: '接收情况告知书', en: 'Notice of receipt' },
  'completion-report': { zh: '办结报告', en: 'Completion report' },
  'mediation-agreement': { zh: '调解协议书', en: 'Mediation agreement' },
  'settlement-agreement': { zh: '和解协议书', en: 'Settlement agreement' },
  'hearing-notice': { zh: '听证通知书', en: 'Hearing notice' },
  'hearing-record': { zh: '听证笔录', en: 'Hearing record' },
  'service-receipt': { zh: '送达回证', en: 'Service receipt' },
} as const

export const KIND_NAMES: Readonly<Record<PaperKind, Label>> = { ...DOCUMENT_LABELS, ...BESIDES }
