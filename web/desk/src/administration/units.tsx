/** The tree of units: seen, changed, read in and written out. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import { useMemo, useState } from 'react'
import type { UnitRow } from '../../../../src/administration/contract.ts'
import type { TablePreview } from '../../../../src/tables/contract.ts'
import { get } from '../api/client.ts'
import { Chip } from '../frame/chip.tsx'
import { useCodeList } from '../frame/code-input.tsx'
import { useMay } from '../frame/hooks.ts'
import { pinyinInitials } from '../look/unit-search.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { codeName, download, Loaded, Page, Scroll } from './shared.tsx'
import { TableImport } from './table-import.tsx'
import { UnitForm } from './unit-form.tsx'

export const UNIT_CHANGES = [['administration', 'units'], ['units']]

interface Line {
  unit: UnitRow
  depth: number
}

/** The tree in order, parents before children. */
function inOrder(units: readonly UnitRow[]): Line[] {
  const out: Line[] = []
  const walk = (parentId: string | null, depth: number) => {
    for (const unit of units.filter((u) => u.parentId === parentId)) {
      out.push({ unit, depth })
      walk(unit.unitId, depth + 1)
    }
  }
  walk(null, 0)
  return out
}

export function UnitsPage() {
  const t = useWords()
  const mayChange = useMay('administrator')
  const search = useSearch({ from: '/signed-in/administration/units' })
  const navigate = useNavigate()
  const kinds = useCodeList('unit-kind')
  const [open, setOpen] = useState<UnitRow | 'new' | 'import' | null>(null)
  const units = useQuery({
    queryKey: ['administration', 'units'],
    queryFn: async ({ signal }) => (await get<{ items: UnitRow[] }>('/administration/units', signal)).items,
  })
  const lines = useMemo(() => inOrder(units.data ?? []), [units.data])
  const wanted = (search.q ?? '').trim().toLowerCase()
  const shown = lines.filter(
    ({ unit: u }) =>
      (search.closed || u.active) &&
      (wanted === '' ||
        `${u.name.zh} ${u.name.en} ${u.code} ${pinyinInitials(u.name.zh)}`.toLowerCase().includes(wanted)),
  )
  return (
    <Page
      title={t('adm.page.units')}
      help={t('adm.units.help')}
      actions={
        <>
          {mayChange && (
            <>
              <Button type="primary" onClick={() => setOpen('new')}>
                {t('adm.units.add')}
              </Button>
              <Button onClick={() => setOpen('import')}>{t('adm.units.import')}</Button>
            </>
          )}
          <Button href={download('/administration/units/export?format=xlsx')}>{t('adm.exportXlsx')}</Button>
          <Button href={download('/administration/units/export?format=csv')}>{t('adm.exportCsv')}</Button>
        </>
      }
    >
      <search className="adm-filters">
        <div className="field wide">
          <label htmlFor="unit-q">{t('adm.find')}</label>
          <Input
            id="unit-q"
            allowClear
            value={search.q ?? ''}
            placeholder={t('adm.units.findHelp')}
            onChange={(e) =>
              void navigate({
                to: '/administration/units',
                search: { ...search, q: e.target.value || undefined },
                replace: true,
              })
            }
          />
        </div>
        <Button
          className={search.closed ? 'toggle on' : 'toggle'}
          aria-pressed={search.closed === true}
          onClick={() =>
            void navigate({
              to: '/administration/units',
              search: { ...search, closed: search.closed ? undefined : true },
            })
          }
        >
          {t('adm.units.showClosed')}
        </Button>
      </search>
      <Loaded query={units}>
        {() => (
          <div className="sheet">
            <Scroll label={t('adm.page.units')}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    <th scope="col">{t('adm.units.name')}</th>
                    <th scope="col">{t('adm.units.code')}</th>
                    <th scope="col">{t('adm.units.kind')}</th>
                    <th scope="col">{t('adm.units.seats')}</th>
                    <th scope="col">{t('adm.units.superior')}</th>
                    <th scope="col" className="num">
                      {t('adm.units.accounts')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map(({ unit, depth }) => (
                    <tr key={unit.unitId} className={unit.active ? undefined : 'closed'}>
                      <th scope="row" style={{ paddingLeft: 12 + (wanted === '' ? depth * 22 : 0) }}>
                        {mayChange ? (
                          <Button type="link" onClick={() => setOpen(unit)}>
                            {say(unit.name)}
                          </Button>
                        ) : (
                          say(unit.name)
                        )}{' '}
                        {!unit.active && <Chip>{t('adm.units.closed')}</Chip>}
                      </th>
                      <td className="number" data-label={t('adm.units.code')}>
                        {unit.code}
                      </td>
                      <td className="nowrap" data-label={t('adm.units.kind')}>
                        {codeName(kinds, unit.kind)}
                      </td>
                      <td data-label={unit.seats.length > 0 ? t('adm.units.seats') : undefined}>
                        {unit.seats.map((s) => (
                          <Chip key={s} tone="blue">
                            {t(`adm.seat.${s as 'centre'}`)}
                          </Chip>
                        ))}
                      </td>
                      <td data-label={unit.superior ? t('adm.units.superior') : undefined}>
                        {unit.superior && `${say(unit.superior.bureau)} · ${say(unit.superior.unit)}`}
                      </td>
                      <td className="num" data-label={t('adm.units.accounts')}>
                        {unit.accounts}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            {shown.length === 0 && <p className="pad">{t('adm.noneFound')}</p>}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open === 'import'}
        size={860}
        title={t('adm.units.import')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        <TableImport<TablePreview, { added: number; changed: number }>
          id="units"
          previewPath="/administration/units/preview"
          importPath="/administration/units/import"
          tableOf={(p) => p}
          changes={UNIT_CHANGES}
          onDone={() => setOpen(null)}
          help={t('adm.units.importHelp')}
        />
      </Drawer>
      <Drawer
        open={open !== null && open !== 'import'}
        size={520}
        title={open === 'new' ? t('adm.units.add') : t('adm.units.change')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open !== null && open !== 'import' && (
          <UnitForm
            unit={open === 'new' ? null : open}
            units={units.data ?? []}
            onDone={() => setOpen(null)}
          />
        )}
      </Drawer>
    </Page>
  )
}
