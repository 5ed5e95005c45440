/** How long what is kept, what is past its time, and destroying it under a decision. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import type { RetentionKind } from '../../../../src/administration/audit/contract.ts'
import { get, post, query } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useProcedures } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { BasisFields, useBasis } from './basis.tsx'
import { Loaded, Page, Scroll } from './shared.tsx'

const CHANGES = [['administration', 'retention']]
const MOST = 50

export function RetentionPage() {
  const t = useWords()
  const me = useMe()
  const mayChange = useMay('administrator')
  const [open, setOpen] = useState<RetentionKind | null>(null)
  const kinds = useQuery({
    queryKey: ['administration', 'retention', 'kinds'],
    queryFn: async ({ signal }) =>
      (await get<{ items: RetentionKind[] }>('/administration/retention', signal)).items,
  })
  return (
    <Page title={t('adm.page.retention')} help={t('adm.retention.help')}>
      <Loaded query={kinds}>
        {(items) => (
          <div className="adm-stack">
            {items.map((k) => {
              const now = k.periods.find((p) => p.validFrom <= me.today)
              return (
                <section key={k.kind} className="sheet pad adm-form">
                  <div className="adm-head">
                    <div>
                      <h2>{say(k.label)}</h2>
                      <p className="quiet">{say(k.help)}</p>
                    </div>
                    {mayChange && (
                      <Button
                        aria-label={t('adm.retention.setOf', { kind: say(k.label) })}
                        onClick={() => setOpen(k)}
                      >
                        {t('adm.retention.set')}
                      </Button>
                    )}
                  </div>
                  <dl className="adm-facts">
                    <div>
                      <dt>{t('adm.retention.period')}</dt>
                      <dd>
                        {now ? t('adm.retention.months', { count: now.months }) : t('adm.retention.unset')}
                      </dd>
                    </div>
                    {k.due && (
                      <div>
                        <dt>{t('adm.retention.due', { day: day(k.due.until, { year: true }) })}</dt>
                        <dd>{k.due.count}</dd>
                      </div>
                    )}
                  </dl>
                  {k.periods.map((p) => (
                    <p key={p.validFrom} className="quiet">
                      {t('adm.retention.from', { day: day(p.validFrom, { year: true }), count: p.months })}{' '}
                      {say(p.basis)}
                    </p>
                  ))}
                  {k.erasable && k.due && k.due.count > 0 && <DueMatters mayErase={mayChange} />}
                </section>
              )
            })}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open !== null}
        size={480}
        title={open ? say(open.label) : ''}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open && <PeriodForm kind={open} onDone={() => setOpen(null)} />}
      </Drawer>
    </Page>
  )
}

function PeriodForm({ kind, onDone }: { kind: RetentionKind; onDone: () => void }) {
  const t = useWords()
  const me = useMe()
  const [months, setMonths] = useState(kind.periods[0]?.months ?? 120)
  const [from, setFrom] = useState(me.today)
  const reason = useBasis()
  const save = useCommand(
    (_: null, key) =>
      post('/administration/retention', key, {
        kind: kind.kind,
        validFrom: from,
        months,
        basis: reason.basis,
      }),
    { changes: CHANGES, done: onDone },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(null)
  }
  return (
    <form className="adm-form" onSubmit={submit}>
      <p className="adm-note">{t('adm.retention.nothing')}</p>
      <Field id="period-months" label={t('adm.retention.monthsField')} required>
        {(c) => (
          <InputNumber
            {...c}
            min={kind.least ?? 1}
            max={1200}
            value={months}
            onChange={(v) => setMonths(v ?? 1)}
          />
        )}
      </Field>
      <Field id="period-from" label={t('adm.validFrom')} required>
        {(c) => (
          <Input {...c} type="date" min={me.today} value={from} onChange={(e) => setFrom(e.target.value)} />
        )}
      </Field>
      <BasisFields id="period" of={reason} />
      {save.error && <ProblemNote error={save.error} />}
      <div className="adm-row">
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={reason.basis.zh === ''}>
          {t('adm.save')}
        </Button>
      </div>
    </form>
  )
}

interface DueMatter {
  matterId: string
  number: string
  procedure: string
  endedOn: string
}

function DueMatters({ mayErase }: { mayErase: boolean }) {
  const t = useWords()
  const procedures = useProcedures()
  const [chosen, setChosen] = useState<string[]>([])
  const [decision, setDecision] = useState('')
  const [basis, setBasis] = useState('')
  const pages = useInfiniteQuery({
    queryKey: ['administration', 'retention', 'matters'],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: DueMatter[]; next: string | null }>(
        `/administration/retention/matters${query({ cursor: pageParam ?? undefined })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const erase = useCommand(
    (_: null, key) =>
      post<{ items: { matterId: string; refused: string | null }[] }>(
        '/administration/retention/erase',
        key,
        {
          matterIds: chosen,
          decision: decision.trim(),
          basis: basis.trim(),
        },
      ),
    {
      changes: CHANGES,
      done: () => {
        setChosen([])
        setDecision('')
      },
    },
  )
  const items = pages.data?.pages.flatMap((p) => p.items) ?? []
  const toggle = (id: string, on: boolean) =>
    setChosen((before) => (on ? [...before, id].slice(0, MOST) : before.filter((x) => x !== id)))
  const done = erase.data?.items
  return (
    <details>
      <summary>{t('adm.retention.list')}</summary>
      {pages.error && <ProblemNote error={pages.error} focus={false} />}
      <Scroll label={t('adm.retention.list')}>
        <table className="adm-table">
          <thead>
            <tr>
              <th scope="col">{t('adm.matter')}</th>
              <th scope="col">{t('adm.retention.procedure')}</th>
              <th scope="col">{t('adm.retention.ended')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((m) => (
              <tr key={m.matterId}>
                <td className="number">
                  {mayErase ? (
                    <Checkbox
                      checked={chosen.includes(m.matterId)}
                      onChange={(e) => toggle(m.matterId, e.target.checked)}
                    >
                      {m.number}
                    </Checkbox>
                  ) : (
                    m.number
                  )}
                </td>
                <td>{say(procedures.find((p) => p.id === m.procedure)?.label)}</td>
                <td>{day(m.endedOn, { year: true })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('adm.more')}
        </Button>
      )}
      {done && (
        <p className="adm-good" role="status">
          {t('adm.retention.erased', { count: done.filter((d) => d.refused === null).length })}
          {done.some((d) => d.refused !== null) &&
            ` ${t('adm.retention.notErased', { count: done.filter((d) => d.refused !== null).length })}`}
        </p>
      )}
      {mayErase && chosen.length > 0 && (
        <form
          className="adm-form"
          onSubmit={(e) => {
            e.preventDefault()
            erase.mutate(null)
          }}
        >
          <p className="adm-note">{t('adm.retention.warning', { count: chosen.length })}</p>
          <div className="adm-two">
            <Field
              id="erase-decision"
              label={t('adm.retention.decision')}
              required
              help={t('adm.retention.decisionHelp')}
            >
              {(c) => <Input {...c} value={decision} onChange={(e) => setDecision(e.target.value)} />}
            </Field>
            <Field id="erase-basis" label={t('adm.retention.basis')} required>
              {(c) => <Input {...c} value={basis} onChange={(e) => setBasis(e.target.value)} />}
            </Field>
          </div>
          {erase.error && <ProblemNote error={erase.error} />}
          <div className="adm-row">
            <Button
              danger
              type="primary"
              htmlType="submit"
              loading={erase.isPending}
              disabled={decision.trim().length < 2 || basis.trim().length < 2}
            >
              {t('adm.retention.erase', { count: chosen.length })}
            </Button>
          </div>
        </form>
      )}
    </details>
  )
}
