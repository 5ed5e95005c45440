/** The codes of a year: looked up, loaded from a file with a preview, taken along. */
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodesPreview } from '../../../../src/accounts/book/contract.ts'
import '../administration/administration.css'
import { TableImport } from '../administration/table-import.tsx'
import { useMay } from '../frame/hooks.ts'
import { Loaded } from '../oversight/parts.tsx'
import { useWhere } from './layout.tsx'
import { type CodeList, codesQuery } from './queries.ts'

type Kind = 'functional' | 'economic'
const KINDS: readonly Kind[] = ['functional', 'economic']
const MOST_SHOWN = 400

export function FinanceCodesPage() {
  const where = useWhere()
  return where ? <Codes key={where.year} year={where.year} /> : null
}

function Codes({ year }: { year: number }) {
  const { t } = useTranslation()
  const codes = useQuery(codesQuery(year))
  const may = useMay('finance')
  const [kind, setKind] = useState<Kind>('functional')
  const [search, setSearch] = useState('')
  const [done, setDone] = useState<{ codes: number; changed: number } | null>(null)
  const kinds = (
    <label>
      <span>{t('finance.codes.kind')}</span>
      <select
        value={kind}
        onChange={(e) => {
          setKind(e.target.value as Kind)
          setDone(null)
        }}
      >
        {KINDS.map((k) => (
          <option key={k} value={k}>
            {t(`finance.codes.${k}`)}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <>
      <section className="sheet pad" aria-labelledby="fin-codes">
        <h2 id="fin-codes">{t('finance.codes.title', { year })}</h2>
        <p className="quiet">{t('finance.codes.help')}</p>
        <div className="fin-where">
          {kinds}
          <label>
            <span>{t('finance.codes.search')}</span>
            <input className="fin-field" value={search} onChange={(e) => setSearch(e.target.value)} />
          </label>
          <a href={`/api/v1/finance/codes/${year}/list?kind=${kind}`} download>
            {t('finance.codes.take')}
          </a>
        </div>
        <Loaded of={codes} empty={null}>
          {(list) => <List list={list} kind={kind} search={search.trim()} />}
        </Loaded>
      </section>
      {may && (
        <section className="sheet pad" aria-labelledby="fin-codes-load">
          <h2 id="fin-codes-load">{t('finance.codes.load', { kind: t(`finance.codes.${kind}`), year })}</h2>
          {done && (
            <div role="status">
              <Alert type="success" showIcon title={t('finance.codes.done', done)} />
            </div>
          )}
          <TableImport<CodesPreview, { codes: number; changed: number }>
            key={kind}
            id="fin-codes"
            previewPath={`/finance/codes/${year}/preview`}
            importPath={`/finance/codes/${year}/import`}
            extra={{ kind }}
            wrapped
            tableOf={(p) => p.table}
            more={(p) =>
              p.gone.length > 0 && (
                <Alert
                  type="warning"
                  showIcon
                  title={t('finance.codes.gone', { count: p.gone.length })}
                  description={p.gone
                    .slice(0, 12)
                    .map((c) => `${c.code} ${c.name}`)
                    .join('、')}
                />
              )
            }
            changes={[['finance']]}
            onDone={setDone}
            help={t('finance.codes.loadHelp')}
          />
        </section>
      )}
    </>
  )
}

function List(props: { list: CodeList; kind: Kind; search: string }) {
  const { t } = useTranslation()
  const own = props.list.items.filter((c) => c.kind === props.kind)
  const shown = own.filter((c) => c.code.startsWith(props.search) || c.name.includes(props.search))
  const origins = [...new Set(own.map((c) => c.origin))]
  if (own.length === 0) return <p>{t('finance.codes.none')}</p>
  return (
    <>
      <p role="status">
        {t('finance.codes.counts', { shown: shown.length, all: own.length })}{' '}
        {origins
          .map((o) => (o === 'program' ? t('finance.codes.program') : t('finance.codes.file', { file: o })))
          .join('、')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard */}
      <section className="scroll fin-codes" tabIndex={0} aria-label={t(`finance.codes.${props.kind}`)}>
        <table className="rows">
          <caption className="hidden-text">{t(`finance.codes.${props.kind}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{t('finance.codes.code')}</th>
              <th scope="col">{t('finance.codes.name')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, MOST_SHOWN).map((c) => (
              <tr key={c.code} className={`fin-code-${c.code.length}`}>
                <th scope="row">{c.code}</th>
                <td>{c.name}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {shown.length > MOST_SHOWN && <p className="quiet">{t('finance.codes.more')}</p>}
    </>
  )
}
