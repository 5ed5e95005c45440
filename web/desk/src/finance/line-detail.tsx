/** The leaves below one line, and of each where it comes from and how it changed. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../frame/hooks.ts'
import { instant } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { type Shown, shown } from './money.ts'
import { type Accounts, historyQuery, tablesQuery, type Where } from './queries.ts'

export function LineDetail(props: { accounts: Accounts; where: Where; code: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { accounts, where, code } = props
  const tables = useQuery(tablesQuery(where))
  const [picked, setPicked] = useState<string | null>(null)
  const box = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another line is other news
  useEffect(() => {
    setPicked(null)
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [code])
  const table = tables.data?.find((x) => x.id === 'spending')
  const rows = table?.rows.filter((r) => r.code?.startsWith(code)) ?? []
  return (
    <section ref={box} tabIndex={-1} className="fin-detail" aria-label={t('finance.lineOf', { code })}>
      <header>
        <h3>
          {code} {accounts.names.functional[code] ?? ''}
        </h3>
        <Button onClick={props.onClose}>{t('finance.close')}</Button>
      </header>
      <Loaded of={tables} empty={null}>
        {() => (
          <ul className="fin-leaves">
            {rows.flatMap((r) =>
              Object.entries(r.cells).flatMap(([column, cell]) =>
                cell.value === null
                  ? []
                  : [
                      <li key={cell.path}>
                        <span>
                          {r.code} {say(r.label)} · {say(r.group)} ·{' '}
                          {say(table?.columns.find((c) => c.id === column)?.label)}
                        </span>
                        <strong>{shown(cell.value)}</strong>
                        <button
                          type="button"
                          className="link-button"
                          aria-expanded={picked === cell.path}
                          onClick={() => setPicked(picked === cell.path ? null : cell.path)}
                        >
                          {t('finance.history.show')}
                        </button>
                        {picked === cell.path && <History where={where} path={cell.path} />}
                      </li>,
                    ],
              ),
            )}
          </ul>
        )}
      </Loaded>
    </section>
  )
}

/** Who typed it when, or which cell of which file it came from; the latest first. */
export function History({ where, path, unit = 'fen' }: { where: Where; path: string; unit?: Shown }) {
  const { t } = useTranslation()
  const lines = useQuery(historyQuery(where, [path]))
  const { zone } = useMe().bureau
  return (
    <Loaded of={lines} empty={{ title: t('finance.history.none'), help: t('finance.history.noneHelp') }}>
      {(items) => (
        <ol className="fin-history">
          {items.map((l) => (
            <li key={`${l.at}${l.path}`}>
              <span>{instant(l.at, zone)}</span> <span>{l.by}</span>{' '}
              <span>
                {l.origin === 'file'
                  ? t(l.cell === null ? 'finance.history.gone' : 'finance.history.file', {
                      file: l.file ?? '',
                      sheet: l.sheet ?? '',
                      cell: l.cell ?? '',
                    })
                  : t('finance.history.typed')}
              </span>{' '}
              <strong>
                {l.words ??
                  t('finance.history.change', {
                    before: l.before === null ? t('finance.nothing') : shown(l.before, unit),
                    value: l.value === null ? t('finance.nothing') : shown(l.value, unit),
                  })}
              </strong>
              {l.note && <em>{l.note}</em>}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}
