/** Opinion, review and re-review on one's own page, first to last. Pure. */
import type { CitizenView } from '../../cases/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { dayText } from '../dates.ts'
import { fill, textsIn } from '../texts/index.ts'

export interface ChainStep {
  stage: string
  /** Organ and unit that decides there. */
  who: string
  number: string
  state: string
  /** What was decided and when, or by when it will be. */
  when: string | null
  here: boolean
  /** Opened from here: one step up or down the chain. */
  opens: boolean
}

export interface ChainPage {
  steps: ChainStep[]
  finished: boolean
}

export function chainPage(view: Pick<CitizenView, 'chain' | 'links'>, lang: Lang): ChainPage | null {
  if (!view.chain) return null
  const t = textsIn(lang).review
  const stages = t.stage as Record<string, string>
  const results = t.result as Record<string, string>
  const steps = view.chain.links.map((x) => {
    const decided = x.result ? results[x.result] : undefined
    const served = x.servedOn ? fill(t.servedOn, { day: dayText(x.servedOn, lang) }) : null
    const due = x.paused ? t.pausedNow : x.due ? fill(t.dueOn, { day: dayText(x.due, lang) }) : null
    const when = [decided, served ?? due].filter(Boolean).join(lang === 'zh' ? '，' : ', ')
    return {
      stage: stages[x.procedure] ?? t.stage.first,
      who: [x.bureau[lang], x.unit?.[lang]].filter(Boolean).join(' · '),
      number: x.number,
      state: x.stateLabel[lang],
      when: when || null,
      here: x.here,
      opens: view.links.some((l) => l.number === x.number),
    }
  })
  return { steps, finished: view.chain.finished }
}

type Asked = Pick<CitizenView, 'chain' | 'ended' | 'right'> & { actions: readonly { id: string }[] }

/**
 * What an answer says of itself once asking for review within the time is no longer what can be done: it was asked for, the
 * procedure has ended, or the time has passed. Whoever may ask is never told that they did: a review that follows in the
 * chain was withdrawn then, or revoked the answer before this one.
 * @returns null where the state's own words hold
 */
export function afterAnswer(view: Asked, lang: Lang): string | null {
  if (!view.ended) return null
  const t = textsIn(lang).review
  const may = view.actions.some((a) => a.id === 'request-review' || a.id === 'request-re-review')
  if (may) return view.right ? null : t.windowOver
  const links = view.chain?.links ?? []
  const here = links.findIndex((x) => x.here)
  const next = here < 0 ? undefined : links[here + 1]
  if (next && view.chain?.finished) return t.endedLater
  if (next?.procedure === 'review' || next?.procedure === 're-review')
    return fill(t.askedLater, { stage: t.inWords[next.procedure] })
  return null
}

export interface FinishedPage {
  /** Organ, number and date of the re-review opinion that ended the procedure, as the notice has them. */
  opinion: string
  /** Why facts and reasons are the same. */
  reason: string
}

/** Why a matter is no longer accepted; null where it is not so, or the notice is not served yet. */
export function finishedPage(view: Pick<CitizenView, 'finished'>, lang: Lang): FinishedPage | null {
  if (!view.finished) return null
  const { none } = textsIn(lang).common
  return { opinion: view.finished.opinion ?? none, reason: view.finished.reason ?? none }
}
