/** Wiring of the notices: which gateways there are, what stands behind them, and the commands of an operator. */
import { randomUUID } from 'node:crypto'
import { mattersOfPhone, phoneDigest, tellUnreached } from '../cases/index.ts'
import { DEFAULT_ZONE } from '../kernel/calendar/days.ts'
import { refuse } from '../kernel/errors/index.ts'
import { noticeGateway, smppLine } from '../messages/index.ts'
import {
  fileAdapter,
  type Gateway,
  GatewayError,
  GROUPS,
  hasGateway,
  listNotices,
  mayReach,
  type Notice,
  type NoticeAdapter,
  type NoticeGroup,
  type NoticeLine,
  type NoticesRoom,
  outgoingNotices,
  quietHoursOf,
  type RunningSender,
  reviveDeliveries,
  senderOf,
  smsGateway,
  smtpGateway,
  startSender,
  stayingInside,
} from '../notices/index.ts'
import { ringingDesk } from '../notifications/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** @param line takes text messages where no gateway by HTTP is set up */
const gatewaysOf = (i: Installation, line: Gateway | null): Gateway[] => [
  ...(i.notices.sms ? [smsGateway(i.notices.sms, () => i.clock.now())] : line ? [line] : []),
  ...(i.notices.email ? [smtpGateway(i.notices.email)] : []),
]

/** What the portal may send at a person's own wish: through a gateway, or not at all. */
export function portalNotices(i: Installation): {
  ways(simulated: boolean): { sms: boolean; email: boolean }
  tell(notice: Notice): Promise<void>
  address(slug: string): string | null
} {
  const file = { send: async () => ({ delivered: false }) }
  const outgoing = stayingInside(outgoingNotices({ ...outgoingDeps(i), file }), playedIn(i))
  const some = (simulated: boolean) => !simulated || i.notices.allow.length > 0
  return {
    ways: (simulated) => ({
      sms: hasGateway(i.notices, 'sms') && some(simulated),
      email: hasGateway(i.notices, 'email') && some(simulated),
    }),
    tell: async (notice) => void (await outgoing.send(notice)),
    address: (slug) => (i.config.publicUrl ? `${i.config.publicUrl}/${slug}/follow` : null),
  }
}

const outgoingDeps = (i: Installation) => ({
  app: i.database.app,
  keyring: i.keyring,
  settings: i.notices,
  nameOf: async (bureauId: string) => (await i.bureau.directory.byId(bureauId))?.bureau.name.zh ?? '',
})

const playedIn = (i: Installation) => async (bureauId: string) =>
  (await i.bureau.directory.byId(bureauId))?.bureau.practiceOf != null

/** Where the closed loop hands its notices: a unit's bell, the queue of the gateways, or a file. */
export function noticesOf(i: Installation): NoticeAdapter {
  const file = fileAdapter(i.config.home)
  const outgoing = stayingInside(outgoingNotices({ ...outgoingDeps(i), file }), playedIn(i))
  return ringingDesk({ ...i.cases, bell: i.notifications.bell }, outgoing)
}

type Unreached = Parameters<typeof tellUnreached>[1]

export const noticesRoomOf = (i: Installation): NoticesRoom => ({
  app: i.database.app,
  worker: i.database.worker,
  keyring: i.keyring,
  directory: i.bureau.directory,
  settings: i.notices,
  unreached: (of: Unreached) => tellUnreached({ ...i.cases, notices: noticesOf(i) }, of),
})

/** Starts sending; does nothing where no gateway is set up. @param line the SMPP line for single notices */
export function startNotices(i: Installation, line: Gateway | null): RunningSender {
  const gateways = gatewaysOf(i, line)
  const hours = quietHoursOf(i.notices)
  if (gateways.length === 0) return { stop: async () => {} }
  return startSender({
    worker: i.database.worker,
    keyring: i.keyring,
    gateways,
    clock: i.clock,
    log: i.log,
    quiet:
      hours === null
        ? undefined
        : {
            hours,
            zoneOf: async (bureauId) =>
              (await i.bureau.directory.byId(bureauId))?.bureau.zone ?? DEFAULT_ZONE,
          },
    wanted: async ({ bureauId, template, address }) => {
      if (template !== 'one-time-code') return true
      // Whether the number is known here is found out only now, where nobody waits for the answer.
      const digest = phoneDigest(i.cases, bureauId, address)
      return digest !== null && (await mattersOfPhone(i.cases, bureauId, digest)).length > 0
    },
    onUnreached: (of) => tellUnreached({ ...i.cases, notices: noticesOf(i) }, of),
  })
}

interface Said {
  json: Record<string, unknown>
  text: string
  exitCode: number
}

async function bureauNamed(i: Installation, slug: string | undefined) {
  const all = await i.bureau.directory.all()
  const found = slug ? all.find((b) => b.slug === slug) : all[0]
  if (!found) throw new OperatorError(refuse('notice.no_bureau'))
  return found
}

/** The first SMPP line, opened for one message; what comes back through it is left to the server. */
function lineForTest(i: Installation) {
  const refuses = () => Promise.reject(new Error('left to the server'))
  const [first] = i.notices.smpp
  return first
    ? smppLine({ ...first, bind: 'transceiver' }, { receipt: refuses, reply: refuses }, i.log)
    : null
}

/**
 * `huiyin notices test --to ADDRESS`: one message to a number or an e-mail address, past the queue, and what the gateway
 * said to it.
 */
export async function testNotice(i: Installation, o: { to: string; bureau?: string }): Promise<Said> {
  const via = o.to.includes('@') ? 'email' : 'sms'
  const bureau = await bureauNamed(i, o.bureau)
  const line = i.notices.sms === null && via === 'sms' ? lineForTest(i) : null
  const gateways = gatewaysOf(i, line && noticeGateway(line))
  await line?.ready(10_000)
  const gateway = gateways.find((g) => g.via === via)
  if (!gateway) throw new OperatorError(refuse('notice.no_gateway', { details: { via } }))
  if (!mayReach(i.notices, bureau.simulated, via, o.to))
    throw new OperatorError(refuse('notice.not_allowed', { details: { bureau: bureau.slug } }))
  const id = randomUUID()
  const text = {
    zh: `这是${bureau.name.zh}的测试消息，收到即表示发送正常。`,
    en: `A test message of ${bureau.name.en}: if you read this, sending works.`,
  }
  const message = {
    id,
    template: 'test',
    address: o.to,
    ...senderOf(i.notices, { slug: bureau.slug, name: bureau.name.zh }, false),
    text,
  }
  try {
    const outcome = await gateway.send(message)
    const said = outcome.sent
      ? `已交网关 taken by the gateway ${outcome.reference ?? ''}`
      : `被拒收 refused: ${outcome.refused}`
    return { json: { ok: outcome.sent, id, via, outcome }, text: said, exitCode: outcome.sent ? 0 : 1 }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return {
      json: { ok: false, id, via, error: { code: error.message, away: error.away } },
      text: `未送出 not sent: ${error.message}`,
      exitCode: 1,
    }
  } finally {
    await Promise.all([...gateways.map((g) => g.close()), line?.close()])
  }
}

/** `huiyin notices list`: what failed, waits or was sent, the newest first; addresses masked. */
export async function listOfNotices(
  i: Installation,
  o: { bureau?: string; state: string; via?: string; limit: string; after?: string },
): Promise<Said> {
  const bureau = await bureauNamed(i, o.bureau)
  const group = GROUPS.find((g) => g === o.state)
  if (!group) throw new OperatorError(refuse('input.invalid', { field: '--state' }))
  const via = (['sms', 'email', undefined] as const).find((v) => v === o.via)
  if (o.via !== via) throw new OperatorError(refuse('input.invalid', { field: '--via' }))
  const limit = Number(o.limit)
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 200))
    throw new OperatorError(refuse('input.invalid', { field: '--limit' }))
  const room = { app: i.database.app, keyring: i.keyring }
  const { items, next } = await listNotices(room, bureau.bureauId, { group, via, limit, after: o.after })
  const line = (n: NoticeLine) =>
    [
      n.madeAt,
      n.noticeId,
      n.state,
      n.via,
      n.address ?? '-',
      n.template ?? '-',
      `x${n.attempts}`,
      n.code ?? '',
      n.nextAt ? `-> ${n.nextAt}` : '',
    ]
      .join('  ')
      .trimEnd()
  const text = items.length === 0 ? `没有 none: ${group satisfies NoticeGroup}` : items.map(line).join('\n')
  return {
    json: { ok: true, bureau: bureau.slug, group, items, next },
    text: next ? `${text}\n--after ${next}` : text,
    exitCode: 0,
  }
}

/** `huiyin notices retry`: what was given up waits again. */
export async function retryNotices(i: Installation, o: { bureau?: string }): Promise<Said> {
  const bureau = await bureauNamed(i, o.bureau)
  const revived = await reviveDeliveries(i.database.worker, bureau.bureauId, i.clock.now())
  return { json: { ok: true, revived }, text: `重新排队 waiting again: ${revived}`, exitCode: 0 }
}
