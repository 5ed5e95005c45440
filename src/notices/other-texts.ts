/**
 * Messages that do not tell how a matter goes on: codes, receipts, receptions, calls to a unit of the bureau. Variables in
 * braces are filled by whoever sends them. A bureau may put each into its own words but the hint that must tell nothing.
 */
import type { Words } from './notice.ts'

export const OTHER_TEXTS = {
  /** Shielded lanes get this and nothing else: whoever sees the message learns of no matter. */
  'discreet-news': {
    zh: '您有一条新消息，请凭查询码查看：{where}',
    en: 'There is news for you. Please look with your code at {where}',
  },
  /** Sent at the person's own wish from the page of the receipt. */
  receipt: {
    zh: '您的事项编号{number}。{code}请在 {where} 查看。',
    en: 'Your matter has the number {number}.{code} Please look at {where}.',
  },
  'one-time-code': {
    zh: '验证码{code}，{minutes}分钟内有效，用于查询您的事项。任何人向您索要都不要给。',
    en: 'Code {code}, valid for {minutes} minutes, to open your matters. Give it to nobody who asks.',
  },
  'reception-cancelled': {
    zh: '您预约的{day} {time}接访已取消：{reason}。可另选接访日，或在网上反映。',
    en: 'Your reception on {day} at {time} is cancelled: {reason}. Please choose another day, or tell us online.',
  },
  'reception-moved-up': {
    zh: '您候补的接访已有空位：{day} {time}，{place}。不来请在网上取消。',
    en: 'A slot has come free for you: {day} at {time}, {place}. If you cannot come, please cancel it online.',
  },
  /** To a unit's desk, as the two after it. */
  'due-soon': {
    zh: '事项{number}的“{clock}”将于{due}到期。',
    en: 'Matter {number}: "{clock}" is due on {due}.',
  },
  'not-told': {
    zh: '有一条通知没能送达本人，请换一种方式告知。',
    en: 'A notice did not reach the person; please tell them in another way.',
  },
} as const satisfies Readonly<Record<string, Words>>

export type OtherNotice = keyof typeof OTHER_TEXTS

/** Fills the variables of a text. What is in braces and is none of them stays as it was written. */
export function fillWords(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : all,
  )
}

const NAME = /\{([a-z]+)\}/g
const namesIn = (text: string): string[] => [...text.matchAll(NAME)].map((m) => m[1]!)

export const isOther = (template: string): template is OtherNotice => Object.hasOwn(OTHER_TEXTS, template)

/** What a message of these can say: the variables of the program's own words. */
export const otherVariables = (template: OtherNotice): readonly string[] => namesIn(OTHER_TEXTS[template].zh)

/** What own words may leave out: the reason stands on the page of the booking too. */
const MAY_BE_LEFT_OUT: readonly string[] = ['reason']

/** What own words must say: without it a code, a day or a place would be told to nobody. */
export const otherRequired = (template: OtherNotice): readonly string[] =>
  otherVariables(template).filter((name) => !MAY_BE_LEFT_OUT.includes(name))

/**
 * A message with its variables filled; a value that differs by language comes as a pair.
 * @param own the bureau's words for it, if it has any
 */
export function otherText(
  template: OtherNotice,
  values: Readonly<Record<string, string | Words>>,
  own: Words | null = null,
): Words {
  const words = own ?? OTHER_TEXTS[template]
  const filled = (lang: 'zh' | 'en') =>
    fillWords(
      words[lang],
      Object.fromEntries(Object.entries(values).map(([k, v]) => [k, typeof v === 'string' ? v : v[lang]])),
    )
  return { zh: filled('zh'), en: filled('en') }
}
