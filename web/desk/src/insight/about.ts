/** What a topic is called: the shortest heading of its newest letters, or what they both say. */
import type { Say } from '../text/words.ts'
import type { TopicView } from './queries.ts'

export const aboutOf = (topic: TopicView, t: Say): string =>
  topic.title ?? (topic.about.join(t('list.comma')) || t('insight.unnamed'))
