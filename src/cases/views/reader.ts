/** Opens the contents of one matter for a view, and puts words to its clocks and units. */
import type { BureauFacts } from '../../bureau/index.ts'
import { DecryptionError, type MatterKey } from '../../kernel/crypto/index.ts'
import { type Clock, citizenRightOpen, overdueForOrgan, RULE_TABLE, wordsOfBasis } from '../clocks/index.ts'
import { openContent } from '../content.ts'
import { type MatterDoc, mainOf } from '../engine/doc.ts'
import type { Label } from '../procedures/format.ts'
import { procedureOf, resultLabel } from '../procedures/index.ts'
import type { StoredContent } from '../read-store.ts'
import type { ClockView, DemandView, UnitRef } from './contract.ts'

const RULE_NAMES: ReadonlyMap<string, Label> = new Map(
  RULE_TABLE.map((r) => [`${r.id} ${r.regulation}`, r.name]),
)

/** Name of a clock's rule as its regulation words it: R05 and R22 mean different things by one number of days. */
export const ruleName = (c: Pick<Clock, 'ruleId' | 'regulation'>): Label =>
  RULE_NAMES.get(`${c.ruleId} ${c.regulation}`) ?? { zh: c.ruleId, en: c.ruleId }

export class Reader {
  readonly #texts = new Map<string, string>()
  readonly facts: BureauFacts
  readonly doc: MatterDoc

  constructor(facts: BureauFacts, doc: MatterDoc, key: MatterKey | null, contents: readonly StoredContent[]) {
    this.facts = facts
    this.doc = doc
    if (!key) return
    for (const c of contents) {
      const place = { bureauId: doc.bureauId, matterId: doc.matterId, contentId: c.content_id }
      try {
        this.#texts.set(c.content_id, openContent(key, place, c.cipher).text)
      } catch (error) {
        // Altered bytes are for `huiyin verify` to report; the page shows the rest.
        if (!(error instanceof DecryptionError)) throw error
      }
    }
  }

  /** Words of a content; null when erased or unreadable. */
  text(contentId: string | null | undefined): string | null {
    return contentId ? (this.#texts.get(contentId) ?? null) : null
  }

  json<T>(contentId: string): T | null {
    const text = this.text(contentId)
    return text === null ? null : (JSON.parse(text) as T)
  }

  unit(unitId: string | null | undefined): UnitRef | null {
    if (!unitId) return null
    const unit = this.facts.units.get(unitId)
    return { unitId, name: unit?.name ?? { zh: '（已撤销单位）', en: '(former unit)' } }
  }

  demands(): DemandView[] {
    const main = mainOf(this.doc)
    const table = procedureOf(main.procedure, main.version)
    return this.doc.demands.map((d) => {
      const words = d.outcome ? this.json<{ words: string; basis: string }>(d.outcome.contentId) : null
      return {
        demandId: d.demandId,
        text: this.text(d.contentId),
        outcome: d.outcome
          ? {
              result: d.outcome.result,
              label: resultLabel(table, d.outcome.result),
              words: words?.words ?? null,
              basis: words?.basis ?? null,
              on: d.outcome.on,
            }
          : null,
      }
    })
  }

  clock(c: Clock, now: { date: string; instant: string }): ClockView {
    return {
      ...c,
      name: ruleName(c),
      basis: wordsOfBasis(c.basis),
      overdue: overdueForOrgan(c, now),
      open: citizenRightOpen(c, now),
    }
  }
}

/** 张三丰 → 张**; leaves nothing to guess from length alone past three. */
export function maskName(name: string | undefined): string | null {
  if (!name) return null
  const [first = ''] = [...name]
  return `${first}**`
}

/** 13812345678 → 138****5678. */
export function maskPhone(phone: string | undefined): string | null {
  if (!phone) return null
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
