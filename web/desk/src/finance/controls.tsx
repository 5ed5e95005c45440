/** What does not agree, and where it is mended. */
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { say } from '../text/language.ts'
import type { Control, Where } from './queries.ts'

export function ControlList({ controls, where }: { controls: Control[]; where: Where }) {
  const { t } = useTranslation()
  if (controls.length === 0)
    return <Alert type="success" showIcon title={t('finance.agrees')} className="fin-agrees" />
  return (
    <section className="sheet pad" aria-labelledby="fin-controls">
      <h2 id="fin-controls">{t('finance.controls', { count: controls.length })}</h2>
      <ul className="fin-controls">
        {controls.map((c) => (
          <li key={`${c.id} ${c.words.zh}`}>
            <Chip tone={c.severity === 'error' ? 'red' : 'amber'}>{t(`finance.severity.${c.severity}`)}</Chip>
            <span>{say(c.words)}</span>
            <Link
              to="/finance/entry"
              search={{ department: where.departmentId, year: where.year, table: c.table }}
            >
              {t('finance.mend')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
