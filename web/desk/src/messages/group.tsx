/** One group: who is in it, with their consent; numbers masked unless a reason is given; import from a table. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { FileButton } from '../frame/file-button.tsx'
import { useMay, useMe, useTitle, useUnitsById } from '../frame/hooks.ts'
import { ImportProblems } from '../frame/import-problems.tsx'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { type NamedTable, namedTable } from '../look/file-content.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { GroupForm } from './groups.tsx'
import { Nothing, Read } from './parts.tsx'
import { type ContactGroup, type ContactImport, contactsQuery, groupsQuery, SENDERS } from './queries.ts'

export function GroupPage() {
  const t = useWords()
  const { groupId } = useParams({ from: '/signed-in/messages/groups/$groupId' })
  const groups = useQuery(groupsQuery)
  return (
    <Read from={groups}>
      {(all) => {
        const group = all.find((g) => g.groupId === groupId)
        return group ? (
          <One group={group} />
        ) : (
          <>
            <h1>{t('messages.part.groups')}</h1>
            <Nothing title={t('messages.groupGone')} help={t('messages.groupGoneHelp')} />
          </>
        )
      }}
    </Read>
  )
}

function One({ group: g }: { group: ContactGroup }) {
  const t = useWords()
  const units = useUnitsById()
  const mayWrite = useMay(...SENDERS)
  useTitle(g.name)
  const [editing, setEditing] = useState(false)
  return (
    <>
      <div className="page-head">
        <p>
          <Link to="/messages/groups">{t('messages.part.groups')}</Link>
        </p>
        <h1>{g.name}</h1>
        <p className="quiet">
          {say(units.get(g.unitId)?.name)} · {t('messages.persons', { count: g.size })}
        </p>
      </div>
      {mayWrite && (
        <div className="tool-line">
          <Button onClick={() => setEditing(true)}>{t('messages.editGroup')}</Button>
        </div>
      )}
      {editing && (
        <div className="sheet pad">
          <GroupForm before={g} onClose={() => setEditing(false)} />
        </div>
      )}
      <div className="messages-page">
        <Contacts groupId={g.groupId} />
        {mayWrite && <ImportPart groupId={g.groupId} />}
      </div>
    </>
  )
}

function Contacts({ groupId }: { groupId: string }) {
  const t = useWords()
  const mayWrite = useMay(...SENDERS)
  const [reason, setReason] = useState('')
  const [given, setGiven] = useState('')
  const list = useInfiniteQuery(contactsQuery(groupId, given))
  const remove = useCommand(
    (o: { key: string; optOut: boolean }, key) => post(`/contact-groups/${groupId}/removals`, key, o),
    {
      changes: [
        ['messages', 'contacts', groupId],
        ['messages', 'groups'],
      ],
    },
  )
  return (
    <section className="sheet pad" aria-labelledby="contacts-head">
      <h2 id="contacts-head">{t('messages.contacts')}</h2>
      {remove.error && <ProblemNote error={remove.error} />}
      <form
        className="tool-line"
        onSubmit={(e) => {
          e.preventDefault()
          setGiven(reason.trim())
        }}
      >
        <label className="hidden-text" htmlFor="contacts-reason">
          {t('messages.reason')}
        </label>
        <Input
          id="contacts-reason"
          className="messages-reason"
          maxLength={200}
          placeholder={t('messages.reason')}
          value={reason}
          onChange={(e) => setReason(e.target.value)}
        />
        <Button htmlType="submit" disabled={reason.trim().length < 2}>
          {t('messages.showNumbers')}
        </Button>
      </form>
      <Read from={list}>
        {({ pages }) => {
          const rows = pages.flatMap((p) => p.items)
          if (rows.length === 0) return <p className="quiet">{t('messages.noContacts')}</p>
          return (
            <table className="rows stack">
              <caption className="hidden-text">{t('messages.contacts')}</caption>
              <thead>
                <tr>
                  {(['address', 'name', 'consent', 'act'] as const).map((c) => (
                    <th key={c} scope="col">
                      {t(`messages.contact.${c}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((k) => (
                  <tr key={k.key} className="row">
                    <th scope="row">
                      {k.address} {k.optedOut && <Chip tone="amber">{t('messages.count.optedOut')}</Chip>}
                    </th>
                    <td data-label={t('messages.contact.name')}>{k.name || '—'}</td>
                    <td data-label={t('messages.contact.consent')}>
                      {k.consentSource}{' '}
                      <span className="quiet nowrap">{day(k.consentOn, { year: true })}</span>
                    </td>
                    <td className="messages-acts">
                      {mayWrite && (
                        <>
                          <Popconfirm
                            title={t('messages.removeAsk', { address: k.address })}
                            okText={t('messages.remove')}
                            cancelText={t('form.cancel')}
                            onConfirm={() => remove.mutate({ key: k.key, optOut: false })}
                          >
                            <Button
                              type="link"
                              size="small"
                              aria-label={t('messages.removeOne', { address: k.address })}
                            >
                              {t('messages.remove')}
                            </Button>
                          </Popconfirm>
                          {!k.optedOut && (
                            <Popconfirm
                              title={t('messages.optOutAsk', { address: k.address })}
                              okText={t('messages.optOut')}
                              cancelText={t('form.cancel')}
                              onConfirm={() => remove.mutate({ key: k.key, optOut: true })}
                            >
                              <Button
                                type="link"
                                size="small"
                                aria-label={t('messages.optOutOne', { address: k.address })}
                              >
                                {t('messages.optOut')}
                              </Button>
                            </Popconfirm>
                          )}
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Read>
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </section>
  )
}

function ImportPart({ groupId }: { groupId: string }) {
  const t = useWords()
  const me = useMe()
  const [file, setFile] = useState<NamedTable | null>(null)
  const [consentSource, setSource] = useState('')
  const [consentOn, setOn] = useState('')
  const send = useCommand(
    (ask: NamedTable & { dryRun: boolean }, key) =>
      post<ContactImport>(`/contact-groups/${groupId}/imports`, key, {
        ...ask,
        consentSource: consentSource.trim(),
        consentOn: consentOn || null,
      }),
    {
      changes: [
        ['messages', 'contacts', groupId],
        ['messages', 'groups'],
      ],
    },
  )
  const result = send.data
  const done = result !== undefined && send.variables?.dryRun === false
  const takes = (result?.added ?? 0) + (result?.changed ?? 0)
  return (
    <section className="sheet pad" aria-labelledby="import-head">
      <h2 id="import-head">{t('messages.import')}</h2>
      <p className="quiet">{t('messages.importHelp')}</p>
      <p>
        <a href="/api/v1/contact-table">{t('messages.importTemplate')}</a>
      </p>
      <div className="pair">
        <Field id="consent-source" label={t('messages.consentSource')} help={t('messages.consentHelp')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={consentSource}
              onChange={(e) => setSource(e.target.value)}
            />
          )}
        </Field>
        <Field id="consent-on" label={t('messages.consentOn')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              max={me.today}
              value={consentOn}
              onChange={(e) => setOn(e.target.value)}
            />
          )}
        </Field>
      </div>
      <p>
        <FileButton
          id="contacts-file"
          accept=".xlsx,.csv"
          busy={send.isPending}
          chosen={file?.fileName}
          onFile={async (chosen) => {
            const ask = await namedTable(chosen)
            setFile(ask)
            send.mutate({ ...ask, dryRun: true })
          }}
        >
          {t('messages.chooseFile')}
        </FileButton>
      </p>
      {send.error && <ProblemNote error={send.error} />}
      {result && (
        <div role="status">
          <Alert
            type={done ? 'success' : 'info'}
            showIcon
            title={t(done ? 'messages.imported' : 'messages.wouldImport', {
              added: result.added,
              changed: result.changed,
              same: result.same,
            })}
            description={
              result.optedOut > 0 ? t('messages.importOptedOut', { count: result.optedOut }) : undefined
            }
          />
          <ImportProblems problems={result.problems} />
        </div>
      )}
      <div className="form-foot">
        <Button
          type="primary"
          loading={send.isPending}
          disabled={!file || !result || done || takes === 0}
          onClick={() => file && send.mutate({ ...file, dryRun: false })}
        >
          {t('messages.take', { count: takes })}
        </Button>
        <Button
          disabled={!file || send.isPending}
          onClick={() => {
            if (file) send.mutate({ ...file, dryRun: true })
          }}
        >
          {t('messages.tryAgain')}
        </Button>
      </div>
    </section>
  )
}
