/** Parts of the page of figures: a figure with its definition and what it is compared with. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { say } from '../text/language.ts'
import {
  type Count,
  type Definition as Defining,
  definitionsQuery,
  type Figures,
  type Rate,
} from './queries.ts'

export interface Three {
  now: Figures
  before: Figures
  year: Figures
}

/** The name of a figure; opened, it says what the figure is. */
export function Defined({ code }: { code: string }) {
  const all = useQuery(definitionsQuery)
  const found = all.data?.find((d) => d.code === code)
  return found ? <Definition of={found} /> : <>{code}</>
}

/** A name that opens into what it stands for. */
export function Definition({
  of: found,
}: {
  of: Pick<Defining, 'name' | 'definition' | 'numerator' | 'denominator' | 'source'>
}) {
  const { t } = useTranslation()
  return (
    <details className="stat-define">
      <summary>{say(found.name)}</summary>
      <p>{say(found.definition)}</p>
      {found.numerator && found.denominator && (
        <p>
          {t('statistics.numerator')}: {say(found.numerator)}
          <br />
          {t('statistics.denominator')}: {say(found.denominator)}
        </p>
      )}
      <p className="quiet">
        {t('statistics.source')}: {say(found.source)}
      </p>
    </details>
  )
}

/** An address of the desk as the API gives it: as a link where there is a list. */
export function Behind(props: { to: string | null; name: string; children: string }) {
  const { t } = useTranslation()
  if (!props.to || props.children === '0') return <span className="stat-number">{props.children}</span>
  return (
    <a className="stat-number" href={`/desk${props.to}`}>
      {props.children}
      <span className="hidden-text"> {t('statistics.openList', { figure: props.name })}</span>
    </a>
  )
}

const signed = (n: number): string => (n > 0 ? `+${n}` : String(n))

/** From how many on a change is told in per cent: of less, one more would be a great part. */
const LEAST_FOR_SHARE = 10

/** A count of another period, and by how much this one is more or less. */
export function Against({ now, then }: { now: number; then: number }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="stat-number">{then}</span>{' '}
      <span className="quiet">
        {then >= LEAST_FOR_SHARE
          ? t('statistics.change', {
              by: signed(now - then),
              per: signed(Math.round((1000 * (now - then)) / then) / 10),
            })
          : now === then
            ? ''
            : signed(now - then)}
      </span>
    </>
  )
}

const perCent = (r: Omit<Rate, 'code'>): string => ((100 * r.numerator) / r.denominator).toFixed(1)

/** 87.5 % (7/8), and between what for small numbers. */
export function RateValue({ rate, link }: { rate: Omit<Rate, 'code'>; link?: string }) {
  const { t } = useTranslation()
  if (rate.denominator === 0) return <span className="quiet">{t('statistics.none')}</span>
  const of = `${rate.numerator}/${rate.denominator}`
  return (
    <>
      <strong className="stat-number">{perCent(rate)}%</strong>{' '}
      {link === undefined ? (
        <span className="quiet">{of}</span>
      ) : (
        <Behind to={rate.behind} name={link}>
          {of}
        </Behind>
      )}
      {rate.denominator < 30 && rate.low !== null && (
        <span className="quiet stat-range">
          {' '}
          {t('statistics.between', { low: rate.low, high: rate.high })}
        </span>
      )}
    </>
  )
}

function Heads() {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        {(['figure', 'now', 'before', 'year'] as const).map((c) => (
          <th key={c} scope="col">
            {t(`statistics.col.${c}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

export function CountTable({ of, nameOf }: { of: Three; nameOf: (code: string) => string }) {
  const { t } = useTranslation()
  const other = (list: readonly Count[], code: string) => list.find((c) => c.code === code)?.value ?? 0
  return (
    <table className="rows stack">
      <caption className="hidden-text">{t('statistics.counts')}</caption>
      <Heads />
      <tbody>
        {of.now.counts.map((c) => (
          <tr key={c.code} className="row">
            <th scope="row">
              <Defined code={c.code} />
            </th>
            <td data-label={t('statistics.col.now')}>
              <Behind to={c.behind} name={nameOf(c.code)}>
                {String(c.value)}
              </Behind>
            </td>
            <td data-label={t('statistics.col.before')}>
              <Against now={c.value} then={other(of.before.counts, c.code)} />
            </td>
            <td data-label={t('statistics.col.year')}>
              <Against now={c.value} then={other(of.year.counts, c.code)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function RateTable({ of, nameOf }: { of: Three; nameOf: (code: string) => string }) {
  const { t } = useTranslation()
  const other = (list: readonly Rate[], code: string) => list.find((r) => r.code === code)!
  return (
    <table className="rows stack">
      <caption className="hidden-text">{t('statistics.rates')}</caption>
      <Heads />
      <tbody>
        {of.now.rates.map((r) => (
          <tr key={r.code} className="row">
            <th scope="row">
              <Defined code={r.code} />
            </th>
            <td data-label={t('statistics.col.now')}>
              <RateValue rate={r} link={nameOf(r.code)} />
            </td>
            <td data-label={t('statistics.col.before')}>
              <RateValue rate={other(of.before.rates, r.code)} />
            </td>
            <td data-label={t('statistics.col.year')}>
              <RateValue rate={other(of.year.rates, r.code)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
