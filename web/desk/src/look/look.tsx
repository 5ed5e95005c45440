/** Ant Design in our look and in the reader's language. */
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
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
  useEffect(() => {
    let wanted = true
    void locales[i18n.language]?.().then((m) => wanted && setLocale(m.default))
    return () => {
      wanted = false
    }
  }, [i18n.language])
  return (
    <ConfigProvider theme={themeFor(i18n.language, mode)} locale={locale} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  )
}
