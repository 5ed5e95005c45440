/** 复查: the next level up of the handling organ looks at the opinion again (R22 35). */
import { CITIZEN, label, step, words } from './parts.ts'
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
  further: [
    step({
      id: 'request-re-review',
      label: label('请求复核', 'Ask for re-review'),
      from: ['answered'],
      to: '=',
      who: [CITIZEN, { roles: ['clerk', 'reviewer'], seat: 'reviewer' }],
      input: [
        words('words', label('复核请求和理由', 'What you ask and why'), 'body'),
        words('lateReason', label('逾期理由（如已过期限）', 'Reason for being late, if late'), 'note', false),
      ],
      guards: ['review-not-requested', 'window-open-or-reason'],
      clocks: [{ stop: 'XF-T10', as: 'met' }],
      opens: [{ matter: 're-review', at: 'next-level-up' }],
      consequence: label(
        '由复查机关的上一级复核，30日内提出复核意见；这是最后一级。',
        'The next level up of the reviewer re-reviews it within 30 days; that is the last instance.',
      ),
      notify: 're-review-requested',
      primary: true,
    }),
  ],
  source: label('《信访工作条例》第三十五条', 'Regulations on Letters and Visits Work (2022), Art. 35'),
})
