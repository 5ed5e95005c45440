/** How a rule is written down: what most rules share is left out and filled in here. */
import type { ClockRule } from './contract.ts'

type Usual = 'owner' | 'extensionCap' | 'pausable' | 'right' | 'validTo'

/** A rule with the usual answers: an organ's duty, never extended, never paused, still in force. */
export function rule(given: Omit<ClockRule, Usual> & Partial<Pick<ClockRule, Usual>>): ClockRule {
  return { owner: 'organ', extensionCap: 0, pausable: false, right: false, validTo: null, ...given }
}

export const BUREAU = { zh: '信访部门', en: 'bureau for letters and visits' }
export const ORGAN = { zh: '有权处理的机关、单位', en: 'the competent organ or unit' }
export const UNIT = { zh: '承办单位', en: 'the handling unit' }
export const CENTRE = { zh: '热线工作机构', en: 'the hotline centre' }
export const CITIZEN = { zh: '信访人', en: 'the person who asked' }
export const SUPERVISED = {
  zh: '列为超期，触发督办',
  en: 'counted as overdue, triggers supervision',
}
