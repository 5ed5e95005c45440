/**
 * 可能是同一事项: matters that tell of what is being typed. Matter to matter: what is alike is shown with each, the
 * telephone only says that there is one more. Whatever is shown is logged with the matter it shows.
 */
import { todayIn } from '../bureau/index.ts'
import {
  type CasesDeps,
  type Looker,
  type MatterDoc,
  mainOf,
  mayOpenMatter,
  procedureOf,
} from '../cases/index.ts'
import { blindIndex } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { mattersSharing, rarityOf } from '../search/index.ts'
import type { PossibleMatterView, PossibleView } from './contract.ts'
import { wordsOf } from './open-words.ts'
import { gramsOf, inTime, LIKELY, likeness, reasonsOf, tell } from './rules.ts'
import { idsByPhone, logLooks, matterRows, readSaid } from './store.ts'

/** Matters compared word for word. */
const COMPARED = 24
const MOST_SHOWN = 5
const LEAST_TEXT = 12

export interface PossibleAsk {
  text: string
  phone?: string
  except?: string
}

/** @returns refusal `not_found` for a bureau that is not there */
export async function findPossible(
  deps: CasesDeps,
  l: Looker,
  ask: PossibleAsk,
): Promise<PossibleView | Refusal> {
  const { bureauId, actor } = l
  const facts = await deps.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const grams = [...ask.text].length < LEAST_TEXT ? [] : gramsOf(ask.text)
  const blind = ask.phone ? blindIndex(deps.keyring, bureauId, 'phone', ask.phone) : null
  const context = { bureau: bureauId, unit: actor.unitId, account: actor.id }
  return withTx(deps.app, context, async (tx) => {
    const byPhone = (blind ? await idsByPhone(tx, bureauId, blind) : []).filter((id) => id !== ask.except)
    const ids = (await mattersSharing(tx, deps, bureauId, grams, COMPARED)).filter((id) => id !== ask.except)
    const [rows, said] =
      ids.length > 0
        ? await Promise.all([matterRows(tx, bureauId, ids), readSaid(tx, bureauId, ids)])
        : [[], []]
    const rowOf = new Map(rows.map((r) => [r.matter_id, r]))
    const candidates = said.flatMap((s) => {
      const row = rowOf.get(s.matter_id)
      return row ? [{ row, said: s, words: wordsOf(deps, bureauId, s) }] : []
    })
    const all = new Set([...grams, ...candidates.flatMap((c) => gramsOf(c.words))])
    const rarity = await rarityOf(tx, deps, bureauId, candidates.length > 0 ? [...all] : [])
    const own = tell(ask.text, rarity, 'typed')
    const today = todayIn(facts, l.now)
    const items = candidates
      .map((c) => {
        const { score, shared } = likeness(own, tell(c.words, rarity))
        return { ...c, shared, score: inTime(score, today, c.row.received_on) }
      })
      .filter((c) => c.score >= LIKELY)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_SHOWN)
    const shown = items.map(({ row, score, shared, said: s }): PossibleMatterView => {
      const doc = row.doc as MatterDoc
      const main = mainOf(doc)
      const table = procedureOf(main.procedure, main.version)
      const mayOpen = mayOpenMatter(doc, actor)
      const subject = s.contents.filter((c) => c.content_id === doc.subjectId)
      const unit = facts.units.get(row.responsible_unit_id)
      return {
        matterId: row.matter_id,
        number: row.number,
        subject: mayOpen && subject.length > 0 ? wordsOf(deps, bureauId, { ...s, contents: subject }) : null,
        procedureLabel: table.label,
        stateLabel: table.states.find((x) => x.id === main.state)!.label,
        responsible: {
          unitId: row.responsible_unit_id,
          name: unit?.name ?? { zh: '（已撤销单位）', en: '(former unit)' },
        },
        receivedOn: row.received_on,
        ended: row.ended_on !== null,
        mayOpen,
        alike: Math.min(100, Math.round(score * 100)),
        ...reasonsOf(own, shared),
        samePhone: byPhone.includes(row.matter_id),
      }
    })
    await logLooks(tx, l, [
      ...shown.map(({ matterId }) => ({ matterId, reason: 'same-matter' })),
      ...byPhone.map((matterId) => ({ matterId, reason: 'same-phone' })),
    ])
    return { items: shown, samePhone: byPhone.some((id) => !shown.some((s) => s.matterId === id)) }
  })
}
