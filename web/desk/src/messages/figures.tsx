/** Monthly figures by township and what they cost; below them what the bureau has set. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useMe, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { month as monthName } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { CountsTable } from './counts-table.tsx'
import { MessagesHead, Nothing, Read } from './parts.tsx'
import { figuresQuery, type Settings, settingsQuery } from './queries.ts'

/** The same month a year before, so that a whole year is shown. */
const yearBefore = (month: string) => `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`

export function MessageFiguresPage() {
  const t = useWords()
  const me = useMe()
  const units = useUnitsById()
  const month = me.today.slice(0, 7)
  const figures = useQuery(figuresQuery(yearBefore(month), month))
  const settings = useQuery(settingsQuery)
  return (
    <>
      <MessagesHead part="figures" />
      <p className="quiet">{t('messages.figuresLead')}</p>
      <Read from={figures}>
        {(months) =>
          months.length === 0 ? (
            <Nothing title={t('messages.noFigures')} help={t('messages.noFiguresHelp')} />
          ) : (
            months.map((m) => (
              <section key={m.month} className="sheet messages-month" aria-labelledby={`month-${m.month}`}>
                <h2 id={`month-${m.month}`} className="messages-head">
                  {monthName(m.month)}
                </h2>
                <CountsTable
                  caption={monthName(m.month)}
                  first={t('messages.township')}
                  rows={[
                    ...m.byUnit.map((u) => ({
                      key: u.unitId,
                      name: say(units.get(u.unitId)?.name) ?? '—',
                      counts: u,
                    })),
                    { key: 'sum', name: t('messages.sum'), counts: m.total, strong: true },
                  ]}
                />
              </section>
            ))
          )
        }
      </Read>
      <Read from={settings}>{(s) => <SettingsPart key={s.version} settings={s} />}</Read>
    </>
  )
}

function SettingsPart({ settings: s }: { settings: Settings }) {
  const t = useWords()
  const may = useMay('supervisor', 'bureau-head', 'administrator')
  const [signature, setSignature] = useState(s.signature)
  const [approve, setApprove] = useState(String(s.approveAbove))
  const [from, setFrom] = useState(s.quietFrom)
  const [to, setTo] = useState(s.quietTo)
  const save = useCommand(
    (input: object, key) => put<Settings>('/message-settings', key, { ...input, expectedVersion: s.version }),
    { changes: [['messages', 'settings']] },
  )
  return (
    <section className="sheet pad" aria-labelledby="settings-head">
      <h2 id="settings-head">{t('messages.settings')}</h2>
      {save.error && <ProblemNote error={save.error} />}
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          save.mutate({
            signature: signature.trim(),
            approveAbove: Number(approve),
            quietFrom: from,
            quietTo: to,
          })
        }}
      >
        <div className="pair">
          <Field id="set-signature" label={t('messages.signature')} help={t('messages.signatureHelp')}>
            {(control) => (
              <Input
                {...control}
                readOnly={!may}
                maxLength={20}
                value={signature}
                onChange={(e) => setSignature(e.target.value)}
              />
            )}
          </Field>
          <Field id="set-approve" label={t('messages.approveAbove')} help={t('messages.approveHelp')}>
            {(control) => (
              <Input
                {...control}
                readOnly={!may}
                inputMode="numeric"
                maxLength={7}
                value={approve}
                onChange={(e) => setApprove(e.target.value.replace(/\D/g, ''))}
              />
            )}
          </Field>
          <Field id="set-from" label={t('messages.quietFrom')} help={t('messages.quietHelp')}>
            {(control) => (
              <Input
                {...control}
                readOnly={!may}
                type="time"
                value={from}
                onChange={(e) => setFrom(e.target.value)}
              />
            )}
          </Field>
          <Field id="set-to" label={t('messages.quietTo')}>
            {(control) => (
              <Input
                {...control}
                readOnly={!may}
                type="time"
                value={to}
                onChange={(e) => setTo(e.target.value)}
              />
            )}
          </Field>
        </div>
        {may && (
          <Button type="primary" htmlType="submit" disabled={approve === ''} loading={save.isPending}>
            {t('messages.save')}
          </Button>
        )}
      </form>
    </section>
  )
}
