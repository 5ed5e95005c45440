/**
 * The same letter sent twice by the same person: recognised by a keyed digest of its words together with how the person can
 * be reached, so that only who sends both again is told. A letter without any contact is compared with nothing, for many
 * people may copy one text; neither is what is shielded, whose existence is nobody's to learn.
 */
import { blindIndex, normalisePhone } from '../../kernel/crypto/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import type { Visit } from '../site.ts'
import type { Draft } from './draft.ts'
import { findLetter, insertLetter, type SameLetter } from './same-store.ts'

/** What makes a letter the same, or null where none is kept. Pure. */
export function sameText(draft: Draft): string | null {
  if (draft.kind === 'misconduct' || draft.secrecy === 'matter') return null
  const phone = draft.phone ? (normalisePhone(draft.phone) ?? draft.phone) : ''
  const reach = phone || draft.email.toLowerCase() || (draft.name && draft.address ? draft.address : '')
  return reach === '' ? null : [draft.kind, draft.body, ...draft.demands, draft.name, reach].join('\n')
}

function digestOf(v: Visit, draft: Draft): Buffer | null {
  const text = sameText(draft)
  const digest = text && blindIndex(v.site.cases.keyring, v.facts.bureau.bureauId, 'letter', text)
  return digest ? Buffer.from(digest, 'hex') : null
}

/** The latest matter of this bureau with the same words and contact; null when there is none. */
export async function sentBefore(v: Visit, draft: Draft): Promise<SameLetter | null> {
  const digest = digestOf(v, draft)
  if (!digest) return null
  const { bureauId } = v.facts.bureau
  return withTx(v.site.cases.app, { bureau: bureauId }, (tx) => findLetter(tx, bureauId, digest), {
    readOnly: true,
  })
}

/** Remembers what was sent; goes with the matter's look-up digests when it is erased. */
export async function rememberSent(v: Visit, draft: Draft, matterId: string): Promise<void> {
  const digest = digestOf(v, draft)
  if (!digest) return
  const { bureauId } = v.facts.bureau
  await withTx(v.site.cases.app, { bureau: bureauId }, (tx) => insertLetter(tx, bureauId, digest, matterId))
}
