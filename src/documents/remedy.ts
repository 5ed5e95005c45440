/** The remedy line (救济告知) of each opinion: right for its kind, and with a number only where the rule is verified. Pure. */
import type { PaperFacts, PrintedLimit } from './contract.ts'

/** 30日内 where verified; 规定的期限内 where not. */
const within = (limit: PrintedLimit | null): string => (limit ? `${limit.length}内` : '法定期限内')
const by = (limit: PrintedLimit | null): string => (limit ? `（${limit.article}）` : '')

/** R22 35: to the next level up of whoever handled, within 30 days of receipt. */
export const reviewLine = (f: PaperFacts): string =>
  `如对本处理意见不服，可以自收到本意见书之日起${within(f.limits.review)}，书面请求${
    f.superior ?? '本机关（单位）的上一级机关、单位'
  }复查${by(f.limits.review)}。`

/** R22 36(1): to the next level up of the reviewer, within 30 days of receipt. */
export const reReviewLine = (f: PaperFacts): string =>
  `如对本复查意见不服，可以自收到本意见书之日起${within(f.limits.reReview)}，书面请求${
    f.superior ?? '复查机关（单位）的上一级机关、单位'
  }复核${by(f.limits.reReview)}。`

/** R22 36(3): after re-review the same facts and reasons are not taken again. */
export const finalLine = (f: PaperFacts): string =>
  f.regulation === 'R05'
    ? '本意见为复核意见。对本复核意见不服，仍以同一事实和理由提出投诉请求的，各级人民政府信访工作机构和其他行政机关不再受理。'
    : '本意见为复核意见。对本复核意见不服，仍以同一事实和理由提出投诉请求的，各级党委和政府信访部门和其他机关、单位不再受理。'

/** Limits of other routes depend on a day this organ does not know: the route is named, haste advised, no number given. */
export const ROUTE_HASTE =
  '有的法定途径有期限要求，期限的起算和长短以该途径的规定和受理机关的答复为准，请尽快向受理机关询问并提出。'

/** Where the matter belongs, said as an advice. */
export function routeLine(f: PaperFacts): string {
  switch (f.given.route) {
    case 'pending-at-lower-level':
      return '该事项正在由有权处理的下级机关、单位办理，请等待其在规定期限内作出的书面答复；对答复不服的，按答复所附的救济途径提出。'
    case 'finished-by-re-review':
      return `${finalLine(f).replace(/^本意见为复核意见。对本复核意见不服，/, '该事项已经复核终结。')}出现新的事实和理由的，可以重新提出。`
    case 'window-passed':
      return '请求的期限已过，又没有正当理由，原意见不变。出现新的事实和理由的，可以重新提出信访事项。'
    case 'other-organ':
      return f.procedure === 'review' || f.procedure === 're-review'
        ? '请求应当向作出原意见的机关、单位的上一级机关、单位提出，期限自收到原意见书之日起计算，请尽快提出。'
        : '该事项应当向其他有权处理的机关、单位提出。'
    default:
      return `该事项应当通过${f.given.routeLabel}的法定途径提出。`
  }
}
