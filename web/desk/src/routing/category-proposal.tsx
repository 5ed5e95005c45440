/** The category a letter may belong to, with the words that speak for it. A click fills the field; a person decides. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CategoryProposal as Proposed } from '../../../../src/classify/contract.ts'
import { newKey, post } from '../api/client.ts'
import { say } from '../text/language.ts'
import './routing.css'

const LEAST_TEXT = 6
/** The server reads no more of a letter. */
const MOST_TEXT = 60_000

interface Props {
  subject: string
  /** What is asked, once the typing rests. */
  text: string
  value: string
  onChoose: (category: string) => void
}

export function CategoryProposal({ subject, text, value, onChoose }: Props) {
  const { t } = useTranslation()
  const asks = `${subject}${text}`.trim().length >= LEAST_TEXT
  const { data } = useQuery({
    queryKey: ['category-proposals', subject, text],
    queryFn: () =>
      post<Proposed>('/category-proposals', newKey(), {
        subject: subject.slice(0, 200),
        text: text.slice(0, MOST_TEXT),
      }),
    enabled: asks,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: (old) => (asks ? old : undefined),
  })
  // Advice that cannot be had must not stand in the way of who registers.
  if (!asks || !data || (!data.proposal && data.near.length === 0)) return null
  const { proposal, near } = data
  const name = (c: { path: Proposed['near'][number]['path'] }) => c.path.map(say).join(' / ')
  const choose = (c: Proposed['near'][number]) => (
    // Never disabled: who uses the keyboard would lose their place in the form.
    <Button size="small" aria-pressed={c.code === value} onClick={() => onChoose(c.code)}>
      {t(c.code === value ? 'routing.used' : 'routing.use')}
      <span className="hidden-text">{name(c)}</span>
    </Button>
  )
  return (
    <section className="suggested" aria-label={t('routing.category.suggested')}>
      <p className="suggested-head">
        <strong>{t('routing.category.suggested')}</strong>{' '}
        <span className="quiet">{t('routing.adviceOnly')}</span>
      </p>
      {proposal && (
        <div className="suggested-unit">
          <p className="suggested-line">
            <strong>{name(proposal)}</strong>
            {choose(proposal)}
          </p>
          <ul className="suggested-why">
            {proposal.because.length > 0 && (
              <li>{t('routing.why.words', { found: proposal.because.join(t('list.comma')) })}</li>
            )}
            <li>
              {proposal.confidence === null
                ? t('routing.category.byNames')
                : t('routing.category.byLetters', {
                    count: data.letters ?? 0,
                    share: Math.floor(proposal.confidence * 100),
                  })}
            </li>
          </ul>
        </div>
      )}
      {near.length > 0 && (
        <div className="suggested-unit">
          <p className="quiet">{t(proposal ? 'routing.category.near' : 'routing.category.nearOnly')}</p>
          {near.map((c) => (
            <p key={c.code} className="suggested-line">
              {name(c)} {choose(c)}
            </p>
          ))}
        </div>
      )}
    </section>
  )
}
