/** Registering an arrival, by keyboard alone if one likes. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure, Registered, Transition } from '../../api/types.ts'
import { useMe, useProcedures, useTitle } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { readDraft as readKept } from '../drafts/queries.ts'
import { Added } from './added.tsx'
import { Done } from './done.tsx'
import {
  dropDraft,
  emptyFields,
  handOf,
  keepWay,
  keptDraftId,
  lastWayOf,
  type RegisterFields,
  readDraft,
} from './draft.ts'
import { type Begin, RegisterForm } from './form.tsx'
import { openTables } from './tables.ts'

export interface PartProps {
  fields: RegisterFields
  set: (part: Partial<RegisterFields>) => void
  /** Refusal by field, `demands.0` or `external.system`. */
  errors: Record<string, string>
  tables: Procedure[]
  table: Procedure | undefined
}

/** What came of it: a matter of its own, or a further contact of one that was there. */
export type Outcome =
  | { kind: 'registered'; result: Registered; fields: RegisterFields; left: unknown[]; assigned?: Transition }
  | { kind: 'contact'; matterId: string; number: string; left: unknown[] }

export function RegisterPage() {
  const { t } = useTranslation()
  const me = useMe()
  const procedures = useProcedures()
  const tables = useMemo(() => openTables(procedures, me.roles), [procedures, me.roles])
  const { draft } = useSearch({ from: '/signed-in/register' })
  const navigate = useNavigate({ from: '/register' })
  const [done, setDone] = useState<Outcome | null>(null)
  const [again, setAgain] = useState(0)
  useTitle(t('register.title'))
  const another = () => {
    setDone(null)
    setAgain((n) => n + 1)
    void navigate({ search: {}, replace: true })
  }
  if (done?.kind === 'registered') return <Done {...done} onAnother={another} />
  if (done) return <Added {...done} onAnother={another} />
  if (procedures.length === 0) return <div className="sheet pad" aria-busy="true" />
  if (tables.length === 0) return <Alert type="info" showIcon title={t('register.notYours')} />
  return (
    <Start
      key={`${again} ${draft ?? ''}`}
      tables={tables}
      wanted={draft}
      onAfresh={another}
      onDone={(outcome) => {
        dropDraft(me.accountId)
        if (outcome.kind === 'registered') keepWay(me.accountId, outcome.fields)
        setDone(outcome)
      }}
    />
  )
}

/** Finds what was begun: in hand, on this device, on the server; the whole of it before the form is drawn. */
function Start({
  tables,
  wanted,
  onDone,
  onAfresh,
}: {
  tables: Procedure[]
  wanted: string | undefined
  onDone: (outcome: Outcome) => void
  onAfresh: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const [hand] = useState(() => {
    const kept = handOf(me.accountId)
    return kept && (!wanted || kept.draftId === wanted) ? kept : null
  })
  const [device] = useState(() => (hand || wanted ? null : readDraft(me.accountId)))
  const [deviceId] = useState(() => keptDraftId(me.accountId))
  const draftId = hand ? null : (wanted ?? (device ? deviceId : null))
  const kept = useQuery({
    queryKey: ['draft', draftId],
    queryFn: ({ signal }) => readKept(draftId ?? '', signal),
    enabled: draftId !== null,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (draftId !== null && kept.isPending) return <div className="sheet pad" aria-busy="true" />
  const first = firstFields(tables, me.roles, lastWayOf(me.accountId))
  const begin = ((): Begin => {
    if (hand) return { ...hand, restored: true }
    if (kept.data) {
      const { fields, pages } = kept.data.content as { fields: RegisterFields; pages: string[] }
      const place = (id: string) => (pages.includes(id) ? pages.indexOf(id) : pages.length)
      return {
        draftId: kept.data.draftId,
        revision: kept.data.revision,
        // What this device knows was typed last, and may not have reached the server.
        fields: { ...first, ...fields, ...(device ? withoutPeople(device) : {}) },
        pages: kept.data.files.toSorted((a, b) => place(a.fileId) - place(b.fileId)),
        restored: true,
      }
    }
    return { fields: device ?? first, pages: [], restored: device !== null }
  })()
  return (
    <>
      {wanted && kept.error && <ProblemNote error={kept.error} />}
      <RegisterForm
        tables={tables}
        begin={begin}
        title={t('register.title')}
        onDone={onDone}
        onAfresh={onAfresh}
      />
    </>
  )
}

function withoutPeople(f: RegisterFields): Partial<RegisterFields> {
  const { parties: _who, reportedUnitId: _unit, ...what } = f
  return what
}

/** As the last one; at first a window clerk mostly has a visitor before her, an operator a caller. */
function firstFields(
  tables: Procedure[],
  roles: readonly string[],
  last: ReturnType<typeof lastWayOf>,
): RegisterFields {
  // What comes from above has a number of its own each time, which is asked for when the channel is chosen.
  if (last && last.channel !== 'from-above' && tables.some((p) => p.id === last.procedure))
    return emptyFields(last.procedure, last.channel)
  const operator = roles.includes('operator') && !roles.includes('clerk')
  const first = tables.find((p) => p.id === (operator ? 'hotline-order' : 'petition')) ?? tables[0]!
  return emptyFields(first.id, operator ? 'phone' : 'visit')
}
