/** Saved views: a list with filters, order and columns under a name, one's own or shared. */
import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Popover, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, put, remove } from '../../api/client.ts'
import { savedViewsQuery } from '../../api/queries.ts'
import type { SavedView, Shared } from '../../api/types.ts'
import { Field } from '../../frame/field.tsx'
import { useMay } from '../../frame/hooks.ts'
import { useKeys } from '../../frame/keys.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import { columnsOf, type InboxSearch, queryOf, searchOf } from './search.ts'

const GROUPS: readonly Shared[] = ['bureau', 'unit', 'own']

export function ViewsButton(props: { search: InboxSearch; onOpen: (next: InboxSearch) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [saving, setSaving] = useState(false)
  const [said, setSaid] = useState('')
  const { data: views = [] } = useQuery(savedViewsQuery)
  useKeys({ v: { run: () => setOpen(true), says: t('lists.keys.views') } })
  const taking = useMutation({
    mutationFn: (view: SavedView) => remove(`/saved-views/${view.viewId}`, newKey()),
    onSuccess: (_, view) => {
      setSaid(t('lists.views.removed', { name: view.name }))
      return client.invalidateQueries({ queryKey: ['saved-views'] })
    },
  })
  const panel = (
    <div className="view-list">
      {views.length === 0 && <p className="quiet">{t('lists.views.none')}</p>}
      {taking.error && <ProblemNote error={taking.error} />}
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
                    onClick={() => {
                      setOpen(false)
                      props.onOpen(searchOf(v.query, v.columns))
                    }}
                  >
                    {v.name}
                  </Button>
                  {v.mine && (
                    <Button
                      type="text"
                      icon={<DeleteOutlined aria-hidden />}
                      aria-label={t('lists.views.remove', { name: v.name })}
                      onClick={() => taking.mutate(v)}
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
          setSaving(true)
        }}
      >
        {t('lists.views.save')}
      </Button>
      <span className="hidden-text" role="status">
        {said}
      </span>
    </div>
  )
  return (
    <>
      <Popover
        content={panel}
        title={t('lists.views.title')}
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        placement="bottomRight"
      >
        <Button icon={<StarOutlined aria-hidden />} aria-expanded={open}>
          {t('lists.views.button')}
        </Button>
      </Popover>
      {saving && <SaveView search={props.search} onClose={() => setSaving(false)} />}
    </>
  )
}

function SaveView({ search, onClose }: { search: InboxSearch; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const mayUnit = useMay('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'reviewer', 'bureau-head')
  const mayBureau = useMay('supervisor', 'bureau-head', 'administrator')
  const [viewId] = useState(newKey)
  const [name, setName] = useState('')
  const [shared, setShared] = useState<Shared>('own')
  const saving = useMutation({
    mutationFn: () =>
      put<SavedView>(`/saved-views/${viewId}`, viewId, {
        name: name.trim(),
        shared,
        query: queryOf(search),
        columns: columnsOf(search),
        version: 0,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['saved-views'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('lists.views.saveTitle')}
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
            autoFocus
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
