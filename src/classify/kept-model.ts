/** The model a bureau has learned, opened once and held until a newer one is there. */
import type { CasesDeps } from '../cases/index.ts'
import { DecryptionError, decryptBytes, UnknownKeyError, unwrapMatterKey } from '../kernel/crypto/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import { unpackTree } from './pack.ts'
import { findModel, learnedAt } from './store.ts'
import type { TreeModel } from './tree.ts'

export const modelKeyAad = (bureauId: string) => [bureauId, 'category-model']
export const modelAad = (bureauId: string) => [bureauId, 'category-model', 'tree']

export interface KeptModel {
  tree: TreeModel
  texts: number
  learnedAt: Date
}

/** Bureaus whose model is held open at once; a model takes some megabytes. */
const HELD = 8

export class KeptModels {
  readonly #deps: CasesDeps
  readonly #held = new Map<string, KeptModel>()

  constructor(deps: CasesDeps) {
    this.#deps = deps
  }

  /** @returns undefined where nothing was learned yet, or what was learned can no longer be opened and must be anew */
  async of(tx: Tx, bureauId: string): Promise<KeptModel | undefined> {
    const at = await learnedAt(tx, bureauId)
    const held = this.#held.get(bureauId)
    if (held && at && held.learnedAt.getTime() === at.getTime()) return held
    this.#held.delete(bureauId)
    const row = at && (await findModel(tx, bureauId))
    const tree = row && this.#open(bureauId, row)
    if (!tree) return undefined
    const model = { tree, texts: row.texts, learnedAt: row.learned_at }
    if (this.#held.size >= HELD) this.#held.delete(this.#held.keys().next().value!)
    this.#held.set(bureauId, model)
    return model
  }

  #open(bureauId: string, row: { kek_id: string; wrapped: Buffer; cipher: Buffer }): TreeModel | null {
    try {
      const wrapped = { kekId: row.kek_id, wrapped: row.wrapped }
      const key = unwrapMatterKey(this.#deps.keyring, wrapped, modelKeyAad(bureauId))
      return unpackTree(decryptBytes(key, row.cipher, modelAad(bureauId)))
    } catch (error) {
      // Its key was retired, or its bytes altered: a loss of nothing but seconds.
      if (error instanceof UnknownKeyError || error instanceof DecryptionError) return null
      throw error
    }
  }
}
