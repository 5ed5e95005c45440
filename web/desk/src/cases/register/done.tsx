/** After registering: number and code for the person, a slip to hand over, and the next one. */
import { CheckCircleFilled, PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Registered, Transition } from '../../api/types.ts'
import { useMe, useProcedures, useUnitsById } from '../../frame/hooks.ts'
import { day, instant } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import type { RegisterFields } from './draft.ts'
import { Left } from './left.tsx'

interface Props {
  result: Registered
  fields: RegisterFields
  left: unknown[]
  /** The step by which it was handed over at once. */
  assigned?: Transition
  onAnother: () => void
}

export function Done({ result, fields, left, assigned, onAnother }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const units = useUnitsById()
  const table = useProcedures().find((p) => p.id === fields.procedure)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const received = fields.receivedAt ? fields.receivedAt.replace('T', ' ') : instant(me.now, me.bureau.zone)
  const demands = fields.demands.filter((d) => d.trim() !== '')
  const portal = `${window.location.origin}/`
  return (
    <div className="done">
      <h1 ref={heading} tabIndex={-1} className="done-head">
        <CheckCircleFilled aria-hidden /> {t('register.done')}
      </h1>
      <Left left={left} />
      {assigned && (
        <p className="no-print" data-testid="assigned">
          {t('register.assigned', {
            unit: say(units.get(fields.assignTo)?.name),
            consequence: say(assigned.consequence),
          })}
        </p>
      )}
      <section className="sheet slip" aria-label={t('slip.label')}>
        <header>
          <p className="slip-bureau">{say(me.bureau.name)}</p>
          <p className="slip-title">{t('slip.title')}</p>
        </header>
        <dl className="slip-codes">
          <div>
            <dt>{t('slip.number')}</dt>
            <dd data-testid="number">{result.number}</dd>
          </div>
          <div>
            <dt>{t('slip.code')}</dt>
            <dd data-testid="code">{result.code}</dd>
          </div>
        </dl>
        <dl className="facts">
          <dt>{t('slip.received')}</dt>
          <dd>{received}</dd>
          <dt>{t('slip.how')}</dt>
          <dd>
            {say(table?.label)} · {t(`channel.${fields.channel}`)}
            {fields.channel === 'visit' && fields.queueNumber !== '' && (
              <> · {t('register.ticket', { n: fields.queueNumber })}</>
            )}
            {fields.persons > 1 && <> · {t('matter.persons', { count: fields.persons })}</>}
          </dd>
          {/* Somebody may look over the shoulder: the slip of a shielded matter says nothing of its content. */}
          {!table?.shielded && fields.secrecy === 'none' && fields.subject !== '' && (
            <>
              <dt>{t('slip.subject')}</dt>
              <dd>{fields.subject}</dd>
            </>
          )}
          {!table?.shielded && fields.secrecy === 'none' && demands.length > 0 && (
            <>
              <dt>{t('slip.demands')}</dt>
              <dd>
                <ol>
                  {demands.map((d) => (
                    <li key={d}>{d}</li>
                  ))}
                </ol>
              </dd>
            </>
          )}
        </dl>
        <p className="slip-how">{t('slip.follow', { address: portal })}</p>
        <p className="slip-foot">{t('slip.printed', { day: day(me.today, { year: true }) })}</p>
      </section>
      <p className="quiet no-print">{t('slip.once')}</p>
      <div className="form-foot no-print">
        <Button type="primary" size="large" onClick={onAnother}>
          {t('register.another')}
        </Button>
        <Button size="large" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('slip.print')}
        </Button>
        <Link to="/matters/$matterId" params={{ matterId: result.matterId }} className="button-link">
          {t('register.open')}
        </Link>
      </div>
    </div>
  )
}
