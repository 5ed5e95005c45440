/** Ant Design in our look and in the reader's language. */
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReach } from '../api/reach.ts'
import { themeFor } from './theme.ts'
import { useThemeMode } from './theme-mode.ts'

const locales: Record<string, () => Promise<{ default: Locale }>> = {
  'zh-CN': () => import('antd/es/locale/zh_CN.js'),
  en: () => import('antd/es/locale/en_US.js'),
}

export function Look({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation()
  const mode = useThemeMode()
  const [locale, setLocale] = useState<Locale>()
  const away = useReach() === 'away'
  // biome-ignore lint/correctness/useExhaustiveDependencies: what could not be fetched is asked for again when the server is back
  useEffect(() => {
    let wanted = true
    locales[i18n.language]?.()
      .then((m) => wanted && setLocale(m.default))
      // The few words of the library's own stay as they were.
      .catch(() => undefined)
    return () => {
      wanted = false
    }
  }, [i18n.language, away])
  return (
    <ConfigProvider theme={themeFor(i18n.language, mode)} locale={locale} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}
