/** Suggestion topics, and the page of channels, hours, rules and procedures. */
import type { FastifyInstance } from 'fastify'
import { todayIn } from '../../bureau/index.ts'
import { isRefusal, RefusedError, refuse } from '../../kernel/errors/index.ts'
import {
  publicTopicOf,
  publicTopics,
  publishedSuggestions,
  readChannels,
  shownChannels,
} from '../../openness/index.ts'
import { limitsOf } from '../limits.ts'
import { goTo, type Site, sendPage, type Visit, visitOf } from '../site.ts'
import { KINDS } from '../tell-us/draft.ts'
import { textsIn } from '../texts/index.ts'
import { publicFlows } from './flow.ts'
import { chooseTopic } from './topic-chosen.ts'

const config = { access: 'public' as const }
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

async function topicOf(v: Visit) {
  const { topic } = v.request.params as { topic: string }
  if (!UUID.test(topic)) throw new RefusedError(refuse('not_found'))
  const found = await publicTopicOf(v.site.openness, v.facts, topic, v.now)
  if (isRefusal(found)) throw new RefusedError(found)
  return found
}

/** Limits of each way a person can begin, with their sources. */
export function limitGroups(v: Visit) {
  const t = textsIn(v.lang)
  const today = todayIn(v.facts, v.now)
  return KINDS.map((kind) => ({
    title: t.home.group[kind],
    lines: limitsOf(kind, today, v.facts.settings, v.lang),
  })).filter((g) => g.lines.length > 0)
}

export function publicPages(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/suggestions', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const [topics, adopted] = await Promise.all([
      publicTopics(site.openness, v.facts, v.now),
      publishedSuggestions(site.openness, v.facts),
    ])
    return sendPage(v, 'suggestions', { topics, adopted })
  })
  app.get('/:bureau/suggestions/:topic', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    return sendPage(v, 'suggestion-topic', { ...(await topicOf(v)) })
  })
  // A link and no form: choosing writes nothing but a cookie.
  app.get('/:bureau/suggestions/:topic/tell', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const { topic } = await topicOf(v)
    if (topic.open) chooseTopic(v, topic.topicId)
    return goTo(v, `/tell-us/kind?choose=suggestion&topic=${topic.topicId}`)
  })
  app.get('/:bureau/channels', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const view = await readChannels(site.openness, v.facts.bureau.bureauId)
    const t = textsIn(v.lang).channels
    return sendPage(v, 'channels', {
      fields: shownChannels(view.channels, v.lang).map((f) => ({ name: t.field[f.field], text: f.text })),
      savedAt: view.savedAt,
      groups: limitGroups(v),
      flows: publicFlows(v.lang),
    })
  })
}
