/** A bureau that really sends, groups of made-up people, and a dispatcher on lines of the test. */
import { randomUUID } from 'node:crypto'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { createDispatcher, type DispatcherDeps } from '../../src/messages/dispatcher.ts'
import { countGroup, putContacts } from '../../src/messages/group-store.ts'
import { writeGroup } from '../../src/messages/groups.ts'
import {
  boxes,
  digestOf,
  type IncomingDeps,
  type Line,
  type MessagesRoom,
  makeCampaign,
  stepCampaign,
} from '../../src/messages/index.ts'
import { createMiniBureau, type Login } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

/** Numbers of no real range: 190 0000 0000 and following. */
export const numberOf = (n: number): string => `190${String(n).padStart(8, '0')}`

export async function createMessages() {
  const m = await createMiniBureau({ simulated: false })
  let lines: readonly Line[] = []
  // Ten in the morning there: no quiet hours unless a test comes by night.
  m.clock.set(new Date('2026-03-02T02:00:00.000Z'))
  const room: MessagesRoom = {
    pool: m.deps.app,
    directory: m.deps.directory,
    keyring: m.deps.keyring,
    cases: m.deps,
    linesOf: () => lines,
  }
  const command = (login: Login, key: string = randomUUID()) => {
    const { id, unitId, roles } = m.actorOf(login)
    const session = { accountId: id, bureauId: m.county.bureauId, unitId, roles } as unknown as Session
    return { now: m.clock.now(), idempotencyKey: key, session }
  }
  const { bureauId } = m.county
  const deps = (more: Partial<DispatcherDeps> = {}): DispatcherDeps => ({
    worker: m.database.worker,
    app: m.database.app,
    keyring: m.deps.keyring,
    directory: m.deps.directory,
    clock: m.clock,
    linesOf: () => lines,
    mayReach: () => true,
    ...more,
  })
  const incoming: IncomingDeps = {
    worker: m.database.worker,
    keyring: m.deps.keyring,
    directory: m.deps.directory,
    clock: m.clock,
    bureauOfNumber: () => 'county',
    noticeReceipt: async () => false,
  }
  return {
    m,
    room,
    command,
    bureauId,
    incoming,
    deps,
    use: (...now: Line[]) => {
      lines = now
    },
    dispatcher: (more: Partial<DispatcherDeps> = {}) => createDispatcher(deps(more)),
    /** A group of a township with people from number `from` on. */
    async group(name: string, from: number, size: number, unit: 'town' | 'works' = 'town'): Promise<string> {
      const unitId = m.county.units[unit]!
      const { groupId } = granted(await writeGroup(room, command('clerk'), { name, unitId }, null))
      const { seal } = boxes(m.deps.keyring, bureauId)
      const by = { accountId: m.county.ids.clerk, now: m.clock.now() }
      for (let at = 0; at < size; at += 2000) {
        const some = Array.from({ length: Math.min(2000, size - at) }, (_, k) => {
          const address = numberOf(from + at + k)
          const digest = digestOf(m.deps.keyring, bureauId, 'sms', address)
          const box = seal('contact', digest, { address, name: `某${at + k}` }).toString('base64')
          return { digest, via: 'sms' as const, box, consentSource: '演示登记表', consentOn: '2026-01-05' }
        })
        await withTx(m.deps.app, { bureau: bureauId }, (tx) => putContacts(tx, bureauId, groupId, some, by))
      }
      await withTx(m.deps.app, { bureau: bureauId }, (tx) => countGroup(tx, bureauId, groupId))
      return groupId
    },
    /** A campaign under way: approved by another where that is needed. */
    async started(groupIds: string[], more: { body?: string; sendAt?: string } = {}): Promise<string> {
      const fields = {
        title: '停水通知（测试）',
        via: 'sms' as const,
        body: more.body ?? '{name}您好，{township}明天停水。',
        variables: {},
        groupIds,
        sendAt: more.sendAt ?? null,
      }
      const { campaignId } = granted(await makeCampaign(room, command('clerk'), fields))
      const submit = { step: 'submit' as const, expectedVersion: 1, note: null }
      const { version } = granted(await stepCampaign(room, command('clerk'), campaignId, submit))
      const state = await m.database.owner.query<{ state: string }>(
        'select state from campaigns where campaign_id = $1',
        [campaignId],
      )
      if (state.rows[0]!.state === 'approval') {
        const approve = { step: 'approve' as const, expectedVersion: version, note: null }
        granted(await stepCampaign(room, command('head'), campaignId, approve))
      }
      return campaignId
    },
    /** How many rows a campaign has in each state. */
    async states(campaignId: string): Promise<Record<string, number>> {
      const { rows } = await m.database.owner.query<{ state: string; n: number }>(
        'select state, count(*)::int as n from campaign_recipients where campaign_id = $1 group by state',
        [campaignId],
      )
      return Object.fromEntries(rows.map((r) => [r.state, r.n]))
    },
    /** The sums beside the rows they are sums of. */
    async tallies(campaignId: string) {
      const sums = await m.database.owner.query(
        `select sum(sent)::int as sent, sum(delivered)::int as delivered, sum(undelivered)::int as undelivered,
           sum(refused)::int as refused, sum(uncertain)::int as uncertain, sum(opted_out)::int as opted_out,
           sum(segments)::int as segments, sum(cost_fen)::int as cost_fen from campaign_tallies where campaign_id = $1`,
        [campaignId],
      )
      const rows = await m.database.owner.query(
        `select count(*) filter (where state in ('sent', 'delivered', 'undelivered'))::int as sent,
           count(*) filter (where state = 'delivered')::int as delivered,
           count(*) filter (where state = 'undelivered')::int as undelivered,
           count(*) filter (where state = 'refused')::int as refused,
           count(*) filter (where state = 'uncertain')::int as uncertain,
           count(*) filter (where state = 'opted-out')::int as opted_out,
           coalesce(sum(segments) filter (where state in ('sent', 'delivered', 'undelivered')), 0)::int as segments,
           coalesce(sum(cost_fen) filter (where state in ('sent', 'delivered', 'undelivered')), 0)::int as cost_fen
         from campaign_recipients where campaign_id = $1`,
        [campaignId],
      )
      return { sums: sums.rows[0], rows: rows.rows[0] }
    },
    close: () => m.close(),
  }
}

export type Messages = Awaited<ReturnType<typeof createMessages>>

/** A line of the test: what it was handed, and what it answers. */
export function testLine(name: string, more: Partial<Line> = {}) {
  const got: { address: string; text: string; segments: number }[] = []
  const line: Line = {
    name,
    window: 20,
    perSecond: null,
    costFen: 5,
    quiet: null,
    isAway: () => false,
    async hand(h) {
      got.push({ address: h.address, text: h.text, segments: h.segments.length })
      return { kind: 'sent', reference: `${name}-${got.length}` }
    },
    close: async () => {},
    ...more,
  }
  return Object.assign(line, { got })
}
