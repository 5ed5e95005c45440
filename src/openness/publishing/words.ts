/** Words of a publication that are not public: earlier versions and reasons, under the key of the matter. */
import { decryptText, encryptText, type MatterKey, type Suite } from '../../kernel/crypto/index.ts'
import type { Shown } from '../contract.ts'

export interface StepWords {
  shown?: Shown
  reason?: string
}

interface Place {
  bureauId: string
  matterId: string
  publicationId: string
  version: number
}

const aad = (p: Place) => [p.bureauId, p.matterId, 'publication', p.publicationId, String(p.version)]

export const sealWords = (suite: Suite, key: MatterKey, place: Place, words: StepWords): Buffer =>
  encryptText(suite, key, JSON.stringify(words), aad(place))

export const openWords = (key: MatterKey, place: Place, cipher: Buffer): StepWords =>
  JSON.parse(decryptText(key, cipher, aad(place))) as StepWords
