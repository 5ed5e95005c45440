/**
 * Starts the translations. Only the language in use is loaded, and of it first what the frame, the sign-in and the start
 * page say; the words of all other pages come with the first of them.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { noteSilence } from '../api/reach.ts'
import { keepLanguage, type Language, language } from './language.ts'
import type { Texts } from './zh.ts'

const first: Record<Language, () => Promise<object>> = {
  'zh-CN': async () => (await import('./zh-first.ts')).zhFirst,
  en: async () => (await import('./en-first.ts')).enFirst,
}
const all: Record<Language, () => Promise<Texts>> = {
  'zh-CN': async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
}

/** Languages whose words are all there. */
const whole = new Set<Language>()
/** Whether a page was opened that needs more than the first words. */
let beyondFirst = false

export async function startTexts(): Promise<void> {
  const now = language()
  await i18next.use(initReactI18next).init({
    lng: now,
    fallbackLng: false,
    resources: { [now]: { translation: await first[now]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { bindI18nStore: 'added' },
  })
  document.documentElement.lang = now
}

async function loadAll(of: Language): Promise<void> {
  if (whole.has(of)) return
  i18next.addResourceBundle(of, 'translation', await all[of](), true, true)
  whole.add(of)
}

/** The words of every page in the language in use; what a page beyond the first waits for. */
export async function allTexts(): Promise<void> {
  beyondFirst = true
  await loadAll(language())
}

/** Switches at once and remembers it on this device. With the line cut the words stay as they are, and the frame says why. */
export async function switchLanguage(next: Language): Promise<void> {
  try {
    if (beyondFirst) await loadAll(next)
    else if (!i18next.hasResourceBundle(next, 'translation'))
      i18next.addResourceBundle(next, 'translation', await first[next]())
  } catch {
    return noteSilence()
  }
  keepLanguage(next)
  document.documentElement.lang = next
  await i18next.changeLanguage(next)
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    // The words of the administration are typed by its own hook: together they are too many for the library's types.
    resources: { translation: Omit<Texts, 'adm'> }
  }
}
