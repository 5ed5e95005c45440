/** The words of notices to people who asked: the program's, or the bureau's own. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { MessageTemplate } from '../../../../src/administration/audit/contract.ts'
import { get, post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'

const CHANGES = [['administration', 'messages']]

export function MessagesPage() {
  const t = useWords()
  const mayChange = useMay('administrator')
  const [open, setOpen] = useState<MessageTemplate | null>(null)
  const templates = useQuery({
    queryKey: ['administration', 'messages'],
    queryFn: async ({ signal }) =>
      (await get<{ items: MessageTemplate[] }>('/administration/messages', signal)).items,
  })
  return (
    <Page title={t('adm.page.messages')} help={t('adm.messages.help')}>
      <Loaded query={templates}>
        {(items) => (
          <div className="sheet">
            <Scroll label={t('adm.page.messages')}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    <th scope="col">{t('adm.messages.when')}</th>
                    <th scope="col">{t('adm.messages.words')}</th>
                    <th scope="col">{t('adm.messages.whose')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((m) => (
                    <tr key={m.template}>
                      <th scope="row">
                        {mayChange && !m.fixed ? (
                          <Button type="link" onClick={() => setOpen(m)}>
                            {t(`adm.template.${m.template as 'registered'}`)}
                          </Button>
                        ) : (
                          t(`adm.template.${m.template as 'registered'}`)
                        )}
                      </th>
                      <td data-label={t('adm.messages.words')}>{say(m.own ?? m.program)}</td>
                      <td className="nowrap" data-label={t('adm.messages.whose')}>
                        {m.fixed ? (
                          <Chip>{t('adm.messages.fixed')}</Chip>
                        ) : m.own ? (
                          <Chip tone="blue">{t('adm.messages.own', { version: m.version })}</Chip>
                        ) : (
                          <Chip>{t('adm.messages.program')}</Chip>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroll>
          </div>
        )}
      </Loaded>
      <Drawer
        open={open !== null}
        size={620}
        title={open ? t(`adm.template.${open.template as 'registered'}`) : ''}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open && <MessageForm template={open} onDone={() => setOpen(null)} />}
      </Drawer>
    </Page>
  )
}

interface Preview {
  text: { zh: string; en: string }
  parts: { zh: number; en: number }
}

function MessageForm({ template: m, onDone }: { template: MessageTemplate; onDone: () => void }) {
  const t = useWords()
  const me = useMe()
  const [words, setWords] = useState(m.own ?? m.program)
  const preview = useCommand((_: null, key) =>
    post<Preview>(`/administration/messages/${m.template}/preview`, key, words),
  )
  const save = useCommand(
    (own: boolean, key) =>
      put(`/administration/messages/${m.template}`, key, {
        words: own ? words : null,
        expectedVersion: m.version,
      }),
    { changes: CHANGES, done: onDone },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    preview.mutate(null)
  }
  const error = save.error ?? preview.error
  return (
    <form className="adm-form" onSubmit={submit}>
      <div className="quiet">
        <p>{t('adm.messages.variables')}</p>
        <ul className="plain">
          {m.variables.map((name) => (
            <li key={name}>
              <code>{`{${name}}`}</code>
              {m.required.includes(name) && '*'} {t(`adm.messages.variable.${name as 'number'}`)}
            </li>
          ))}
        </ul>
      </div>
      {(['zh', 'en'] as const).map((lang) => (
        <Field key={lang} id={`message-${lang}`} label={t(`adm.messages.${lang}`)} required>
          {(c) => (
            <Input.TextArea
              {...c}
              rows={3}
              lang={lang}
              value={words[lang]}
              onChange={(e) => {
                setWords({ ...words, [lang]: e.target.value })
                preview.reset()
              }}
            />
          )}
        </Field>
      ))}
      {error && <ProblemNote error={error} />}
      {preview.data && (
        <div className="adm-good" role="status">
          <p>{t('adm.messages.example', { zh: preview.data.parts.zh, en: preview.data.parts.en })}</p>
          <p lang="zh">{preview.data.text.zh}</p>
          <p lang="en">{preview.data.text.en}</p>
        </div>
      )}
      <div className="adm-row">
        <Button htmlType="submit" loading={preview.isPending}>
          {t('adm.messages.preview')}
        </Button>
        <Button
          type="primary"
          disabled={!preview.data}
          loading={save.isPending}
          onClick={() => save.mutate(true)}
        >
          {t('adm.save')}
        </Button>
        {m.own && (
          <Button loading={save.isPending} onClick={() => save.mutate(false)}>
            {t('adm.messages.back')}
          </Button>
        )}
      </div>
      {m.history.length > 0 && (
        <section>
          <h3>{t('adm.messages.history')}</h3>
          <ul className="plain adm-form">
            {m.history.map((h) => (
              <li key={h.version}>
                <span className="number">
                  {h.version} · {instant(h.savedAt, me.bureau.zone)}
                </span>
                <div>{h.words.zh === '' ? t('adm.messages.program') : say(h.words)}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </form>
  )
}
