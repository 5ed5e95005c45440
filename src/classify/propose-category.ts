/** 类别建议: the category a letter may belong to, with the words that speak for it. Advice only: a person decides. */
import { todayIn } from '../bureau/index.ts'
import type { Looker } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { CategoryProposal, ProposeBody } from './contract.ts'
import { wordsOf } from './features.ts'
import type { KeptModels } from './kept-model.ts'
import { nearestByName } from './names.ts'
import type { CategoryOfTree, ClassifyRoom } from './room.ts'
import { proposeInTree } from './tree.ts'

/** Less says too little of what it is about. */
const LEAST_CHARACTERS = 6

/**
 * Of words not registered yet; nothing of them is kept. A category no longer in the tree is never proposed.
 * @returns refusal `not_found` for a bureau that is not there
 */
export async function proposeCategory(
  room: ClassifyRoom,
  models: KeptModels,
  l: Looker,
  ask: ProposeBody,
): Promise<CategoryProposal | Refusal> {
  const { bureauId } = l
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, l.now)
  const [model, categories] = await withTx(
    room.cases.app,
    { bureau: bureauId },
    (tx) => Promise.all([models.of(tx, bureauId), room.categories(tx, bureauId, today)]),
    { readOnly: true },
  )
  const text = [ask.subject ?? '', ask.text].join('\n').trim()
  const said = [...text].length >= LEAST_CHARACTERS
  const known = new Map(categories.map((c) => [c.code, c]))
  const base = {
    letters: model?.texts ?? null,
    learnedAt: model?.learnedAt.toISOString() ?? null,
  }
  if (!said) return { from: model ? 'letters' : 'names', ...base, proposal: null, near: [] }
  if (model) {
    const { proposal, near } = proposeInTree(model.tree, wordsOf(text))
    const code = proposal ? upToKnown(proposal.code, known) : null
    const because = proposal ? proposal.because.map((r) => r.word) : []
    return {
      from: 'letters',
      ...base,
      proposal: proposal && code ? { ...shown(code, known), confidence: proposal.confidence, because } : null,
      near: near.filter((c) => known.has(c) && c !== code?.slice(0, 2)).map((c) => shown(c, known)),
    }
  }
  const [first, ...others] = nearestByName(text, categories)
  return {
    from: 'names',
    ...base,
    proposal: first ? { ...shown(first.code, known), confidence: null, because: [...first.found] } : null,
    near: others.map((o) => shown(o.code, known)),
  }
}

/** The code, or the branch of it that is still in the tree; null where none is. */
function upToKnown(code: string, known: ReadonlyMap<string, CategoryOfTree>): string | null {
  for (let c = code; c !== ''; c = c.slice(0, -2)) if (known.has(c)) return c
  return null
}

function shown(code: string, known: ReadonlyMap<string, CategoryOfTree>) {
  const codes = Array.from({ length: code.length / 2 }, (_, i) => code.slice(0, i * 2 + 2))
  return { code, path: codes.map((c) => known.get(c)?.name ?? { zh: c, en: c }) }
}
