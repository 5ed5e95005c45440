/** On every page of a practice ground: nothing here is true, what to do here, and the way out. It is printed too. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSignOut } from './sign-out.ts'

export function PracticeBand() {
  const { t } = useTranslation()
  const leave = useSignOut()
  return (
    <aside className="practice-band" aria-label={t('nav.practice')}>
      <strong>{t('nav.practiceSays')}</strong>
      <span className="practice-band-ways">
        <Link to="/practice" search={{}}>
          {t('nav.practiceTasks')}
        </Link>
        <Button size="small" onClick={() => void leave()}>
          {t('nav.practiceLeave')}
        </Button>
      </span>
    </aside>
  )
}
