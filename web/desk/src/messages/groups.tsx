/** Groups of contacts by township. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { post, put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useUnitsById } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { MessagesHead, Nothing, Read } from './parts.tsx'
import { type ContactGroup, groupsQuery, SENDERS } from './queries.ts'

export function GroupsPage() {
  const t = useWords()
  const units = useUnitsById()
  const mayWrite = useMay(...SENDERS)
  const list = useQuery(groupsQuery)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <MessagesHead part="groups" />
      <p className="quiet">{t('messages.groupsLead')}</p>
      {mayWrite && (
        <div className="tool-line">
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('messages.addGroup')}
          </Button>
        </div>
      )}
      {adding && (
        <div className="sheet pad">
          <GroupForm before={null} onClose={() => setAdding(false)} />
        </div>
      )}
      <Read from={list}>
        {(groups) =>
          groups.length === 0 ? (
            <Nothing title={t('messages.noGroups')} help={t('messages.noGroupsHelp')} />
          ) : (
            <div className="sheet">
              <table className="rows stack">
                <caption className="hidden-text">{t('messages.part.groups')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('messages.groupName')}</th>
                    <th scope="col">{t('messages.township')}</th>
                    <th scope="col">{t('messages.size')}</th>
                  </tr>
                </thead>
                <tbody>
                  {groups.map((g) => (
                    <tr key={g.groupId} className="row">
                      <th scope="row">
                        <Link to="/messages/groups/$groupId" params={{ groupId: g.groupId }}>
                          {g.name}
                        </Link>
                      </th>
                      <td data-label={t('messages.township')}>{say(units.get(g.unitId)?.name)}</td>
                      <td data-label={t('messages.size')}>{g.size}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Read>
    </>
  )
}

export function GroupForm({ before, onClose }: { before: ContactGroup | null; onClose: () => void }) {
  const t = useWords()
  const [name, setName] = useState(before?.name ?? '')
  const [unitId, setUnitId] = useState(before?.unitId ?? '')
  const [tried, setTried] = useState(false)
  const save = useCommand(
    (input: { name: string; unitId: string }, key) =>
      before
        ? put(`/contact-groups/${before.groupId}`, key, { ...input, expectedVersion: before.version })
        : post('/contact-groups', key, input),
    { changes: [['messages', 'groups']], done: onClose },
  )
  const missing = (value: string) => (tried && value.trim() === '' ? t('form.missing') : null)
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (name.trim() && unitId) save.mutate({ name: name.trim(), unitId })
      }}
    >
      {save.error && <ProblemNote error={save.error} />}
      <div className="pair">
        <Field id="group-name" label={t('messages.groupName')} required error={missing(name)}>
          {(control) => (
            <Input {...control} maxLength={60} value={name} onChange={(e) => setName(e.target.value)} />
          )}
        </Field>
        <Field
          id="group-unit"
          label={t('messages.township')}
          help={t('messages.townshipHelp')}
          required
          error={missing(unitId)}
        >
          {(control) => <UnitSelect {...control} value={unitId} onChange={setUnitId} />}
        </Field>
      </div>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('messages.save')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </div>
    </form>
  )
}
