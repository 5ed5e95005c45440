/** The ground itself: whether it is open, how far it is, the way in, the reset, and how many have done each task. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Popconfirm, Progress } from 'antd'
import { Loaded, Scroll } from '../administration/shared.tsx'
import { actForNobody } from '../api/acting-as.ts'
import { post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { useMay, useMe } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { countsQuery, type Overview, type PracticeGroundView } from './queries.ts'

export function GroundSection({ overview }: { overview: Overview }) {
  const { ground, inside } = overview
  const teaches = useMay('administrator')
  return (
    <>
      {!inside && <Outside ground={ground} teaches={teaches} />}
      {inside && ground && ground.state !== 'ready' && (
        <section className="sheet pad">
          <Making of={ground} />
        </section>
      )}
      {teaches && ground && <Newcomers inside={inside} />}
      {teaches && ground && <Counts />}
    </>
  )
}

function Outside({ ground, teaches }: { ground: PracticeGroundView | null; teaches: boolean }) {
  const t = useWords()
  const { zone } = useMe().bureau
  const open = useCommand((_: void, key) => post<Overview>('/practice', key, undefined), {
    changes: [['practice']],
  })
  const reset = useCommand((_: void, key) => post<Overview>('/practice/reset', key, undefined), {
    changes: [['practice']],
  })
  const enter = useEnter()
  const error = open.error ?? reset.error ?? enter.error
  const title = ground === null ? 'none' : ground.state === 'ready' ? 'ready' : 'making'
  return (
    <section className="sheet pad practice-ground" aria-labelledby="practice-ground">
      <h2 id="practice-ground">{t(`practice.${title}`)}</h2>
      {error && <ProblemNote error={error} />}
      {ground === null && <p>{t(teaches ? 'practice.noneAdmin' : 'practice.noneHelp')}</p>}
      {ground && ground.state !== 'ready' && <Making of={ground} />}
      {ground?.state === 'ready' && (
        <>
          <p>
            {say(ground.name)}
            {ground.readyAt && ` · ${t('practice.readyAt', { at: instant(ground.readyAt, zone) })}`}
          </p>
          <p className="quiet">{t('practice.enterHelp')}</p>
        </>
      )}
      <div className="practice-acts">
        {ground === null && teaches && (
          <Button type="primary" loading={open.isPending} onClick={() => open.mutate()}>
            {t('practice.open')}
          </Button>
        )}
        {ground?.state === 'ready' && (
          <Button type="primary" loading={enter.isPending} onClick={() => enter.mutate()}>
            {t('practice.enter')}
          </Button>
        )}
        {ground?.state === 'ready' && teaches && (
          <Popconfirm
            title={t('practice.resetSure')}
            description={t('practice.resetSureHelp')}
            okText={t('practice.resetGo')}
            cancelText={t('practice.keep')}
            onConfirm={() => reset.mutate()}
          >
            <Button danger loading={reset.isPending}>
              {t('practice.reset')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </section>
  )
}

/** Another session: nothing that was read in the real bureau stays on the page. */
function useEnter() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useCommand((_: void, key) => post<{ expiresAt: string }>('/practice/entrance', key, undefined), {
    done: () => {
      actForNobody()
      void client.resetQueries().then(() => navigate({ to: '/practice', search: {} }))
    },
  })
}

function Making({ of }: { of: PracticeGroundView }) {
  const t = useWords()
  const { done, total, state, failed } = of
  return (
    <div role="status">
      <p>{state === 'clearing' ? t('practice.clearing') : t('practice.makingHelp', { done, total })}</p>
      <Progress
        percent={total === 0 ? 0 : Math.round((done / total) * 100)}
        aria-label={t('practice.making')}
      />
      {failed && <Alert type="warning" showIcon role="none" title={t('practice.failed', { code: failed })} />}
    </div>
  )
}

function Newcomers({ inside }: { inside: boolean }) {
  const t = useWords()
  return (
    <section className="sheet pad" aria-labelledby="practice-newcomers">
      <h2 id="practice-newcomers">{t('practice.newcomers')}</h2>
      <p>{t('practice.newcomersHelp')}</p>
      {inside && (
        <p>
          <Link to="/administration/accounts">{t('practice.newcomersLink')}</Link>
        </p>
      )}
    </section>
  )
}

function Counts() {
  const t = useWords()
  const counts = useQuery(countsQuery)
  return (
    <section className="sheet pad" aria-labelledby="practice-counts">
      <h2 id="practice-counts">{t('practice.counts')}</h2>
      <p className="quiet">{t('practice.countsHelp')}</p>
      <Loaded query={counts}>
        {(items) => (
          <Scroll label={t('practice.counts')}>
            <table className="adm-table stack practice-counts">
              <thead>
                <tr>
                  {(['task', 'role', 'accounts', 'begun', 'passed'] as const).map((c) => (
                    <th key={c} scope="col">
                      {t(`practice.col.${c}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((c) => (
                  <tr key={c.id}>
                    <th scope="row">{say(c.title)}</th>
                    <td data-label={t('practice.col.role')}>{t(`role.${c.role as 'clerk'}`)}</td>
                    <td data-label={t('practice.col.accounts')}>{c.accounts}</td>
                    <td data-label={t('practice.col.begun')}>{c.begun}</td>
                    <td data-label={t('practice.col.passed')}>{c.passed}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )}
      </Loaded>
    </section>
  )
}
