/** The box on the page of a matter: instructions and urgent reports tied to it that the reader may see. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Chip } from '../frame/chip.tsx'
import { useMay } from '../frame/hooks.ts'
import { DueWords } from './due-words.tsx'
import { toneOf } from './list.tsx'
import { instructionsQuery } from './queries.ts'

/** Nothing is shown where there is nothing and the reader may enter nothing. */
export function InstructionsOfMatter({ matter }: { matter: { matterId: string; number: string } }) {
  const may = useMay('clerk', 'operator', 'supervisor', 'bureau-head', 'handler', 'unit-head', 'auditor')
  return may ? <Box matterId={matter.matterId} number={matter.number} /> : null
}

function Box({ matterId, number }: { matterId: string; number: string }) {
  const { t } = useTranslation()
  const keeps = useMay('clerk', 'supervisor', 'bureau-head')
  const { data } = useQuery(instructionsQuery({ matter: matterId }))
  const records = data ?? []
  if (records.length === 0 && !keeps) return null
  return (
    <section className="sheet pad no-print" aria-labelledby="instructions-of-matter">
      <h2 id="instructions-of-matter">{t('instruction.box')}</h2>
      <ul className="plain">
        {records.map((r) => (
          <li key={r.recordId}>
            <Link to="/instructions/$recordId" params={{ recordId: r.recordId }}>
              {r.title}
            </Link>
            <p>
              <Chip tone={toneOf(r)}>{t(`instruction.state.${r.state}`)}</Chip> <DueWords record={r} />
            </p>
          </li>
        ))}
      </ul>
      {keeps && (
        <Link to="/instructions/new" search={{ matter: number }}>
          {t('instruction.boxNew')}
        </Link>
      )}
    </section>
  )
}
