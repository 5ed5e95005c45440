/** The calendar: what is known, the next year's notice read in, and the bureau's own days. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import type { NoticePreview } from '../../../../src/administration/limits/contract.ts'
import { get, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day, weekday } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { BasisFields, useBasis } from './basis.tsx'
import { Loaded, Page, Scroll } from './shared.tsx'
import { TableImport } from './table-import.tsx'

interface Calendar {
  knownUntil: string
  next: number
  notices: {
    year: number
    title: string
    number: string | null
    own: boolean
    days: { festival: string; off: string[]; work: string[] }[]
  }[]
  overrides: { day: string; working: boolean; basis: { zh: string; en: string } }[]
}

const CHANGES = [['administration', 'calendar']]

export function CalendarPage() {
  const t = useWords()
  const mayChange = useMay('administrator')
  const [open, setOpen] = useState<'notice' | 'day' | null>(null)
  const calendar = useQuery({
    queryKey: ['administration', 'calendar'],
    queryFn: ({ signal }) => get<Calendar>('/administration/calendar', signal),
  })
  return (
    <Page
      title={t('adm.page.calendar')}
      help={t('adm.calendar.help')}
      actions={
        mayChange && (
          <>
            <Button type="primary" onClick={() => setOpen('notice')} disabled={!calendar.data}>
              {t('adm.calendar.import', { year: calendar.data?.next ?? '' })}
            </Button>
            <Button onClick={() => setOpen('day')}>{t('adm.calendar.addDay')}</Button>
          </>
        )
      }
    >
      <Loaded query={calendar}>
        {(c) => (
          <div className="adm-stack">
            <p className="adm-note">{t('adm.calendar.known', { day: day(c.knownUntil, { year: true }) })}</p>
            <section className="sheet">
              <h2 className="pad">{t('adm.calendar.own')}</h2>
              {c.overrides.length === 0 ? (
                <p className="pad quiet">{t('adm.calendar.noOwn')}</p>
              ) : (
                <Scroll label={t('adm.calendar.own')}>
                  <table className="adm-table stack">
                    <tbody>
                      {c.overrides.map((o) => (
                        <tr key={o.day}>
                          <th scope="row" className="nowrap">
                            {day(o.day, { year: true })} {weekday(o.day)}
                          </th>
                          <td>
                            <Chip tone={o.working ? 'blue' : 'green'}>
                              {t(o.working ? 'adm.calendar.work' : 'adm.calendar.off')}
                            </Chip>
                          </td>
                          <td>{say(o.basis)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              )}
            </section>
            {c.notices.map((n) => (
              <section key={n.year} className="sheet">
                <div className="pad">
                  <h2>
                    {n.year} {n.own && <Chip tone="blue">{t('adm.calendar.readIn')}</Chip>}
                  </h2>
                  <p className="quiet" lang="zh">
                    {n.title} {n.number}
                  </p>
                </div>
                <Scroll label={n.title}>
                  <table className="adm-table stack">
                    <thead>
                      <tr>
                        <th scope="col">{t('adm.calendar.festival')}</th>
                        <th scope="col">{t('adm.calendar.off')}</th>
                        <th scope="col">{t('adm.calendar.work')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {n.days.map((d) => (
                        <tr key={`${d.festival} ${d.off.join()}`}>
                          <th scope="row">{t(`adm.festival.${d.festival as 'spring'}`)}</th>
                          <td data-label={t('adm.calendar.off')}>
                            {d.off.map(spoken).join(t('list.comma'))}
                          </td>
                          <td data-label={d.work.length > 0 ? t('adm.calendar.work') : undefined}>
                            {d.work.map(spoken).join(t('list.comma'))}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              </section>
            ))}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open === 'notice'}
        size={860}
        title={t('adm.calendar.import', { year: calendar.data?.next ?? '' })}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {calendar.data && <NoticeImport year={calendar.data.next} onDone={() => setOpen(null)} />}
      </Drawer>
      <Drawer
        open={open === 'day'}
        size={480}
        title={t('adm.calendar.addDay')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        <DayForm onDone={() => setOpen(null)} />
      </Drawer>
    </Page>
  )
}

/** `2026-02-15/2026-02-23` as people say it. */
function spoken(range: string): string {
  return range
    .split('/')
    .map((d) => day(d))
    .join('–')
}

function NoticeImport({ year, onDone }: { year: number; onDone: () => void }) {
  const t = useWords()
  const [title, setTitle] = useState(`《国务院办公厅关于${year}年部分节假日安排的通知》`)
  const [number, setNumber] = useState('')
  return (
    <div className="adm-form">
      <Field id="notice-title" label={t('adm.calendar.title')} required>
        {(c) => <Input {...c} value={title} onChange={(e) => setTitle(e.target.value)} />}
      </Field>
      <Field id="notice-number" label={t('adm.calendar.number')}>
        {(c) => <Input {...c} value={number} onChange={(e) => setNumber(e.target.value)} />}
      </Field>
      <TableImport<NoticePreview, { year: number }>
        id="notice"
        wrapped
        extra={{ year, title: title.trim(), number: number.trim() || null }}
        previewPath="/administration/calendar/notice/preview"
        importPath="/administration/calendar/notice"
        tableOf={(p) => p.table}
        more={(p) => <NoticeEffect preview={p} />}
        changes={CHANGES}
        onDone={onDone}
        help={t('adm.calendar.importHelp')}
      />
    </div>
  )
}

function NoticeEffect({ preview: p }: { preview: NoticePreview }) {
  const t = useWords()
  return (
    <div className="adm-form" data-testid="notice-effect">
      <p>{t('adm.calendar.days', { off: p.off, work: p.work })}</p>
      {p.knownUntil && (
        <p className="adm-good">
          {t('adm.calendar.effect', {
            known: day(p.knownUntil, { year: true }),
            all: p.provisional,
            count: p.changes.length,
          })}
        </p>
      )}
      {p.changes.length > 0 && (
        <Scroll label={t('adm.calendar.changes')}>
          <table className="adm-table stack">
            <thead>
              <tr>
                <th scope="col">{t('adm.matter')}</th>
                <th scope="col">{t('adm.limits.rule')}</th>
                <th scope="col">{t('adm.calendar.before')}</th>
                <th scope="col">{t('adm.calendar.after')}</th>
              </tr>
            </thead>
            <tbody>
              {p.changes.map((c) => (
                <tr key={`${c.matterId} ${c.ruleId} ${c.nominal}`}>
                  <td className="number">{c.number}</td>
                  <td className="number">{c.ruleId}</td>
                  <td className="nowrap">{day(c.rolled, { year: true })}</td>
                  <td className="nowrap">
                    {day(c.rolledAfter, { year: true })}{' '}
                    {c.settled && <Chip tone="green">{t('adm.calendar.settled')}</Chip>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <p className="quiet">{t('adm.openLaneOnly')}</p>
    </div>
  )
}

function DayForm({ onDone }: { onDone: () => void }) {
  const t = useWords()
  const me = useMe()
  const [date, setDate] = useState(me.today)
  const [working, setWorking] = useState(false)
  const reason = useBasis()
  const save = useCommand(
    (_: null, key) =>
      post('/calendar-overrides', key, {
        day: date,
        working,
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
      <p className="quiet">{t('adm.calendar.dayHelp')}</p>
      <Field id="day-date" label={t('adm.calendar.date')} required>
        {(c) => <Input {...c} type="date" value={date} onChange={(e) => setDate(e.target.value)} />}
      </Field>
      <fieldset className="field">
        <legend>{t('adm.calendar.kind')}</legend>
        <Radio.Group
          value={working}
          onChange={(e) => setWorking(e.target.value === true)}
          options={[
            { value: false, label: t('adm.calendar.off') },
            { value: true, label: t('adm.calendar.work') },
          ]}
        />
      </fieldset>
      <BasisFields id="day" of={reason} />
      {save.error && <ProblemNote error={save.error} />}
      <div className="adm-row">
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={!date || reason.basis.zh === ''}
        >
          {t('adm.save')}
        </Button>
      </div>
    </form>
  )
}
