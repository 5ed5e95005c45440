/** The list of bureaus and the home page of each. */
import type { FastifyInstance } from 'fastify'
import {
  type ChannelField,
  currentData,
  latestPublished,
  publicTopics,
  readChannels,
  shownChannels,
} from '../openness/index.ts'
import { comingDays } from '../reception/index.ts'
import { keyFigures } from './openness/figures-model.ts'
import { readerFrame, type Site, sendPage, type Visit, visitOf } from './site.ts'
import { textsIn } from './texts/index.ts'

const config = { access: 'public' as const }
/** What a person looks for first. */
const REACH: readonly ChannelField[] = ['address', 'phone', 'hours']

export function homeRoutes(app: FastifyInstance, site: Site): void {
  app.get('/', { config }, async (request, reply) => {
    const bureaus = await site.cases.directory.all()
    const [only] = bureaus
    if (only && bureaus.length === 1) return reply.redirect(`/${only.slug}/`, 302)
    // Practice bureaus stand behind the real ones.
    const listed = bureaus.toSorted((a, b) => Number(a.simulated) - Number(b.simulated))
    const frame = { ...readerFrame(request), bureau: null, signedIn: false, personal: false }
    return reply
      .header('cache-control', 'private, no-cache')
      .header('vary', 'Accept-Language, Cookie')
      .type('text/html; charset=utf-8')
      .send(site.render('bureaus', frame, { bureaus: listed }))
  })
  app.get('/:bureau', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    return reply.redirect(`/${v.slug}/`, 302)
  })
  app.get<{ Querystring: { left?: string } }>('/:bureau/', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    return sendPage(v, 'home', { ...(await frontDoor(v)), left: request.query.left !== undefined })
  })
}

/** What the front door tells: each part comes from where its own page takes it. */
async function frontDoor(v: Visit) {
  const { openness, reception } = v.site
  const [days, topics, answers, data, channels] = await Promise.all([
    comingDays(reception, v.facts, v.now),
    publicTopics(openness, v.facts, v.now),
    latestPublished(openness, v.facts, 3),
    currentData(openness, v.facts, v.now),
    readChannels(openness, v.facts.bureau.bureauId),
  ])
  const words = textsIn(v.lang).channels.field
  return {
    days: days.filter((d) => d.open).slice(0, 2),
    topics: topics.filter((t) => t.open).slice(0, 2),
    answers,
    figures: keyFigures(data, v.lang),
    reach: shownChannels(channels.channels, v.lang)
      .filter((c) => REACH.includes(c.field))
      .map((c) => ({ name: words[c.field], text: c.text })),
  }
}
