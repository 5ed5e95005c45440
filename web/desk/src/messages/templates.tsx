/** Templates of service messages: their words, variables, length and segments as they would be sent. */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { useWords } from '../text/words.ts'
import { MessagesHead, Nothing, Read, variableName } from './parts.tsx'
import { SENDERS, type TextTemplate, templatesQuery } from './queries.ts'

export function TemplatesPage() {
  const t = useWords()
  const mayWrite = useMay(...SENDERS)
  const list = useQuery(templatesQuery)
  /** Which is being written: an id, '' for a new one, null for none. */
  const [open, setOpen] = useState<string | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <MessagesHead part="templates" />
      {mayWrite && (
        <div className="tool-line">
          <Button type="primary" onClick={() => setOpen('')}>
            {t('messages.addTemplate')}
          </Button>
        </div>
      )}
      {open === '' && (
        <div className="sheet pad">
          <TemplateForm before={null} onClose={close} />
        </div>
      )}
      <Read from={list}>
        {(templates) =>
          templates.length === 0 ? (
            <Nothing title={t('messages.noTemplates')} help={t('messages.noTemplatesHelp')} />
          ) : (
            <ul className="sheet messages-list">
              {templates.map((x) => (
                <li key={x.templateId}>
                  {open === x.templateId ? (
                    <TemplateForm before={x} onClose={close} />
                  ) : (
                    <>
                      <h2>
                        {x.name} {!x.active && <Chip>{t('messages.putAway')}</Chip>}
                      </h2>
                      <p className="bubble">{x.body}</p>
                      <p className="quiet">
                        {t('messages.templateLength', {
                          units: x.length.units,
                          segments: t('messages.nSegments', { count: x.length.segments }),
                        })}
                        {x.variables.length > 0 &&
                          ` · ${t('messages.variablesAre', { names: x.variables.map((name) => variableName(t, name)).join(t('list.comma')) })}`}
                      </p>
                      {mayWrite && (
                        <Button
                          size="small"
                          aria-label={t('messages.changeTemplate', { name: x.name })}
                          onClick={() => setOpen(x.templateId)}
                        >
                          {t('messages.change')}
                        </Button>
                      )}
                    </>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Read>
    </>
  )
}

function TemplateForm({ before, onClose }: { before: TextTemplate | null; onClose: () => void }) {
  const t = useWords()
  const [name, setName] = useState(before?.name ?? '')
  const [body, setBody] = useState(before?.body ?? '')
  const [active, setActive] = useState(before?.active ?? true)
  const [tried, setTried] = useState(false)
  const save = useCommand(
    (input: { name: string; body: string; active: boolean }, key) =>
      before
        ? put(`/message-templates/${before.templateId}`, key, { ...input, expectedVersion: before.version })
        : post('/message-templates', key, input),
    { changes: [['messages', 'templates']], done: onClose },
  )
  const missing = (value: string) => (tried && value.trim() === '' ? t('form.missing') : null)
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (name.trim() && body.trim()) save.mutate({ name: name.trim(), body: body.trim(), active })
      }}
    >
      {save.error && <ProblemNote error={save.error} />}
      <Field id="template-name" label={t('messages.templateName')} required error={missing(name)}>
        {(control) => (
          <Input {...control} maxLength={60} value={name} onChange={(e) => setName(e.target.value)} />
        )}
      </Field>
      <Field
        id="template-body"
        label={t('messages.body')}
        help={t('messages.bodyHelp')}
        required
        error={missing(body)}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={4}
            maxLength={1000}
            value={body}
            onChange={(e) => setBody(e.target.value)}
          />
        )}
      </Field>
      {before && (
        <Checkbox checked={active} onChange={(e) => setActive(e.target.checked)}>
          {t('messages.active')}
        </Checkbox>
      )}
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('messages.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
