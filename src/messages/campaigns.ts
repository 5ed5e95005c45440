/** Campaigns: written, tried, sent under a second person's eye where they are large, stopped, gone on with. */
import { randomUUID } from 'node:crypto'
import { audit, type BureauFacts, type Command, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { masked, quietUntil } from '../notices/index.ts'
import {
  changeFields,
  countsOf,
  decideUncertain,
  insertCampaign,
  insertTests,
  type KeptCampaign,
  readCampaign,
  recipientsIn,
  stepTo,
  testsOf,
  type UnitCounts,
} from './campaign-store.ts'
import { askedIn } from './compose.ts'
import type { Campaign, CampaignFields, Counts, RecipientLine } from './contract.ts'
import { countPeople, unitsOfGroups } from './group-store.ts'
import { addressIn, boxes, digestOf, type MessagesRoom, type Person } from './room.ts'
import { allowedSteps, type Step, stepped } from './rules.ts'
import { settingsIn } from './settings.ts'

export interface Written {
  campaignId: string
  version: number
}

const NOTHING: Counts = {
  sent: 0,
  delivered: 0,
  undelivered: 0,
  refused: 0,
  failed: 0,
  uncertain: 0,
  optedOut: 0,
  segments: 0,
  costFen: 0,
}

/** Sums of figures by township. */
export const totalOf = (all: readonly Counts[]): Counts =>
  all.reduce<Counts>((sum, c) => {
    const keys = Object.keys(NOTHING) as (keyof Counts)[]
    return Object.fromEntries(keys.map((k) => [k, sum[k] + c[k]])) as unknown as Counts
  }, NOTHING)

async function unknownGroup(tx: Tx, bureauId: string, fields: CampaignFields): Promise<Refusal | null> {
  const found = await unitsOfGroups(tx, bureauId, fields.groupIds)
  return fields.groupIds.every((id) => found.has(id))
    ? null
    : refuse('message.group_unknown', { field: 'groupIds' })
}

/** @returns id and version of the draft; refuses `message.group_unknown` */
export async function makeCampaign(
  room: MessagesRoom,
  c: Command,
  fields: CampaignFields,
): Promise<Written | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, c, ['make-campaign', fields], async (tx) => {
    const wrong = await unknownGroup(tx, bureauId, fields)
    if (wrong) return wrong
    const campaignId = uuidv7(c.now)
    const { signature } = await settingsIn(tx, bureauId, facts.bureau.name.zh)
    await insertCampaign(tx, bureauId, { ...fields, campaignId, signature }, { accountId, now: c.now })
    return { campaignId, version: 1 }
  })
}

/** A draft changed. @returns its version; refuses `not_found`, `write.stale_version`, `message.step_not_now` */
export async function changeCampaign(
  room: MessagesRoom,
  c: Command,
  campaignId: string,
  input: CampaignFields & { expectedVersion: number },
): Promise<Written | Refusal> {
  const { bureauId } = c.session
  const { expectedVersion, ...fields } = input
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, c, ['change-campaign', campaignId, input], async (tx) => {
    const kept = await current(tx, bureauId, campaignId, expectedVersion)
    if (isRefusal(kept)) return kept
    if (kept.state !== 'draft') return refuse('message.step_not_now')
    const wrong = await unknownGroup(tx, bureauId, fields)
    if (wrong) return wrong
    const { signature } = await settingsIn(tx, bureauId, facts.bureau.name.zh)
    await changeFields(tx, bureauId, campaignId, { ...fields, signature })
    return { campaignId, version: kept.version + 1 }
  })
}

async function current(
  tx: Tx,
  bureauId: string,
  campaignId: string,
  expectedVersion: number,
): Promise<KeptCampaign | Refusal> {
  const kept = await readCampaign(tx, bureauId, campaignId, true)
  if (!kept) return refuse('not_found')
  return kept.version === expectedVersion
    ? kept
    : refuse('write.stale_version', { details: { version: kept.version } })
}

/** Variables of a text that still have no value. */
export const missingIn = (c: Pick<CampaignFields, 'body' | 'variables'>): string[] =>
  askedIn(c.body).filter((name) => !c.variables[name]?.trim())

/**
 * One step of a campaign.
 * @returns the new version; refuses `message.*`, `write.stale_version`, `not_found`
 */
export async function stepCampaign(
  room: MessagesRoom,
  c: Command,
  campaignId: string,
  ask: { step: Step; expectedVersion: number; note: string | null },
): Promise<Written | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, c, ['step-campaign', campaignId, ask], async (tx) => {
    const kept = await current(tx, bureauId, campaignId, ask.expectedVersion)
    if (isRefusal(kept)) return kept
    const { approveAbove } = await settingsIn(tx, bureauId, facts.bureau.name.zh)
    const { people } = await countPeople(tx, bureauId, kept.groupIds, kept.via)
    const to = stepped(c.session, kept, ask.step, { people, approveAbove })
    if (isRefusal(to)) return to
    if (ask.step === 'submit' || ask.step === 'approve') {
      const [missing] = missingIn(kept)
      if (missing) return refuse('message.value_missing', { field: 'variables', details: { name: missing } })
      if (people === 0) return refuse('message.nobody')
    }
    const version = await stepTo(tx, bureauId, campaignId, {
      state: to,
      people: kept.gathered ? null : people,
      note: ask.note,
      submittedBy: ask.step === 'submit' ? accountId : null,
      approvedBy: ask.step === 'approve' ? accountId : null,
      now: c.now,
    })
    const details = { campaignId, step: ask.step, people }
    await audit(tx, { bureauId, accountId, action: 'message.campaign-step', details, now: c.now })
    return { campaignId, version }
  })
}

/** A campaign with how far it is. */
export async function showCampaign(
  room: MessagesRoom,
  c: Command,
  campaignId: string,
): Promise<Campaign | Refusal> {
  const { bureauId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(
    room.pool,
    { bureau: bureauId },
    async (tx) => {
      const kept = await readCampaign(tx, bureauId, campaignId)
      if (!kept) return refuse('not_found')
      const settings = await settingsIn(tx, bureauId, facts.bureau.name.zh)
      const byUnit = await countsOf(tx, bureauId, campaignId)
      const tests = await testsOf(tx, bureauId, campaignId)
      const begun = kept.gathered || kept.state === 'preparing'
      const people = begun ? kept.people : (await countPeople(tx, bureauId, kept.groupIds, kept.via)).people
      return campaignOf(room, c, facts, { kept, byUnit, tests, settings, people })
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
}

function campaignOf(
  room: MessagesRoom,
  c: Command,
  facts: BureauFacts,
  o: {
    kept: KeptCampaign
    byUnit: UnitCounts[]
    tests: Awaited<ReturnType<typeof testsOf>>
    settings: Awaited<ReturnType<typeof settingsIn>>
    people: number
  },
): Campaign {
  const { kept, byUnit, settings, people } = o
  const counts = totalOf(byUnit)
  const done = counts.sent + counts.refused + counts.failed + counts.uncertain + counts.optedOut
  const hours = { from: settings.quietFrom, to: settings.quietTo }
  const quiet = kept.via === 'sms' ? quietUntil(c.now, hours, facts.bureau.zone) : null
  const { open } = boxes(room.keyring, c.session.bureauId)
  const { gathered: _gathered, submittedBy: _submittedBy, ...shown } = kept
  return {
    ...shown,
    people,
    sendAt: kept.sendAt?.toISOString() ?? null,
    madeAt: kept.madeAt.toISOString(),
    startedAt: kept.startedAt?.toISOString() ?? null,
    finishedAt: kept.finishedAt?.toISOString() ?? null,
    counts,
    waiting: kept.gathered ? Math.max(0, people - done) : 0,
    byUnit,
    quietUntil: quiet?.toISOString() ?? null,
    needsApproval: people > settings.approveAbove,
    may: allowedSteps(c.session, kept),
    tests: o.tests.map(({ digest, box, at, ...t }) => ({
      ...t,
      address: masked(open<Person>('test', digest, box).address),
      at: at?.toISOString() ?? null,
    })),
  }
}

/** Numbers of one test. */
export const MOST_TESTED = 3

/**
 * Sends the text as it stands to a few numbers now: through the same lines, with the same certainty, told beside the campaign.
 * @returns refusal `message.address`, `message.value_missing`, `not_found`
 */
export async function testCampaign(
  room: MessagesRoom,
  c: Command,
  campaignId: string,
  addresses: readonly string[],
): Promise<{ tested: number } | Refusal> {
  const { bureauId, accountId, unitId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return once(room.pool, c, ['test-campaign', campaignId, addresses], async (tx) => {
    const kept = await readCampaign(tx, bureauId, campaignId)
    if (!kept) return refuse('not_found')
    const plain = addresses.map((a) => addressIn(kept.via, a))
    const bad = plain.indexOf(null)
    if (bad >= 0) return refuse('message.address', { field: `addresses[${bad}]` })
    const [missing] = missingIn(kept)
    if (missing) return refuse('message.value_missing', { field: 'variables', details: { name: missing } })
    const { seal } = boxes(room.keyring, bureauId)
    const people = [...new Set(plain as string[])].map((address) => {
      const digest = digestOf(room.keyring, bureauId, kept.via, address)
      const box = seal('test', digest, { address, name: '测试' } satisfies Person)
      return { digest, messageId: randomUUID(), box }
    })
    const testId = uuidv7(c.now)
    const by = { accountId, now: c.now }
    const fields = { ...kept, campaignId: testId, sendAt: null }
    await insertCampaign(tx, bureauId, fields, by, { parentId: campaignId, people: people.length })
    const groups = await unitsOfGroups(tx, bureauId, kept.groupIds)
    await insertTests(tx, bureauId, testId, [...groups.values()][0] ?? unitId, people, c.now)
    const details = { campaignId, numbers: people.length }
    await audit(tx, { bureauId, accountId, action: 'message.tested', details, now: c.now })
    return { tested: people.length }
  })
}

/** Persons of a campaign whose message needs a look, masked. @param after key of the last one seen */
export async function listRecipients(
  room: MessagesRoom,
  bureauId: string,
  ask: { campaignId: string; state: string; after: string; limit: number },
): Promise<{ items: RecipientLine[]; next: string | null }> {
  const { open } = boxes(room.keyring, bureauId)
  const rows = await withTx(
    room.pool,
    { bureau: bureauId },
    (tx) => recipientsIn(tx, bureauId, ask.campaignId, ask.state, ask.after, ask.limit + 1),
    { readOnly: true },
  )
  const shown = rows.slice(0, ask.limit)
  return {
    items: shown.map(({ digest, box, at, ...r }) => ({
      ...r,
      key: digest,
      address: box ? masked(open<Person>('contact', digest, box).address) : '—',
      at: at?.toISOString() ?? null,
    })),
    next: rows.length > ask.limit ? shown.at(-1)!.digest : null,
  }
}

/**
 * A person's word on messages nobody knows of: they count as sent, or they go out again, knowing that some may be had twice.
 * @param ask.keys null: all that are uncertain now
 */
export async function decide(
  room: MessagesRoom,
  c: Command,
  campaignId: string,
  ask: { again: boolean; keys: readonly string[] | null },
): Promise<{ decided: number } | Refusal> {
  const { bureauId, accountId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const { zone } = facts.bureau
  return once(room.pool, c, ['decide-uncertain', campaignId, ask], async (tx) => {
    if (!(await readCampaign(tx, bureauId, campaignId, true))) return refuse('not_found')
    const { again, keys: digests } = ask
    const decided = await decideUncertain(tx, bureauId, campaignId, { digests, again, now: c.now, zone })
    const details = { campaignId, again, persons: decided }
    await audit(tx, { bureauId, accountId, action: 'message.uncertain-decided', details, now: c.now })
    return { decided }
  })
}
