/** What a matter says, opened. */
import { type CasesDeps, keyOf, openContent } from '../cases/index.ts'
import { DecryptionError } from '../kernel/crypto/index.ts'
import type { Said } from './store.ts'

/** The words of a matter; empty once erased. Altered bytes are for `huiyin verify` to report. */
export function wordsOf(deps: CasesDeps, bureauId: string, said: Said): string {
  const { matter_id: matterId, kek_id: kekId, wrapped } = said
  const key = keyOf(deps, bureauId, matterId, { kekId, wrapped })
  const texts: string[] = []
  for (const c of key ? said.contents : []) {
    try {
      texts.push(openContent(key!, { bureauId, matterId, contentId: c.content_id }, c.cipher).text)
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error
    }
  }
  return texts.join('\n')
}
