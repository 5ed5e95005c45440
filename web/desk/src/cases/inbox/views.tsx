/** Saved views: a list with filters, order and columns under a name, one's own or shared. */
import { DeleteOutlined, EditOutlined, StarOutlined, SyncOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Popover, Radio } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, put, remove } from '../../api/client.ts'
import { savedViewsQuery } from '../../api/queries.ts'
import type { SavedView, Shared } from '../../api/types.ts'
import { focusPanel, focusWhenOpen } from '../../frame/dialog-focus.ts'
import { Field } from '../../frame/field.tsx'
import { useMay } from '../../frame/hooks.ts'
import { useKeys } from '../../frame/keys.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { columnsOf, type InboxSearch, queryOf, searchOf } from './search.ts'

const GROUPS: readonly Shared[] = ['bureau', 'unit', 'own']

const save = (v: SavedView) => {
  const { viewId, name, shared, query, columns, version } = v
  return put<SavedView>(`/saved-views/${viewId}`, newKey(), { name, shared, query, columns, version })
}

/** What was just done to a view, and how to take it back. */
interface Done {
  key: 'removed' | 'updated'
  view: SavedView
  undo: () => Promise<unknown>
}

export function ViewsButton(props: { search: InboxSearch; onOpen: (next: InboxSearch) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const [saving, setSaving] = useState<SavedView | 'new' | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const { data: views = [] } = useQuery(savedViewsQuery)
  const mayClear = useMay('administrator')
  useKeys({ v: { run: () => setOpen(true), says: t('lists.keys.views') } })
  const acting = useMutation({
    mutationFn: (act: () => Promise<Done | null>) => act(),
    onSuccess: (what) => {
      setDone(what)
      return client.invalidateQueries({ queryKey: ['saved-views'] })
    },
  })
  const take = (view: SavedView) =>
    acting.mutate(async () => {
      await remove(`/saved-views/${view.viewId}`, newKey())
      return { key: 'removed', view, undo: () => save({ ...view, version: 0 }) }
    })
  const update = (view: SavedView) =>
    acting.mutate(async () => {
      const now = await save({ ...view, query: queryOf(props.search), columns: columnsOf(props.search) })
      return { key: 'updated', view, undo: () => save({ ...view, version: now.version }) }
    })
  const here = JSON.stringify(searchOf(queryOf(props.search), columnsOf(props.search)))
  const panel = (
    <div className="view-list">
      {views.length === 0 && <p className="quiet">{t('lists.views.none')}</p>}
      {acting.error && <ProblemNote error={acting.error} />}
      <p role="status" className={done ? 'view-done' : 'hidden-text'}>
        {done && (
          <>
            {t(`lists.views.${done.key}`, { name: done.view.name })}
            <Button
              type="link"
              size="small"
              onClick={() =>
                acting.mutate(async () => {
                  await done.undo()
                  return null
                })
              }
            >
              {t('lists.views.undo')}
            </Button>
          </>
        )}
      </p>
      {GROUPS.map((shared) => {
        const some = views.filter((v) => v.shared === shared)
        if (some.length === 0) return null
        return (
          <section key={shared}>
            <h3>{t(`lists.views.${shared}`)}</h3>
            <ul>
              {some.map((v) => (
                <li key={v.viewId}>
                  <Button
                    type="text"
                    className="view-name"
                    aria-current={JSON.stringify(searchOf(v.query, v.columns)) === here ? 'true' : undefined}
                    onClick={() => {
                      setOpen(false)
                      props.onOpen(searchOf(v.query, v.columns))
                    }}
                  >
                    {v.name}
                  </Button>
                  {v.mine && (
                    <>
                      <Act
                        icon={<SyncOutlined />}
                        says={t('lists.views.update', { name: v.name })}
                        run={() => update(v)}
                      />
                      <Act
                        icon={<EditOutlined />}
                        says={t('lists.views.edit', { name: v.name })}
                        run={() => {
                          setOpen(false)
                          setSaving(v)
                        }}
                      />
                    </>
                  )}
                  {(v.mine || (mayClear && shared !== 'own')) && (
                    <Act
                      icon={<DeleteOutlined />}
                      says={t('lists.views.remove', { name: v.name })}
                      run={() => take(v)}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
      <Button
        block
        onClick={() => {
          setOpen(false)
          setSaving('new')
        }}
      >
        {t('lists.views.save')}
      </Button>
    </div>
  )
  return (
    <>
      <Popover
        content={panel}
        afterOpenChange={focusPanel('.view-list', button)}
        title={t('lists.views.title')}
        trigger="click"
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          if (next) setDone(null)
        }}
        placement="bottomRight"
      >
        <Button ref={button} icon={<StarOutlined aria-hidden />} aria-expanded={open}>
          {t('lists.views.button')}
        </Button>
      </Popover>
      {saving && (
        <SaveView
          search={props.search}
          view={saving === 'new' ? null : saving}
          onClose={() => setSaving(null)}
        />
      )}
    </>
  )
}

function Act({ icon, says, run }: { icon: React.ReactNode; says: string; run: () => void }) {
  return <Button type="text" icon={icon} aria-label={says} title={says} onClick={run} />
}

/** A view under a new name, or name and readers of one that is there; its filters are changed with `update`. */
function SaveView(props: { search: InboxSearch; view: SavedView | null; onClose: () => void }) {
  const { search, view, onClose } = props
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayUnit = useMay('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'reviewer', 'bureau-head')
  const mayBureau = useMay('supervisor', 'bureau-head', 'administrator')
  const [viewId] = useState(() => view?.viewId ?? newKey())
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState<Shared>(view?.shared ?? 'own')
  const saving = useMutation({
    mutationFn: () =>
      save({
        ...(view ?? { query: queryOf(search), columns: columnsOf(search), version: 0, mine: true }),
        viewId,
        name: name.trim(),
        shared,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['saved-views'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      afterOpenChange={focusWhenOpen('view-name')}
      title={t(view ? 'lists.views.editTitle' : 'lists.views.saveTitle')}
      onCancel={onClose}
      okText={t('lists.views.go')}
      cancelText={t('form.cancel')}
      okButtonProps={{ disabled: name.trim() === '', loading: saving.isPending }}
      onOk={() => saving.mutate()}
    >
      {saving.error && <ProblemNote error={saving.error} />}
      <Field id="view-name" label={t('lists.views.name')} required>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            value={name}
            onChange={(e) => setName(e.target.value)}
            onPressEnter={() => name.trim() !== '' && saving.mutate()}
          />
        )}
      </Field>
      <fieldset className="field plain">
        <legend>{t('lists.views.share')}</legend>
        <Radio.Group
          value={shared}
          onChange={(e) => setShared(e.target.value as Shared)}
          options={[
            { value: 'own', label: t('lists.views.shareOwn') },
            ...(mayUnit ? [{ value: 'unit', label: t('lists.views.shareUnit') }] : []),
            ...(mayBureau ? [{ value: 'bureau', label: t('lists.views.shareBureau') }] : []),
          ]}
        />
      </fieldset>
    </Modal>
  )
}
