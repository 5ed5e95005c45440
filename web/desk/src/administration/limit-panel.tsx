/** One rule: its versions, the bureau's limits, a new limit with its preview, and the rehearsal on finished matters. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { LimitPreview, LimitRule, Rehearsal } from '../../../../src/administration/limits/contract.ts'
import { get, post, query } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { BasisFields, useBasis } from './basis.tsx'
import { Counts } from './limit-counts.tsx'
import { download, Loaded, Scroll } from './shared.tsx'

interface Props {
  rule: LimitRule
  today: string
}

const nextDay = (date: string) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

export function LimitPanel({ rule, today }: Props) {
  const mayChange = useMay('administrator')
  const version = rule.versions.find((v) => v.validTo === null) ?? rule.versions[0]!
  const unit = rule.today?.unit ?? version.unit
  const [length, setLength] = useState(rule.today?.length ?? version.length ?? 5)
  return (
    <div className="adm-stack">
      <Versions rule={rule} />
      {mayChange && <NewLimit rule={rule} today={today} unit={unit} length={length} onLength={setLength} />}
      <Rehearse rule={rule} today={today} unit={unit} length={length} />
    </div>
  )
}

function Versions({ rule }: { rule: LimitRule }) {
  const t = useWords()
  const span = (from: string, to: string | null) => `${from} – ${to ?? ''}`
  return (
    <section>
      <h3>{t('adm.limits.versions')}</h3>
      <ul className="plain adm-form">
        {rule.versions.map((v) => (
          <li key={v.validFrom}>
            <strong>
              {v.length === null
                ? t('adm.limits.perCase')
                : t(`adm.limits.length.${v.unit}`, { count: v.length })}
            </strong>{' '}
            {v.extensionCap > 0 && <span>{t('adm.limits.cap', { count: v.extensionCap })} </span>}
            <Chip tone={v.binding ? 'violet' : 'plain'}>{t(`adm.limits.mark.${v.mark}`)}</Chip>
            <span className="number">{span(v.validFrom, v.validTo)}</span>
            <div>{say(v.article)}</div>
            {v.quote && <q lang="zh">{v.quote}</q>}
            <div className="quiet">
              {t('adm.limits.starts', { event: say(v.starts), actor: say(v.actor) })}
            </div>
          </li>
        ))}
        {rule.local.map((l) => (
          <li key={`local ${l.validFrom}`}>
            <strong>{t(`adm.limits.length.${l.unit}`, { count: l.length })}</strong>{' '}
            <Chip tone="blue">{t('adm.limits.local')}</Chip>
            <span className="number">{span(l.validFrom, l.validTo)}</span>
            <div>{say(l.basis)}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Unit = 'cal' | 'wd' | 'hour'

interface NewProps extends Props {
  unit: Unit
  length: number
  onLength: (length: number) => void
}

function NewLimit({ rule, today, unit: usual, length, onLength }: NewProps) {
  const t = useWords()
  const version = rule.versions.find((v) => v.validTo === null) ?? rule.versions[0]!
  const [unit, setUnit] = useState<Unit>(usual)
  const [from, setFrom] = useState(nextDay(today))
  const reason = useBasis()
  const body = {
    ruleId: rule.ruleId,
    validFrom: from,
    validTo: null,
    length,
    unit,
    mark: 'L',
    basis: reason.basis,
  }
  const shown = JSON.stringify(body)
  const [previewed, setPreviewed] = useState('')
  const preview = useCommand(
    (_: null, key) => post<LimitPreview>('/administration/rules/preview', key, body),
    {
      done: () => setPreviewed(shown),
    },
  )
  const save = useCommand((_: null, key) => post('/settings', key, body), {
    changes: [['administration', 'rules']],
    done: () => {
      setPreviewed('')
      preview.reset()
    },
  })
  const current = preview.data && previewed === shown ? preview.data : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.reset()
    preview.mutate(null)
  }
  return (
    <section>
      <h3>{t('adm.limits.change')}</h3>
      {version.binding && version.length !== null && (
        <p className="quiet">
          {t(version.right ? 'adm.limits.boundRight' : 'adm.limits.boundDuty', {
            limit: t(`adm.limits.length.${version.unit}`, { count: version.length }),
          })}
        </p>
      )}
      <form className="adm-form" onSubmit={submit}>
        <div className="adm-two">
          <Field id="limit-length" label={t('adm.limits.newLength')} required>
            {(c) => (
              <InputNumber {...c} min={1} max={3650} value={length} onChange={(v) => onLength(v ?? 1)} />
            )}
          </Field>
          <Field id="limit-unit" label={t('adm.limits.unit')} required>
            {(c) => (
              <Select
                {...c}
                value={unit}
                disabled={version.unit === 'hour' || version.binding}
                options={(['wd', 'cal'] as const).map((u) => ({
                  value: u,
                  label: t(`adm.limits.units.${u}`),
                }))}
                onChange={(u) => setUnit(u)}
              />
            )}
          </Field>
          <Field id="limit-from" label={t('adm.validFrom')} required help={t('adm.limits.fromHelp')}>
            {(c) => (
              <Input {...c} type="date" min={today} value={from} onChange={(e) => setFrom(e.target.value)} />
            )}
          </Field>
          <BasisFields id="limit-basis" of={reason} />
        </div>
        {preview.error && <ProblemNote error={preview.error} />}
        {save.error && <ProblemNote error={save.error} />}
        {save.isSuccess && !current && (
          <p className="adm-good" role="status">
            {t('adm.limits.saved')}
          </p>
        )}
        <div className="adm-row">
          <Button
            type={current ? 'default' : 'primary'}
            htmlType="submit"
            loading={preview.isPending}
            disabled={reason.basis.zh === '' || !from}
          >
            {t('adm.limits.preview')}
          </Button>
          {current && (
            <Button type="primary" loading={save.isPending} onClick={() => save.mutate(null)}>
              {t('adm.limits.save')}
            </Button>
          )}
        </div>
      </form>
      {current && <Effect preview={current} from={from} />}
    </section>
  )
}

function Effect({ preview, from }: { preview: LimitPreview; from: string }) {
  const t = useWords()
  const { running, coming } = preview
  return (
    <div className="adm-form" role="status" data-testid="limit-preview">
      <p className="adm-good">{t('adm.limits.keeps', { count: running.count })}</p>
      {running.count > 0 && <p>{t('adm.limits.differ', { count: running.differ })}</p>}
      {running.items.length > 0 && <DueTable items={running.items} label={t('adm.limits.runningList')} />}
      <p>
        <strong>{t('adm.limits.coming', { count: coming.count, day: day(from, { year: true }) })}</strong>
      </p>
      {coming.items.length > 0 && (
        <Scroll label={t('adm.limits.comingList')}>
          <table className="adm-table">
            <thead>
              <tr>
                <th scope="col">{t('adm.matter')}</th>
                <th scope="col">{t('adm.limits.received')}</th>
                <th scope="col">{t('adm.limits.when')}</th>
              </tr>
            </thead>
            <tbody>
              {coming.items.map((m) => (
                <tr key={m.matterId}>
                  <td className="number">{m.number}</td>
                  <td>{day(m.receivedOn, { year: true })}</td>
                  <td>
                    {t(m.ifAccepted ? 'adm.limits.ifAccepted' : 'adm.limits.surely', { day: day(from) })}
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

function DueTable({ items, label }: { items: LimitPreview['running']['items']; label: string }) {
  const t = useWords()
  const units = useUnitsById()
  return (
    <Scroll label={label}>
      <table className="adm-table stack">
        <thead>
          <tr>
            <th scope="col">{t('adm.matter')}</th>
            <th scope="col">{t('adm.limits.unitOf')}</th>
            <th scope="col">{t('adm.limits.started')}</th>
            <th scope="col">{t('adm.limits.told')}</th>
            <th scope="col">{t('adm.limits.under')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((c) => (
            <tr key={`${c.matterId} ${c.unitId} ${c.startedOn} ${c.nominal}`}>
              <td className="number">{c.number}</td>
              <td data-label={t('adm.limits.unitOf')}>{c.unitId ? say(units.get(c.unitId)?.name) : ''}</td>
              <td className="nowrap" data-label={t('adm.limits.started')}>
                {day(c.startedOn, { year: true })}
              </td>
              <td className="nowrap" data-label={t('adm.limits.told')}>
                {day(c.nominal, { year: true })}
              </td>
              <td
                className={c.under === c.nominal ? 'nowrap' : 'nowrap cell-new'}
                data-label={t('adm.limits.under')}
              >
                {day(c.under, { year: true })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

interface RehearseProps extends Props {
  unit: Unit
  length: number
}

function Rehearse({ rule, today, unit, length }: RehearseProps) {
  const t = useWords()
  const units = useUnitsById()
  const [from, setFrom] = useState(`${Number(today.slice(0, 4)) - 1}${today.slice(4)}`)
  const [to, setTo] = useState(today)
  const [days, setDays] = useState(length)
  const [asked, setAsked] = useState<string | null>(null)
  const address = `/administration/rules/${rule.ruleId}/rehearsal${query({ length: days, unit, from, to })}`
  const rehearsal = useQuery({
    queryKey: ['administration', 'rehearsal', asked],
    queryFn: ({ signal }) => get<Rehearsal>(asked!, signal),
    enabled: asked !== null,
    staleTime: 60_000,
  })
  return (
    <section>
      <h3>{t('adm.rehearse.title')}</h3>
      <p className="quiet">{t('adm.rehearse.help')}</p>
      <form
        className="adm-filters"
        onSubmit={(e) => {
          e.preventDefault()
          setAsked(address)
        }}
      >
        <div className="field">
          <label htmlFor="rehearse-days">{t('adm.limits.newLength')}</label>
          <InputNumber id="rehearse-days" min={1} max={3650} value={days} onChange={(v) => setDays(v ?? 1)} />
        </div>
        <div className="field">
          <label htmlFor="rehearse-from">{t('adm.from')}</label>
          <Input id="rehearse-from" type="date" value={from} onChange={(e) => setFrom(e.target.value)} />
        </div>
        <div className="field">
          <label htmlFor="rehearse-to">{t('adm.to')}</label>
          <Input id="rehearse-to" type="date" value={to} onChange={(e) => setTo(e.target.value)} />
        </div>
        <Button htmlType="submit" loading={rehearsal.isFetching}>
          {t('adm.rehearse.go')}
        </Button>
      </form>
      {asked !== null && (
        <Loaded query={rehearsal}>
          {(r) =>
            r.clocks === 0 ? (
              <p role="status">{t('adm.rehearse.none')}</p>
            ) : (
              <div className="adm-form" role="status" data-testid="rehearsal">
                <dl className="adm-facts">
                  <Fact name={t('adm.rehearse.clocks')} value={r.clocks} />
                  <Fact name={t('adm.rehearse.lateThen')} value={r.lateThen} />
                  <Fact name={t('adm.rehearse.lateUnder')} value={r.lateUnder} />
                  <Fact name={t('adm.rehearse.newlyLate')} value={r.newlyLate.count} />
                  <Fact name={t('adm.rehearse.newlyInTime')} value={r.newlyInTime} />
                </dl>
                <Counts
                  label={t('adm.rehearse.months')}
                  head={t('adm.rehearse.month')}
                  rows={r.months.map((m) => ({ name: m.month, ...m }))}
                />
                <Counts
                  label={t('adm.rehearse.units')}
                  head={t('adm.limits.unitOf')}
                  rows={r.units.map((u) => ({
                    name: u.unitId ? say(units.get(u.unitId)?.name) : '—',
                    ...u,
                  }))}
                />
                <p>
                  <a href={download(asked.replace('/rehearsal?', '/rehearsal/export?'))}>
                    {t('adm.exportXlsx')}
                  </a>
                </p>
                {r.newlyLate.items.length > 0 && (
                  <DueTable items={r.newlyLate.items} label={t('adm.rehearse.newlyLate')} />
                )}
                <p className="quiet">{t('adm.openLaneOnly')}</p>
              </div>
            )
          }
        </Loaded>
      )}
    </section>
  )
}

function Fact({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
