/** Words of a matter, encrypted under its key together with the salt of their commitment. */
import { decryptText, encryptText, type MatterKey, type Suite } from '../kernel/crypto/index.ts'
import type { NewContent } from './engine/world.ts'

export interface ContentPlace {
  bureauId: string
  matterId: string
  contentId: string
}

const aad = (p: ContentPlace) => [p.bureauId, p.matterId, 'content', p.contentId]

export function sealContent(suite: Suite, key: MatterKey, place: ContentPlace, c: NewContent): Buffer {
  return encryptText(suite, key, `${Buffer.from(c.salt).toString('base64')}\n${c.text}`, aad(place))
}

/** Encrypts the words a decision keeps, in its order. */
export function sealDecided(
  suite: Suite,
  key: MatterKey,
  matter: Omit<ContentPlace, 'contentId'>,
  contents: readonly NewContent[],
): Buffer[] {
  const { bureauId, matterId } = matter
  return contents.map((c) => sealContent(suite, key, { bureauId, matterId, contentId: c.contentId }, c))
}

/** Words and salt of a stored content. Throws DecryptionError for a wrong key or altered bytes. */
export function openContent(
  key: MatterKey,
  place: ContentPlace,
  cipher: Buffer,
): { salt: Buffer; text: string } {
  const plain = decryptText(key, cipher, aad(place))
  const cut = plain.indexOf('\n')
  return { salt: Buffer.from(plain.slice(0, cut), 'base64'), text: plain.slice(cut + 1) }
}
