/**
 * Messages whose words a bureau cannot change: what they tell follows from what they are for (a code, a hint that must
 * tell nothing, a call to a unit of its own). Variables in braces are filled by whoever sends them.
 */
import type { Words } from './notice.ts'

export const FIXED_TEXTS = {
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

export type FixedNotice = keyof typeof FIXED_TEXTS

/** Fills the variables of a text. What is in braces and is none of them stays as it was written. */
export function fillWords(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (all, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : all,
  )
}

/** A fixed message with its variables filled; a value that differs by language comes as a pair. */
export function fixedText(template: FixedNotice, values: Readonly<Record<string, string | Words>>): Words {
  const filled = (lang: 'zh' | 'en') =>
    fillWords(
      FIXED_TEXTS[template][lang],
      Object.fromEntries(Object.entries(values).map(([k, v]) => [k, typeof v === 'string' ? v : v[lang]])),
    )
  return { zh: filled('zh'), en: filled('en') }
}
