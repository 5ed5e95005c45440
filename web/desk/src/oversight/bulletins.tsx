/** 督查通报: issued ones, and a new one with its figures tried before it is issued. */
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, post } from '../api/client.ts'
import { BULLETIN_DRAFT, useKeptAt } from '../cases/drafts/kept.ts'
import { Field } from '../frame/field.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { daysBefore, Loaded, Rate, SpanFields } from './parts.tsx'
import { type Bulletin, type BulletinFigures, bulletinFiguresQuery, bulletinsQuery } from './queries.ts'

export function BulletinsPart() {
  const { t } = useTranslation()
  const mayIssue = useMay('supervisor', 'bureau-head')
  const list = useQuery(bulletinsQuery)
  const [making, setMaking] = useState(false)
  return (
    <>
      {mayIssue && !making && (
        <div className="tool-line">
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
            {t('oversight.newBulletin')}
          </Button>
        </div>
      )}
      {making && <NewBulletin onClose={() => setMaking(false)} />}
      <Loaded of={list} empty={{ title: t('oversight.noBulletins'), help: t('oversight.noBulletinsHelp') }}>
        {(items) => items.map((b) => <One key={b.bulletinNo} bulletin={b} />)}
      </Loaded>
    </>
  )
}

function One({ bulletin: b }: { bulletin: Bulletin }) {
  const { t, i18n } = useTranslation()
  const { today } = useMe()
  const lang = i18n.language === 'en' ? 'en' : 'zh'
  return (
    <article className="sheet pad bulletin">
      <p className="page-head">
        <strong>{b.title}</strong>
        <span className="quiet">
          {t('oversight.bulletinNo', { no: b.bulletinNo })} · {b.from} – {b.to} ·{' '}
          {t('oversight.issuedOn', { day: day(b.issuedOn, { today }) })}
        </span>
      </p>
      {b.words && <p className="words">{b.words}</p>}
      <div className="form-foot">
        <Button
          icon={<DownloadOutlined aria-hidden />}
          href={`/api/v1/oversight/bulletins/${b.bulletinNo}/document?lang=${lang}`}
        >
          {t('oversight.download')}
        </Button>
      </div>
      <details>
        <summary>{t('oversight.showFigures')}</summary>
        <Figures figures={b.figures} />
      </details>
    </article>
  )
}

function Figures({ figures }: { figures: BulletinFigures }) {
  const { t } = useTranslation()
  const names = figures.units[0]?.figures.map((f) => f.figure) ?? []
  const orders = figures.orders.filter((o) => o.opened > 0)
  const advice = figures.advice.filter((a) => a.given > 0)
  return (
    <>
      <h2>{t('oversight.tab.units')}</h2>
      <p className="quiet">{t('oversight.unranked')}</p>
      <div className="scroll">
        <table className="rows stack">
          <thead>
            <tr>
              <th scope="col">{t('oversight.col.unit')}</th>
              {names.map((f) => (
                <th key={f} scope="col">
                  {t(`oversight.figure.${f}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.units.map((u) => (
              <tr key={u.unitId} className="row">
                <th scope="row">{say(u.name)}</th>
                {u.figures.map((f) => (
                  <td key={f.figure} data-label={t(`oversight.figure.${f.figure}`)}>
                    <Rate figure={f} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>{t('oversight.ordersTitle')}</h2>
      <ul className="import-problems">
        {orders.map((o) => (
          <li key={o.key}>
            {t('oversight.orderLine', {
              ground: say(o.label),
              opened: o.opened,
              answered: o.answered,
              late: o.late,
            })}
          </li>
        ))}
        <li>{t('oversight.reminderLine', { count: figures.reminders })}</li>
      </ul>
      <h2>{t('oversight.adviceTitle')}</h2>
      {advice.length === 0 ? (
        <p className="quiet">{t('oversight.noAdvice')}</p>
      ) : (
        <ul className="import-problems">
          {advice.map((a) => (
            <li key={a.key}>
              {t('oversight.adviceLine', {
                kind: say(a.label),
                given: a.given,
                answered: a.answered,
                adopted: a.adopted,
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function NewBulletin({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const client = useQueryClient()
  const [span, setSpan] = useState({ from: daysBefore(today, 31), to: daysBefore(today, 1) })
  const usual = t('oversight.bulletinTitle')
  const kept = useKeptAt(
    { place: BULLETIN_DRAFT, matterId: null, version: 0, here: true },
    t('oversight.newBulletin'),
    () => ({ title: usual, words: '' }),
    (values) => values.words === '' && values.title === usual,
  )
  const { title, words } = kept.values
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const figures = useQuery(bulletinFiguresQuery(span))
  const issue = async () => {
    setBusy(true)
    setError(null)
    try {
      await post('/oversight/bulletins', key.current, { ...span, title: title.trim(), words: words.trim() })
      kept.sent()
      await client.invalidateQueries({ queryKey: ['oversight', 'bulletins'] })
      onClose()
    } catch (problem) {
      key.current = newKey()
      setBusy(false)
      setError(problem)
    }
  }
  return (
    <form
      className="sheet pad task"
      aria-labelledby="new-bulletin"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void issue()
      }}
    >
      <h2 id="new-bulletin">{t('oversight.newBulletin')}</h2>
      {error !== null && <ProblemNote error={error} />}
      <SpanFields span={span} onChange={setSpan} />
      <Field id="bulletin-title" label={t('oversight.titleField')} required>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={title}
            onChange={(e) => kept.set({ title: e.target.value, words })}
          />
        )}
      </Field>
      <Field id="bulletin-words" label={t('oversight.wordsField')} help={t('oversight.wordsHelp')}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={5000}
            value={words}
            onChange={(e) => kept.set({ title, words: e.target.value })}
          />
        )}
      </Field>
      <Loaded of={figures} empty={null}>
        {(data) => <Figures figures={data} />}
      </Loaded>
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy} disabled={title.trim() === ''}>
          {t('oversight.issue')}
        </Button>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
        <span className="quiet">{t('oversight.issueHelp')}</span>
      </div>
    </form>
  )
}
