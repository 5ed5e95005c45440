/** Reading in a table: choose or paste, see cell by cell what it would do, then do it. */
import { Button, Input } from 'antd'
import { type ChangeEvent, type ReactNode, useRef, useState } from 'react'
import type { TablePreview } from '../../../../src/tables/contract.ts'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { fileContent } from '../look/file-content.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Scroll } from './shared.tsx'

export interface SentFile {
  name: string
  content: string
}

interface Props<P, R> {
  id: string
  /** Without the ending `/preview`, and the address that carries it out. */
  previewPath: string
  importPath: string
  /** What is sent besides the file. */
  extra?: Record<string, unknown>
  tableOf: (preview: P) => TablePreview
  /** What else the preview says. */
  more?: (preview: P) => ReactNode
  changes: readonly string[][]
  onDone: (result: R) => void
  help: string
  /** Sends `{ file }` beside the extra fields, not the bare file. */
  wrapped?: boolean
}

const TONES: Record<TablePreview['rows'][number]['action'], Tone> = {
  add: 'green',
  change: 'blue',
  same: 'plain',
  wrong: 'red',
}

export function TableImport<P, R>(props: Props<P, R>) {
  const t = useWords()
  const [file, setFile] = useState<SentFile | null>(null)
  const [pasted, setPasted] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const preview = useCommand((sent: SentFile, key) =>
    post<P>(props.previewPath, key, props.wrapped ? { ...props.extra, file: sent } : sent),
  )
  const apply = useCommand(
    (digest: string, key) => post<R>(props.importPath, key, { ...props.extra, file, digest }),
    { changes: props.changes, done: props.onDone },
  )
  const show = (sent: SentFile) => {
    setFile(sent)
    apply.reset()
    preview.mutate(sent)
  }
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0]
    event.target.value = ''
    if (chosen) show({ name: chosen.name, content: await fileContent(chosen) })
  }
  const table = preview.data ? props.tableOf(preview.data) : null
  const todo = table ? table.counts.add + table.counts.change : 0
  return (
    <div className="adm-import">
      <p className="quiet">{props.help}</p>
      <input
        ref={input}
        type="file"
        className="hidden-text"
        id={`${props.id}-file`}
        aria-label={t('adm.import.choose')}
        accept=".xlsx,.csv,text/csv,text/plain"
        onChange={(e) => void choose(e)}
        tabIndex={-1}
      />
      <div className="adm-row">
        <Button type={table ? 'default' : 'primary'} onClick={() => input.current?.click()}>
          {t('adm.import.choose')}
        </Button>
        {file && <span className="quiet">{file.name}</span>}
      </div>
      <details>
        <summary>{t('adm.import.paste')}</summary>
        <label className="hidden-text" htmlFor={`${props.id}-paste`}>
          {t('adm.import.paste')}
        </label>
        <Input.TextArea
          id={`${props.id}-paste`}
          rows={6}
          value={pasted}
          placeholder={t('adm.import.pasteHelp')}
          onChange={(e) => setPasted(e.target.value)}
        />
        <Button
          disabled={pasted.trim() === ''}
          onClick={async () => {
            const name = t('adm.import.pasted')
            show({ name, content: await fileContent(new Blob([pasted])) })
          }}
        >
          {t('adm.import.preview')}
        </Button>
      </details>
      {preview.isPending && <p role="status">{t('adm.import.reading')}</p>}
      {preview.error && <ProblemNote error={preview.error} />}
      {table && preview.data && (
        <>
          <p role="status" className="adm-counts">
            {t('adm.import.counts', { ...table.counts, sheet: table.sheet })}
            {table.counts.problems > 0 && (
              <strong className="late"> {t('adm.import.problems', { count: table.counts.problems })}</strong>
            )}
          </p>
          {props.more?.(preview.data)}
          <PreviewTable table={table} />
          {apply.error && <ProblemNote error={apply.error} />}
          <div className="adm-row">
            <Button
              type="primary"
              disabled={table.counts.problems > 0 || todo === 0}
              loading={apply.isPending}
              onClick={() => apply.mutate(table.digest)}
            >
              {todo === 0 ? t('adm.import.nothing') : t('adm.import.go', { count: todo })}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

const MOST_SHOWN = 300

/** Rows with problems first: they are what has to be done. */
function PreviewTable({ table }: { table: TablePreview }) {
  const t = useWords()
  const rows = [...table.rows].sort((a, b) => Number(b.problems.length > 0) - Number(a.problems.length > 0))
  return (
    <Scroll label={t('adm.import.preview')}>
      <table className="adm-table">
        <thead>
          <tr>
            <th scope="col">{t('adm.import.line')}</th>
            <th scope="col">{t('adm.import.what')}</th>
            {table.columns.map((c) => (
              <th scope="col" key={c.id}>
                {say(c.label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_SHOWN).map((row) => (
            <tr key={row.line}>
              <td className="number">{row.line}</td>
              <td>
                <Chip tone={TONES[row.action]}>{t(`adm.import.action.${row.action}`)}</Chip>
              </td>
              {table.columns.map((c) => {
                const problems = row.problems.filter((p) => p.column === c.id)
                const kind = problems.length > 0 ? 'cell-wrong' : row.changed.includes(c.id) ? 'cell-new' : ''
                return (
                  <td key={c.id} className={kind}>
                    {row.cells[c.id]}
                    {problems.map((p) => (
                      <span key={p.words.en} className="cell-says">
                        {p.cell} {say(p.words)}
                      </span>
                    ))}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && (
        <p className="quiet pad">{t('adm.import.rest', { count: rows.length - MOST_SHOWN })}</p>
      )}
    </Scroll>
  )
}
