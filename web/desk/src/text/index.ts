/** Starts the translations. Only the language in use is loaded. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { keepLanguage, type Language, language } from './language.ts'
import type { Texts } from './zh.ts'

const load: Record<Language, () => Promise<Texts>> = {
  'zh-CN': async () => (await import('./zh.ts')).zh,
  en: async () => (await import('./en.ts')).en,
}

export async function startTexts(): Promise<void> {
  const now = language()
  await i18next.use(initReactI18next).init({
    lng: now,
    fallbackLng: false,
    resources: { [now]: { translation: await load[now]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = now
}

/** Switches at once and remembers it on this device. */
export async function switchLanguage(next: Language): Promise<void> {
  if (!i18next.hasResourceBundle(next, 'translation')) {
    i18next.addResourceBundle(next, 'translation', await load[next]())
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
