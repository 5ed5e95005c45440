/** Telephone systems (电话系统): keys for call events, the address for dialling; wrap-up codes and how long numbers are kept. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber } from 'antd'
import { type FormEvent, useState } from 'react'
import { post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { type Settings, type System, settingsQuery, systemsQuery } from '../hotline/queries.ts'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'
import { KeysOnce } from './keys-once.tsx'
import { Loaded, Page } from './shared.tsx'
import '../hotline/hotline.css'

export function TelephonePage() {
  const t = useWords()
  const settings = useQuery(settingsQuery)
  return (
    <Page title={t('adm.page.telephone')} help={t('hotline.systemsHelp')}>
      <div className="adm-stack">
        <Systems />
        <Loaded query={settings}>{(s) => <Local key={s.version} settings={s} />}</Loaded>
      </div>
    </Page>
  )
}

function Systems() {
  const t = useWords()
  const { bureau } = useMe()
  const [dialUrl, setDialUrl] = useState('')
  const systems = useQuery({
    ...systemsQuery,
    select: (all) => all.map((s) => ({ ...s, keyId: s.systemId })),
  })
  return (
    <KeysOnce
      id="telephone"
      words={{
        title: t('hotline.systems'),
        help: t('hotline.hook', { address: `${window.location.origin}/hooks/v1/calls/${bureau.slug}` }),
        name: t('hotline.systemName'),
        nameHelp: t('hotline.systemNameHelp'),
        make: t('hotline.issue'),
        once: (name) => t('hotline.once', { name }),
        none: t('hotline.noSystems'),
        revokeAsk: (name) => t('hotline.revokeAsk', { name }),
      }}
      keys={systems}
      make={(name, key) =>
        post<{ systemId: string; secret: string }>('/hotline/systems', key, {
          name,
          dialUrl: dialUrl.trim() || null,
        })
      }
      secrets={({ systemId, secret }) => [systemId, secret]}
      revokePath={(systemId) => `/hotline/systems/${systemId}/revocation`}
      changes={[['hotline', 'systems']]}
      fields={
        <Field id="telephone-dial" label={t('hotline.dialUrl')} help={t('hotline.dialUrlHelp')}>
          {(c) => (
            <Input
              {...c}
              maxLength={300}
              placeholder="https://"
              value={dialUrl}
              onChange={(e) => setDialUrl(e.target.value)}
            />
          )}
        </Field>
      }
      made={() => setDialUrl('')}
      columns={[
        {
          head: t('hotline.lastEvent'),
          cell: (s) => (s.lastEventAt ? instant(s.lastEventAt, bureau.zone) : t('hotline.never')),
        },
        { head: t('hotline.dialUrl'), cell: (s) => <Dial system={s} /> },
      ]}
    />
  )
}

/** Where a system is asked to dial; changed in its row. */
function Dial({ system: s }: { system: System }) {
  const t = useWords()
  const may = useMay('administrator')
  const [url, setUrl] = useState(s.dialUrl ?? '')
  const dial = useCommand(
    (dialUrl: string | null, key) => put(`/hotline/systems/${s.systemId}/dial`, key, { dialUrl }),
    { changes: [['hotline', 'systems']] },
  )
  if (!may || s.revokedAt !== null) return s.dialUrl ?? '—'
  return (
    <>
      <div className="adm-dial">
        <Input
          aria-label={`${t('hotline.dialUrl')} ${s.name}`}
          maxLength={300}
          placeholder="https://"
          value={url}
          onChange={(e) => setUrl(e.target.value)}
        />
        <Button
          disabled={url.trim() === (s.dialUrl ?? '')}
          loading={dial.isPending}
          onClick={() => dial.mutate(url.trim() || null)}
        >
          {t('hotline.save')}
        </Button>
      </div>
      {dial.error && <ProblemNote error={dial.error} />}
    </>
  )
}

/** Lines `code|中文|English`. @returns the codes, or the number of the first line that is none */
function codesIn(text: string): Settings['wrapCodes'] | number {
  const lines = text.split('\n').filter((l) => l.trim() !== '')
  const codes = lines.map((l) => l.split('|').map((p) => p.trim()))
  const wrong = codes.findIndex(([code = '', zh, en]) => !/^[a-z0-9-]{1,40}$/.test(code) || !zh || !en)
  return wrong >= 0 ? wrong + 1 : codes.map(([code, zh, en]) => ({ code: code!, zh: zh!, en: en! }))
}

function Local({ settings: s }: { settings: Settings }) {
  const t = useWords()
  const may = useMay('administrator')
  const [text, setText] = useState(s.wrapCodes.map((c) => `${c.code}|${c.zh}|${c.en}`).join('\n'))
  const [days, setDays] = useState(s.keepDays)
  const save = useCommand((v: Settings, key) => put('/hotline/settings', key, v), {
    changes: [
      ['hotline', 'settings'],
      ['hotline', 'guide'],
    ],
  })
  const codes = codesIn(text)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typeof codes !== 'number') save.mutate({ wrapCodes: codes, keepDays: days, version: s.version })
  }
  return (
    <form className="sheet pad" aria-labelledby="telephone-local" onSubmit={submit}>
      <h2 id="telephone-local">{t('hotline.local')}</h2>
      <Field
        id="telephone-codes"
        label={t('hotline.wrapCodes')}
        help={t('hotline.wrapCodesHelp')}
        error={typeof codes === 'number' ? t('hotline.wrapCodesWrong', { line: codes }) : null}
      >
        {(c) => (
          <Input.TextArea
            {...c}
            rows={8}
            readOnly={!may}
            value={text}
            onChange={(e) => setText(e.target.value)}
          />
        )}
      </Field>
      <Field id="telephone-days" label={t('hotline.keepDays')} help={t('hotline.keepDaysHelp')}>
        {(c) => (
          <InputNumber
            {...c}
            min={30}
            max={3650}
            precision={0}
            disabled={!may}
            value={days}
            onChange={(n) => setDays(n ?? s.keepDays)}
          />
        )}
      </Field>
      {save.error && <ProblemNote error={save.error} />}
      {may && (
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={typeof codes === 'number'}
        >
          {t('hotline.save')}
        </Button>
      )}
    </form>
  )
}
