/** Keys of programs and screens: made under a name, shown once, revoked. One component for all rooms that give them out. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Scroll } from './shared.tsx'

/** What every list of keys tells of one. */
export interface HeldKey {
  keyId: string
  name: string
  madeAt: string
  revokedAt: string | null
}

/** What the room says besides the words all share. */
interface Words {
  title: string
  help: ReactNode
  name: string
  nameHelp: string
  make: string
  once: (name: string) => string
  none: string
  revokeAsk: (name: string) => string
}

interface Props<K extends HeldKey, Made> {
  /** Begins the ids of the section and of its fields. */
  id: string
  words: Words
  keys: UseQueryResult<K[]>
  /** Makes one; `key` is that of the command. */
  make: (name: string, key: string) => Promise<Made>
  /** What is shown once and never again, a line each. */
  secrets: (made: Made) => readonly string[]
  revokePath: (keyId: string) => string
  changes: readonly string[][]
  /** Further fields of the form, and what to do with them once a key is made. */
  fields?: ReactNode
  made?: () => void
  /** Between the name and the state. */
  columns?: readonly { head: string; cell: (row: K) => ReactNode }[]
}

export function KeysOnce<K extends HeldKey, Made>(props: Props<K, Made>) {
  const t = useWords()
  const may = useMay('administrator')
  const { id, words, columns = [] } = props
  const [name, setName] = useState('')
  const [shown, setShown] = useState<{ name: string; secrets: readonly string[] } | null>(null)
  const make = useCommand(props.make, {
    changes: props.changes,
    done: (made, of) => {
      setShown({ name: of, secrets: props.secrets(made) })
      setName('')
      props.made?.()
    },
  })
  const revoke = useCommand((keyId: string, key) => post(props.revokePath(keyId), key, undefined), {
    changes: props.changes,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') make.mutate(name.trim())
  }
  const error = make.error ?? revoke.error
  return (
    <section className="sheet pad" aria-labelledby={`${id}-keys`}>
      <h2 id={`${id}-keys`}>{words.title}</h2>
      <div className="quiet words">{words.help}</div>
      <div role="status">
        {shown && (
          <ShownOnce title={words.once(shown.name)} secrets={shown.secrets} onClose={() => setShown(null)} />
        )}
      </div>
      {error && <ProblemNote error={error} />}
      {may && (
        <form className="adm-line" onSubmit={submit}>
          <Field id={`${id}-name`} label={words.name} help={words.nameHelp}>
            {(c) => <Input {...c} maxLength={100} value={name} onChange={(e) => setName(e.target.value)} />}
          </Field>
          {props.fields}
          <Button type="primary" htmlType="submit" loading={make.isPending} disabled={name.trim() === ''}>
            {words.make}
          </Button>
        </form>
      )}
      <Loaded query={props.keys}>
        {(items) =>
          items.length === 0 ? (
            <p className="quiet">{words.none}</p>
          ) : (
            <Scroll label={words.title}>
              <table className="adm-table stack">
                <thead>
                  <tr>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{t('keysOnce.made')}</th>
                    {columns.map((c) => (
                      <th key={c.head} scope="col">
                        {c.head}
                      </th>
                    ))}
                    <th scope="col">{t('keysOnce.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((k) => (
                    <Row
                      key={k.keyId}
                      row={k}
                      cells={columns.map((c) => ({ head: c.head, shown: c.cell(k) }))}
                      ask={may ? words.revokeAsk(k.name) : null}
                      onRevoke={() => revoke.mutate(k.keyId)}
                    />
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

interface RowProps {
  row: HeldKey
  cells: readonly { head: string; shown: ReactNode }[]
  /** What is asked before it is revoked; null where the reader may not. */
  ask: string | null
  onRevoke: () => void
}

function Row({ row, cells, ask, onRevoke }: RowProps) {
  const t = useWords()
  const { zone } = useMe().bureau
  return (
    <tr className={row.revokedAt ? 'closed' : undefined}>
      <th scope="row">{row.name}</th>
      <td className="nowrap" data-label={t('keysOnce.made')}>
        {instant(row.madeAt, zone)}
      </td>
      {cells.map((c) => (
        <td key={c.head} data-label={c.head}>
          {c.shown}
        </td>
      ))}
      <td>
        {row.revokedAt ? (
          <Chip>{t('keysOnce.revoked', { at: instant(row.revokedAt, zone) })}</Chip>
        ) : (
          <>
            <Chip tone="green">{t('keysOnce.holds')}</Chip>
            {ask !== null && (
              <Popconfirm
                title={ask}
                okText={t('keysOnce.revoke')}
                cancelText={t('form.cancel')}
                onConfirm={onRevoke}
              >
                <Button size="small" danger aria-label={t('keysOnce.revokeOne', { name: row.name })}>
                  {t('keysOnce.revoke')}
                </Button>
              </Popconfirm>
            )}
          </>
        )}
      </td>
    </tr>
  )
}

interface ShownProps {
  title: string
  secrets: readonly string[]
  onClose: () => void
}

/** What is never shown again, with a button that takes it along where the browser lets one. */
function ShownOnce({ title, secrets, onClose }: ShownProps) {
  const t = useWords()
  const [copied, setCopied] = useState(false)
  return (
    <Alert
      type="success"
      showIcon
      role="none"
      closable={{ onClose, 'aria-label': t('keysOnce.close') }}
      className="adm-said"
      title={title}
      description={
        <>
          {secrets.map((secret) => (
            <p key={secret}>
              <code className="words">{secret}</code>
            </p>
          ))}
          {navigator.clipboard && (
            <Button
              size="small"
              onClick={async () => {
                await navigator.clipboard.writeText(secrets.join('\n'))
                setCopied(true)
              }}
            >
              {t(copied ? 'keysOnce.copied' : 'keysOnce.copy')}
            </Button>
          )}
        </>
      }
    />
  )
}
