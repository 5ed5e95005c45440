/** The box on the page of a matter: what offices promised when they received the person, and who answers for the matter. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { FOLLOW_UP_TONES } from './follow-up-tones.ts'
import { type FollowUp, followUpsOfMatterQuery } from './queries.ts'

/** Nothing is shown where nothing was promised. */
export function FollowUpsOfMatter({ matter }: { matter: { matterId: string } }) {
  const may = useMay('clerk', 'operator', 'supervisor', 'bureau-head', 'auditor', 'handler', 'unit-head')
  return may ? <Box matterId={matter.matterId} /> : null
}

function Box({ matterId }: { matterId: string }) {
  const t = useWords()
  const { data } = useQuery(followUpsOfMatterQuery(matterId))
  if (!data?.length) return null
  return (
    <section className="sheet pad no-print" aria-labelledby="follow-ups-of-matter">
      <h2 id="follow-ups-of-matter">{t('followUps.box')}</h2>
      <ul className="plain">
        {data.map((f) => (
          <One key={f.followUpId} of={f} />
        ))}
      </ul>
    </section>
  )
}

function One({ of: f }: { of: FollowUp }) {
  const t = useWords()
  const { today } = useMe()
  // Those who do what was promised read the words in the notes of the matter; its own page is the offices'.
  const opens = useMay('clerk', 'operator', 'supervisor', 'bureau-head', 'auditor')
  const words = `${f.office} · ${t(`followUps.since.${f.kind}`, { day: day(f.onDate, { today }) })}`
  return (
    <li>
      {opens ? (
        <Link to="/sponsored/$followUpId" params={{ followUpId: f.followUpId }}>
          {words}
        </Link>
      ) : (
        words
      )}
      <p>
        <Chip tone={FOLLOW_UP_TONES[f.state]}>{t(`followUps.state.${f.state}`)}</Chip>{' '}
        {f.unit && t('followUps.does', { unit: say(f.unit) })}
        {f.dueOn && (
          <span className={f.overdue ? 'late' : ''}>
            {' '}
            {t('followUps.until', { day: day(f.dueOn, { today }) })}
            {f.overdue && ` ${t('followUps.overdue')}`}
          </span>
        )}
      </p>
    </li>
  )
}
