/** The head releases a book, or opens it again with a reason. Others see how it stands. */
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useMay } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { type Accounts, yearUrl } from './queries.ts'

export function Release({ accounts, book }: { accounts: Accounts; book: 'budget' | 'final' }) {
  const { t } = useTranslation()
  const may = useMay('bureau-head')
  const [asked, setAsked] = useState(false)
  const [note, setNote] = useState('')
  const act = accounts.books[book] === 'open' ? 'release' : 'reopen'
  const where = { departmentId: accounts.department.departmentId, year: accounts.year }
  const send = useCommand(
    (_: null, key) =>
      post(`${yearUrl(where)}/release`, key, {
        book,
        act,
        expectedVersion: accounts.version,
        ...(act === 'reopen' ? { note } : {}),
      }),
    { changes: [['finance']], done: () => setAsked(false) },
  )
  if (!may) return null
  return (
    <>
      <Button type={act === 'release' ? 'primary' : 'default'} onClick={() => setAsked(true)}>
        {t(`finance.${act}`, { book: t(`finance.book.${book}`) })}
      </Button>
      <Modal
        open={asked}
        title={t(`finance.${act}`, { book: t(`finance.book.${book}`) })}
        okText={t(`finance.${act}`, { book: t(`finance.book.${book}`) })}
        okButtonProps={{ disabled: act === 'reopen' && note.trim() === '' }}
        cancelText={t('form.cancel')}
        confirmLoading={send.isPending}
        onCancel={() => setAsked(false)}
        onOk={() => send.mutate(null)}
      >
        {send.error && <ProblemNote error={send.error} />}
        <p>{t(`finance.${act}Help`)}</p>
        {act === 'reopen' && (
          <label className="fin-form">
            <span>{t('finance.reason')}</span>
            <textarea rows={3} value={note} maxLength={400} onChange={(e) => setNote(e.target.value)} />
          </label>
        )}
      </Modal>
    </>
  )
}
