/** All kinds of documents, one file each. */
import type { KindDef, PaperKind } from '../contract.ts'
import { acceptanceNotice } from './acceptance-notice.ts'
import { mediationAgreement, settlementAgreement } from './agreements.ts'
import { assignmentLetter } from './assignment-letter.ts'
import { completionReport } from './completion-report.ts'
import { correctionNotice } from './correction-notice.ts'
import { extensionNotice } from './extension-notice.ts'
import { handlingOpinion } from './handling-opinion.ts'
import { hearingNotice, hearingRecord } from './hearings.ts'
import { nonAcceptanceNotice } from './non-acceptance-notice.ts'
import { proceduralNotice } from './procedural-notice.ts'
import { reReviewOpinion } from './re-review-opinion.ts'
import { referralNotice } from './referral-notice.ts'
import { reply } from './reply.ts'
import { reviewOpinion } from './review-opinion.ts'
import { revocationNotice } from './revocation-notice.ts'
import { serviceReceipt } from './service-receipt.ts'
import { supervisionLetter } from './supervision-letter.ts'
import { transferLetter } from './transfer-letter.ts'
import { transferNotice } from './transfer-notice.ts'

export const KINDS: Readonly<Record<PaperKind, KindDef>> = {
  'acceptance-notice': acceptanceNotice,
  'procedural-notice': proceduralNotice,
  'non-acceptance-notice': nonAcceptanceNotice,
  'referral-notice': referralNotice,
  'transfer-notice': transferNotice,
  'extension-notice': extensionNotice,
  'handling-opinion': handlingOpinion,
  'review-opinion': reviewOpinion,
  're-review-opinion': reReviewOpinion,
  'revocation-notice': revocationNotice,
  reply,
  'transfer-letter': transferLetter,
  'assignment-letter': assignmentLetter,
  'supervision-letter': supervisionLetter,
  'completion-report': completionReport,
  'mediation-agreement': mediationAgreement,
  'settlement-agreement': settlementAgreement,
  'hearing-notice': hearingNotice,
  'correction-notice': correctionNotice,
  'hearing-record': hearingRecord,
  'service-receipt': serviceReceipt,
}
