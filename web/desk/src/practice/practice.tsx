/** The practice ground: from the real desk it is opened, entered and reset; from within it is what one learns. */
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../administration/shared.tsx'
import { useTitle } from '../frame/hooks.ts'
import { useWords } from '../text/words.ts'
import { GroundSection } from './ground.tsx'
import { groundQuery } from './queries.ts'
import { TasksSection } from './tasks.tsx'
import '../administration/administration.css'
import './practice.css'

export function PracticePage() {
  const t = useWords()
  useTitle(t('practice.title'))
  const ground = useQuery(groundQuery)
  return (
    <div className="practice">
      <div className="page-head">
        <h1>{t('practice.title')}</h1>
        <p className="quiet">{t('practice.help')}</p>
      </div>
      <Loaded query={ground}>
        {(overview) => (
          <>
            {overview.inside && overview.ground?.state === 'ready' && <TasksSection />}
            <GroundSection overview={overview} />
          </>
        )}
      </Loaded>
    </div>
  )
}
