/** Adds a row to a table: what it is about is chosen from the year's codes; a project also has a code and name of its own. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Label } from '../api/types.ts'
import { say } from '../text/language.ts'
import { codesQuery, type EntryTableView } from './queries.ts'

export interface AddedRow {
  key: string
  code: string
  label: Label
  group: Label
  /** Of a project: its name is a figure of its own. */
  name: { path: string; words: string } | null
}

export function AddRow(props: {
  add: NonNullable<EntryTableView['add']>
  year: number
  taken: ReadonlySet<string>
  onAdd: (row: AddedRow) => void
}) {
  const { t } = useTranslation()
  const { add, year, taken, onAdd } = props
  const codes = useQuery(codesQuery(year))
  const list = useId()
  const [head, setHead] = useState(add.heads[0]?.id ?? '')
  const [code, setCode] = useState('')
  const [project, setProject] = useState({ code: '', name: '' })
  const [wrong, setWrong] = useState<'code' | 'taken' | 'project' | null>(null)
  const digits = add.codes === 'functional' ? 7 : 5
  const offered = (codes.data?.items ?? []).filter((c) => c.kind === add.codes && c.code.length === digits)

  const submit = () => {
    const found = offered.find((c) => c.code === code.trim().split(' ', 1)[0])
    if (!found) return setWrong('code')
    if (add.project && (!/^[A-Za-z0-9-]{1,24}$/.test(project.code) || project.name.trim() === ''))
      return setWrong('project')
    const key = `${add.project ? `${project.code}/` : ''}${head}/${found.code}`
    if (taken.has(key)) return setWrong('taken')
    const named = { zh: found.name, en: found.name }
    const words = project.name.trim()
    onAdd({
      key,
      code: found.code,
      label: add.project ? { zh: `${project.code} ${words}`, en: `${project.code} ${words}` } : named,
      group: add.heads.find((h) => h.id === head)!.label,
      name: add.project ? { path: `project-name/${project.code}`, words } : null,
    })
    setWrong(null)
    setCode('')
    setProject({ code: '', name: '' })
  }
  return (
    <form
      className="fin-where fin-add"
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
    >
      {add.project && (
        <>
          <label>
            <span>{t('finance.add.project')}</span>
            <input
              className="fin-field"
              value={project.code}
              onChange={(e) => setProject({ ...project, code: e.target.value })}
            />
          </label>
          <label>
            <span>{t('finance.add.name')}</span>
            <input
              className="fin-field"
              maxLength={200}
              value={project.name}
              onChange={(e) => setProject({ ...project, name: e.target.value })}
            />
          </label>
        </>
      )}
      <label>
        <span>{t('finance.add.head')}</span>
        <select value={head} onChange={(e) => setHead(e.target.value)}>
          {add.heads.map((h) => (
            <option key={h.id} value={h.id}>
              {say(h.label)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('finance.add.code')}</span>
        <input
          className="fin-field"
          list={list}
          value={code}
          aria-invalid={wrong === 'code'}
          onChange={(e) => setCode(e.target.value)}
        />
        <datalist id={list}>
          {offered.map((c) => (
            <option key={c.code} value={`${c.code} ${c.name}`} />
          ))}
        </datalist>
      </label>
      <Button htmlType="submit">{t('finance.add.row')}</Button>
      {wrong && (
        <p role="alert" className="fin-wrong">
          {t(`finance.add.wrong.${wrong}`, { year })}
        </p>
      )}
    </form>
  )
}
