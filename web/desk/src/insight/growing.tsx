/** Early warning by topic (苗头预警): those written of much faster than before, each with its numbers. A reason to look. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Say, useWords } from '../text/words.ts'
import { aboutOf } from './about.ts'
import { growingQuery, type TopicView } from './queries.ts'
import './insight.css'

/** @param quiet draws nothing where no topic grows: on the start page only what there is */
export function Growing({ quiet = false }: { quiet?: boolean }) {
  const t = useWords()
  const { data } = useQuery(growingQuery)
  if (!data || (quiet && data.length === 0)) return null
  return (
    <section className="sheet pad insight-growing" aria-labelledby="insight-growing">
      <h2 id="insight-growing">{t('insight.growing')}</h2>
      {data.length === 0 ? (
        <p>{t('insight.growingNone')}</p>
      ) : (
        <ul className="plain">
          {data.map((topic) => (
            <li key={topic.topicId}>
              <Link to="/hot-topics/$topicId" params={{ topicId: topic.topicId }}>
                {aboutOf(topic, t)}
              </Link>
              <p>{saysOf(topic, t)}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="quiet">{t('insight.growingHelp')}</p>
    </section>
  )
}

export function saysOf({ growing: g }: TopicView, t: Say): string {
  if (!g) return ''
  const { letters, before, times, low, high } = g
  if (times === null || high === null) return t('insight.growingNew', { letters })
  return t('insight.growingSays', { letters, before, times, low, high })
}
