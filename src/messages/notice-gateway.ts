/** Single notices of a matter through an SMPP line, for the queue of the notices. */
import { type Gateway, GatewayError } from '../notices/index.ts'
import type { Line } from './line.ts'
import { addressIn } from './room.ts'
import { segmentsOf } from './segments.ts'

/** How a notice's row names a message of a line, so that its receipt finds it. */
export const noticeReference = (line: string, id: string): string => `${line}:${id}`

/**
 * @param line an SMPP line
 * A submission without an answer is told as refused: the queue must not send it again by itself, and the unit that handles
 * the matter is told to reach the person otherwise.
 */
export function noticeGateway(line: Line): Gateway {
  return {
    via: 'sms',
    async send(m) {
      const address = addressIn('sms', m.address)
      if (!address) return { sent: false, refused: 'smpp number' }
      const text = `【${m.sender}】${m.text.zh}`
      const cut = segmentsOf(text)
      const outcome = await line.hand({
        messageId: m.id,
        bureau: '',
        campaignId: '',
        address,
        text,
        signature: m.sender,
        segments: cut.parts,
        ucs2: cut.alphabet === 'ucs2',
      })
      switch (outcome.kind) {
        case 'sent':
          return { sent: true, reference: outcome.reference && noticeReference(line.name, outcome.reference) }
        case 'refused':
          return { sent: false, refused: outcome.code }
        case 'uncertain':
          return { sent: false, refused: `smpp ${outcome.code}` }
        case 'later':
          throw new GatewayError(outcome.code, outcome.away)
      }
    },
    // The line is not ours alone: who opened it closes it.
    close: async () => {},
  }
}
