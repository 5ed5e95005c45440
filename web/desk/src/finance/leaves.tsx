/** The leaves a figure is made of, each with where it comes from and how it changed. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { History } from './line-detail.tsx'
import { type Shown, shown } from './money.ts'
import { type Accounts, type EntryTableView, tablesQuery, type Where } from './queries.ts'

interface Leaf {
  path: string
  label: string
  value: number
  unit: Shown
}

/** Each leaf of the year with the words of its table: row, heading and column. */
function leavesOf(tables: readonly EntryTableView[], wanted: (path: string) => boolean): Leaf[] {
  return tables.flatMap((table) =>
    table.rows.flatMap((r) =>
      Object.entries(r.cells).flatMap(([column, cell]) => {
        if (cell.value === null || cell.unit === 'words' || !wanted(cell.path)) return []
        const parts = [
          say(table.label),
          r.code && `${r.code} ${say(r.label)}`,
          !r.code && say(r.label),
          r.group && say(r.group),
          say(table.columns.find((c) => c.id === column)?.label),
        ]
        const label = parts.filter(Boolean).join(' · ')
        return [{ path: cell.path, label, value: cell.value, unit: cell.unit }]
      }),
    ),
  )
}

export function Leaves(props: {
  title: string
  where: Where
  wanted: (path: string) => boolean
  /** Said where the figure is derived. */
  how?: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const tables = useQuery(tablesQuery(props.where))
  const [picked, setPicked] = useState<string | null>(null)
  const box = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another figure is other news
  useEffect(() => {
    setPicked(null)
    box.current?.focus()
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [props.title])
  return (
    <section ref={box} tabIndex={-1} className="fin-detail" aria-label={props.title}>
      <header>
        <h3>{props.title}</h3>
        <Button onClick={props.onClose}>{t('finance.close')}</Button>
      </header>
      {props.how && <p className="quiet">{props.how}</p>}
      <Loaded of={tables} empty={null}>
        {(all) => {
          const leaves = leavesOf(all, props.wanted)
          if (leaves.length === 0) return <p className="quiet">{t('finance.leaves.none')}</p>
          return (
            <ul className="fin-leaves">
              {leaves.map((leaf) => (
                <li key={leaf.path}>
                  <span>{leaf.label}</span>
                  <strong>{shown(leaf.value, leaf.unit)}</strong>
                  <button
                    type="button"
                    className="link-button"
                    aria-expanded={picked === leaf.path}
                    aria-label={`${leaf.label} ${t('finance.history.show')}`}
                    onClick={() => setPicked(picked === leaf.path ? null : leaf.path)}
                  >
                    {t('finance.history.show')}
                  </button>
                  {picked === leaf.path && <History where={props.where} path={leaf.path} unit={leaf.unit} />}
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}

/** A figure that opens to its leaves. */
export function Opens(props: { open: boolean; label: string; children: string; onClick: () => void }) {
  return (
    <button
      type="button"
      className="link-button"
      aria-expanded={props.open}
      aria-label={`${props.label} ${props.children}`}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  )
}

/** Which leaves a figure of the carry-over of a fund is made of. */
export function leavesOfBalance(a: Accounts, fund: string, part: string): (path: string) => boolean {
  const turned = a.final.spending.sum.total !== 0
  const stages = turned ? ['final'] : ['budget', 'adjustment']
  const own = ['superior', 'undertaking', 'business', 'affiliates', 'other']
  const of = (family: string, sub: readonly string[]) => (path: string) => {
    const [f = '', stage = '', head = ''] = path.split('/')
    return f === family && stages.includes(stage) && sub.includes(head)
  }
  if (part === 'opening') return of('opening', [fund])
  if (part === 'income') return of('income', fund === 'own' ? own : [fund])
  if (part === 'spending') return of('spend', [fund])
  if (part === 'used' || part === 'distributed') return fund === 'own' ? of('surplus', [part]) : () => false
  // What is carried over follows from all of these.
  const all = ['opening', 'income', 'spending', 'used', 'distributed'].map((p) => leavesOfBalance(a, fund, p))
  return (path) => all.some((wanted) => wanted(path))
}
