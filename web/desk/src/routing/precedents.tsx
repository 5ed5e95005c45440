/** Precedents: disputes over who handles as they were decided, put into short words that name nobody. */

import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCategoryName } from '../frame/category-select.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { QueryField } from './duties.tsx'
import { PrecedentForm } from './precedent-form.tsx'
import { type Precedent, precedentsQuery } from './queries.ts'

/** Stands for the form of a new one where the id of an open one stands. */
const NEW = 'new'

export function PrecedentsPart({ q, onQuery }: { q: string; onQuery: (q: string) => void }) {
  const { t } = useTranslation()
  const mayEdit = useMay('editor', 'supervisor', 'bureau-head')
  const list = useQuery(precedentsQuery(q))
  const [open, setOpen] = useState<string | null>(null)
  const rows = list.data ?? []
  useTitle(t('routing.precedents'))
  return (
    <>
      <div className="tool-line">
        <QueryField value={q} label={t('routing.searchPrecedents')} onQuery={onQuery} />
        {mayEdit && open !== NEW && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(NEW)}>
            {t('routing.addPrecedent')}
          </Button>
        )}
      </div>
      {open === NEW && (
        <section className="sheet pad" aria-labelledby="new-precedent">
          <h2 id="new-precedent">{t('routing.addPrecedent')}</h2>
          <p className="quiet">{t('routing.addPrecedentHelp')}</p>
          <PrecedentForm onClose={() => setOpen(null)} />
        </section>
      )}
      {list.error && rows.length === 0 ? (
        <div className="sheet pad">
          <ProblemNote error={list.error} focus={false} />
          <Button onClick={() => void list.refetch()}>{t('error.again')}</Button>
        </div>
      ) : list.isPending ? (
        <div className="sheet pad" aria-busy="true">
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        </div>
      ) : rows.length === 0 ? (
        <div className="sheet pad nothing">
          <h2>{t(q ? 'routing.noneFound' : 'routing.noPrecedents')}</h2>
          <p>{t(q ? 'routing.noneFoundHelp' : 'routing.noPrecedentsHelp')}</p>
        </div>
      ) : (
        <ul className="plain sheet">
          {rows.map((p) => (
            <li key={p.precedentId} className="pad precedent">
              <One precedent={p} />
              {mayEdit &&
                (open === p.precedentId ? (
                  <PrecedentForm precedent={p} onClose={() => setOpen(null)} />
                ) : (
                  <Button onClick={() => setOpen(p.precedentId)}>
                    {t(p.facts === null ? 'routing.describe' : 'routing.redescribe')}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function One({ precedent: p }: { precedent: Precedent }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const name = (id: string | null) => (id ? say(units.get(id)?.name) : '')
  const category = useCategoryName()
  return (
    <>
      <p>
        <Chip tone={p.facts === null ? 'amber' : 'green'}>
          {t(p.facts === null ? 'routing.notDescribed' : `routing.decided.${p.decided}`)}
        </Chip>
        <span className="quiet">
          {day(p.decidedOn, { today })}
          {p.category && ` · ${category(p.category)}`}
          {p.number && p.matterId && (
            <>
              {' · '}
              <Link to="/matters/$matterId" params={{ matterId: p.matterId }}>
                {p.number}
              </Link>
            </>
          )}
        </span>
      </p>
      {p.facts !== null && (
        <p>
          <strong>{p.facts}</strong> {p.reason}
        </p>
      )}
      <p className="quiet">
        {p.unitId && t('routing.responsible', { unit: name(p.unitId) })}
        {p.notUnitId && ` ${t('routing.notResponsible', { unit: name(p.notUnitId) })}`}
      </p>
    </>
  )
}
