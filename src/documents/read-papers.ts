/** Reading documents: those of a matter, one with its page, two versions compared, what waits in a unit, the .docx. */
import {
  type Actor,
  type Looker,
  logAccess,
  mainOf,
  maySign,
  pendingDocuments,
  procedureOf,
  takesPart,
  unitInSight,
} from '../cases/index.ts'
import { decryptBytes, uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { isPaperKind } from './contract.ts'
import { headMarksOf } from './edit-paper.ts'
import { KINDS } from './kinds/index.ts'
import { marksAsLines } from './marks.ts'
import {
  type DocumentsDeps,
  fileAad,
  maySeePaper,
  newestText,
  type OpenedMatter,
  openForPapers,
  openText,
  paperFor,
  writesFor,
} from './open-paper.ts'
import { papersPossible, samePlace } from './places.ts'
import { addresseeFor, factsFor, marksOf, paperNow, placeOf } from './put-together.ts'
import { renderDocx } from './render-docx.ts'
import { compareTexts, unverifiedLimits } from './rules.ts'
import {
  accountNames,
  findFile,
  listPapers,
  listTexts,
  listWaiting,
  type PaperRow,
  type PaperState,
} from './store.ts'
import type { Comparison, PaperItem, PaperPage, PapersOfMatter, WaitingPaper } from './views/contract.ts'

export function itemOf(o: OpenedMatter, row: PaperRow, actor: Actor): PaperItem {
  const { kind } = placeOf(row)
  const issued = o.doc.papers?.[row.paper_id]
  const document = issued?.documentId ? o.doc.documents[issued.documentId] : undefined
  const served = document?.servedOn
    ? { on: document.servedOn, method: document.method ?? '' }
    : (issued?.delivered ?? null)
  const stage = served ? 'served' : issued ? (issued.sealed ? 'sealed' : 'approved') : inWork(row.state)
  const own = writesFor(actor, row.unit_id)
  const signs = maySign(actor, row.unit_id, o.world)
  return {
    paperId: row.paper_id,
    kind,
    audience: KINDS[kind].audience,
    stage,
    revision: row.revision,
    number: row.number,
    unit: o.reader.unit(row.unit_id)!,
    toUnit: o.reader.unit(row.to_unit_id),
    documentId: issued?.documentId ?? row.document_id,
    proceedingId: row.proceeding_id,
    approvedOn: issued?.approvedOn ?? null,
    sealed: issued?.sealed ?? null,
    served,
    may: {
      write: own,
      edit: own && stage === 'draft',
      sign: stage === 'submitted' && signs,
      sendBack: stage === 'submitted' && (own || signs),
      seal: own && (stage === 'approved' || stage === 'sealed'),
      deliver: own && stage === 'sealed' && !issued?.documentId && KINDS[kind].audience !== 'file',
    },
  }
}

const inWork = (state: PaperState) => (state === 'submitted' ? 'submitted' : 'draft')

const contextOf = (l: Looker) => ({
  bureau: l.bureauId,
  unit: unitInSight(l.actor),
  account: l.actor.id,
})

function reading<T>(
  deps: DocumentsDeps,
  l: Looker,
  matterId: string,
  read: (tx: Tx, o: OpenedMatter) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  return withTx(deps.cases.app, contextOf(l), async (tx) => {
    const o = await openForPapers(deps, tx, l, matterId)
    return isRefusal(o) ? o : read(tx, o)
  })
}

/** Documents of a matter, and those this unit may begin. */
export function papersOfMatter(
  deps: DocumentsDeps,
  l: Looker,
  matterId: string,
): Promise<PapersOfMatter | Refusal> {
  return reading(deps, l, matterId, async (tx, o) => {
    const rows = await listPapers(tx, l.bureauId, matterId)
    const { unitId } = l.actor
    const possible =
      unitId && writesFor(l.actor, unitId)
        ? papersPossible(o.doc, unitId).filter(
            (p) => !rows.some((r) => r.unit_id === unitId && isTaken(r, p)),
          )
        : []
    return {
      items: rows.filter((r) => maySeePaper(o, l.actor, r)).map((r) => itemOf(o, r, l.actor)),
      possible: possible.map(({ kind, proceedingId, documentId }) => ({
        kind,
        audience: KINDS[kind].audience,
        proceedingId,
        documentId,
      })),
      online: onlineOf(o, l.actor),
    }
  })
}

/** Whether the person agreed to be served on the page, as staff see it. */
function onlineOf({ doc }: OpenedMatter, actor: Actor): PapersOfMatter['online'] {
  const main = mainOf(doc)
  if (procedureOf(main.procedure, main.version).portalServes || !doc.reachable) return null
  const said = doc.onlineService
  return {
    agreed: said?.agreed ?? false,
    on: said?.on ?? null,
    by: said?.by ?? null,
    mayRecord: takesPart(doc, actor) && !doc.erased,
  }
}

function isTaken(r: PaperRow, p: Parameters<typeof samePlace>[1]): boolean {
  if (!samePlace(placeOf(r), p)) return false
  return p.documentId !== null || r.state === 'draft' || r.state === 'submitted'
}

const logged = (tx: Tx, l: Looker, matterId: string, what: 'matter' | 'parties', always: boolean) =>
  logAccess(tx, {
    bureauId: l.bureauId,
    accessId: uuidv7(l.now),
    matterId,
    accountId: l.actor.id,
    unitId: l.actor.unitId,
    roles: l.actor.roles,
    at: l.now,
    what,
    reason: what === 'parties' ? 'printing' : 'handling',
    always,
  })

export function readPaper(
  deps: DocumentsDeps,
  l: Looker,
  matterId: string,
  paperId: string,
): Promise<PaperPage | Refusal> {
  return reading(deps, l, matterId, async (tx, o) => {
    const row = await paperFor(tx, o, l.actor, paperId)
    if (isRefusal(row)) return row
    const [texts, facts] = await Promise.all([
      listTexts(tx, l.bureauId, matterId, paperId),
      factsFor(deps.cases, o, row),
      logged(tx, l, matterId, 'matter', false),
    ])
    const text = openText(o, paperId, texts.at(-1)!)
    const { addressee } = addresseeFor(o, row, l.actor, facts, false)
    const paper = paperNow(o, row, facts, text, addressee)
    const accounts = await accountNames(tx, l.bureauId, [...new Set(texts.map((t) => t.account_id))])
    const names = new Map(accounts.map((a) => [a.account_id, a.name]))
    return {
      item: itemOf(o, row, l.actor),
      matter: {
        matterId,
        number: o.doc.number,
        version: o.doc.version,
        subject: o.reader.text(o.doc.subjectId),
      },
      paragraphs: text.paragraphs,
      marks: marksOf(row, text),
      headMarks: [...headMarksOf(o, row.unit_id)],
      paper,
      revisions: texts.map((t) => ({
        revision: t.revision,
        source: t.source,
        at: t.at.toISOString(),
        by: names.get(t.account_id) ?? '',
        hasFile: t.has_file,
      })),
      unverified: unverifiedLimits(text.paragraphs, facts),
      takesStep: stepTaken(o, row),
    }
  })
}

function stepTaken(o: OpenedMatter, row: PaperRow): PaperPage['takesStep'] {
  if (row.document_id || o.doc.papers?.[row.paper_id]) return null
  const pending = pendingDocuments(o.doc).find(
    (p) => p.kind === row.kind && p.proceedingId === row.proceeding_id && p.unitId === row.unit_id,
  )
  const proceeding = pending && o.doc.proceedings[pending.proceedingId]
  if (!pending || !proceeding) return null
  const { transitions } = procedureOf(proceeding.procedure, proceeding.version)
  return transitions.find((t) => t.id === pending.action)?.label ?? null
}

/** How the words changed from one version to another. */
export function comparePaper(
  deps: DocumentsDeps,
  l: Looker,
  ask: { matterId: string; paperId: string; from: number; to: number },
): Promise<Comparison | Refusal> {
  return reading(deps, l, ask.matterId, async (tx, o) => {
    const row = await paperFor(tx, o, l.actor, ask.paperId)
    if (isRefusal(row)) return row
    const texts = await listTexts(tx, l.bureauId, ask.matterId, ask.paperId)
    const words = (revision: number) => {
      const found = texts.find((t) => t.revision === revision)
      if (!found) return undefined
      const text = openText(o, ask.paperId, found)
      return [...marksAsLines(marksOf(row, text)), ...text.paragraphs]
    }
    const [before, after] = [words(ask.from), words(ask.to)]
    if (!before || !after) return refuse('not_found')
    return { from: ask.from, to: ask.to, changes: compareTexts(before, after) }
  })
}

export interface DocxFile {
  name: string
  bytes: Buffer
}

/**
 * The .docx. It names whom it is addressed to only for those who may know, and that look is logged. With `revision` the
 * file that was uploaded as that version.
 */
export function downloadPaper(
  deps: DocumentsDeps,
  l: Looker,
  ask: { matterId: string; paperId: string; revision?: number },
): Promise<DocxFile | Refusal> {
  return reading(deps, l, ask.matterId, async (tx, o) => {
    const row = await paperFor(tx, o, l.actor, ask.paperId)
    if (isRefusal(row)) return row
    const facts = await factsFor(deps.cases, o, row)
    const title = KINDS[placeOf(row).kind].title(facts)
    if (ask.revision !== undefined) {
      // What somebody typed into a file may name anybody: it goes back to the unit that wrote it only.
      if (!writesFor(l.actor, row.unit_id)) return refuse('access.denied')
      const cipher = await findFile(tx, l.bureauId, ask.matterId, ask.paperId, ask.revision)
      if (!cipher) return refuse('not_found')
      const bytes = decryptBytes(o.key, cipher, fileAad(o, ask.paperId, ask.revision))
      await logged(tx, l, ask.matterId, 'matter', false)
      return { name: `${title}（第${ask.revision}版）.docx`, bytes }
    }
    const text = await newestText(tx, o, row)
    const { addressee, named } = addresseeFor(o, row, l.actor, facts, true)
    await logged(tx, l, ask.matterId, named ? 'parties' : 'matter', named)
    const paper = paperNow(o, row, facts, text, addressee)
    return { name: `${row.number ?? title}.docx`, bytes: await renderDocx(paper) }
  })
}

/** Documents in work at the units this account writes or signs for, newest change first. */
export async function waitingPapers(
  deps: DocumentsDeps,
  l: Looker,
  states: readonly PaperState[],
): Promise<WaitingPaper[] | Refusal> {
  const facts = await deps.cases.directory.byId(l.bureauId)
  if (!facts) return refuse('not_found')
  const world = { units: facts.units } as OpenedMatter['world']
  const units = [...facts.units.values()]
    .map((u) => u.unitId)
    .filter((id) => writesFor(l.actor, id) || maySign(l.actor, id, world))
  if (units.length === 0) return []
  const rows = await withTx(deps.cases.app, contextOf(l), (tx) => listWaiting(tx, l.bureauId, units, states))
  return rows.flatMap((r) => {
    const unit = facts.units.get(r.unit_id)
    if (!isPaperKind(r.kind) || !unit) return []
    return [
      {
        paperId: r.paper_id,
        matterId: r.matter_id,
        matterNumber: r.matter_number,
        kind: r.kind,
        stage: r.state === 'approved' ? ('approved' as const) : inWork(r.state),
        number: r.number,
        unit: { unitId: r.unit_id, name: unit.name },
        changedAt: r.changed_at.toISOString(),
      },
    ]
  })
}
