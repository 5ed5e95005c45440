/** Adding or changing one unit, and closing it when nothing is left with it. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { UnitBlockers, UnitRow } from '../../../../src/administration/contract.ts'
import { get, patch, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useCodeList } from '../frame/code-input.tsx'
import { Field } from '../frame/field.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { UNIT_CHANGES } from './units.tsx'

const SEATS = ['centre', 'supervisor', 'reviewer'] as const

interface Props {
  unit: UnitRow | null
  units: readonly UnitRow[]
  onDone: () => void
}

export function UnitForm({ unit, units, onDone }: Props) {
  const t = useWords()
  const kinds = useCodeList('unit-kind')
  const parent = units.find((u) => u.unitId === unit?.parentId)
  const [code, setCode] = useState(unit?.code ?? '')
  const [zh, setZh] = useState(unit?.name.zh ?? '')
  const [en, setEn] = useState(unit?.name.en ?? '')
  const [kind, setKind] = useState(unit?.kind ?? '')
  const [seats, setSeats] = useState<string[]>(unit?.seats ?? [])
  const [parentCode, setParentCode] = useState<string | null>(parent?.code ?? null)
  const save = useCommand(
    (_: null, key) => {
      const name = { zh: zh.trim(), en: en.trim() || zh.trim() }
      return unit
        ? patch(`/administration/units/${unit.unitId}`, key, {
            expectedVersion: unit.version,
            name,
            kind,
            seats,
            parentCode,
          })
        : post('/units', key, { code: code.trim(), name, kind, seats, ...(parentCode ? { parentCode } : {}) })
    },
    { changes: UNIT_CHANGES, done: onDone },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(null)
  }
  return (
    <form className="adm-form" onSubmit={submit}>
      <Field id="unit-code" label={t('adm.units.code')} required help={t('adm.units.codeHelp')}>
        {(c) => (
          <Input {...c} value={code} disabled={unit !== null} onChange={(e) => setCode(e.target.value)} />
        )}
      </Field>
      <div className="adm-two">
        <Field id="unit-zh" label={t('adm.nameZh')} required>
          {(c) => <Input {...c} value={zh} onChange={(e) => setZh(e.target.value)} />}
        </Field>
        <Field id="unit-en" label={t('adm.nameEn')}>
          {(c) => <Input {...c} value={en} onChange={(e) => setEn(e.target.value)} />}
        </Field>
      </div>
      <Field id="unit-kind" label={t('adm.units.kind')} required>
        {(c) => (
          <Select
            {...c}
            value={kind || null}
            options={kinds.map((k) => ({ value: k.code, label: say(k.name) }))}
            onChange={(v) => setKind(v ?? '')}
          />
        )}
      </Field>
      <Field id="unit-parent" label={t('adm.units.parent')} help={t('adm.units.parentHelp')}>
        {(c) => (
          <Select
            {...c}
            allowClear
            value={parentCode}
            placeholder={t('adm.units.top')}
            showSearch={{ optionFilterProp: 'label' }}
            options={units
              .filter((u) => u.active && u.unitId !== unit?.unitId)
              .map((u) => ({ value: u.code, label: say(u.name) }))}
            onChange={(v) => setParentCode(v ?? null)}
          />
        )}
      </Field>
      <fieldset className="field">
        <legend>{t('adm.units.seats')}</legend>
        <Checkbox.Group
          value={seats}
          onChange={setSeats}
          options={SEATS.map((s) => ({ value: s, label: t(`adm.seat.${s}`) }))}
        />
        <p className="field-help">{t('adm.units.seatsHelp')}</p>
      </fieldset>
      {save.error && <ProblemNote error={save.error} />}
      <div className="adm-row">
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={!zh.trim() || !kind || !code.trim()}
        >
          {t('adm.save')}
        </Button>
      </div>
      {unit && <Closing unit={unit} onDone={onDone} />}
    </form>
  )
}

/** What keeps the unit open is shown before it is tried. */
function Closing({ unit, onDone }: { unit: UnitRow; onDone: () => void }) {
  const t = useWords()
  const [asked, setAsked] = useState(false)
  const blockers = useQuery({
    queryKey: ['administration', 'units', unit.unitId, 'blockers'],
    queryFn: ({ signal }) => get<UnitBlockers>(`/administration/units/${unit.unitId}/blockers`, signal),
    enabled: asked && unit.active,
    staleTime: 0,
  })
  const change = useCommand(
    (active: boolean, key) =>
      patch(`/administration/units/${unit.unitId}`, key, { expectedVersion: unit.version, active }),
    { changes: UNIT_CHANGES, done: onDone },
  )
  const b = blockers.data
  const free = b && b.children === 0 && b.accounts === 0 && !b.openWork
  if (!unit.active) {
    return (
      <div className="adm-row">
        {change.error && <ProblemNote error={change.error} />}
        <Button loading={change.isPending} onClick={() => change.mutate(true)}>
          {t('adm.units.reopen')}
        </Button>
      </div>
    )
  }
  return (
    <section className="adm-form" aria-label={t('adm.units.close')}>
      <div className="adm-row">
        <Button danger onClick={() => setAsked(true)} loading={blockers.isFetching}>
          {t('adm.units.checkClose')}
        </Button>
      </div>
      {blockers.error && <ProblemNote error={blockers.error} />}
      {b && !free && (
        <div className="adm-note" role="status">
          <p>{t('adm.units.cannotClose')}</p>
          <ul>
            {b.children > 0 && <li>{t('adm.units.hasChildren', { count: b.children })}</li>}
            {b.accounts > 0 && <li>{t('adm.units.hasAccounts', { count: b.accounts })}</li>}
            {b.openWork && <li>{t('adm.units.hasWork')}</li>}
          </ul>
          {b.matters.length > 0 && (
            <p className="number">{b.matters.map((m) => m.number).join(t('list.comma'))}</p>
          )}
        </div>
      )}
      {free && (
        <div className="adm-good" role="status">
          <p>{t('adm.units.mayClose')}</p>
          <Button danger type="primary" loading={change.isPending} onClick={() => change.mutate(false)}>
            {t('adm.units.close')}
          </Button>
        </div>
      )}
      {change.error && <ProblemNote error={change.error} />}
    </section>
  )
}
