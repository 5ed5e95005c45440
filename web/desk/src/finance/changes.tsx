/** Every change of a year: who, when, typed or from which file, how many figures. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import '../routing/routing.css'
import { Loaded } from '../oversight/parts.tsx'
import { useWhere } from './layout.tsx'
import { changesQuery, type Where } from './queries.ts'

export function FinanceChangesPage() {
  const where = useWhere()
  return where ? <Changes where={where} /> : null
}

function Changes({ where }: { where: Where }) {
  const { t } = useTranslation()
  const { zone } = useMe().bureau
  const changes = useQuery(changesQuery(where))
  const noteOf = (note: string) =>
    note.replace(
      /^(budget|final)(: |$)/,
      (_, book, more) => `${t(`finance.book.${book as 'budget'}`)}${more}`,
    )
  return (
    <section className="sheet pad" aria-labelledby="fin-changes">
      <h2 id="fin-changes">{t('finance.changes.title')}</h2>
      <p className="quiet">{t('finance.changes.help')}</p>
      <Loaded of={changes} empty={{ title: t('finance.changes.none'), help: t('finance.changes.noneHelp') }}>
        {(items) => (
          <table className="rows stack">
            <caption className="hidden-text">{t('finance.changes.title')}</caption>
            <thead>
              <tr>
                {(['at', 'by', 'what', 'lines', 'note'] as const).map((c) => (
                  <th key={c} scope="col">
                    {t(`finance.changes.col.${c}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((c) => (
                <tr key={c.changeId} className="row">
                  <th scope="row">{instant(c.at, zone)}</th>
                  <td data-label={t('finance.changes.col.by')}>{c.by}</td>
                  <td data-label={t('finance.changes.col.what')}>
                    {t(`finance.changes.origin.${c.origin}`, { file: c.file ?? '' })}
                  </td>
                  <td data-label={t('finance.changes.col.lines')}>{c.lines}</td>
                  <td data-label={t('finance.changes.col.note')}>{noteOf(c.note)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </section>
  )
}
