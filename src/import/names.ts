/**
 * Names that follow from the installation key and the id of a record: the same record makes the same matter at every run,
 * and nobody without the key can tell them beforehand or test a commitment against a guess.
 */
import type { Mint } from '../cases/index.ts'
import { commit, deriveSalt, deriveUuid, type HashName } from '../kernel/crypto/index.ts'
import { canonicalJson } from '../kernel/ledger/index.ts'
import type { SourceRecord } from './contract.ts'

/** Whose idempotency keys these are. */
export const PRINCIPAL = 'import'

export class Names {
  readonly #key: Buffer
  readonly #slug: string
  readonly #procedure: string

  constructor(installationKey: Buffer, slug: string, procedure: string) {
    this.#key = installationKey
    this.#slug = slug
    this.#procedure = procedure
  }

  /** Stands with the matter; unique in the bureau. */
  sourceKey(id: string): string {
    return `import:${this.#procedure}:${id}`
  }

  matterId(id: string): string {
    return deriveUuid(this.#key, 'import-matter', this.#slug, this.#procedure, id)
  }

  bureauPart(kind: string, key: string): string {
    return deriveUuid(this.#key, 'import-bureau', this.#slug, kind, key)
  }

  /** Keyed, so that a copy of the database cannot be searched for a known letter. */
  letterPrint(r: SourceRecord): string {
    return deriveUuid(this.#key, 'import-letter', canonicalJson([r.id, r.citizen, r.subject, r.body, r.at]))
  }

  replyPrint(r: SourceRecord): string {
    return deriveUuid(this.#key, 'import-reply', canonicalJson(r.reply && [r.reply.text, r.reply.at]))
  }

  registerKey(r: SourceRecord): string {
    return `${this.sourceKey(r.id)}:register:${this.letterPrint(r)}`
  }

  replyKey(r: SourceRecord): string {
    return `${this.sourceKey(r.id)}:submit-reply:${this.replyPrint(r)}`
  }

  stepKey(id: string, action: string): string {
    return `${this.sourceKey(id)}:${action}`
  }

  /**
   * Identifiers and salts of one step, in the order the rules ask for them. The salts do not depend on the bureau, so that
   * the same file makes the same commitments wherever it is replayed under this key.
   */
  mint(id: string, step: string, hashName: HashName): Mint {
    let ids = 0
    let salts = 0
    return {
      id: () => deriveUuid(this.#key, 'import-id', this.#slug, this.#procedure, id, step, String(ids++)),
      salt: () => deriveSalt(this.#key, 'import', this.#procedure, id, step, String(salts++)),
      commit: (salt, text) => commit(Buffer.from(salt), text, hashName),
    }
  }
}
