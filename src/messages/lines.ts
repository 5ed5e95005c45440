/** Lines that are no SMPP session: the folder of the demo, and the gateways of the notices. */
import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Gateway, GatewayError, type QuietHours } from '../notices/index.ts'
import type { Line } from './line.ts'
import type { Outcome } from './rules.ts'

const PLAIN_NAME = /^[a-z0-9-]{1,64}$/
export const FILE_LINE = 'file'

/** `<home>/outbox-files/<bureau>/campaigns/<campaign>/<message>.json`; the same message again replaces its file. */
export function fileLine(home: string): Line {
  return {
    name: FILE_LINE,
    window: 40,
    perSecond: null,
    costFen: 0,
    quiet: null,
    isAway: () => false,
    async hand(m): Promise<Outcome> {
      for (const part of [m.bureau, m.campaignId, m.messageId])
        if (!PLAIN_NAME.test(part)) return { kind: 'refused', code: 'file name' }
      const folder = path.join(home, 'outbox-files', m.bureau, 'campaigns', m.campaignId)
      const temporary = path.join(folder, `.${m.messageId}.${randomBytes(4).toString('hex')}.tmp`)
      const { messageId, address, text, segments } = m
      const words = JSON.stringify({ messageId, to: address, text, segments: segments.length }, null, 2)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await writeFile(temporary, `${words}\n`, { flag: 'wx', mode: 0o600 })
        await rename(temporary, path.join(folder, `${messageId}.json`))
        return { kind: 'sent', reference: null }
      } catch {
        await rm(temporary, { force: true }).catch(() => {})
        return { kind: 'later', code: 'file not written', away: false }
      }
    },
    close: async () => {},
  }
}

/**
 * A gateway of the notices as a line.
 * @param o.signed the layout of its messages puts the signature itself
 */
export function gatewayLine(
  gateway: Gateway,
  o: {
    name: string
    costFen: number
    perSecond: number | null
    quiet: QuietHours | null
    signed: boolean
    senderOf(bureau: string, signature: string): { sender: string; from: string | null }
  },
): Line {
  const AWAY_MS = 30_000
  let awayUntil = 0
  return {
    name: o.name,
    window: 20,
    perSecond: o.perSecond,
    costFen: o.costFen,
    quiet: o.quiet,
    isAway: () => awayUntil > performance.now(),
    async hand(m) {
      const signature = `【${m.signature}】`
      const words = o.signed && m.text.startsWith(signature) ? m.text.slice(signature.length) : m.text
      const message = {
        id: m.messageId,
        template: 'campaign',
        address: m.address,
        ...o.senderOf(m.bureau, m.signature),
        text: { zh: words, en: '' },
      }
      try {
        const outcome = await gateway.send(message)
        return outcome.sent
          ? { kind: 'sent', reference: outcome.reference }
          : { kind: 'refused', code: outcome.refused }
      } catch (error) {
        if (!(error instanceof GatewayError)) return { kind: 'uncertain', code: 'fault' }
        if (error.away) awayUntil = performance.now() + AWAY_MS
        if (error.doubt) return { kind: 'uncertain', code: error.message }
        return { kind: 'later', code: error.message, away: error.away }
      }
    },
    close: () => gateway.close(),
  }
}
