/** The ten hottest topics: what they are about, how many letters and persons, since when, how warm, and how that went. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMe, useTitle } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { useWords } from '../text/words.ts'
import { aboutOf } from './about.ts'
import { Growing } from './growing.tsx'
import { type TopicView, topicsQuery } from './queries.ts'
import '../routing/routing.css'
import './insight.css'

export function TopicsPage() {
  const t = useWords()
  const topics = useQuery(topicsQuery)
  useTitle(t('insight.title'))
  return (
    <div className="insight">
      <h1>{t('insight.title')}</h1>
      <p className="quiet">{t('insight.help')}</p>
      <Growing />
      <Loaded of={topics} empty={{ title: t('insight.none'), help: t('insight.noneHelp') }}>
        {(all) => <Topics all={all} />}
      </Loaded>
    </div>
  )
}

function Topics({ all }: { all: readonly TopicView[] }) {
  const t = useWords()
  const { today } = useMe()
  return (
    <section className="sheet pad">
      <table className="rows stack">
        <caption className="hidden-text">{t('insight.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('insight.about')}</th>
            <th scope="col">{t('insight.heat')}</th>
            <th scope="col">{t('insight.letters')}</th>
            <th scope="col">{t('insight.persons')}</th>
            <th scope="col">{t('insight.span')}</th>
            <th scope="col">{t('insight.weeks')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((topic) => (
            <tr key={topic.topicId} className="row">
              <th scope="row">
                <Link to="/hot-topics/$topicId" params={{ topicId: topic.topicId }}>
                  {aboutOf(topic, t)}
                </Link>
                {topic.title && <p className="quiet">{topic.about.join(t('list.comma'))}</p>}
              </th>
              <td data-label={t('insight.heat')}>{topic.heat.toFixed(1)}</td>
              <td data-label={t('insight.letters')}>{topic.letters}</td>
              <td data-label={t('insight.persons')}>{topic.persons}</td>
              <td data-label={t('insight.span')}>
                {t('insight.fromTo', { from: day(topic.from, { today }), to: day(topic.to, { today }) })}
              </td>
              <td data-label={t('insight.weeks')}>
                <Spark topic={topic} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const HEIGHT = 24
const STEP = 10

/** Heat over the last twelve weeks as bars; the numbers stand in the words beside it. */
function Spark({ topic }: { topic: TopicView }) {
  const t = useWords()
  const top = Math.max(1, ...topic.weeks.map((w) => w.heat))
  const label = t('insight.sparkSays', { heats: topic.weeks.map((w) => w.heat.toFixed(1)).join(' ') })
  return (
    <svg
      className="insight-spark"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${topic.weeks.length * STEP} ${HEIGHT}`}
    >
      {topic.weeks.map((w, i) => {
        const height = Math.max(1, (w.heat / top) * HEIGHT)
        return <rect key={w.from} x={i * STEP} y={HEIGHT - height} width={STEP - 3} height={height} />
      })}
    </svg>
  )
}
