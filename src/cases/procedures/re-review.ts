/** 复核: the last instance; the time of a hearing is not counted (R22 36). */
import { beforeHearingTable } from './former.ts'
import { label } from './parts.ts'
import { reviewTable } from './review-table.ts'

export const reReview = reviewTable({
  id: 're-review',
  letter: 'H',
  name: label('复核', 'Re-review'),
  rule: 'XF-T11',
  document: 're-review-opinion',
  hearingPauses: true,
  remedy: 'none',
  citizenAnswered: [
    '复核意见已送达。信访程序到此终结；出现新的事实和理由，仍可重新提出。',
    'The re-review opinion has been served and the procedure is finished; new facts and reasons can still be raised.',
  ],
  afterServed: [],
  final: true,
  further: [],
  source: label('《信访工作条例》第三十六条', 'Regulations on Letters and Visits Work (2022), Art. 36'),
})

export const reReviewV1 = beforeHearingTable(reReview, 'XF-T11')
