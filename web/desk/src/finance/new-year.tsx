/** Enters a department, opens a year. */
import { useNavigate } from '@tanstack/react-router'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import type { Department } from './queries.ts'

const KINDS = ['administrative', 'assimilated', 'institution', 'mixed'] as const

export function NewDepartment() {
  const { t } = useTranslation()
  const [fields, setFields] = useState({ code: '', name: '', kind: 'administrative' as string })
  const add = useCommand(
    (body: typeof fields, key) => post<{ departmentId: string }>('/finance/departments', key, body),
    { changes: [['finance', 'departments']] },
  )
  return (
    <form
      className="fin-form"
      onSubmit={(e) => {
        e.preventDefault()
        add.mutate(fields)
      }}
    >
      {add.error && <ProblemNote error={add.error} />}
      <label>
        <span>{t('finance.new.code')}</span>
        <input
          required
          pattern="[0-9A-Za-z\-]{1,20}"
          value={fields.code}
          onChange={(e) => setFields({ ...fields, code: e.target.value })}
        />
      </label>
      <label>
        <span>{t('finance.new.name')}</span>
        <input
          required
          minLength={2}
          maxLength={100}
          value={fields.name}
          onChange={(e) => setFields({ ...fields, name: e.target.value })}
        />
      </label>
      <label>
        <span>{t('finance.new.kind')}</span>
        <select value={fields.kind} onChange={(e) => setFields({ ...fields, kind: e.target.value })}>
          {KINDS.map((k) => (
            <option key={k} value={k}>
              {t(`finance.kind.${k}`)}
            </option>
          ))}
        </select>
      </label>
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {t('finance.new.department')}
      </Button>
    </form>
  )
}

export function NewYear({ department }: { department: Department }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const thisYear = Number(useMe().today.slice(0, 4))
  const has = new Set(department.years.map((y) => y.year))
  const free = [thisYear + 1, thisYear, thisYear - 1, thisYear - 2].filter((y) => !has.has(y))
  const [asked, setAsked] = useState(false)
  const [year, setYear] = useState(free[0] ?? thisYear + 1)
  const open = useCommand(
    (y: number, key) => post(`/finance/departments/${department.departmentId}/years/${y}`, key, undefined),
    {
      changes: [['finance', 'departments']],
      done: (_, y) => {
        setAsked(false)
        void navigate({
          to: '/finance/entry',
          search: { department: department.departmentId, year: y },
        })
      },
    },
  )
  if (free.length === 0) return null
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('finance.new.year')}</Button>
      <Modal
        open={asked}
        title={t('finance.new.year')}
        okText={t('finance.new.open')}
        cancelText={t('form.cancel')}
        confirmLoading={open.isPending}
        onCancel={() => setAsked(false)}
        onOk={() => open.mutate(year)}
      >
        {open.error && <ProblemNote error={open.error} />}
        <p>{t('finance.new.yearHelp', { name: department.name })}</p>
        <label className="fin-where">
          <span>{t('finance.year')}</span>
          <select value={year} onChange={(e) => setYear(Number(e.target.value))}>
            {free.map((y) => (
              <option key={y} value={y}>
                {y}
              </option>
            ))}
          </select>
        </label>
      </Modal>
    </>
  )
}
