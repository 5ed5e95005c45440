/** 督办: what is late, what is being supervised, figures of units, bulletins, and the rules that act by themselves. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import '../routing/routing.css'
import './oversight.css'
import { BulletinsPart } from './bulletins.tsx'
import { CaseTable } from './cases.tsx'
import { FiguresPart } from './figures.tsx'
import { Loaded, MatterLink } from './parts.tsx'
import { casesQuery, type Watched, watchedQuery } from './queries.ts'
import { RulesPart } from './rules.tsx'
import { readOversightTab } from './search.ts'

export function OversightPage() {
  const { t } = useTranslation()
  const search = useSearch({ from: '/signed-in/oversight' })
  const navigate = useNavigate()
  const oversees = useMay('supervisor', 'bureau-head', 'auditor')
  const counts = useMay('supervisor', 'bureau-head', 'auditor', 'unit-head', 'handler')
  const tabs = [
    ...(oversees ? (['late', 'cases'] as const) : []),
    ...(counts ? (['units'] as const) : []),
    'bulletins' as const,
    'rules' as const,
  ]
  const tab = readOversightTab(search.tab, tabs)
  useTitle(t(`oversight.tab.${tab}`))
  return (
    <>
      <div className="page-head">
        <h1>{t('oversight.title')}</h1>
        <p className="quiet">{t(`oversight.about.${tab}`)}</p>
      </div>
      <div className="tabs-line">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers */}
        <div className="switcher" role="group" aria-label={t('oversight.title')}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={tab === name}
              onClick={() => void navigate({ to: '/oversight', search: { tab: name } })}
            >
              {t(`oversight.tab.${name}`)}
            </button>
          ))}
        </div>
      </div>
      {tab === 'late' && <LatePart />}
      {tab === 'cases' && (
        <CasesPart
          all={search.all ?? false}
          onAll={(all) => void navigate({ to: '/oversight', search: { tab, ...(all ? { all } : {}) } })}
        />
      )}
      {tab === 'units' && <FiguresPart />}
      {tab === 'bulletins' && <BulletinsPart />}
      {tab === 'rules' && <RulesPart />}
    </>
  )
}

function LatePart() {
  const { t } = useTranslation()
  const rows = useQuery(watchedQuery)
  return (
    <Loaded of={rows} empty={{ title: t('oversight.nothingLate'), help: t('oversight.nothingLateHelp') }}>
      {(items) => (
        <div className="sheet">
          <table className="rows stack">
            <caption className="hidden-text">{t('oversight.tab.late')}</caption>
            <thead>
              <tr>
                {(['due', 'matter', 'limit', 'unit', 'act'] as const).map((c) => (
                  <th key={c} scope="col">
                    {t(`oversight.col.${c}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((w) => (
                <LateRow key={`${w.matterId} ${w.ruleId} ${w.due}`} row={w} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  )
}

function LateRow({ row: w }: { row: Watched }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const mayPress = useMay('supervisor', 'bureau-head')
  return (
    <tr className="row">
      <td>
        <span className={w.overdue ? 'due due-overdue' : 'due due-soon'}>
          <strong>
            {w.overdue
              ? t('due.over', { count: Math.abs(w.daysLeft) })
              : w.due === today
                ? t('due.today')
                : t('due.left', { count: w.daysLeft })}
          </strong>
          <span className="due-day">{day(w.due, { today })}</span>
        </span>
      </td>
      <td>
        <MatterLink matterId={w.matterId} number={w.number} />{' '}
        <span className="quiet">{say(w.procedure)}</span>
      </td>
      <td data-label={t('oversight.col.limit')}>{say(w.limit)}</td>
      <td data-label={t('oversight.col.unit')}>{say(units.get(w.unitId)?.name)}</td>
      <td>
        {w.pressed && <Chip tone="blue">{t('oversight.pressed')}</Chip>}
        {mayPress && (
          <span className="act-links">
            <MatterLink matterId={w.matterId} number={t('oversight.remind')} task="open.reminder" />
            <MatterLink matterId={w.matterId} number={t('oversight.order')} task="open.supervision" />
            <MatterLink matterId={w.matterId} number={t('oversight.advise')} task="open.advice" />
          </span>
        )}
      </td>
    </tr>
  )
}

function CasesPart({ all, onAll }: { all: boolean; onAll: (all: boolean) => void }) {
  const { t } = useTranslation()
  const rows = useQuery(casesQuery(all))
  return (
    <>
      <div className="tool-line">
        <Button aria-pressed={all} className={all ? 'toggle on' : 'toggle'} onClick={() => onAll(!all)}>
          {t('oversight.withDone')}
        </Button>
      </div>
      <Loaded of={rows} empty={{ title: t('oversight.noCases'), help: t('oversight.noCasesHelp') }}>
        {(items) => <CaseTable items={items} caption={t('oversight.tab.cases')} />}
      </Loaded>
    </>
  )
}
