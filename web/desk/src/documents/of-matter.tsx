/** Documents of a matter on its page: those in work, and those this unit may begin. */
import { FileTextOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../api/client.ts'
import type { MatterView } from '../api/types.ts'
import { useNaming } from '../cases/matter/proceeding-name.ts'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { type PossiblePaper, papersQuery } from './api.ts'
import { OnlineService } from './online.tsx'
import { Stage } from './stage.tsx'
import './documents.css'

export function DocumentsOfMatter({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const { matterId } = matter
  const { data } = useQuery(papersQuery(matterId, matter.version))
  const { today } = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const key = useRef(newKey())
  const nameOf = useNaming(matter)
  if (!data || (data.items.length === 0 && data.possible.length === 0 && !data.online)) return null
  const begin = async (p: PossiblePaper, name: string) => {
    if (busy) return
    setBusy(name)
    setError(null)
    try {
      const { kind, proceedingId, documentId } = p
      const made = await post<{ paperId: string }>(`/matters/${matterId}/papers`, key.current, {
        kind,
        proceedingId,
        documentId,
      })
      key.current = newKey()
      void client.invalidateQueries({ queryKey: ['papers', matterId] })
      await navigate({
        to: '/matters/$matterId/papers/$paperId',
        params: { matterId, paperId: made.paperId },
      })
    } catch (problem) {
      key.current = newKey()
      setError(problem)
      setBusy(null)
    }
  }
  return (
    <section className="sheet pad papers" aria-labelledby="papers">
      <h2 id="papers">{t('papers.ofMatter')}</h2>
      {data.items.length === 0 && <p className="quiet">{t('papers.none')}</p>}
      <ul className="paper-list">
        {data.items.map((p) => (
          <li key={p.paperId}>
            <Link
              to="/matters/$matterId/papers/$paperId"
              params={{ matterId, paperId: p.paperId }}
              className="paper-name"
            >
              <FileTextOutlined aria-hidden /> {t(`papers.kind.${p.kind}`)}
            </Link>
            <span className="quiet">
              {[
                p.number ?? t('papers.noNumber'),
                say(p.unit.name),
                p.toUnit ? t('papers.to', { unit: say(p.toUnit.name) }) : '',
                p.served ? t('papers.servedOn', { day: day(p.served.on, { today }) }) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <Stage stage={p.stage} />
          </li>
        ))}
      </ul>
      {data.possible.length > 0 && (
        <div className="paper-begin no-print">
          {data.possible.map((p) => {
            const name = `${p.kind} ${p.proceedingId} ${p.documentId ?? ''}`
            const words = t('papers.begin', { kind: t(`papers.kind.${p.kind}`) })
            // A receipt for each document on its way: the button says for which.
            const twin = data.possible.some((o) => o !== p && o.kind === p.kind)
            const of = twin && matter.proceedings.find((o) => o.proceedingId === p.proceedingId)
            return (
              <Button key={name} size="small" loading={busy === name} onClick={() => void begin(p, name)}>
                {of ? nameOf(of, { zh: words, en: words }) : words}
              </Button>
            )
          })}
        </div>
      )}
      {data.online && <OnlineService matter={matter} online={data.online} />}
      {error !== null && <ProblemNote error={error} />}
    </section>
  )
}
