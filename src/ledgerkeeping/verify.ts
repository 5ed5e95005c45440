/** 核验: everything a bureau stores against its ledger, its seals and the seals held elsewhere. */
import { stat } from 'node:fs/promises'
import { stepsOfRecords } from '../instructions/index.ts'
import {
  algorithmOf,
  attachmentPath,
  type Keyring,
  type PublicKeys,
  publicKeysOf,
  recomputeAttachment,
  unwrapMatterKey,
} from '../kernel/crypto/index.ts'
import { compareWithSeals, type LedgerEvent } from '../kernel/ledger/index.ts'
import { type Pool, type Tx, withTx } from '../kernel/postgres/connect.ts'
import { checkInstruction } from './check-instructions.ts'
import { type Checked, checkMatter, type Evidence, type Ground, type KeyState } from './check-matter.ts'
import { DocumentNumbers } from './document-numbers.ts'
import { type Found, fromKernel, type VerifyFinding, worded } from './findings.ts'
import { NumberBook } from './numbers.ts'
import { readSeals, type SealsRead } from './read-seals.ts'
import {
  allBureaus,
  type BureauRow,
  documentCounters,
  documentNumbers,
  FIRST_ID,
  type KeyRow,
  keyOfMatter,
  type MatterBatchRow,
  matterBatch,
  mattersWithoutRow,
  numberCounters,
  numbersAnswered,
  orphanRows,
  outboxOrphans,
  type RangeRead,
  readRange,
} from './store.ts'

export interface VerifyDeps {
  /** As the owner of the schema everything is checked; as the application role the outbox and orphan rows are not. */
  pool: Pool
  keyring: Keyring
  /** Folder of encrypted attachments. */
  filesRoot: string
}

export interface VerifyOptions {
  /** Files or folders of seals held elsewhere. */
  heldSeals?: readonly string[]
  /** Keys that may have signed seals; default: those of the keyring. */
  trusted?: PublicKeys
  /** Matters read at a time. Default 200. */
  batch?: number
  onProgress?: (done: { bureau: string; matters: number; events: number }) => void
}

export interface VerifyReport {
  ok: boolean
  bureaus: number
  matters: number
  events: number
  contents: number
  attachments: number
  /** Instructions and urgent reports. */
  instructions: number
  /** The bureaus' own seals, and those held elsewhere that were compared. */
  seals: number
  heldSeals: number
  /** Matters whose content was destroyed under a recorded decision: no fault. */
  erased: number
  erasures: { bureau: string; matter: string; number: string; on: string; decision: string }[]
  findings: VerifyFinding[]
  /** Findings beyond the first 10,000, which are only counted. */
  findingsLeftOut: number
  /** What this database role may not read. */
  notChecked: string[]
}

const MOST_FINDINGS = 10_000

const emptyReport = (): VerifyReport => ({
  ok: true,
  bureaus: 0,
  matters: 0,
  events: 0,
  contents: 0,
  attachments: 0,
  instructions: 0,
  seals: 0,
  heldSeals: 0,
  erased: 0,
  erasures: [],
  findings: [],
  findingsLeftOut: 0,
  notChecked: [],
})

/** Verifies one bureau. @throws RangeError for an unknown bureau. */
export async function verifyBureau(
  deps: VerifyDeps,
  bureauId: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const bureaus = await withTx(deps.pool, { bureau: null }, allBureaus, { readOnly: true })
  const bureau = bureaus.find((b) => b.bureau_id === bureauId)
  if (!bureau) throw new RangeError(`there is no bureau ${bureauId}`)
  const report = emptyReport()
  await new Verification(deps, bureau, options, report).run()
  return report
}

/**
 * Verifies all bureaus, or the one of that slug.
 * @param heldSealsOf paths of seals held elsewhere, by slug
 * @throws RangeError for an unknown slug.
 */
export async function verifyBureaus(
  deps: VerifyDeps,
  slug: string | null,
  heldSealsOf: (slug: string) => readonly string[],
  options: Omit<VerifyOptions, 'heldSeals'> = {},
): Promise<VerifyReport> {
  const all = await withTx(deps.pool, { bureau: null }, allBureaus, { readOnly: true })
  const bureaus = slug === null ? all : all.filter((b) => b.slug === slug)
  if (slug !== null && bureaus.length === 0) throw new RangeError(`there is no bureau ${slug}`)
  const report = emptyReport()
  for (const bureau of bureaus) {
    await new Verification(deps, bureau, { ...options, heldSeals: heldSealsOf(bureau.slug) }, report).run()
  }
  return report
}

class Verification {
  readonly #deps: VerifyDeps
  readonly #bureau: BureauRow
  readonly #bureauId: string
  readonly #options: VerifyOptions
  readonly #report: VerifyReport
  readonly #numbers: NumberBook
  readonly #documents = new DocumentNumbers()

  constructor(deps: VerifyDeps, bureau: BureauRow, options: VerifyOptions, report: VerifyReport) {
    this.#deps = deps
    this.#bureau = bureau
    this.#bureauId = bureau.bureau_id
    this.#options = options
    this.#report = report
    this.#numbers = new NumberBook(bureau.slug)
  }

  /** One snapshot for all: what is written meanwhile is the next verification's. */
  async run(): Promise<void> {
    const context = { bureau: this.#bureauId, system: true }
    const snapshot = { isolation: 'repeatable read', readOnly: true } as const
    await withTx(this.#deps.pool, context, (tx) => this.#all(tx), snapshot)
    this.#report.bureaus += 1
    this.#report.ok = this.#report.findings.length === 0
  }

  async #all(tx: Tx): Promise<void> {
    const { heldSeals = [], trusted = publicKeysOf(this.#deps.keyring), batch = 200 } = this.#options
    const seals = await readSeals(tx, this.#bureauId, heldSeals, trusted)
    this.#report.seals += seals.own
    this.#report.heldSeals += seals.held
    this.#add(seals.found)
    const ground: Ground = {
      bureauId: this.#bureauId,
      zone: this.#bureau.zone,
      sealedBefore: (sealNo) => seals.history.sealedBefore(sealNo),
    }
    let after = FIRST_ID
    for (;;) {
      const rows = await matterBatch(tx, this.#bureauId, after, batch)
      const last = rows.at(-1)
      if (!last) break
      const range = await readRange(tx, this.#bureauId, rows[0]!.matter_id, last.matter_id)
      for (const row of rows)
        await this.#matter(this.#evidence(row.matter_id, row, row, range, seals), ground)
      after = last.matter_id
      const { matters, events } = this.#report
      this.#options.onProgress?.({ bureau: this.#bureau.slug, matters, events })
    }
    await this.#withoutRow(tx, seals, ground)
    await this.#instructions(tx, seals, batch)
    await this.#dropped(tx, seals)
    this.#add(this.#numbers.findings(await numberCounters(tx, this.#bureauId)))
    const [rows, counters] = await Promise.all([
      documentNumbers(tx, this.#bureauId),
      documentCounters(tx, this.#bureauId),
    ])
    this.#add(this.#documents.findings(rows, counters))
    await this.#outbox(tx)
  }

  #evidence(
    matterId: string,
    row: MatterBatchRow | null,
    key: KeyRow,
    range: RangeRead,
    seals: SealsRead,
  ): Evidence {
    const of = <T>(map: Map<string, T[]>): T[] => map.get(matterId) ?? []
    const children = Object.fromEntries(
      Object.entries(range.children).map(([table, map]) => [table, of(map)]),
    ) as unknown as Evidence['children']
    return {
      matterId,
      row,
      key: keyState(this.#deps.keyring, this.#bureauId, matterId, key),
      events: of<LedgerEvent>(range.events),
      contents: of(range.contents),
      attachments: of(range.attachments),
      children,
      seals: seals.history.take(matterId),
    }
  }

  async #matter(evidence: Evidence, ground: Ground): Promise<void> {
    const report = this.#report
    const checked = checkMatter(evidence, ground)
    if (evidence.row) report.matters += 1
    report.events += evidence.events.length
    report.contents += checked.contents
    const { matterId } = evidence
    if (checked.number !== undefined) this.#numbers.add(checked.number, matterId)
    this.#documents.add(matterId, checked.papers)
    if (checked.erased) {
      report.erased += 1
      const { on, decision } = checked.erased
      report.erasures.push({
        bureau: this.#bureau.slug,
        matter: matterId,
        number: checked.number ?? '',
        on,
        decision,
      })
    }
    this.#add(checked.found)
    await this.#files(matterId, checked)
  }

  async #files(matter: string, checked: Checked): Promise<void> {
    const { filesRoot } = this.#deps
    const at = { matter, number: checked.number, table: 'attachments' }
    for (const file of checked.files) {
      this.#report.attachments += 1
      const place = { bureauId: this.#bureauId, matterId: matter, attachmentId: file.attachmentId }
      const hash = algorithmOf(file.commitment)
      try {
        const { key, salt } = file
        const now = hash && (await recomputeAttachment(filesRoot, place, { key, salt, hash }))
        if (now && now.commitment === file.commitment && now.size === file.size) continue
        this.#add([{ code: 'attachment-changed', ...at, key: file.attachmentId }])
      } catch (error) {
        const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
        // Erased while this verification was running: its snapshot does not know yet.
        if (missing && (await this.#keyGoneNow(matter))) continue
        this.#add([
          { code: missing ? 'attachment-missing' : 'attachment-changed', ...at, key: file.attachmentId },
        ])
      }
    }
    for (const attachmentId of checked.gone) {
      const place = { bureauId: this.#bureauId, matterId: matter, attachmentId }
      if (await stat(attachmentPath(filesRoot, place)).catch(() => null))
        this.#add([{ code: 'erasure-incomplete', ...at, key: attachmentId }])
    }
  }

  async #keyGoneNow(matterId: string): Promise<boolean> {
    const context = { bureau: this.#bureauId, system: true }
    const key = await withTx(this.#deps.pool, context, (tx) => keyOfMatter(tx, this.#bureauId, matterId))
    return key.has_key && key.wrapped === null
  }

  async #withoutRow(tx: Tx, seals: SealsRead, ground: Ground): Promise<void> {
    for (const matterId of await mattersWithoutRow(tx, this.#bureauId)) {
      const key = await keyOfMatter(tx, this.#bureauId, matterId)
      const range = await readRange(tx, this.#bureauId, matterId, matterId)
      await this.#matter(this.#evidence(matterId, null, key, range, seals), ground)
    }
    for (const { table, matter_id, rows } of await orphanRows(tx, this.#bureauId))
      this.#add([{ code: 'row-orphan', matter: matter_id, table, details: { rows } }])
  }

  /** Steps of instructions and urgent reports, some records at a time. */
  async #instructions(tx: Tx, seals: SealsRead, batch: number): Promise<void> {
    const lastSealedAt = seals.history.sealedBefore(null)
    let after = FIRST_ID
    for (;;) {
      const steps = await stepsOfRecords(tx, this.#bureauId, after, batch)
      if (steps.length === 0) return
      for (const [recordId, own] of Map.groupBy(steps, (s) => s.recordId)) {
        this.#add(checkInstruction(recordId, own, seals.history.take(recordId), lastSealedAt))
        this.#report.instructions += 1
        after = recordId
      }
    }
  }

  /** Sealed matters of which nothing is left. */
  async #dropped(tx: Tx, seals: SealsRead): Promise<void> {
    const left = seals.history.left()
    const numbers = await numbersAnswered(tx, this.#bureauId, left)
    for (const matterId of left) {
      const number = numbers.get(matterId)
      if (number !== undefined) this.#numbers.dropped(number)
      const found = compareWithSeals(seals.history.take(matterId), () => undefined)
      this.#add(found.map((f) => fromKernel(f, number)))
    }
  }

  async #outbox(tx: Tx): Promise<void> {
    const orphans = await outboxOrphans(tx, this.#bureauId)
    if (orphans === null) {
      if (!this.#report.notChecked.includes('outbox')) this.#report.notChecked.push('outbox')
      return
    }
    for (const o of orphans)
      this.#add([
        { code: 'outbox-orphan', eventId: o.event_id, table: 'outbox', key: `${o.event_id}/${o.topic}` },
      ])
  }

  #add(found: readonly Found[]): void {
    const { findings } = this.#report
    for (const f of found) {
      if (findings.length < MOST_FINDINGS)
        findings.push(worded({ slug: this.#bureau.slug, bureauId: this.#bureauId }, f))
      else this.#report.findingsLeftOut += 1
    }
  }
}

function keyState(keyring: Keyring, bureauId: string, matterId: string, row: KeyRow): KeyState {
  if (!row.has_key) return { state: 'missing' }
  if (!row.wrapped || !row.kek_id) return { state: 'destroyed', decision: row.decision }
  try {
    const wrapped = { kekId: row.kek_id, wrapped: row.wrapped }
    return { state: 'open', key: unwrapMatterKey(keyring, wrapped, [bureauId, matterId]) }
  } catch {
    return { state: 'unopenable' }
  }
}
