/** 回传: what was answered or returned since the last time is put into a package, sent, acknowledged; sent again it is the same. */
import type { BureauFacts } from '../bureau/index.ts'
import { DOCUMENT_LABELS, openContent } from '../cases/index.ts'
import { DecryptionError, deriveUuid, unwrapMatterKey } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { CSV_TYPE, writeCsv, writeXlsx, XLSX_TYPE } from '../tables/index.ts'
import type { ReturnItem, ReturnLayout, ReturnView } from './contract.ts'
import { type Asker, contextOf, type ExchangeDeps } from './deps.ts'
import { outcomeWords, type Report, reportOf, returnRows, STATUS_WORDS } from './report.ts'
import {
  answerItems,
  type CandidateRow,
  findReturn,
  type ItemRow,
  insertItems,
  insertReturn,
  listCandidates,
  listItems,
  listReturns,
  listWords,
  logReading,
  markSent,
  markTold,
  markWaiting,
  type ReturnRow,
} from './return-store.ts'
import { findSource, findSourceById } from './source-store.ts'

/** Answers of one package. */
const MOST_ITEMS = 1000
const OVERSIGHT = ['supervisor', 'bureau-head'] as const

/** A unit tells what it took in; who oversees the bureau, and the program, tell all of it. */
const centreOf = (who: Asker): string | null =>
  who.unitId === null || OVERSIGHT.some((r) => who.roles.includes(r)) ? null : who.unitId

/** Whether a return is in this account's sight: its unit's, or for who oversees. */
const ofUnit = (r: ReturnRow | undefined, who: Asker): r is ReturnRow =>
  r !== undefined && (centreOf(who) === null || r.unit_id === who.unitId)

export interface Waiting {
  order: CandidateRow
  report: Report
}

async function waitingOf(
  tx: Tx,
  who: Asker,
  system: string,
): Promise<{ waiting: Waiting[]; told: { number: string; point: string; version: number }[] }> {
  const waiting: Waiting[] = []
  const told: { number: string; point: string; version: number }[] = []
  for (const order of await listCandidates(tx, who.bureauId, system, centreOf(who), MOST_ITEMS)) {
    const report = reportOf(order.doc)
    if (!report) continue
    if (report.point === order.returned)
      told.push({ number: order.number, point: report.point, version: order.version })
    else waiting.push({ order, report })
  }
  return { waiting, told }
}

const wordsOfStatus = (layout: ReturnLayout, kind: string): string =>
  layout.status[kind] || STATUS_WORDS[kind] || kind

/** What waits to be told to a system, without the words of the answers. */
export async function listWaiting(
  deps: ExchangeDeps,
  who: Asker,
  sourceId: string,
): Promise<ReturnItem[] | Refusal> {
  const facts = await deps.cases.directory.byId(who.bureauId)
  if (!facts) return refuse('not_found')
  return withTx(
    deps.cases.app,
    contextOf(who),
    async (tx) => {
      const source = await findSourceById(tx, who.bureauId, sourceId)
      if (!source) return refuse('not_found')
      const { waiting } = await waitingOf(tx, who, source.system)
      return waiting.map(({ order, report }) =>
        itemOf(facts, source.layout, {
          number: order.number,
          matter_id: order.matter_id,
          matter_number: order.doc.number,
          facts: report.facts,
          state: 'prepared',
          note: null,
          reply: null,
        }),
      )
    },
    { readOnly: true },
  )
}

type ItemFacts = Pick<ItemRow, 'number' | 'matter_id' | 'matter_number' | 'facts' | 'state' | 'note'> & {
  reply: string | null
}

function itemOf(facts: BureauFacts, layout: ReturnLayout, i: ItemFacts): ReturnItem {
  const { kind, unitId, acceptedOn, endedOn, documentKind, outcomes } = i.facts
  return {
    theirNumber: i.number,
    ourNumber: i.matter_number,
    matterId: i.matter_id,
    kind,
    status: wordsOfStatus(layout, kind),
    outcome: outcomeWords(outcomes),
    unit: (unitId && facts.units.get(unitId)?.name) || { zh: '', en: '' },
    acceptedOn,
    endedOn,
    document: documentKind ? (DOCUMENT_LABELS[documentKind as keyof typeof DOCUMENT_LABELS] ?? null) : null,
    reply: i.reply,
    state: i.state,
    note: i.note,
  }
}

/**
 * Puts what waits into a package. The same command gives the same package.
 * @returns its view, or `not_found`, `exchange.unknown_system`, `exchange.nothing_waiting`
 */
export async function prepareReturn(
  deps: ExchangeDeps,
  who: Asker,
  of: { sourceId: string } | { system: string },
  key: string,
): Promise<ReturnView | Refusal> {
  const { bureauId } = who
  const installation = deps.cases.keyring.installationKey
  const returnId = deriveUuid(installation, 'exchange-return', bureauId, who.accountId ?? 'system', key)
  const context = who.accountId ? contextOf(who) : { bureau: bureauId, system: true }
  return withTx(deps.cases.app, context, async (tx) => {
    const source =
      'sourceId' in of
        ? await findSourceById(tx, bureauId, of.sourceId)
        : await findSource(tx, bureauId, of.system)
    if (!source) return 'sourceId' in of ? refuse('not_found') : refuse('exchange.unknown_system')
    // Two at once would tell the same twice: they go one after the other.
    await tx.query(`select pg_advisory_xact_lock(7414, hashtext($1))`, [`${bureauId}/${source.system}`])
    const before = await findReturn(tx, bureauId, returnId)
    if (before) return viewOf(before)
    const { waiting, told } = await waitingOf(tx, who, source.system)
    if (told.length > 0) await markTold(tx, bureauId, source.system, told)
    if (waiting.length === 0) return refuse('exchange.nothing_waiting')
    await insertReturn(tx, bureauId, {
      returnId,
      system: source.system,
      unitId: who.unitId,
      at: who.now,
      by: who.accountId,
    })
    await insertItems(
      tx,
      bureauId,
      returnId,
      waiting.map(({ order, report }, i) => ({
        number: order.number,
        matter_id: order.matter_id,
        position: i + 1,
        point: report.point,
        facts: report.facts,
      })),
    )
    await markTold(
      tx,
      bureauId,
      source.system,
      waiting.map(({ order, report }) => ({
        number: order.number,
        point: report.point,
        version: order.version,
      })),
    )
    return viewOf((await findReturn(tx, bureauId, returnId))!)
  })
}

const viewOf = (r: ReturnRow): ReturnView => ({
  returnId: r.return_id,
  system: r.system,
  createdAt: r.created_at.toISOString(),
  createdBy: r.created_by,
  sentAt: r.sent_at?.toISOString() ?? null,
  items: r.items,
  acknowledged: r.acknowledged,
  refused: r.refused,
})

export async function readReturns(
  deps: ExchangeDeps,
  who: Asker,
  q: { system: string | null; after: { at: string; id: string } | null; limit: number },
): Promise<ReturnView[]> {
  const rows = await withTx(deps.cases.app, contextOf(who), (tx) =>
    listReturns(tx, who.bureauId, { ...q, unitId: centreOf(who) }),
  )
  return rows.map(viewOf)
}

export interface ReturnPage extends ReturnView {
  entries: ReturnItem[]
}

interface Opened {
  page: ReturnPage
  layout: ReturnLayout
}

async function openReturn(deps: ExchangeDeps, who: Asker, returnId: string): Promise<Opened | Refusal> {
  const { bureauId } = who
  const facts = await deps.cases.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const context = who.accountId ? contextOf(who) : { bureau: bureauId, system: true }
  return withTx(deps.cases.app, context, async (tx) => {
    const found = await findReturn(tx, bureauId, returnId)
    if (!ofUnit(found, who)) return refuse('not_found')
    const source = await findSource(tx, bureauId, found.system)
    if (!source) return refuse('exchange.unknown_system')
    const items = await listItems(tx, bureauId, returnId)
    const words = await wordsOf(deps, tx, bureauId, items)
    await logReading(
      tx,
      bureauId,
      items.map((i) => ({
        access_id: deriveUuid(
          deps.cases.keyring.installationKey,
          'return-access',
          bureauId,
          returnId,
          i.matter_id,
          who.accountId ?? 'system',
        ),
        matter_id: i.matter_id,
      })),
      { ...who, at: who.now, reason: `return:${found.system}` },
    )
    const entries = items.map((i) =>
      itemOf(facts, source.layout, { ...i, reply: words.get(i.matter_id) ?? null }),
    )
    return { page: { ...viewOf(found), entries }, layout: source.layout }
  })
}

/** The answers of some items, opened with the keys of their matters; none for content destroyed under a decision. */
async function wordsOf(
  deps: ExchangeDeps,
  tx: Tx,
  bureauId: string,
  items: readonly ItemRow[],
): Promise<Map<string, string>> {
  const ids = items.flatMap((i) =>
    i.facts.contentIds.map((contentId) => ({ matterId: i.matter_id, contentId })),
  )
  const ciphers = new Map(
    (await listWords(tx, bureauId, ids)).map((c) => [`${c.matter_id}/${c.content_id}`, c.cipher]),
  )
  const out = new Map<string, string>()
  for (const i of items) {
    if (!i.kek_id || !i.wrapped) continue
    const { matter_id: matterId } = i
    const key = unwrapMatterKey(deps.cases.keyring, { kekId: i.kek_id, wrapped: i.wrapped }, [
      bureauId,
      matterId,
    ])
    const texts = i.facts.contentIds.flatMap((contentId) => {
      const cipher = ciphers.get(`${matterId}/${contentId}`)
      if (!cipher) return []
      try {
        return [openContent(key, { bureauId, matterId, contentId }, cipher).text]
      } catch (error) {
        // Altered bytes are for `huiyin verify` to report; the rest goes out.
        if (error instanceof DecryptionError) return []
        throw error
      }
    })
    out.set(matterId, texts.join('\n'))
  }
  return out
}

/** A package with its answers; the reading is logged with each matter. */
export async function readReturn(
  deps: ExchangeDeps,
  who: Asker,
  returnId: string,
): Promise<ReturnPage | Refusal> {
  const opened = await openReturn(deps, who, returnId)
  return isRefusal(opened) ? opened : opened.page
}

/** The package as a file in the layout of its system; made again it says the same. */
export async function returnFile(
  deps: ExchangeDeps,
  who: Asker,
  returnId: string,
  format?: 'xlsx' | 'csv',
): Promise<{ bytes: Buffer; type: string; format: 'xlsx' | 'csv' } | Refusal> {
  const opened = await openReturn(deps, who, returnId)
  if (isRefusal(opened)) return opened
  const { page, layout } = opened
  const rows = returnRows(layout, page.system, page.entries)
  return (format ?? layout.format) === 'csv'
    ? { bytes: writeCsv(rows), type: CSV_TYPE, format: 'csv' }
    : { bytes: await writeXlsx([{ name: '回传', rows }]), type: XLSX_TYPE, format: 'xlsx' }
}

/** Says that the package has gone out. Said again, it stays as it is. */
export async function sendReturn(
  deps: ExchangeDeps,
  who: Asker,
  returnId: string,
): Promise<ReturnView | Refusal> {
  const context = who.accountId ? contextOf(who) : { bureau: who.bureauId, system: true }
  return withTx(deps.cases.app, context, async (tx) => {
    const found = await findReturn(tx, who.bureauId, returnId)
    if (!ofUnit(found, who)) return refuse('not_found')
    await markSent(tx, who.bureauId, returnId, who.now)
    return viewOf((await findReturn(tx, who.bureauId, returnId))!)
  })
}

export interface Acknowledgement {
  /** Numbers they took; absent = all that are not refused. */
  accepted?: string[]
  refused?: { number: string; reason: string }[]
}

/**
 * Records what the other system said. What it refused waits again, with its reason.
 * @returns refusals `not_found`, `exchange.unknown_item`
 */
export async function acknowledgeReturn(
  deps: ExchangeDeps,
  who: Asker,
  returnId: string,
  said: Acknowledgement,
): Promise<ReturnView | Refusal> {
  const { bureauId } = who
  return withTx(deps.cases.app, contextOf(who), async (tx) => {
    const found = await findReturn(tx, bureauId, returnId)
    if (!ofUnit(found, who)) return refuse('not_found')
    const items = await listItems(tx, bureauId, returnId)
    const known = new Map(items.map((i) => [i.number, i]))
    const refused = said.refused ?? []
    const no = new Set(refused.map((r) => r.number))
    const accepted = said.accepted ?? items.map((i) => i.number).filter((n) => !no.has(n))
    const stranger = [...accepted, ...no].find((n) => !known.has(n))
    if (stranger !== undefined) return refuse('exchange.unknown_item', { details: { number: stranger } })
    await markSent(tx, bureauId, returnId, who.now)
    await answerItems(tx, bureauId, returnId, [
      ...accepted.map((number) => ({ number, state: 'acknowledged' as const, note: null })),
      ...refused.map(({ number, reason }) => ({ number, state: 'refused' as const, note: reason })),
    ])
    const again = [...no].filter((n) => known.get(n)!.state !== 'refused')
    if (again.length > 0) await markWaiting(tx, bureauId, found.system, again)
    return viewOf((await findReturn(tx, bureauId, returnId))!)
  })
}
