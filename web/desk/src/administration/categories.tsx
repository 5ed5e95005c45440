/** The tree of what matters are about: searched, added to, renamed, retired. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Drawer, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Category } from '../../../../src/administration/contract.ts'
import type { TablePreview } from '../../../../src/tables/contract.ts'
import { get, patch, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { categoriesQuery } from '../api/queries.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { pinyinInitials } from '../look/unit-search.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'
import { TableImport } from './table-import.tsx'

const CHANGES = [['categories']]
type Open = { parent: Category | null } | { category: Category } | 'import' | null

export function CategoriesPage() {
  const t = useWords()
  const mayChange = useMay('administrator')
  const search = useSearch({ from: '/signed-in/administration/categories' })
  const navigate = useNavigate()
  const [open, setOpen] = useState<Open>(null)
  const tree = useQuery(categoriesQuery)
  const use = useQuery({
    queryKey: ['categories', 'use'],
    queryFn: async ({ signal }) =>
      (await get<{ counts: Record<string, number> }>('/administration/categories/use', signal)).counts,
    enabled: mayChange,
  })
  const wanted = (search.q ?? '').trim().toLowerCase()
  const under = search.under ?? ''
  const found = (c: Category) =>
    `${c.code} ${c.name.zh} ${c.name.en} ${pinyinInitials(c.name.zh)}`.toLowerCase().includes(wanted)
  const opened = (c: Category) => under.startsWith(c.code)
  // The way from the top to what is open stays in sight.
  const inSight = (c: Category) => c.parentCode === null || under.startsWith(c.parentCode)
  const lines = (tree.data ?? []).filter(wanted === '' ? inSight : found)
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/administration/categories', search: { ...search, ...next }, replace: true })
  const below = (c: Category) => (tree.data ?? []).some((x) => x.parentCode === c.code)
  const counted = (c: Category) =>
    Object.entries(use.data ?? {}).reduce((n, [code, k]) => (code.startsWith(c.code) ? n + k : n), 0)
  return (
    <Page
      title={t('adm.page.categories')}
      help={t('adm.categories.help')}
      actions={
        mayChange && (
          <>
            <Button type="primary" onClick={() => setOpen({ parent: null })}>
              {t('adm.categories.add')}
            </Button>
            <Button onClick={() => setOpen('import')}>{t('adm.categories.import')}</Button>
          </>
        )
      }
    >
      <search className="adm-filters">
        <div className="field wide">
          <label htmlFor="category-q">{t('adm.find')}</label>
          <Input
            id="category-q"
            allowClear
            value={search.q ?? ''}
            placeholder={t('adm.categories.findHelp')}
            onChange={(e) => go({ q: e.target.value || undefined })}
          />
        </div>
      </search>
      <Loaded query={tree}>
        {(all) => (
          <div className="sheet">
            {all.length === 0 ? (
              <div className="pad nothing">
                <h2>{t('adm.categories.none')}</h2>
                <p>{t('adm.categories.noneHelp')}</p>
              </div>
            ) : (
              <>
                <p className="pad quiet" role="status">
                  {t('adm.categories.count', { count: all.length })}
                </p>
                <Scroll label={t('adm.page.categories')}>
                  <table className="adm-table stack">
                    <thead>
                      <tr>
                        <th scope="col">{t('adm.categories.name')}</th>
                        <th scope="col">{t('adm.codes.code')}</th>
                        <th scope="col" className="num">
                          {t('adm.categories.used')}
                        </th>
                        <th scope="col">{t('adm.categories.acts')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {lines.map((c) => (
                        <tr key={c.code} className={c.retiredOn ? 'closed' : undefined}>
                          <th scope="row" style={{ paddingLeft: 12 + (c.level - 1) * 24 }}>
                            {below(c) && wanted === '' ? (
                              <Button
                                type="link"
                                aria-expanded={opened(c)}
                                onClick={() =>
                                  go({ under: opened(c) ? (c.parentCode ?? undefined) : c.code })
                                }
                              >
                                {opened(c) ? '▾ ' : '▸ '}
                                {say(c.name)}
                              </Button>
                            ) : (
                              say(c.name)
                            )}{' '}
                            {c.retiredOn && <Chip>{t('adm.categories.retired')}</Chip>}
                          </th>
                          <td className="number" data-label={t('adm.codes.code')}>
                            {c.code}
                          </td>
                          <td className="num" data-label={t('adm.categories.used')}>
                            {use.data ? counted(c) : ''}
                          </td>
                          <td className="nowrap">
                            {mayChange && (
                              <span className="adm-row">
                                <Button size="small" onClick={() => setOpen({ category: c })}>
                                  {t('adm.change')}
                                </Button>
                                {c.level < 3 && !c.retiredOn && (
                                  <Button size="small" onClick={() => setOpen({ parent: c })}>
                                    {t('adm.categories.addBelow')}
                                  </Button>
                                )}
                              </span>
                            )}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
                {lines.length === 0 && <p className="pad">{t('adm.noneFound')}</p>}
              </>
            )}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open === 'import'}
        size={760}
        title={t('adm.categories.import')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        <TableImport<TablePreview, { added: number }>
          id="categories"
          previewPath="/categories/preview"
          importPath="/categories/import"
          tableOf={(p) => p}
          changes={CHANGES}
          onDone={() => setOpen(null)}
          help={t('adm.categories.importHelp')}
        />
      </Drawer>
      <Drawer
        open={open !== null && open !== 'import'}
        size={480}
        title={t('adm.categories.one')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open !== null && open !== 'import' && (
          <CategoryForm
            category={'category' in open ? open.category : null}
            parent={'parent' in open ? open.parent : null}
            onDone={() => setOpen(null)}
          />
        )}
      </Drawer>
    </Page>
  )
}

interface FormProps {
  category: Category | null
  parent: Category | null
  onDone: () => void
}

function CategoryForm({ category, parent, onDone }: FormProps) {
  const t = useWords()
  const [zh, setZh] = useState(category?.name.zh ?? '')
  const [en, setEn] = useState(category?.name.en ?? '')
  const name = { zh: zh.trim(), en: en.trim() || zh.trim() }
  const save = useCommand(
    (retired: boolean | null, key) =>
      category
        ? patch(`/categories/${category.code}`, key, {
            expectedVersion: category.version,
            ...(retired === null ? { name } : { retired }),
          })
        : post('/categories', key, { parentCode: parent?.code ?? null, name }),
    { changes: CHANGES, done: onDone },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(null)
  }
  return (
    <form className="adm-form" onSubmit={submit}>
      {parent && <p>{t('adm.categories.below', { name: say(parent.name) })}</p>}
      <Field id="category-zh" label={t('adm.nameZh')} required>
        {(c) => <Input {...c} value={zh} onChange={(e) => setZh(e.target.value)} />}
      </Field>
      <Field id="category-en" label={t('adm.nameEn')}>
        {(c) => <Input {...c} value={en} onChange={(e) => setEn(e.target.value)} />}
      </Field>
      {category && <p className="quiet">{t('adm.categories.renameHelp')}</p>}
      {save.error && <ProblemNote error={save.error} />}
      <div className="adm-row">
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!zh.trim()}>
          {t('adm.save')}
        </Button>
        {category && (
          <Button
            danger={!category.retiredOn}
            loading={save.isPending}
            onClick={() => save.mutate(!category.retiredOn)}
          >
            {t(category.retiredOn ? 'adm.categories.takeBack' : 'adm.categories.retire')}
          </Button>
        )}
      </div>
    </form>
  )
}
