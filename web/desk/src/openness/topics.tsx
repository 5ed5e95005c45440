/** 建议征集: topics on which suggestions are asked, what came in, what was adopted and said. */
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMe, useTitle } from '../frame/hooks.ts'
import { day } from '../look/dates.ts'
import { Loaded } from '../oversight/parts.tsx'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type SuggestionTopic, topicsQuery } from './queries.ts'
import { TopicForm } from './topic-form.tsx'
import '../routing/routing.css'
import './openness.css'

type Standing = 'draft' | 'coming' | 'open' | 'over' | 'withdrawn'
const TONES: Record<Standing, Tone> = {
  draft: 'amber',
  coming: 'blue',
  open: 'green',
  over: 'plain',
  withdrawn: 'red',
}

const standingOf = (topic: SuggestionTopic, today: string): Standing =>
  topic.state !== 'published'
    ? topic.state
    : today < topic.fromDay
      ? 'coming'
      : today <= topic.toDay
        ? 'open'
        : 'over'

export function TopicsPage() {
  const t = useWords()
  const { edit } = useSearch({ from: '/signed-in/suggestion-topics' })
  const navigate = useNavigate({ from: '/suggestion-topics' })
  const rows = useQuery(topicsQuery)
  useTitle(t('topics.title'))
  const close = () => void navigate({ search: {} })
  return (
    <>
      <div className="page-head">
        <h1>{t('topics.title')}</h1>
        <p className="quiet">{t('topics.about')}</p>
      </div>
      {edit === 'new' ? (
        <TopicForm topic={null} onClose={close} />
      ) : (
        <div className="tool-line">
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            onClick={() => void navigate({ search: { edit: 'new' } })}
          >
            {t('topics.new')}
          </Button>
        </div>
      )}
      <Loaded of={rows} empty={{ title: t('topics.none'), help: t('topics.noneHelp') }}>
        {(items) => (
          <div className="topic-list">
            {items.map((topic) =>
              edit === topic.topicId ? (
                <TopicForm key={topic.topicId} topic={topic} onClose={close} />
              ) : (
                <One
                  key={topic.topicId}
                  topic={topic}
                  onEdit={() => void navigate({ search: { edit: topic.topicId } })}
                />
              ),
            )}
          </div>
        )}
      </Loaded>
    </>
  )
}

function One({ topic, onEdit }: { topic: SuggestionTopic; onEdit: () => void }) {
  const t = useWords()
  const { today, bureau } = useMe()
  const standing = standingOf(topic, today)
  const act = t(standing === 'over' ? 'topics.writeOutcome' : 'topics.edit')
  return (
    <article className="sheet pad" aria-labelledby={`topic-${topic.topicId}`}>
      <div className="topic-line">
        <h2 id={`topic-${topic.topicId}`}>{topic.title}</h2>
        <Chip tone={TONES[standing]}>{t(`topics.standing.${standing}`)}</Chip>
        <span className="quiet">
          {t('topics.span', { from: day(topic.fromDay, { today }), to: day(topic.toDay, { today }) })}
          {topic.unit && ` · ${say(topic.unit)}`}
        </span>
      </div>
      <p className="words">{topic.words}</p>
      <p>
        <strong>{t('topics.counts', { received: topic.received, adopted: topic.adopted })}</strong>{' '}
        <span className="quiet">{t('topics.countsHelp')}</span>
      </p>
      {topic.outcome ? (
        <p className="words">
          <strong>{t('topics.outcome')}</strong> {topic.outcome}
        </p>
      ) : (
        standing === 'over' && <p className="publication-warn">{t('topics.outcomeMissing')}</p>
      )}
      <div className="form-foot">
        <Button onClick={onEdit} aria-label={t('topics.editOne', { act, title: topic.title })}>
          {act}
        </Button>
        {(standing === 'open' || standing === 'over') && (
          <a href={`/${bureau.slug}/suggestions/${topic.topicId}`} target="_blank" rel="noreferrer">
            {t('topics.publicPage')}
          </a>
        )}
      </div>
    </article>
  )
}
