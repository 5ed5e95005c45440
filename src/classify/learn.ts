/** Learns a bureau's categories from its own letters and keeps what was learned. */
import { type CasesDeps, keyOf, openContent } from '../cases/index.ts'
import { DecryptionError, encryptBytes, newMatterKey, wrapMatterKey } from '../kernel/crypto/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { wordsOf } from './features.ts'
import { modelAad, modelKeyAad } from './kept-model.ts'
import { packTree } from './pack.ts'
import { listCategorised, listSaid, saveModel } from './store.ts'
import { type CodedSample, trainTree } from './tree.ts'

/** Letters learned from, the newest: older ones speak of streets and offices that are gone, and seconds are to be enough. */
const MOST_LETTERS = 6000
const READ_AT_ONCE = 500

export interface Learned {
  /** Letters with a category that were read. */
  letters: number
  /** Branches of the tree there is a model for; 0 where there is too little to learn from, and nothing is kept then. */
  branches: number
  seconds: number
}

/**
 * Reads letters, trains, keeps. Takes seconds of one processor: for a thread or a command of its own.
 * Shielded matters and those whose content is secret are never read.
 */
export async function learnCategories(deps: CasesDeps, bureauId: string, now: Date): Promise<Learned> {
  const begun = performance.now()
  const samples = await readSamples(deps, bureauId)
  const tree = trainTree(samples)
  if (tree) {
    const key = newMatterKey()
    const { kekId, wrapped } = wrapMatterKey(deps.keyring, key, modelKeyAad(bureauId))
    const cipher = encryptBytes(deps.keyring.suite, key, packTree(tree), modelAad(bureauId))
    await withTx(deps.app, { bureau: bureauId }, (tx) =>
      saveModel(tx, bureauId, {
        learned_at: now,
        texts: samples.length,
        kek_id: kekId,
        wrapped,
        cipher,
      }),
    )
  }
  return { letters: samples.length, branches: tree?.size ?? 0, seconds: (performance.now() - begun) / 1000 }
}

async function readSamples(deps: CasesDeps, bureauId: string): Promise<CodedSample[]> {
  const context = { bureau: bureauId, system: true }
  const rows = await withTx(deps.app, context, (tx) => listCategorised(tx, bureauId, MOST_LETTERS), {
    readOnly: true,
  })
  const samples: CodedSample[] = []
  for (let from = 0; from < rows.length; from += READ_AT_ONCE) {
    const some = rows.slice(from, from + READ_AT_ONCE)
    const ids = some.map((r) => r.matter_id)
    const said = await withTx(deps.app, context, (tx) => listSaid(tx, bureauId, ids), { readOnly: true })
    const of = Map.groupBy(said, (s) => s.matter_id)
    for (const row of some) {
      const { matter_id: matterId, kek_id: kekId, wrapped } = row
      const key = keyOf(deps, bureauId, matterId, { kekId, wrapped })
      if (!key) continue
      // The subject first: what a letter begins with counts twice.
      const own = (of.get(matterId) ?? []).toSorted(
        (a, b) => Number(b.kind === 'subject') - Number(a.kind === 'subject'),
      )
      const texts = own.flatMap((s) => {
        try {
          return [openContent(key, { bureauId, matterId, contentId: s.content_id }, s.cipher).text]
        } catch (error) {
          // Altered bytes are for `huiyin verify` to report.
          if (error instanceof DecryptionError) return []
          throw error
        }
      })
      if (texts.length > 0) samples.push({ words: wordsOf(texts.join('\n')), code: row.category })
    }
  }
  return samples
}
