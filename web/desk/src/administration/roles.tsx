/** What each role may do, read from the program. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RoleRights } from '../../../../src/administration/contract.ts'
import { get } from '../api/client.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { Loaded, Page } from './shared.tsx'

const SEATS = ['centre', 'handler', 'supervisor', 'reviewer', 'target', 'opener'] as const

export function RolesPage() {
  const t = useWords()
  const roles = useQuery({
    queryKey: ['administration', 'roles'],
    queryFn: async ({ signal }) =>
      (await get<{ items: RoleRights[] }>('/administration/roles', signal)).items,
    staleTime: 300_000,
  })
  const seat = (s: string | null) =>
    s !== null && SEATS.includes(s as 'centre')
      ? t(`adm.roles.seat.${s as 'centre'}`)
      : t('adm.roles.anywhere')
  return (
    <Page title={t('adm.page.roles')} help={t('adm.roles.help')}>
      <Loaded query={roles}>
        {(items) => (
          <div className="adm-stack">
            {items.map((r) => (
              <details key={r.role} className="sheet pad">
                <summary>
                  <strong>{say(r.label)}</strong>{' '}
                  <span className="quiet">
                    {t('adm.roles.counts', { accounts: r.accounts, rights: r.rights.length })}
                  </span>
                </summary>
                <p>
                  <Link to="/administration/accounts" search={{ role: r.role }}>
                    {t('adm.roles.who')}
                  </Link>
                </p>
                <h3>{t('adm.roles.rights')}</h3>
                {r.rights.length === 0 && <p className="quiet">{t('adm.roles.noRights')}</p>}
                <ul className="adm-roles">
                  {r.rights.map((x) => (
                    <li key={`${x.method} ${x.url}`}>{say(x.label)}</li>
                  ))}
                </ul>
                {r.steps.length > 0 && <h3>{t('adm.roles.steps')}</h3>}
                {r.steps.map((p) => (
                  <div key={p.procedure.en}>
                    <strong>{say(p.procedure)}</strong>
                    <ul className="adm-roles">
                      {p.items.map((s) => (
                        <li key={`${s.label.en} ${s.seat}`}>
                          {say(s.label)} <span className="quiet">{seat(s.seat)}</span>
                        </li>
                      ))}
                    </ul>
                  </div>
                ))}
              </details>
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}
