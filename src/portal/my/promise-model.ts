/** What was promised when the person was received: by whom, when, by which day, and whether it is done. Pure. */
import type { Lang } from '../../kernel/errors/index.ts'
import type { PromiseToPerson } from '../../reception/index.ts'
import { dayText } from '../dates.ts'
import { fill, textsIn } from '../texts/index.ts'

export interface PromiseLine {
  what: string
  by: string
  /** Colour of the tag; the words say the same. */
  tone: 'green' | 'blue' | 'yellow'
  state: string
  /** Day on which it was written down as done. */
  on: string | null
  /** The day has passed and it is not done. */
  past: boolean
}

/** @param shielded names neither the office nor the unit */
export function promiseLine(p: PromiseToPerson, shielded: boolean, lang: Lang): PromiseLine {
  const t = textsIn(lang).my.promises
  const received = dayText(p.receivedOn, lang)
  const day = dayText(p.dueOn, lang)
  return {
    what: shielded
      ? fill(t.received, { day: received })
      : fill(t.receivedBy, { day: received, office: p.office }),
    by: shielded || !p.unit ? fill(t.by, { day }) : fill(t.unitBy, { unit: p.unit[lang], day }),
    tone: p.keptOn ? 'green' : p.overdue ? 'yellow' : 'blue',
    state: p.keptOn ? t.kept : t.open,
    on: p.keptOn ? fill(t.keptOn, { day: dayText(p.keptOn, lang) }) : null,
    past: p.overdue,
  }
}
