/** Articles from a table or a Word document: tried first, then taken as drafts; wrong rows are told with their cell. */
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { FileButton } from '../frame/file-button.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ImportProblems } from '../frame/import-problems.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { type NamedTable, namedTable } from '../look/file-content.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import type { ImportResult } from './queries.ts'
import './knowledge.css'

export function KnowledgeImportPage() {
  const t = useWords()
  const me = useMe()
  const anyUnit = useMay('editor', 'supervisor', 'bureau-head')
  useTitle(t('knowledge.import'))
  const [file, setFile] = useState<NamedTable | null>(null)
  const [unitId, setUnitId] = useState(anyUnit ? '' : me.unit.unitId)
  const [basis, setBasis] = useState('')
  const send = useCommand(
    (ask: NamedTable & { dryRun: boolean }, key) =>
      post<ImportResult>('/knowledge-imports', key, { ...ask, unitId: unitId || null, basis: basis.trim() }),
    { changes: [['knowledge', 'list']] },
  )
  const result = send.data
  const done = result !== undefined && send.variables?.dryRun === false
  const takes = (result?.added ?? 0) + (result?.changed ?? 0)
  const again = () => {
    if (file) send.mutate({ ...file, dryRun: true })
  }
  return (
    <>
      <div className="page-head">
        <h1>{t('knowledge.import')}</h1>
        <p className="quiet">{t('knowledge.importHelp')}</p>
      </div>
      <section className="sheet pad task">
        <p>
          <a href="/api/v1/knowledge-tables/xlsx?template=true">{t('knowledge.template')}</a>
        </p>
        <div className="pair">
          <Field id="import-unit" label={t('knowledge.importUnit')} help={t('knowledge.importUnitHelp')}>
            {(control) =>
              anyUnit ? (
                <UnitSelect {...control} value={unitId} onChange={setUnitId} />
              ) : (
                <Input {...control} readOnly value={say(me.unit.name)} />
              )
            }
          </Field>
          <Field id="import-basis" label={t('knowledge.importBasis')} help={t('knowledge.importBasisHelp')}>
            {(control) => (
              <Input {...control} maxLength={2000} value={basis} onChange={(e) => setBasis(e.target.value)} />
            )}
          </Field>
        </div>
        <p>
          <FileButton
            id="import-file"
            accept=".xlsx,.csv,.docx"
            busy={send.isPending}
            chosen={file?.fileName}
            onFile={async (chosen) => {
              const ask = await namedTable(chosen)
              setFile(ask)
              send.mutate({ ...ask, dryRun: true })
            }}
          >
            {t('knowledge.chooseFile')}
          </FileButton>
        </p>
        {send.error && <ProblemNote error={send.error} />}
        {result && (
          <div role="status">
            <Alert
              type={done ? 'success' : 'info'}
              showIcon
              title={t(done ? 'knowledge.imported' : 'knowledge.wouldImport', {
                added: result.added,
                changed: result.changed,
                same: result.same,
              })}
            />
            <ImportProblems problems={result.problems} />
            {!done && result.sample.length > 0 && (
              <>
                <h2>{t('knowledge.sample')}</h2>
                <dl className="knowledge-sample">
                  {result.sample.map((s) => (
                    <div key={s.question}>
                      <dt>{s.question}</dt>
                      <dd>{s.answer}</dd>
                    </div>
                  ))}
                </dl>
              </>
            )}
          </div>
        )}
        <div className="form-foot">
          <Button
            type="primary"
            loading={send.isPending}
            disabled={!file || !result || done || takes === 0}
            onClick={() => file && send.mutate({ ...file, dryRun: false })}
          >
            {t('knowledge.take', { count: takes })}
          </Button>
          <Button disabled={!file || send.isPending} onClick={again}>
            {t('knowledge.tryAgain')}
          </Button>
          {done ? (
            <Link to="/knowledge" search={{ state: 'draft' }}>
              {t('knowledge.seeDrafts')}
            </Link>
          ) : (
            <Link to="/knowledge">{t('form.cancel')}</Link>
          )}
        </div>
      </section>
    </>
  )
}
