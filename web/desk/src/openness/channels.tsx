/** 渠道和地址: what R22 18 asks every bureau to publish, in both languages, and how the public sees it. */
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import { type ChannelField, type Channels, type ChannelsView, channelsQuery } from './queries.ts'
import '../routing/routing.css'
import './openness.css'

/** What the article names; the others help people on their way. */
const REQUIRED = ['online', 'address', 'phone', 'hours', 'place', 'inquiry'] as const
const OTHERS = ['postcode', 'hotline', 'fax', 'email', 'transport', 'access', 'supervision', 'note'] as const

export function ChannelsPage() {
  const t = useWords()
  const view = useQuery(channelsQuery)
  useTitle(t('channels.title'))
  return (
    <>
      <div className="page-head">
        <h1>{t('channels.title')}</h1>
        <p className="quiet">{t('channels.about')}</p>
      </div>
      <Loaded of={view} empty={null}>
        {(found) => <Form key={found.version} view={found} />}
      </Loaded>
    </>
  )
}

function Form({ view }: { view: ChannelsView }) {
  const t = useWords()
  const { bureau } = useMe()
  const [channels, setChannels] = useState<Channels>(view.channels)
  const save = useCommand(
    (next: Channels, key) => put('/bureau-channels', key, { channels: next, expectedVersion: view.version }),
    { changes: [['bureau-channels']] },
  )
  const missing = REQUIRED.filter((f) => channels[f].zh.trim() === '')
  const dirty = JSON.stringify(channels) !== JSON.stringify(view.channels)
  const row = (field: ChannelField, required: boolean) => (
    <section key={field} className="channel-row" aria-labelledby={`channel-${field}`}>
      <h2 id={`channel-${field}`}>{t(`channels.field.${field}`)}</h2>
      {(['zh', 'en'] as const).map((lang) => (
        <Field
          key={lang}
          id={`channel-${field}-${lang}`}
          label={t(`channels.in.${lang}`)}
          required={required && lang === 'zh'}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              lang={lang === 'zh' ? 'zh-CN' : 'en'}
              aria-label={`${t(`channels.field.${field}`)} ${t(`channels.in.${lang}`)}`}
              maxLength={500}
              autoSize={{ minRows: 1, maxRows: 6 }}
              value={channels[field][lang]}
              onChange={(e) => {
                const text = e.target.value
                setChannels((now) => ({ ...now, [field]: { ...now[field], [lang]: text } }))
              }}
            />
          )}
        </Field>
      ))}
    </section>
  )
  return (
    <form
      className="sheet pad"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate(channels)
      }}
    >
      {save.error && <ProblemNote error={save.error} />}
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('channels.missing', {
            fields: missing.map((f) => t(`channels.field.${f}`)).join(t('list.comma')),
          })}
        />
      )}
      <p className="quiet">
        {view.savedAt
          ? t('channels.savedAt', { at: instant(view.savedAt, bureau.zone), version: view.version })
          : t('channels.never')}{' '}
        <a href={`/${bureau.slug}/channels`} target="_blank" rel="noreferrer">
          {t('channels.publicPage')}
        </a>
      </p>
      {REQUIRED.map((f) => row(f, true))}
      {OTHERS.map((f) => row(f, false))}
      <Preview channels={channels} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!dirty}>
          {t('channels.publish')}
        </Button>
        <Button disabled={!dirty} onClick={() => setChannels(view.channels)}>
          {t('channels.reset')}
        </Button>
      </div>
    </form>
  )
}

/** As the public page lists it: fields with words, English falling back to Chinese. */
function Preview({ channels }: { channels: Channels }) {
  const t = useWords()
  const [lang, setLang] = useState<'zh' | 'en'>('zh')
  const fields = [...REQUIRED, ...OTHERS].flatMap((field) => {
    const text = channels[field][lang].trim() || channels[field].zh.trim()
    return text ? [{ field, text }] : []
  })
  return (
    <section className="channels-preview" aria-labelledby="channels-preview">
      <div className="topic-line">
        <h2 id="channels-preview">{t('channels.preview')}</h2>
        <fieldset className="switcher" aria-label={t('channels.previewIn')}>
          {(['zh', 'en'] as const).map((l) => (
            <button key={l} type="button" aria-pressed={lang === l} onClick={() => setLang(l)}>
              {t(`channels.in.${l}`)}
            </button>
          ))}
        </fieldset>
      </div>
      <dl className="facts channels-facts" lang={lang === 'zh' ? 'zh-CN' : 'en'}>
        {fields.map((f) => (
          <div key={f.field} className="facts-line">
            <dt>{t(`channels.field.${f.field}`)}</dt>
            <dd className="words">{f.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
