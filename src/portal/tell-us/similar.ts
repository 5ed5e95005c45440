/** Published matters like the one being written, shown before it is sent. The words are compared and kept nowhere. */
import type { Visit } from '../site.ts'
import type { Draft } from './draft.ts'
import { wordsOf } from './steps.ts'

/** A published matter as the room of openness finds it. */
export interface PublishedMatter {
  title: string
  /** Address on this portal, from the slash on. */
  address: string
  unit: string | null
  /** Day of the answer, or null. */
  answeredOn: string | null
  /** Beginning of the answer. */
  answer: string | null
}

/** Finds published matters by what is written; gives at most five, best first. Logs and stores nothing. */
export type FindPublished = (
  bureauId: string,
  words: string,
  lang: 'zh' | 'en',
) => Promise<readonly PublishedMatter[]>

const MOST = 5

export async function similarTo(v: Visit, draft: Draft): Promise<readonly PublishedMatter[]> {
  const find = v.site.findPublished
  // A report of misconduct is compared with nothing.
  if (!find || draft.kind === 'misconduct') return []
  return (await find(v.facts.bureau.bureauId, wordsOf(draft), v.lang)).slice(0, MOST)
}
