/** A duty list from a table: tried first, then taken; wrong rows are told with their place. */
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../api/client.ts'
import { FileButton } from '../frame/file-button.tsx'
import { ImportProblems } from '../frame/import-problems.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { type NamedTable, namedTable } from '../look/file-content.ts'
import type { DutyImportResult } from './queries.ts'

export function DutyImportPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [file, setFile] = useState<NamedTable | null>(null)
  const [said, setSaid] = useState<{ result: DutyImportResult; done: boolean } | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const send = async (ask: NamedTable, dryRun: boolean) => {
    setBusy(true)
    setError(null)
    try {
      const result = await post<DutyImportResult>('/routing/duty-imports', newKey(), { ...ask, dryRun })
      setSaid({ result, done: !dryRun })
      if (!dryRun) await client.invalidateQueries({ queryKey: ['duties'] })
    } catch (problem) {
      setSaid(null)
      setError(problem)
    }
    setBusy(false)
  }
  return (
    <section className="sheet pad task" aria-labelledby="duty-import">
      <h2 id="duty-import">{t('routing.import')}</h2>
      <p className="quiet">{t('routing.importHelp')}</p>
      {error !== null && <ProblemNote error={error} />}
      <FileButton
        accept=".xlsx,.csv"
        busy={busy}
        chosen={file?.fileName}
        onFile={async (chosen) => {
          const ask = await namedTable(chosen)
          setFile(ask)
          await send(ask, true)
        }}
      >
        {t('routing.chooseTable')}
      </FileButton>
      {said && (
        <div role="status">
          <Alert
            type={said.done ? 'success' : 'info'}
            showIcon
            title={t(said.done ? 'routing.imported' : 'routing.wouldImport', {
              added: said.result.added,
              changed: said.result.changed,
              same: said.result.same,
            })}
          />
          <ImportProblems problems={said.result.problems} />
        </div>
      )}
      <div className="form-foot">
        <Button
          type="primary"
          loading={busy}
          disabled={!file || !said || said.done || said.result.added + said.result.changed === 0}
          onClick={() => file && void send(file, false)}
        >
          {t('routing.takeRows')}
        </Button>
        <Button onClick={onClose}>{t(said?.done ? 'routing.close' : 'form.cancel')}</Button>
      </div>
    </section>
  )
}
