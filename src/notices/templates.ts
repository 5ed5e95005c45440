/** What happened, in one sentence for each template id that the tables name (`notify`), and the frame around it. */

import type { Words } from './notice.ts'
import { fillWords, isOther, OTHER_TEXTS, otherRequired, otherText, otherVariables } from './other-texts.ts'

const WHAT: Readonly<Record<string, Words>> = {
  registered: { zh: '已登记', en: 'has been registered' },
  'handed-over': { zh: '已交责任单位办理', en: 'has gone to the unit responsible' },
  accepted: { zh: '已受理', en: 'has been accepted' },
  'notice-issued': { zh: '有一份告知书', en: 'has a written notice for you' },
  'no-longer-accepted': {
    zh: '已由复核意见（{opinion}）终结，同一事实和理由不再受理，书面告知书正在送达。有新的事实和理由的，可以作为新的事项在 {again} 提出',
    en: 'was decided for good by a re-review opinion ({opinion}): the same facts and reasons are not taken again, and a written notice is on its way. New facts and reasons can be told as a new matter at {again}',
  },
  'answer-issued': { zh: '已作出答复意见，正在送达', en: 'has an answer, which is on its way to you' },
  'document-waiting': {
    zh: '有一份文书等您打开，打开即为送达',
    en: 'has a document waiting for you; opening it serves it',
  },
  answered: { zh: '已答复', en: 'has been answered' },
  'answered-rate': {
    zh: '已答复，看过后请您评价：诉求解决了没有，对办理是否满意',
    en: 'has been answered; please read it and say whether it was solved and how satisfied you are',
  },
  due: {
    zh: '到期还没有办结，责任单位仍须办理并答复，我们已在督办',
    en: 'has reached its limit without a result; the unit still owes you an answer, and it is being supervised',
  },
  transferred: { zh: '已转由有权处理的地方办理', en: 'has been transferred to the place that can decide it' },
  cancelled: { zh: '经核对属误登记，已撤销', en: 'was registered by mistake and has been cancelled' },
  withdrawn: { zh: '已按您的意愿撤回', en: 'has been withdrawn as you wished' },
  extended: {
    zh: '办理期限已延长，理由见告知书',
    en: 'has been given more time; the reason is in the notice',
  },
  revoked: { zh: '原处理意见已撤销，将重新办理', en: 'will be handled afresh: the opinion was revoked' },
  redo: { zh: '将重新办理', en: 'will be handled again' },
  message: { zh: '有一条新留言', en: 'has a new message for you' },
  asked: { zh: '需要您补充情况，请尽快回复', en: 'needs an answer from you; please reply soon' },
  'contact-changed': {
    zh: '的联系方式已更改；如果不是您本人所为，请马上与我们联系',
    en: 'has new contact details; if that was not you, please contact us at once',
  },
  'review-requested': { zh: '已收到您的复查请求', en: 'has your request for review' },
  'review-handed-over': {
    zh: '的复查（复核）请求已转请上一级',
    en: 'has gone to the next level up for review',
  },
  'correction-asked': {
    zh: '的复查（复核）请求需要补充材料',
    en: 'needs something more before the review can go on',
  },
  hearing: { zh: '有听证安排，请看通知', en: 'has news of a hearing' },
  'procedure-ended': {
    zh: '的复核意见已送达，信访程序终结',
    en: 'has its re-review opinion, which ends the procedure',
  },
  're-review-requested': { zh: '已收到您的复核请求', en: 'has your request for re-review' },
}

/** What a template tells, as a line of a matter's history. */
export function programHappening(template: string): Words {
  const { zh, en } = WHAT[template] ?? FALLBACK
  return { zh, en: `It ${en}` }
}

/** For an id that has no words yet: better a plain hint than silence. */
const FALLBACK: Words = { zh: '有新的进展', en: 'has news' }

/** Every message that is sent, those that tell how a matter goes on first. */
export const NOTICE_TEXTS: readonly string[] = [...Object.keys(WHAT), ...Object.keys(OTHER_TEXTS)]

/** Whether a bureau may put the message into its own words: not the one of shielded lanes, which must tell nothing. */
export const isOwnable = (template: string): boolean =>
  Object.hasOwn(WHAT, template) || (isOther(template) && template !== 'discreet-news')

export interface NoticeFacts {
  template: string
  /** The lane tells nothing but that there is news. */
  shielded: boolean
  number: string
  /** Where to look, an address the public can open. */
  where: string
  /** Query code, for a matter that was opened on the person's behalf in another place: nobody handed it a receipt. */
  code?: string
  /** Re-review opinion that ended the procedure (organ, number, date), and where new facts can be told. */
  ended?: { opinion: string; again: string }
}

/** What only one message tells: without it the person could neither check it nor go on. */
const OWN_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'no-longer-accepted': ['opinion', 'again'],
}

/** What a bureau may put into its own words of a message. */
export const variablesOf = (template: string): readonly string[] =>
  isOther(template)
    ? otherVariables(template)
    : ['number', 'where', 'code', ...(OWN_VARIABLES[template] ?? [])]

/** What must be there: without the address the notice leads nowhere. */
export const requiredVariables = (template: string): readonly string[] =>
  isOther(template) ? otherRequired(template) : ['number', 'where', ...(OWN_VARIABLES[template] ?? [])]

/** The program's own sentence of a template with its variables open, as a bureau finds it before it changes it. */
export function programWords(template: string): Words {
  if (isOther(template)) return OTHER_TEXTS[template]
  const what = WHAT[template] ?? FALLBACK
  return {
    zh: `您的事项{number}${what.zh}。{code}请在 {where} 查看。`,
    en: `Your matter {number} ${what.en}.{code} Please look at {where}.`,
  }
}

/** The text to a person who asked. @param own the bureau's words for the template, if it has any */
export function citizenText(f: NoticeFacts, own: Words | null = null): Words {
  if (f.shielded || f.template === 'discreet-news') {
    return otherText('discreet-news', { where: f.where })
  }
  const words = own ?? programWords(f.template)
  const code = f.code ? { zh: `查询码${f.code}。`, en: ` Your code is ${f.code}.` } : { zh: '', en: '' }
  const filled = (lang: 'zh' | 'en') => {
    // Nobody handed this person a receipt: the code is told whether or not the bureau's words have a place for it.
    const text = code[lang] === '' || words[lang].includes('{code}') ? words[lang] : `${words[lang]}{code}`
    return fillWords(text, { number: f.number, where: f.where, code: code[lang], ...f.ended })
  }
  return { zh: filled('zh'), en: filled('en') }
}

/** Number and link of a receipt, at the person's own wish; the code only where that was chosen. */
export function receiptText(
  f: Pick<NoticeFacts, 'shielded' | 'number' | 'where' | 'code'>,
  own: Words | null = null,
): Words {
  if (f.shielded) return otherText('discreet-news', { where: f.where })
  const code = f.code ? { zh: `查询码${f.code}。`, en: ` Your code is ${f.code}.` } : { zh: '', en: '' }
  return otherText('receipt', { number: f.number, code, where: f.where }, own)
}

/** The reminder to a unit before a limit ends. */
export function reminderText(
  f: { shielded: boolean; number: string; clock: Words; due: string },
  own: Words | null = null,
): Words {
  if (f.shielded) {
    return {
      zh: `有一件事项将于${f.due}到期，请登录办理。`,
      en: `A matter is due on ${f.due}. Please sign in.`,
    }
  }
  return otherText('due-soon', { number: f.number, clock: f.clock, due: f.due }, own)
}
