/** The topic somebody came from to make a suggestion: remembered in the browser until it is sent. */
import { tieSuggestion } from '../../openness/index.ts'
import { clearCookie, setCookie, type Visit } from '../site.ts'

const COOKIE = 'huiyin_topic'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const chooseTopic = (v: Visit, topicId: string): void => setCookie(v, COOKIE, topicId)

/** Ties what was just filed to the topic chosen, if it is a suggestion. */
export async function tieToTopic(v: Visit, draft: { kind: string | null }, matterId: string): Promise<void> {
  const topicId = v.request.cookies[COOKIE]
  if (!topicId) return
  clearCookie(v, COOKIE)
  if (draft.kind !== 'suggestion' || !UUID.test(topicId)) return
  await tieSuggestion(v.site.openness, v.facts, topicId, matterId, v.now)
}
