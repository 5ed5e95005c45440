/** Matters tied to this one, matter to matter. */
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { MatterView } from '../../api/types.ts'

export function Links({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  if (matter.links.length === 0) return null
  return (
    <section className="sheet pad" aria-labelledby="links">
      <h2 id="links">{t('link.title')}</h2>
      <ul className="plain">
        {matter.links.map((l) => (
          <li key={`${l.kind} ${l.matterId}`}>
            <span className="quiet">{t(`link.${l.kind}`)}</span>{' '}
            <Link to="/matters/$matterId" params={{ matterId: l.matterId }}>
              {l.number ?? t('link.noNumber')}
            </Link>
          </li>
        ))}
      </ul>
      <p className="quiet">{t('link.elsewhere')}</p>
    </section>
  )
}
