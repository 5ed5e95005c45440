/** One topic: heat over time, demand by place and unit, its letters. A person joins or sets apart; each letter stays itself. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useCommand } from '../api/command.ts'
import { Chart } from '../finance/chart.tsx'
import { Chip } from '../frame/chip.tsx'
import { useMay, useMe, useTitle } from '../frame/hooks.ts'
import { ProblemNote } from '../frame/problem.tsx'
import { day } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { aboutOf } from './about.ts'
import { saysOf } from './growing.tsx'
import { decide, type MemberState, type TopicMemberView, type TopicPageView, topicQuery } from './queries.ts'
import { ReplyOnce } from './reply-once.tsx'
import './insight.css'

export function TopicPage() {
  const { topicId } = useParams({ from: '/signed-in/hot-topics/$topicId' })
  const topic = useQuery(topicQuery(topicId))
  const t = useWords()
  return (
    <div className="insight">
      <p>
        <Link to="/hot-topics">{t('insight.back')}</Link>
      </p>
      {!topic.data && <h1>{t('insight.title')}</h1>}
      <Loaded of={topic} empty={null}>
        {(page) => <Read page={page} />}
      </Loaded>
    </div>
  )
}

function Read({ page }: { page: TopicPageView }) {
  const t = useWords()
  const { today } = useMe()
  const { topic } = page
  const about = aboutOf(topic, t)
  useTitle(about)
  const span = t('insight.fromTo', { from: day(topic.from, { today }), to: day(topic.to, { today }) })
  const sums = { letters: topic.letters, persons: topic.persons, heat: topic.heat.toFixed(1), span }
  return (
    <>
      <h1>{about}</h1>
      <p>{t('insight.sums', sums)}</p>
      {topic.growing && (
        <p>
          <Chip tone="amber">{t('insight.growing')}</Chip> {saysOf(topic, t)}
        </p>
      )}
      <p className="quiet">{t('insight.advice')}</p>
      <section className="sheet pad" aria-labelledby="insight-time">
        <h2 id="insight-time">{t('insight.overTime')}</h2>
        <Chart
          label={t('insight.overTime')}
          categories={topic.weeks.map((w) => day(w.from, { today }))}
          unit={t('insight.heat')}
          series={[
            { name: t('insight.letters'), type: 'bar', data: topic.weeks.map((w) => String(w.letters)) },
            { name: t('insight.heat'), type: 'line', data: topic.weeks.map((w) => w.heat.toFixed(1)) },
          ]}
        />
        <details>
          <summary>{t('insight.asTable')}</summary>
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t('insight.weekFrom')}</th>
                <th scope="col">{t('insight.letters')}</th>
                <th scope="col">{t('insight.persons')}</th>
                <th scope="col">{t('insight.heat')}</th>
              </tr>
            </thead>
            <tbody>
              {topic.weeks.map((w) => (
                <tr key={w.from}>
                  <th scope="row">{day(w.from, { today })}</th>
                  <td>{w.letters}</td>
                  <td>{w.persons}</td>
                  <td>{w.heat.toFixed(1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
        <p className="quiet">{t('insight.heatIs')}</p>
      </section>
      <div className="insight-two">
        <Shares id="places" title={t('insight.byPlace')} of={page.places} none={t('insight.noPlaces')} />
        <Shares id="units" title={t('insight.byUnit')} of={page.units} none={t('insight.noPlaces')} />
      </div>
      <Members page={page} />
      <ReplyOnce page={page} />
    </>
  )
}

function Shares(props: { id: string; title: string; of: TopicPageView['places']; none: string }) {
  const t = useWords()
  return (
    <section className="sheet pad" aria-labelledby={`insight-${props.id}`}>
      <h2 id={`insight-${props.id}`}>{props.title}</h2>
      {props.of.length === 0 ? (
        <p className="quiet">{props.none}</p>
      ) : (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{props.title}</th>
              <th scope="col">{t('insight.letters')}</th>
              <th scope="col">{t('insight.persons')}</th>
            </tr>
          </thead>
          <tbody>
            {props.of.map((one) => (
              <tr key={one.name.zh}>
                <th scope="row">{say(one.name)}</th>
                <td>{one.letters}</td>
                <td>{one.persons}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Members({ page }: { page: TopicPageView }) {
  const t = useWords()
  const client = useQueryClient()
  const { topicId } = page.topic
  const may = useMay('clerk', 'operator', 'handler', 'unit-head', 'supervisor', 'bureau-head')
  const deciding = useCommand(
    (v: { matterId: string; state: MemberState }, key) => decide(topicId, key, v.matterId, v.state),
    {
      done: (read) => client.setQueryData(topicQuery(topicId).queryKey, read),
      changes: [['hot-topics']],
    },
  )
  return (
    <section className="sheet pad" aria-labelledby="insight-members">
      <h2 id="insight-members">{t('insight.members')}</h2>
      {deciding.error && <ProblemNote error={deciding.error} />}
      <ul className="plain insight-members">
        {page.members.map((m) => (
          <Member
            key={m.matterId}
            member={m}
            busy={deciding.isPending}
            onDecide={may && m.mayOpen ? (state) => deciding.mutate({ matterId: m.matterId, state }) : null}
          />
        ))}
      </ul>
    </section>
  )
}

function Member(props: {
  member: TopicMemberView
  busy: boolean
  onDecide: ((state: MemberState) => void) | null
}) {
  const t = useWords()
  const { today } = useMe()
  const { member: m, busy, onDecide } = props
  const choice = (state: MemberState) =>
    onDecide &&
    m.state !== state && (
      <Button size="small" disabled={busy} onClick={() => onDecide(state)}>
        {t(`insight.decide.${state}`)}
        <span className="hidden-text"> {m.number}</span>
      </Button>
    )
  return (
    <li>
      <p>
        {m.mayOpen ? (
          <Link to="/matters/$matterId" params={{ matterId: m.matterId }}>
            {m.number}
          </Link>
        ) : (
          <strong>{m.number}</strong>
        )}{' '}
        <Chip tone={m.state === 'joined' ? 'amber' : 'plain'}>{t(`insight.state.${m.state}`)}</Chip>
      </p>
      {m.subject && <p>{m.subject}</p>}
      <p className="quiet">
        {[
          day(m.receivedOn, { today }),
          say(m.unit),
          say(m.stateLabel),
          t('insight.personsOf', { n: m.persons }),
        ].join(' · ')}
      </p>
      <span className="insight-acts">
        {choice('joined')}
        {choice('apart')}
      </span>
    </li>
  )
}
