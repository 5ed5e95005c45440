/** Language and light: both switch at once, nothing is loaded again, what is typed stays. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseTheme, THEME_CHOICES, useThemeChoice } from '../look/theme-mode.ts'
import { switchLanguage } from '../text/index.ts'

export function LanguageButton() {
  const { t, i18n } = useTranslation()
  const next = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button
      type="text"
      className="bar-button"
      lang={next}
      aria-label={t('nav.switchLanguage')}
      onClick={() => void switchLanguage(next)}
    >
      {next === 'en' ? 'English' : '中文'}
    </Button>
  )
}

export function ThemeChoice() {
  const { t } = useTranslation()
  const choice = useThemeChoice()
  return (
    <fieldset className="theme-choice">
      <legend>{t('theme.title')}</legend>
      <div>
        {THEME_CHOICES.map((one) => (
          <label key={one}>
            <input type="radio" name="theme" checked={choice === one} onChange={() => chooseTheme(one)} />
            {t(`theme.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
