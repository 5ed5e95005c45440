/** Wiring of the message platform: which lines there are, whose they are, what comes back through them. */
import { tellUnreached } from '../cases/index.ts'
import { errorForLog } from '../kernel/log/log.ts'
import {
  applyKeptReceipts,
  type DispatcherDeps,
  fileLine,
  gatewayLine,
  type IncomingDeps,
  type Line,
  type MessagesRoom,
  noticeGateway,
  noticeReference,
  type SmppLine,
  smppLine,
  startDispatcher,
  takeReceipt,
  takeReply,
} from '../messages/index.ts'
import {
  type Gateway,
  mayReach,
  reportByReference,
  senderOf,
  smsGateway,
  smtpGateway,
} from '../notices/index.ts'
import type { Installation } from './installation.ts'
import { noticesOf } from './notices.ts'

/** The lines of an installation, open. */
export interface Lines {
  smpp: readonly SmppLine[]
  http: Line | null
  email: Line | null
  file: Line
  close(): Promise<void>
}

function incomingOf(i: Installation): IncomingDeps {
  return {
    worker: i.database.worker,
    keyring: i.keyring,
    directory: i.bureau.directory,
    clock: i.clock,
    bureauOfNumber(line, to) {
      const senders = i.notices.smpp.find((s) => s.name === line)?.senders ?? {}
      return Object.entries(senders).find(([, number]) => number === to)?.[0] ?? null
    },
    async noticeReceipt(line, r) {
      const { delivered, code } = r
      const reference = noticeReference(line, r.reference)
      const at = i.clock.now()
      const report = { reference, via: 'sms' as const, delivered, code: code && `sms ${code}`, at }
      const row = await reportByReference(i.database.worker, report)
      if (row?.matter_id && !delivered) {
        const of = { bureauId: row.bureau_id, matterId: row.matter_id, noticeId: row.noticeId, at }
        await tellUnreached({ ...i.cases, notices: noticesOf(i) }, of)
      }
      return row !== null
    },
  }
}

/** Opens every line that is set up; SMPP lines bind by themselves. */
export function openLines(i: Installation): Lines {
  const incoming = incomingOf(i)
  const listener = {
    receipt: (line: string, r: Parameters<typeof takeReceipt>[2]) => takeReceipt(incoming, line, r),
    reply: (line: string, m: Parameters<typeof takeReply>[2]) => takeReply(incoming, line, m),
  }
  const smpp = i.notices.smpp.map((s) => smppLine(s, listener, i.log))
  const named = (bureau: string, signature: string) =>
    senderOf(i.notices, { slug: bureau, name: signature }, false)
  const of = (gateway: Gateway, name: string, s: { costFen?: number; perSecond?: number }, signed: boolean) =>
    gatewayLine(gateway, {
      name,
      costFen: s.costFen ?? 0,
      perSecond: s.perSecond ?? null,
      quiet: null,
      signed,
      senderOf: named,
    })
  const { sms, email } = i.notices
  const http = sms
    ? of(
        smsGateway(sms, () => i.clock.now()),
        'http',
        sms,
        JSON.stringify(sms.body).includes('{sender}'),
      )
    : null
  const mail = email ? of(smtpGateway(email), 'email', {}, false) : null
  const file = fileLine(i.config.home)
  return {
    smpp,
    http,
    email: mail,
    file,
    close: async () => {
      await Promise.all([...smpp, http, mail].map((line) => line?.close()))
    },
  }
}

/** Names and prices of the lines without opening any, for pages and commands. */
function plainLines(i: Installation) {
  const { smpp, sms, email } = i.notices
  return {
    smpp: smpp.map((s) => ({ name: s.name, costFen: s.costFen ?? 0 })),
    http: sms ? { name: 'http', costFen: sms.costFen ?? 0 } : null,
    email: email ? { name: 'email', costFen: 0 } : null,
    file: { name: 'file', costFen: 0 },
  }
}

/** A bureau that plays sends into the folder, unless its operator lists numbers it may reach. A practice ground sends nowhere. */
function orderOf<L>(
  i: Installation,
  lines: { smpp: readonly L[]; http: L | null; email: L | null; file: L },
  bureau: { simulated: boolean; practiceOf: string | null },
  via: 'sms' | 'email',
): L[] {
  if (bureau.practiceOf !== null) return []
  const real = (via === 'sms' ? [...lines.smpp, lines.http] : [lines.email]).filter((l) => l !== null)
  const plays = bureau.simulated && i.notices.allow.length === 0
  return real.length === 0 || plays ? [lines.file] : real
}

export const messagesOf = (i: Installation): MessagesRoom => ({
  pool: i.database.app,
  directory: i.bureau.directory,
  keyring: i.keyring,
  cases: i.cases,
  linesOf: (bureau, via) => orderOf(i, plainLines(i), bureau, via),
})

export const dispatcherOf = (i: Installation, lines: Lines): DispatcherDeps => ({
  worker: i.database.worker,
  app: i.database.app,
  keyring: i.keyring,
  directory: i.bureau.directory,
  clock: i.clock,
  log: i.log,
  linesOf: (bureau, via) => orderOf(i, lines, bureau, via),
  mayReach: (simulated, via, address) => mayReach(i.notices, simulated, via, address),
})

/** The gateway for single notices, where the first SMPP line takes them. */
export const noticeLine = (lines: Lines): Gateway | null =>
  lines.smpp[0] ? noticeGateway(lines.smpp[0]) : null

const SOON = 5000

/** Starts sending campaigns. */
export function startMessaging(i: Installation, lines: Lines): { stop(): Promise<void> } {
  const dispatcher = startDispatcher(dispatcherOf(i, lines))
  const incoming = incomingOf(i)
  let keeping: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    keeping = keeping
      .then(() => applyKeptReceipts(incoming))
      .catch((error: unknown) => i.log.error({ err: errorForLog(error) }, 'receipts not applied'))
  }, SOON)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await dispatcher.stop()
      await keeping
      await lines.close()
    },
  }
}
