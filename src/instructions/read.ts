/** Lists and opens instructions and urgent reports. Opening one is written into the audit log. */
import { audit, type BureauFacts, type Command, todayIn } from '../bureau/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Recipient, RecordDetail, RecordFilter, RecordKind, RecordSummary, Way } from './contract.ts'
import { contextOf, type InstructionsRoom, unitRef, wordsOf } from './room.ts'
import {
  daysLeft,
  isEnded,
  mayNow,
  maySee,
  minutesBetween,
  NAMED_BY_LAW,
  OVERSEEING,
  REPORTING,
  type Reader,
} from './rules.ts'
import {
  findRecord,
  listRecords,
  listSteps,
  type RecordRow,
  recordsOfMatter,
  type StepRow,
  tiedMatters,
} from './store.ts'

export interface Looking {
  session: Command['session']
  now: Date
}

const MOST = 300

const factsOf = (row: RecordRow) => ({ kind: row.kind, state: row.state, unitId: row.unit_id })

function summaryOf(
  room: InstructionsRoom,
  bureau: BureauFacts,
  row: RecordRow,
  today: string,
): RecordSummary {
  const left = daysLeft(row.due_on, row.state, today)
  return {
    recordId: row.record_id,
    kind: row.kind,
    state: row.state,
    version: row.version,
    title: wordsOf(room, bureau.bureau.bureauId, row.record_id).open('title', row.title_cipher),
    office: row.office,
    madeOn: row.made_on,
    dueOn: row.due_on,
    daysLeft: left,
    overdue: left !== null && left < 0 && !isEnded(row.state),
    unit: unitRef(bureau, row.unit_id),
    noticedAt: row.noticed_at?.toISOString() ?? null,
    firstReportAfter:
      row.noticed_at && row.first_reported_at ? minutesBetween(row.noticed_at, row.first_reported_at) : null,
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}

/** Kinds and unit a reader is confined to; null = may see none. */
function sightOf(reader: Reader, f: RecordFilter): { kinds: RecordKind[]; unitId: string | null } {
  const asked = f.kind ? [f.kind] : (['instruction', 'urgent-report'] as const)
  const has = (roles: readonly string[]) => reader.roles.some((r) => roles.includes(r))
  if (has(OVERSEEING)) return { kinds: [...asked], unitId: f.unit ?? null }
  if (has(REPORTING)) return { kinds: asked.filter((k) => k === 'urgent-report'), unitId: null }
  return { kinds: asked.filter((k) => k === 'instruction'), unitId: reader.unitId }
}

/** Those a reader may see, due first. @returns refusal `not_found` for a bureau that is not there */
export async function listFor(
  room: InstructionsRoom,
  l: Looking,
  f: RecordFilter,
): Promise<RecordSummary[] | Refusal> {
  const { session } = l
  const facts = await room.directory.byId(session.bureauId)
  if (!facts) return refuse('not_found')
  const today = todayIn(facts, l.now)
  const rows = await withTx(room.pool, contextOf(session), (tx) => {
    if (f.matter) return recordsOfMatter(tx, session.bureauId, f.matter)
    const sight = sightOf(session, f)
    return listRecords(tx, session.bureauId, {
      kinds: sight.kinds,
      ended: f.ended ?? false,
      overdueOn: f.overdue ? today : null,
      unitId: sight.unitId,
      matterId: null,
      limit: MOST,
    })
  })
  return rows.filter((r) => maySee(factsOf(r), session)).map((r) => summaryOf(room, facts, r, today))
}

function stepView(
  room: InstructionsRoom,
  bureau: BureauFacts,
  row: RecordRow,
  s: StepRow,
): RecordDetail['steps'][number] {
  const { facts } = s
  const words = wordsOf(room, bureau.bureau.bureauId, row.record_id)
  return {
    version: s.version,
    at: s.at.toISOString(),
    by: s.name,
    unit: unitRef(bureau, s.unit_id),
    what: s.what,
    words: s.cipher ? words.open(String(s.version), s.cipher) : null,
    toUnit: unitRef(bureau, facts.unitId),
    dueOn: facts.dueOn ?? null,
    matter: facts.matter ?? null,
    recipient: (facts.recipient as Recipient | undefined) ?? null,
    recipientName: facts.recipientName ?? null,
    way: (facts.way as Way | undefined) ?? null,
    reportedAt: facts.reportedAt ?? null,
    after:
      row.noticed_at && facts.reportedAt ? minutesBetween(row.noticed_at, new Date(facts.reportedAt)) : null,
  }
}

/** One record with its history. @returns refusal `not_found`, also for what may not be seen */
export async function readRecord(
  room: InstructionsRoom,
  l: Looking,
  recordId: string,
): Promise<RecordDetail | Refusal> {
  const { session, now } = l
  const { bureauId, accountId } = session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  return withTx(room.pool, contextOf(session), async (tx) => {
    const row = await findRecord(tx, bureauId, recordId)
    if (!row || !maySee(factsOf(row), session)) return refuse('not_found')
    const [steps, matters] = await Promise.all([
      listSteps(tx, bureauId, recordId),
      tiedMatters(tx, bureauId, recordId),
    ])
    await audit(tx, { bureauId, accountId, action: 'instruction.read', details: { recordId }, now })
    const told = new Set(steps.map((s) => s.facts.recipient))
    return {
      ...summaryOf(room, facts, row, todayIn(facts, now)),
      matters: matters.map((m) => ({ matterId: m.matter_id, number: m.number })),
      steps: steps.map((s) => stepView(room, facts, row, s)),
      notTold: row.kind === 'urgent-report' ? NAMED_BY_LAW.filter((r) => !told.has(r)) : [],
      may: mayNow(factsOf(row), session),
    }
  })
}
