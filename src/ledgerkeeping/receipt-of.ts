/** 回执: the citizen's receipt of a registration, signed, with the proof of what was written. */
import { draftOf, type EventData, openContent } from '../cases/index.ts'
import { type Keyring, unwrapMatterKey } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import {
  type ChainStatement,
  makeChainStatement,
  makeReceipt,
  type Receipt,
  type ReceiptProof,
  receiptProof,
} from '../kernel/ledger/index.ts'
import { type Pool, type TxContext, withTx } from '../kernel/postgres/connect.ts'
import { findRegistration, listLinks } from './store.ts'

/** What is handed out as one JSON file; `huiyin verify-receipt` reads it, or the receipt alone. */
export interface CitizenReceipt {
  receipt: Receipt
  /** Opens the commitment to the body: for the citizen only, since with it guesses at the text can be tested. */
  proof: ReceiptProof | null
  /** The body, letter by letter. */
  text: string | null
  /** The links of the chain so far, signed; for the citizen only. */
  chain: ChainStatement | null
}

/**
 * The receipt of a matter. It is the same at every call while the signing key is: it is dated with its registration. The
 * chain beside it is as of `options.now`.
 * @param context row security: a citizen's carries `matter`, a unit's carries `unit`
 * @param options.proof with body and salt, for the citizen alone; null when the content was erased
 * @returns `not_found` when the context does not see the matter.
 */
export async function receiptOf(
  deps: { app: Pool; keyring: Keyring },
  context: TxContext & { bureau: string },
  matterId: string,
  options: { proof: boolean; now: Date },
): Promise<CitizenReceipt | Refusal> {
  const [found, links] = await withTx(
    deps.app,
    context,
    (tx) =>
      Promise.all([
        findRegistration(tx, context.bureau, matterId),
        options.proof ? listLinks(tx, context.bureau, matterId) : [],
      ]),
    { readOnly: true },
  )
  if (!found) return refuse('not_found')
  const { event, row } = found
  const data = draftOf(event).data as EventData['matter.registered']
  const commitments = Object.fromEntries(
    data.contents.map((ref) => [ref.field ?? ref.contentId, ref.commitment]),
  )
  const receipt = makeReceipt(
    {
      bureau: { slug: row.slug, name: row.name_zh },
      number: data.number,
      receivedAt: data.receivedAt,
      procedure: data.main.procedure,
      demands: data.demands.length,
      commitments,
      event: { version: event.version, hash: event.hash },
      issuedAt: event.recordedAt,
    },
    deps.keyring.currentSigningKey,
  )
  const chain = options.proof
    ? makeChainStatement(
        { number: data.number, asOf: options.now.toISOString(), links },
        deps.keyring.currentSigningKey,
      )
    : null
  if (!options.proof || !data.bodyId || !row.kek_id || !row.wrapped || !row.cipher)
    return { receipt, proof: null, text: null, chain }
  const place = { bureauId: context.bureau, matterId, contentId: data.bodyId }
  const wrapped = { kekId: row.kek_id, wrapped: row.wrapped }
  const key = unwrapMatterKey(deps.keyring, wrapped, [context.bureau, matterId])
  const { salt, text } = openContent(key, place, row.cipher)
  return { receipt, proof: receiptProof(receipt, 'body', salt, text), text, chain }
}
