/** Import and export: drop a workbook, see what it would change and which cells are wrong, confirm; or take the accounts along. */
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportPreview } from '../../../../src/accounts/book/contract.ts'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { fileContent } from '../look/file-content.ts'
import { say } from '../text/language.ts'
import { useWhere } from './layout.tsx'
import { type Shown, shown } from './money.ts'
import { type Where, yearUrl } from './queries.ts'

type Unit = 'yuan' | 'wan' | ''
interface Sent {
  name: string
  content: string
}

export function FinanceImportPage() {
  const where = useWhere()
  const may = useMay('finance')
  if (!where) return null
  return (
    <>
      {may && <Import key={`${where.departmentId}/${where.year}`} where={where} />}
      <Export where={where} />
    </>
  )
}

function Import({ where }: { where: Where }) {
  const { t } = useTranslation()
  const [file, setFile] = useState<Sent | null>(null)
  const [unit, setUnit] = useState<Unit>('')
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const url = `${yearUrl(where)}/import`
  const asked = (sent: Sent, of: Unit) => ({ file: sent, unit: of === '' ? null : of })
  const preview = useCommand((v: { sent: Sent; unit: Unit }, key) =>
    post<ImportPreview>(`${url}/preview`, key, asked(v.sent, v.unit)),
  )
  const apply = useCommand(
    (v: { sent: Sent; unit: Unit; digest: string }, key) =>
      post<{ changed: number }>(url, key, { ...asked(v.sent, v.unit), digest: v.digest }),
    { changes: [['finance']] },
  )
  const look = (sent: Sent, of: Unit) => {
    setFile(sent)
    apply.reset()
    preview.mutate({ sent, unit: of })
  }
  const take = async (chosen: File | undefined) => {
    if (chosen) look({ name: chosen.name, content: await fileContent(chosen) }, unit)
  }
  const choose = (e: ChangeEvent<HTMLInputElement>) => {
    void take(e.target.files?.[0])
    // The same file, mended and chosen again, is a choice as well.
    e.target.value = ''
  }
  const found = preview.data
  const wrong = found?.findings.filter((f) => f.severity === 'error').length ?? 0
  return (
    <section className="sheet pad" aria-labelledby="fin-import">
      <h2 id="fin-import">{t('finance.import.title')}</h2>
      <p className="quiet">{t('finance.import.help')}</p>
      <label
        className={over ? 'fin-drop over' : 'fin-drop'}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault()
          setOver(false)
          void take(e.dataTransfer.files[0])
        }}
      >
        <strong>{file?.name ?? t('finance.import.drop')}</strong>
        <span className="quiet">{t(file ? 'finance.import.dropOther' : 'finance.import.dropHelp')}</span>
        <input
          ref={input}
          type="file"
          className="hidden-text"
          accept=".xlsx,.xls"
          aria-label={t('finance.import.drop')}
          onChange={choose}
        />
      </label>
      <div className="fin-where">
        <label>
          <span>{t('finance.import.unit')}</span>
          <select
            value={unit}
            onChange={(e) => {
              const next = e.target.value as Unit
              setUnit(next)
              if (file) look(file, next)
            }}
          >
            <option value="">{t('finance.import.asTold')}</option>
            <option value="wan">{t('finance.wan')}</option>
            <option value="yuan">{t('finance.yuan')}</option>
          </select>
        </label>
      </div>
      {preview.isPending && <p role="status">{t('finance.import.reading')}</p>}
      {preview.error && <ProblemNote error={preview.error} />}
      {apply.error && <ProblemNote error={apply.error} />}
      {apply.data && (
        <div role="status" className="fin-done">
          <Alert type="success" showIcon title={t('finance.import.done', { count: apply.data.changed })} />
          <Link to="/finance/overview" search={{ department: where.departmentId, year: where.year }}>
            {t('finance.import.seeYear')}
          </Link>
        </div>
      )}
      {file && found && !apply.data && !preview.isPending && (
        <>
          <Told found={found} />
          <Findings found={found} />
          <Changes found={found} />
          <div className="fin-parts">
            <Button
              type="primary"
              disabled={wrong > 0 || found.changes.length === 0}
              loading={apply.isPending}
              onClick={() => apply.mutate({ sent: file, unit, digest: found.digest })}
            >
              {t('finance.import.go', { count: found.changes.length })}
            </Button>
            {wrong > 0 && <Button onClick={() => input.current?.click()}>{t('finance.import.again')}</Button>}
          </div>
        </>
      )}
    </section>
  )
}

/** Which tables were read, and what of the file was not. */
function Told({ found }: { found: ImportPreview }) {
  const { t } = useTranslation()
  const errors = found.findings.filter((f) => f.severity === 'error').length
  return (
    <>
      <div role="status">
        <Alert
          type={errors > 0 ? 'error' : 'info'}
          showIcon
          title={
            errors > 0
              ? t('finance.import.wrong', { count: errors })
              : t('finance.import.counts', { changes: found.changes.length, same: found.same })
          }
        />
      </div>
      <ul className="fin-tables" aria-label={t('finance.import.tables')}>
        {found.tables.map((x) => (
          <li key={x.sheet}>
            <Chip tone="green">{x.sheet}</Chip> {x.name} · {t('finance.import.figures', { count: x.figures })}{' '}
            · {t(`finance.${x.unit}`)}
          </li>
        ))}
        {found.unknown.map((x) => (
          <li key={x}>
            <Chip tone="amber">{x}</Chip> {t('finance.import.unknown')}
          </li>
        ))}
      </ul>
    </>
  )
}

function Findings({ found }: { found: ImportPreview }) {
  const { t } = useTranslation()
  if (found.findings.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard
    <section className="scroll" tabIndex={0} aria-label={t('finance.import.findings')}>
      <table className="rows fin-findings">
        <caption className="hidden-text">{t('finance.import.findings')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('finance.import.col.cell')}</th>
            <th scope="col">{t('finance.import.col.value')}</th>
            <th scope="col">{t('finance.import.col.what')}</th>
            <th scope="col">{t('finance.import.col.remedy')}</th>
          </tr>
        </thead>
        <tbody>
          {found.findings.slice(0, MOST_SHOWN).map((f, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: findings have no name of their own and never move
            <tr key={i}>
              <th scope="row">
                <Chip tone={f.severity === 'error' ? 'red' : 'amber'}>
                  {t(`finance.import.severity.${f.severity}`)}
                </Chip>{' '}
                {f.sheet} <strong>{f.cell}</strong>
              </th>
              <td className="fin-value">{f.value === '' ? t('finance.nothing') : f.value}</td>
              <td>{say(f.words)}</td>
              <td>{say(f.remedy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const MOST_SHOWN = 300

function Changes({ found }: { found: ImportPreview }) {
  const { t } = useTranslation()
  if (found.changes.length === 0) return null
  const text = (value: number | null, unit: string) =>
    value === null ? t('finance.nothing') : shown(value, (unit === 'words' ? 'fen' : unit) as Shown)
  return (
    <details className="fin-changes" open={found.findings.length === 0}>
      <summary>{t('finance.import.changes', { count: found.changes.length })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by the keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('finance.import.changesList')}>
        <table className="rows fin-table">
          <caption className="hidden-text">{t('finance.import.changesList')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('finance.import.col.figure')}</th>
              <th scope="col">{t('finance.import.col.before')}</th>
              <th scope="col">{t('finance.import.col.after')}</th>
              <th scope="col">{t('finance.import.col.cell')}</th>
            </tr>
          </thead>
          <tbody>
            {found.changes.slice(0, MOST_SHOWN).map((c) => (
              <tr key={c.path}>
                <th scope="row">{say(c.label)}</th>
                <td>{text(c.before, c.unit)}</td>
                <td>{c.words ?? text(c.value, c.unit)}</td>
                <td>{c.sheet === '' ? t('finance.import.gone') : `${c.sheet} ${c.cell}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {found.changes.length > MOST_SHOWN && (
        <p className="quiet">{t('finance.import.more', { count: found.changes.length - MOST_SHOWN })}</p>
      )}
    </details>
  )
}

function Export({ where }: { where: Where }) {
  const { t } = useTranslation()
  const href = (part: string, unit: string) => `/api/v1${yearUrl(where)}/workbook?part=${part}&unit=${unit}`
  return (
    <section className="sheet pad" aria-labelledby="fin-export">
      <h2 id="fin-export">{t('finance.export.title')}</h2>
      <p className="quiet">{t('finance.export.help')}</p>
      <ul className="fin-exports">
        {(['all', 'official', 'entry'] as const).map((part) => (
          <li key={part}>
            <strong>{t(`finance.export.${part}`)}</strong>{' '}
            <a href={href(part, 'yuan')} download>
              {t('finance.export.in', { unit: t('finance.yuan') })}
            </a>
            {part === 'official' && (
              <>
                {' '}
                <a href={href(part, 'wan')} download>
                  {t('finance.export.in', { unit: t('finance.wan') })}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
