/** 复查: the next level up of the handling organ looks at the opinion again (R22 35). */
import { beforeHearingTable } from './former.ts'
import { label } from './parts.ts'
import { askForReview } from './request-review.ts'
import { reviewTable } from './review-table.ts'

export const review = reviewTable({
  id: 'review',
  letter: 'F',
  name: label('复查', 'Review'),
  rule: 'XF-T09',
  document: 'review-opinion',
  // R22 36 para 2 speaks of re-review only: a hearing in a review does not stop its clock.
  hearingPauses: false,
  remedy: 're-review',
  citizenAnswered: [
    '复查意见已送达。不服的，可以在期限内请求复核。',
    'The review opinion has been served. If you disagree you can ask for re-review within the time shown.',
  ],
  afterServed: [{ start: 'XF-T10', owner: 'citizen', right: true }],
  final: false,
  further: askForReview({
    asks: 're-review',
    name: ['复核', 're-review'],
    window: 'XF-T10',
    staff: { roles: ['clerk', 'reviewer'], seat: 'reviewer' },
    consequence: [
      '由复查机关的上一级复核，30日内提出复核意见；这是最后一级。',
      'The next level up of the reviewer re-reviews it within 30 days; that is the last instance.',
    ],
  }),
  source: label('《信访工作条例》第三十五条', 'Regulations on Letters and Visits Work (2022), Art. 35'),
})

export const reviewV1 = beforeHearingTable(review, 'XF-T09')
