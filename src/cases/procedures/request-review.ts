/** How review and re-review are asked for (R22 35, 36): by the person, or at the window; and what follows a withdrawal. */
import type { Opens, Transition, Who } from './format.ts'
import { CITIZEN, choice, EVIDENCE, label, SYSTEM, step, words } from './parts.ts'

export interface ReviewRequest {
  asks: 'review' | 're-review'
  /** 复查 or 复核, and in English. */
  name: [string, string]
  /** The window to ask: XF-T08 or XF-T10. */
  window: 'XF-T08' | 'XF-T10'
  /** Who takes a request down that comes by letter, call or visit. */
  staff: Who
  consequence: [string, string]
}

const LATE = words(
  'lateReason',
  label('逾期理由（如已过期限）', 'Reason for being late, if late'),
  'note',
  false,
)

export function askForReview(of: ReviewRequest): Transition[] {
  const [zh, en] = of.name
  const shared = {
    from: ['answered'],
    to: '=',
    guards: ['review-not-requested' as const, 'window-open-or-reason' as const],
    clocks: [{ stop: of.window, as: 'met' as const }],
    opens: [{ matter: of.asks, at: 'next-level-up' as const }] satisfies Opens[],
    notify: `${of.asks}-requested`,
  }
  const body = words('words', label(`${zh}请求和理由`, 'What is asked and why'), 'body')
  return [
    step({
      ...shared,
      id: `request-${of.asks}`,
      label: label(`请求${zh}`, `Ask for ${en}`),
      who: [CITIZEN],
      input: [body, { ...LATE, keep: true }],
      consequence: label(...of.consequence),
      primary: true,
    }),
    step({
      ...shared,
      id: `record-${of.asks}-request`,
      label: label(`登记${zh}请求`, `Record a request for ${en}`),
      // The program records for the next level up what was handed in there.
      who: [of.staff, SYSTEM],
      input: [
        choice('channel', label('来件方式', 'How it came'), {
          visit: label('来访', 'Visit'),
          letter: label('来信', 'Letter'),
          phone: label('来电', 'Phone'),
          'fax-mail': label('传真、邮件', 'Fax or mail'),
        }),
        {
          name: 'askedOn',
          kind: 'date',
          label: label('请求到达日期', 'Day it came'),
          required: true,
          help: label(
            '期限按这一天算，不按登记这一天算。',
            'The time to ask is measured on this day, not on the day of writing it down.',
          ),
        },
        body,
        { ...LATE, keep: true },
        { ...EVIDENCE, label: label('书面请求（附件）', 'The written request (attachment)') },
      ],
      consequence: label(...of.consequence),
    }),
    step({
      id: `${of.asks}-withdrawn`,
      label: label(`${zh}请求已撤回`, `Request for ${en} withdrawn`),
      from: ['answered'],
      to: '=',
      who: [SYSTEM],
      fixed: { reviewAsked: false },
      consequence: label(
        '本人撤回了请求。原期限没有届满的，在届满之前可以再次请求；期限不因撤回重算。',
        'The person withdrew the request. While the first time to ask still runs it may be made again; it is not begun anew.',
      ),
    }),
  ]
}
