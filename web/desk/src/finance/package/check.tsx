/** A look at the files before they go out, and what the checker says of them. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getBytes } from '../../api/client.ts'
import { Chip } from '../../frame/chip.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import { say } from '../../text/language.ts'
import { checkQuery, type PackageDetail } from './queries.ts'

const FORMATS = ['docx', 'xlsx', 'html', 'zip'] as const
const TONES = { error: 'red', tail: 'amber', review: 'blue' } as const

export function CheckPanel({ detail }: { detail: PackageDetail }) {
  const { t } = useTranslation()
  const run = useQuery(checkQuery(detail.packageId, detail.version, detail.accountsVersion))
  const check = run.data?.check
  return (
    <section className="sheet pad" aria-labelledby="pack-check">
      <h3 id="pack-check">{t('pack.step.check')}</h3>
      <p>{t('pack.tables', { n: detail.tables.length })}</p>
      <div className="pack-files">
        {FORMATS.map((format) => (
          <Draft key={format} packageId={detail.packageId} format={format} />
        ))}
      </div>
      <Button loading={run.isFetching} onClick={() => void run.refetch()}>
        {t('pack.runCheck')}
      </Button>
      {run.error && <ProblemNote error={run.error} />}
      <div aria-live="polite">
        {check && (
          <>
            <p>
              <Chip tone={check.findings.some((f) => f.severity === 'error') ? 'red' : 'green'}>
                {t(check.findings.length === 0 ? 'pack.noFinding' : 'pack.findings', {
                  n: check.findings.length,
                })}
              </Chip>{' '}
              {t('pack.relations', { held: check.held, n: check.relations })}
            </p>
            <ul className="pack-findings">
              {check.findings.map((f) => (
                <li key={`${f.format} ${f.rule} ${f.quote}`}>
                  <Chip tone={TONES[f.severity]}>{t(`pack.severity.${f.severity}`)}</Chip> {say(f.note)}{' '}
                  <q>{f.quote}</q> {f.shouldBe && <strong>{f.shouldBe}</strong>}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  )
}

function Draft({ packageId, format }: { packageId: string; format: (typeof FORMATS)[number] }) {
  const { t } = useTranslation()
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const fetchIt = async () => {
    setState({ busy: true, error: null })
    try {
      const href = URL.createObjectURL(await getBytes(`/finance/packages/${packageId}/drafts/${format}`))
      const link = document.createElement('a')
      link.href = href
      link.download = `draft.${format}`
      link.click()
      setTimeout(() => URL.revokeObjectURL(href), 60_000)
      setState({ busy: false, error: null })
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  return (
    <>
      <Button loading={state.busy} onClick={() => void fetchIt()}>
        {t(`pack.format.${format}`)}
      </Button>
      {state.error !== null && <ProblemNote error={state.error} />}
    </>
  )
}
