/** Telephone systems (电话系统): keys for call events, the address for dialling; wrap-up codes and how long numbers are kept. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, InputNumber, Popconfirm } from 'antd'
import { type FormEvent, useState } from 'react'
import { post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { type Settings, type System, settingsQuery, systemsQuery } from '../hotline/queries.ts'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'
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
  const may = useMay('administrator')
  const [name, setName] = useState('')
  const [dialUrl, setDialUrl] = useState('')
  const [shown, setShown] = useState<{ name: string; systemId: string; secret: string } | null>(null)
  const systems = useQuery(systemsQuery)
  const issue = useCommand(
    (v: { name: string; dialUrl: string | null }, key) =>
      post<{ systemId: string; secret: string }>('/hotline/systems', key, v),
    {
      changes: [['hotline', 'systems']],
      done: (made, v) => {
        setShown({ name: v.name, ...made })
        setName('')
        setDialUrl('')
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') issue.mutate({ name: name.trim(), dialUrl: dialUrl.trim() || null })
  }
  return (
    <section className="sheet pad" aria-labelledby="telephone-systems">
      <h2 id="telephone-systems">{t('hotline.systems')}</h2>
      <p className="quiet words">
        {t('hotline.hook', { address: `${window.location.origin}/hooks/v1/calls/${bureau.slug}` })}
      </p>
      <div role="status">
        {shown && (
          <Alert
            type="success"
            showIcon
            role="none"
            closable={{ onClose: () => setShown(null) }}
            className="adm-said"
            title={t('hotline.once', { name: shown.name })}
            description={
              <>
                <code className="words">{shown.systemId}</code>
                <br />
                <code className="words">{shown.secret}</code>
              </>
            }
          />
        )}
      </div>
      {issue.error && <ProblemNote error={issue.error} />}
      {may && (
        <form className="adm-row" onSubmit={submit}>
          <Field id="telephone-name" label={t('hotline.systemName')} help={t('hotline.systemNameHelp')}>
            {(c) => <Input {...c} maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
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
          <Button type="primary" htmlType="submit" loading={issue.isPending} disabled={name.trim() === ''}>
            {t('hotline.issue')}
          </Button>
        </form>
      )}
      <Loaded query={systems}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{t('hotline.noSystems')}</p>
          ) : (
            <Scroll label={t('hotline.systems')}>
              <table className="adm-table hotline-systems">
                <thead>
                  <tr>
                    <th scope="col">{t('hotline.systemName')}</th>
                    <th scope="col">{t('hotline.letIn')}</th>
                    <th scope="col">{t('hotline.lastEvent')}</th>
                    <th scope="col">{t('hotline.dialUrl')}</th>
                    <th scope="col">{t('hotline.stateOf')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((s) => (
                    <Row key={s.systemId} system={s} may={may} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          )
        }
      </Loaded>
    </section>
  )
}

function Row({ system: s, may }: { system: System; may: boolean }) {
  const t = useWords()
  const { bureau } = useMe()
  const [url, setUrl] = useState(s.dialUrl ?? '')
  const changes = { changes: [['hotline', 'systems']] }
  const revoke = useCommand(
    (_: null, key) => post(`/hotline/systems/${s.systemId}/revocation`, key, undefined),
    changes,
  )
  const dial = useCommand(
    (dialUrl: string | null, key) => put(`/hotline/systems/${s.systemId}/dial`, key, { dialUrl }),
    changes,
  )
  const mayChange = may && s.revokedAt === null
  return (
    <tr className={s.revokedAt ? 'closed' : undefined}>
      <th scope="row">
        {s.name}
        {(revoke.error ?? dial.error) && <ProblemNote error={revoke.error ?? dial.error} />}
      </th>
      <td className="nowrap">{instant(s.madeAt, bureau.zone)}</td>
      <td className="nowrap">{s.lastEventAt ? instant(s.lastEventAt, bureau.zone) : t('hotline.never')}</td>
      <td>
        {mayChange ? (
          <div className="adm-row">
            <Input
              aria-label={`${t('hotline.dialUrl')} ${s.name}`}
              maxLength={300}
              value={url}
              onChange={(e) => setUrl(e.target.value)}
            />
            <Button
              size="small"
              disabled={url.trim() === (s.dialUrl ?? '')}
              loading={dial.isPending}
              onClick={() => dial.mutate(url.trim() || null)}
            >
              {t('hotline.save')}
            </Button>
          </div>
        ) : (
          (s.dialUrl ?? '—')
        )}
      </td>
      <td>
        {s.revokedAt ? (
          <Chip>{t('hotline.revoked', { at: instant(s.revokedAt, bureau.zone) })}</Chip>
        ) : mayChange ? (
          <Popconfirm
            title={t('hotline.revokeAsk', { name: s.name })}
            okText={t('hotline.revoke')}
            cancelText={t('form.cancel')}
            onConfirm={() => revoke.mutate(null)}
          >
            <Button size="small" danger>
              {t('hotline.revoke')}
            </Button>
          </Popconfirm>
        ) : (
          <Chip tone="green">{t('hotline.holds')}</Chip>
        )}
      </td>
    </tr>
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
