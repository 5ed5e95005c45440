/** Code lists: the program's codes and the bureau's own, with the time they hold. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { CodeItem, CodeList } from '../../../../src/administration/contract.ts'
import { put } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { codeListsQuery } from '../api/queries.ts'
import { Chip } from '../frame/chip.tsx'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page, Scroll } from './shared.tsx'

interface Open {
  list: CodeList
  item: CodeItem | null
}

export function CodesPage() {
  const t = useWords()
  const me = useMe()
  const mayChange = useMay('administrator')
  const [open, setOpen] = useState<Open | null>(null)
  const lists = useQuery(codeListsQuery)
  const validity = ({ validFrom: from, validTo: to }: CodeItem) => {
    const on = (date: string) => day(date, { year: true })
    if (from && to) return t('adm.codes.span', { from: on(from), to: on(to) })
    if (from) return t('adm.codes.since', { from: on(from) })
    return to ? t('adm.codes.until', { to: on(to) }) : t('adm.codes.always')
  }
  const over = (i: CodeItem) => i.validTo !== null && i.validTo < me.today
  return (
    <Page title={t('adm.page.codes')} help={t('adm.codes.help')}>
      <Loaded query={lists}>
        {(items) => (
          <div className="adm-stack">
            {items.map((list) => (
              <section key={list.list} className="sheet">
                <div className="pad adm-head">
                  <div>
                    <h2>{say(list.label)}</h2>
                    <p className="quiet">{say(list.help)}</p>
                  </div>
                  {mayChange && (
                    <Button onClick={() => setOpen({ list, item: null })}>
                      {t('adm.codes.addTo', { list: say(list.label) })}
                    </Button>
                  )}
                </div>
                <Scroll label={say(list.label)}>
                  <table className="adm-table stack">
                    <thead>
                      <tr>
                        <th scope="col">{t('adm.nameZh')}</th>
                        <th scope="col">{t('adm.nameEn')}</th>
                        <th scope="col">{t('adm.codes.code')}</th>
                        <th scope="col">{t('adm.codes.valid')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {list.items.map((item) => (
                        <tr key={item.code} className={over(item) ? 'closed' : undefined}>
                          <th scope="row">
                            {mayChange ? (
                              <Button type="link" onClick={() => setOpen({ list, item })}>
                                {item.name.zh}
                              </Button>
                            ) : (
                              item.name.zh
                            )}{' '}
                            {!item.builtIn && <Chip tone="blue">{t('adm.codes.own')}</Chip>}
                          </th>
                          <td data-label={t('adm.nameEn')}>{item.name.en}</td>
                          <td className="number" data-label={t('adm.codes.code')}>
                            {item.code}
                          </td>
                          <td className="nowrap" data-label={t('adm.codes.valid')}>
                            {validity(item)}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Scroll>
              </section>
            ))}
          </div>
        )}
      </Loaded>
      <Drawer
        open={open !== null}
        size={520}
        title={open ? say(open.list.label) : ''}
        onClose={() => setOpen(null)}
        destroyOnHidden
      >
        {open && <CodeForm {...open} today={me.today} onDone={() => setOpen(null)} />}
      </Drawer>
    </Page>
  )
}

function CodeForm({ list, item, today, onDone }: Open & { today: string; onDone: () => void }) {
  const t = useWords()
  const [code, setCode] = useState(item?.code ?? '')
  const [zh, setZh] = useState(item?.name.zh ?? '')
  const [en, setEn] = useState(item?.name.en ?? '')
  const [from, setFrom] = useState(item?.validFrom ?? today)
  const [to, setTo] = useState(item?.validTo ?? '')
  const save = useCommand(
    (_: null, key) =>
      put(`/code-lists/${list.list}/${encodeURIComponent(code.trim())}`, key, {
        name: { zh: zh.trim(), en: en.trim() },
        validFrom: from,
        validTo: to === '' ? null : to,
        expectedVersion: item?.version ?? 0,
      }),
    { changes: [['code-lists']], done: onDone },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(null)
  }
  return (
    <form className="adm-form" onSubmit={submit}>
      <Field id="code-code" label={t('adm.codes.code')} required help={t('adm.codes.codeHelp')}>
        {(c) => (
          <Input {...c} value={code} disabled={item !== null} onChange={(e) => setCode(e.target.value)} />
        )}
      </Field>
      <div className="adm-two">
        <Field id="code-zh" label={t('adm.nameZh')} required>
          {(c) => <Input {...c} value={zh} onChange={(e) => setZh(e.target.value)} />}
        </Field>
        <Field id="code-en" label={t('adm.nameEn')} required>
          {(c) => <Input {...c} value={en} onChange={(e) => setEn(e.target.value)} />}
        </Field>
        <Field id="code-from" label={t('adm.validFrom')} required>
          {(c) => <Input {...c} type="date" value={from} onChange={(e) => setFrom(e.target.value)} />}
        </Field>
        <Field id="code-to" label={t('adm.validTo')} help={t('adm.codes.endHelp')}>
          {(c) => <Input {...c} type="date" value={to} onChange={(e) => setTo(e.target.value)} />}
        </Field>
      </div>
      {save.error && <ProblemNote error={save.error} />}
      <div className="adm-row">
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={!code.trim() || !zh.trim() || !en.trim() || !from}
        >
          {t('adm.save')}
        </Button>
      </div>
    </form>
  )
}
