/** A campaign being written: template, words, groups, hour; beside it what people would read, in how many segments. */
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useSettled } from '../cases/register/hints.tsx'
import { Field } from '../frame/field.tsx'
import { useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant, instantFromLocal } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { lineName, Nothing, Read, variableName, yuan } from './parts.tsx'
import {
  type Campaign,
  type CampaignFields,
  campaignQuery,
  groupsQuery,
  type Preview,
  previewQuery,
  templatesQuery,
} from './queries.ts'

const OWN = ['name', 'township', 'bureau']
/** Variables of a text that are asked once for all. */
const askedIn = (body: string): string[] =>
  [...new Set([...body.matchAll(/\{([a-z][a-z0-9_]{0,29})\}/g)].map((m) => m[1]!))].filter(
    (n) => !OWN.includes(n),
  )

export function NewCampaignPage() {
  const t = useWords()
  useTitle(t('messages.new'))
  return (
    <>
      <div className="page-head">
        <h1>{t('messages.new')}</h1>
        <p className="quiet">{t('messages.formLead')}</p>
      </div>
      <CampaignForm before={null} />
    </>
  )
}

export function EditCampaignPage() {
  const t = useWords()
  const { campaignId } = useParams({ from: '/signed-in/messages/campaigns/$campaignId/edit' })
  const found = useQuery(campaignQuery(campaignId))
  useTitle(t('messages.edit'))
  return (
    <>
      <div className="page-head">
        <h1>{t('messages.edit')}</h1>
        <p className="quiet">{t('messages.formLead')}</p>
      </div>
      <Read from={found}>
        {(campaign) =>
          campaign.state === 'draft' ? (
            <CampaignForm key={campaign.campaignId} before={campaign} />
          ) : (
            <Nothing title={t('messages.notDraft')} help={t('messages.notDraftHelp')} />
          )
        }
      </Read>
    </>
  )
}

function CampaignForm({ before }: { before: Campaign | null }) {
  const t = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const units = useUnitsById()
  const groups = useQuery(groupsQuery)
  const templates = useQuery(templatesQuery)
  const [title, setTitle] = useState(before?.title ?? '')
  const [via, setVia] = useState<CampaignFields['via']>(before?.via ?? 'sms')
  const [body, setBody] = useState(before?.body ?? '')
  const [variables, setVariables] = useState<Record<string, string>>(before?.variables ?? {})
  const [groupIds, setGroupIds] = useState<readonly string[]>(before?.groupIds ?? [])
  const [local, setLocal] = useState(
    before?.sendAt ? instant(before.sendAt, me.bureau.zone).replace(' ', 'T') : '',
  )
  const asked = askedIn(body)
  const fields: CampaignFields = {
    title: title.trim() || '—',
    via,
    body: body.trim(),
    variables: Object.fromEntries(asked.map((name) => [name, variables[name]?.trim() ?? ''])),
    groupIds: [...groupIds],
    sendAt: local === '' ? null : instantFromLocal(local, me.bureau.zone),
  }
  const settled = JSON.parse(
    useSettled(JSON.stringify({ ...fields, title: '—', sendAt: null })),
  ) as CampaignFields
  const preview = useQuery(previewQuery(settled, settled.body !== '' && settled.groupIds.length > 0))
  const [tried, setTried] = useState(false)
  const empty = { title: title.trim() === '', body: body.trim() === '', groups: groupIds.length === 0 }
  const save = useCommand(
    (input: CampaignFields, key) =>
      before
        ? put<{ campaignId: string }>(`/campaigns/${before.campaignId}`, key, {
            ...input,
            expectedVersion: before.version,
          })
        : post<{ campaignId: string }>('/campaigns', key, input),
    {
      changes: [
        ['messages', 'campaigns'],
        ['messages', 'campaign'],
      ],
      done: ({ campaignId }) =>
        void navigate({ to: '/messages/campaigns/$campaignId', params: { campaignId } }),
    },
  )
  const wrong = (is: boolean) => (tried && is ? t('form.missing') : null)
  return (
    <form
      className="messages-form"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (!empty.title && !empty.body && !empty.groups) save.mutate({ ...fields, title: title.trim() })
      }}
    >
      <section className="sheet pad">
        {save.error && <ProblemNote error={save.error} />}
        <Field
          id="campaign-title"
          label={t('messages.col.title')}
          help={t('messages.titleHelp')}
          required
          error={wrong(empty.title)}
        >
          {(control) => (
            <Input {...control} maxLength={80} value={title} onChange={(e) => setTitle(e.target.value)} />
          )}
        </Field>
        <div className="pair">
          <Field id="campaign-via" label={t('messages.via')}>
            {({ id }) => (
              <Select
                id={id}
                value={via}
                onChange={setVia}
                options={(['sms', 'email'] as const).map((v) => ({
                  value: v,
                  label: t(`messages.viaIs.${v}`),
                }))}
              />
            )}
          </Field>
          <Field id="campaign-template" label={t('messages.fromTemplate')}>
            {({ id }) => (
              <Select
                id={id}
                value={null}
                placeholder={t('form.choose')}
                options={(templates.data ?? [])
                  .filter((x) => x.active)
                  .map((x) => ({ value: x.templateId, label: x.name }))}
                onChange={(chosen) =>
                  setBody(templates.data?.find((x) => x.templateId === chosen)?.body ?? body)
                }
              />
            )}
          </Field>
        </div>
        <Field
          id="campaign-body"
          label={t('messages.body')}
          help={t('messages.bodyHelp')}
          required
          error={wrong(empty.body)}
        >
          {(control) => (
            <Input.TextArea
              {...control}
              rows={5}
              maxLength={1000}
              value={body}
              onChange={(e) => setBody(e.target.value)}
            />
          )}
        </Field>
        {asked.map((name) => (
          <Field key={name} id={`campaign-var-${name}`} label={variableName(t, name)} required>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={variables[name] ?? ''}
                onChange={(e) => setVariables({ ...variables, [name]: e.target.value })}
              />
            )}
          </Field>
        ))}
        <fieldset className={tried && empty.groups ? 'field wrong' : 'field'}>
          <legend>{t('messages.toGroups')}</legend>
          {(groups.data ?? []).map((g) => (
            <Checkbox
              key={g.groupId}
              checked={groupIds.includes(g.groupId)}
              onChange={(e) =>
                setGroupIds(
                  e.target.checked ? [...groupIds, g.groupId] : groupIds.filter((id) => id !== g.groupId),
                )
              }
            >
              {t('messages.groupOption', {
                name: g.name,
                unit: say(units.get(g.unitId)?.name),
                size: g.size,
              })}
            </Checkbox>
          ))}
          {groups.data?.length === 0 && (
            <p>
              <Link to="/messages/groups">{t('messages.noGroups')}</Link>
            </p>
          )}
          {tried && empty.groups && <p className="field-error">{t('form.missing')}</p>}
        </fieldset>
        <Field id="campaign-at" label={t('messages.sendAt')} help={t('messages.sendAtHelp')}>
          {(control) => (
            <Input
              {...control}
              className="short"
              type="datetime-local"
              value={local}
              onChange={(e) => setLocal(e.target.value)}
            />
          )}
        </Field>
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('messages.saveDraft')}
          </Button>
          {before ? (
            <Link to="/messages/campaigns/$campaignId" params={{ campaignId: before.campaignId }}>
              {t('form.cancel')}
            </Link>
          ) : (
            <Link to="/messages">{t('form.cancel')}</Link>
          )}
        </div>
      </section>
      <aside className="sheet pad" aria-labelledby="preview-head">
        <h2 id="preview-head">{t('messages.preview')}</h2>
        {preview.error ? (
          <ProblemNote error={preview.error} focus={false} />
        ) : preview.data ? (
          <PreviewPart preview={preview.data} />
        ) : (
          <p className="quiet">{t('messages.previewWaits')}</p>
        )}
      </aside>
    </form>
  )
}

export function PreviewPart({ preview: p }: { preview: Preview }) {
  const t = useWords()
  const units = useUnitsById()
  return (
    <>
      <p role="status">
        {t('messages.previewSum', {
          people: p.people,
          segments: t('messages.nSegments', { count: p.segments }),
          optedOut: p.optedOut,
        })}
        {p.costFen !== null && p.costFen > 0 && ` ${t('messages.previewCost', { yuan: yuan(p.costFen) })}`}
      </p>
      {p.missing.length > 0 && (
        <p className="late">
          {t('messages.missing', {
            names: p.missing.map((name) => variableName(t, name)).join(t('list.comma')),
          })}
        </p>
      )}
      {p.needsApproval && <p className="note-line">{t('messages.needsApproval')}</p>}
      <ul className="messages-samples">
        {p.samples.map((s) => (
          <li key={`${s.unitId} ${s.text}`}>
            <p className="bubble">{s.text}</p>
            <p className="quiet">
              {t('messages.sampleLength', {
                units: s.length.units,
                segments: t('messages.nSegments', { count: s.length.segments }),
                each: EACH[s.length.alphabet][s.length.segments === 1 ? 0 : 1]!,
              })}
              {' · '}
              {say(units.get(s.unitId)?.name)} {s.address}
            </p>
          </li>
        ))}
      </ul>
      <p className="quiet">
        {t('messages.byLines', { lines: p.gateways.map((g) => lineName(t, g)).join(' → ') })}
      </p>
    </>
  )
}

/** Signs of one segment, and of each of several. */
const EACH = { ucs2: [70, 67], gsm7: [160, 153] } as const
