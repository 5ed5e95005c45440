/** Limits around review and hearing that no national text sets. The thirty days themselves stand in `rules-2022.ts`. */
import type { ClockRule } from './contract.ts'
import { internal } from './internal-rule.ts'
import { BUREAU, CITIZEN, UNIT } from './rule.ts'

export const RULES_REVIEWS: ClockRule[] = [
  internal(
    'HY-CORRECTION',
    { zh: '补正复查（复核）请求', en: 'Completing a request for review' },
    15,
    'cal',
    { zh: '印发补正告知书', en: 'issue of the request to complete' },
    CITIZEN,
    {
      owner: 'citizen',
      right: true,
      missed: { zh: '按现有材料审查是否受理', en: 'decided on what is there' },
    },
  ),
  internal(
    'HY-HEARING',
    { zh: '组织听证', en: 'Hearing held and concluded' },
    30,
    'cal',
    { zh: '决定听证', en: 'decision to hold a hearing' },
    UNIT,
  ),
  internal(
    'HY-HAND-OVER',
    { zh: '转请系统外上一级', en: 'Request handed to a level outside' },
    5,
    'wd',
    { zh: '收到复查（复核）请求', en: 'receipt of the request' },
    BUREAU,
  ),
  internal(
    'HY-REVIEW-ELSEWHERE',
    { zh: '询问上一级的意见', en: 'Asking for the decision made outside' },
    45,
    'cal',
    { zh: '转请上一级', en: 'handing over' },
    BUREAU,
  ),
]
