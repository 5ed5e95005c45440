/** The bureau's wordings for replies, opinions, notices, reasons and notes: who writes one on a matter may take them in. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, Select } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import type { Purpose, TemplateView } from '../../../../src/templates/contract.ts'
import { get, isProblem, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field, focusField } from '../frame/field.tsx'
import { useMay, useMe, useProcedures } from '../frame/hooks.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'

const KEY = ['templates', 'all']
const PURPOSES: readonly Purpose[] = ['reply', 'opinion', 'notice', 'reason', 'note']
/** What a wording may name; the form of a matter fills it in (`fillTemplate`). */
const BLANKS = ['number', 'subject', 'demands', 'unit', 'bureau', 'today'] as const

export function TemplatesPage() {
  const t = useWords()
  const me = useMe()
  const procedures = useProcedures()
  const mayChange = useMay('administrator', 'bureau-head', 'editor')
  const [open, setOpen] = useState<TemplateView | 'new' | null>(null)
  const templates = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await get<{ items: TemplateView[] }>('/templates?all=true', signal)).items,
  })
  const nameOf = (id: string | null) =>
    id === null ? t('adm.wording.anyProcedure') : (say(procedures.find((p) => p.id === id)?.label) ?? id)
  return (
    <Page
      title={t('adm.page.templates')}
      help={t('adm.wording.help')}
      actions={
        mayChange && (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('adm.wording.add')}
          </Button>
        )
      }
    >
      <Loaded query={templates}>
        {(items) => (
          <div className="sheet">
            <Scroll label={t('adm.page.templates')}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    <th scope="col">{t('adm.wording.name')}</th>
                    <th scope="col">{t('adm.wording.purpose')}</th>
                    <th scope="col">{t('adm.wording.procedure')}</th>
                    <th scope="col">{t('adm.wording.body')}</th>
                    <th scope="col">{t('adm.wording.changed')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={one.templateId} className={one.active ? undefined : 'closed'}>
                      <th scope="row">
                        {mayChange ? (
                          <Button type="link" onClick={() => setOpen(one)}>
                            {one.name}
                          </Button>
                        ) : (
                          one.name
                        )}
                        {!one.active && <Chip>{t('adm.wording.aside')}</Chip>}
                      </th>
                      <td className="nowrap" data-label={t('adm.wording.purpose')}>
                        {t(`adm.wording.purposes.${one.purpose}`)}
                      </td>
                      <td data-label={t('adm.wording.procedure')}>{nameOf(one.procedure)}</td>
                      <td className="adm-excerpt">
                        <span>{one.body}</span>
                      </td>
                      <td className="nowrap" data-label={t('adm.wording.changed')}>
                        {instant(one.changedAt, me.bureau.zone)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
            {items.length === 0 && <p className="pad">{t('adm.wording.none')}</p>}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open !== null}
        size={640}
        title={t(open === 'new' ? 'adm.wording.add' : 'adm.wording.change')}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open !== null && (
          <WordingForm template={open === 'new' ? null : open} onDone={() => setOpen(null)} />
        )}
      </Drawer>
    </Page>
  )
}

function WordingForm({ template, onDone }: { template: TemplateView | null; onDone: () => void }) {
  const t = useWords()
  const words = useFieldWords()
  const procedures = useProcedures()
  const body = useRef<HTMLTextAreaElement | null>(null)
  const [f, setFields] = useState({
    name: template?.name ?? '',
    purpose: template?.purpose ?? ('reply' as Purpose),
    procedure: template?.procedure ?? '',
    body: template?.body ?? '',
    active: template?.active ?? true,
  })
  const set = (part: Partial<typeof f>) => {
    setFields((old) => ({ ...old, ...part }))
    save.reset()
  }
  const save = useCommand(
    (_: null, key) => {
      const { active, ...words } = { ...f, name: f.name.trim(), procedure: f.procedure || null }
      return template
        ? put(`/templates/${template.templateId}`, key, {
            ...words,
            active,
            expectedVersion: template.version,
          })
        : post('/templates', key, words)
    },
    // What a form of a matter offers is read again as well.
    { changes: [['templates']], done: onDone },
  )
  const problem = isProblem(save.error) ? save.error : null
  const at = problem?.problem.field?.replace(/^\//, '')
  const errorOf = (name: 'name' | 'body') => (problem && at === name ? words(problem) : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = (['name', 'body'] as const).find((name) => f[name].trim() === '')
    if (empty) focusField(`wording-${empty}`)
    else save.mutate(null)
  }
  /** Puts a blank where the cursor stands. */
  const insert = (name: string) => {
    const box = body.current
    const from = box?.selectionStart ?? f.body.length
    const to = box?.selectionEnd ?? from
    set({ body: `${f.body.slice(0, from)}{${name}}${f.body.slice(to)}` })
    requestAnimationFrame(() => {
      box?.focus()
      box?.setSelectionRange(from + name.length + 2, from + name.length + 2)
    })
  }
  return (
    <form className="adm-form" onSubmit={submit} noValidate>
      <Field id="wording-name" label={t('adm.wording.name')} required error={errorOf('name')}>
        {(c) => (
          <Input {...c} maxLength={60} value={f.name} onChange={(e) => set({ name: e.target.value })} />
        )}
      </Field>
      <Field id="wording-purpose" label={t('adm.wording.purpose')} help={t('adm.wording.purposeHelp')}>
        {(c) => (
          <Select
            {...c}
            value={f.purpose}
            onChange={(purpose) => set({ purpose })}
            options={PURPOSES.map((value) => ({ value, label: t(`adm.wording.purposes.${value}`) }))}
          />
        )}
      </Field>
      <Field id="wording-procedure" label={t('adm.wording.procedure')}>
        {(c) => (
          <Select
            {...c}
            value={f.procedure}
            onChange={(procedure) => set({ procedure })}
            options={[
              { value: '', label: t('adm.wording.anyProcedure') },
              ...procedures.map((p) => ({ value: p.id, label: say(p.label) })),
            ]}
          />
        )}
      </Field>
      <Field
        id="wording-body"
        label={t('adm.wording.body')}
        required
        help={t('adm.wording.bodyHelp')}
        error={errorOf('body')}
      >
        {(c) => (
          <Input.TextArea
            {...c}
            ref={(made) => {
              body.current = made?.resizableTextArea?.textArea ?? null
            }}
            autoSize={{ minRows: 8, maxRows: 20 }}
            maxLength={10_000}
            value={f.body}
            onChange={(e) => set({ body: e.target.value })}
          />
        )}
      </Field>
      <div className="adm-row">
        {BLANKS.map((name) => (
          <Button key={name} size="small" onClick={() => insert(name)}>
            {t('adm.wording.insert', { what: t(`adm.wording.blank.${name}`) })}
          </Button>
        ))}
      </div>
      {template && (
        <Checkbox checked={f.active} onChange={(e) => set({ active: e.target.checked })}>
          {t('adm.wording.active')}
        </Checkbox>
      )}
      {save.error && !errorOf('name') && !errorOf('body') && <ProblemNote error={save.error} />}
      <div className="adm-row">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('adm.save')}
        </Button>
      </div>
    </form>
  )
}
