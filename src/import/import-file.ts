/**
 * An import from beginning to end. The file is read twice: first to check it and to find its newest moment, then to carry it
 * out. Letters are registered one after the other in the order of the file, so that their numbers are too; what follows for
 * each of them goes on beside that, several at a time.
 */
import { stat } from 'node:fs/promises'
import { type BureauFacts, createBureau } from '../bureau/index.ts'
import { DEFAULT_ZONE, plainDateIn } from '../kernel/calendar/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { accountFor, limitStated } from './account.ts'
import type { ImportDeps, ImportReport, Reject, RejectReason, SourceRecord, Stuck } from './contract.ts'
import { defaultBureau } from './default-bureau.ts'
import { Names } from './names.ts'
import { type ReadLine, readRecords } from './read-records.ts'
import { OTHER_LETTER, OTHER_REPLY, refusedBy } from './reasons.ts'
import { registerAsOfToday } from './register-today.ts'
import { type At, driveLetter, isDated, type Replay, registerLetter } from './replay-matter.ts'
import { Router } from './routing.ts'
import { centreOf, Staff } from './staff.ts'
import { findKnown, type Known, type Wanted, withImportLock } from './store.ts'

export interface ImportAsk {
  file: string
  /** Slug. */
  bureau: string
  procedure: string
  /** Take the times of the file, in a simulated bureau; else the letters are today's. */
  replay: boolean
  dryRun: boolean
}

/** Procedures letters can be imported into. */
export const IMPORT_PROCEDURES: readonly string[] = ['letter-box']

/** Matters driven at a time. More than this two cores do not carry; each waits for its commits most of the time. */
const AT_ONCE = 24
/** Records looked up together. */
const BATCH = 64
/** Longest list of rejects kept; the number is always whole. */
const MOST_REJECTS = 10_000
/** Where a replay of letters stands of which none has a date. They are flagged and not timed. */
const WITHOUT_DATES = '2000-01-01T00:00:00.000Z'

/**
 * @returns the report, or the refusals `input.invalid_choice`, `import.file_unreadable`, `import.unknown_bureau`,
 * `import.not_simulated`, `import.busy`, `bureau.slug_invalid`, `bureau.no_unit_for_seat`
 * @throws pg.DatabaseError when the database goes away; the next run goes on where this one stopped
 */
export async function importFile(deps: ImportDeps, ask: ImportAsk): Promise<ImportReport | Refusal> {
  if (!IMPORT_PROCEDURES.includes(ask.procedure))
    return refuse('input.invalid_choice', { field: '--procedure' })
  const unreadable = await whyUnreadable(ask.file)
  if (unreadable) return refuse('import.file_unreadable', { details: { reason: unreadable } })
  const existing = await deps.room.directory.bySlug(ask.bureau)
  if (ask.replay && existing && !existing.bureau.simulated) return refuse('import.not_simulated')
  if (!ask.replay && !ask.dryRun && !existing) return refuse('import.unknown_bureau')

  const names = new Names(deps.cases.keyring.installationKey, ask.bureau, ask.procedure)
  const of = {
    zone: existing?.bureau.zone ?? DEFAULT_ZONE,
    now: deps.clock.now().toISOString(),
    print: (r: SourceRecord) => names.letterPrint(r) + names.replyPrint(r),
  }
  const survey = await surveyFile(ask, () => readRecords(ask.file, of))
  if (ask.dryRun) return survey.report
  const facts = existing ?? (await makeBureau(deps, names, ask.bureau))
  if (isRefusal(facts)) return facts
  const done = await withImportLock(deps.cases.app, facts.bureau.bureauId, () => {
    const until = ask.replay ? survey.until : new Date(of.now)
    return new Run(deps, ask, names, facts, until, survey.report.read).all(readRecords(ask.file, of))
  })
  return done ?? refuse('import.busy')
}

async function whyUnreadable(path: string): Promise<string | null> {
  try {
    return (await stat(path)).isFile() ? null : 'not a regular file'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}

/** Counts what is in the file, without a look at the bureau. */
async function surveyFile(
  ask: ImportAsk,
  read: () => AsyncGenerator<ReadLine>,
): Promise<{ report: ImportReport; until: Date }> {
  const report = emptyReport(ask)
  let newest = ''
  for await (const { line, record, reject } of read()) {
    report.read++
    if (reject) {
      addReject(report, line, reject)
      continue
    }
    report.registered++
    if (record.reply) report.replied++
    else report.open++
    if (!isDated(record)) report.undated++
    for (const at of [record.at, record.reply?.at]) if (at && at > newest) newest = at
  }
  const until = new Date(newest || WITHOUT_DATES)
  report.until = ask.replay ? until.toISOString() : null
  return { report, until }
}

const emptyReport = (ask: ImportAsk): ImportReport => ({
  bureau: ask.bureau,
  procedure: ask.procedure,
  replay: ask.replay,
  dryRun: ask.dryRun,
  read: 0,
  registered: 0,
  added: 0,
  rejected: 0,
  replied: 0,
  open: 0,
  undated: 0,
  metLimit: null,
  overdue: null,
  overdueOpen: null,
  medianDays: null,
  p90Days: null,
  limit: null,
  until: null,
  digest: null,
  rejects: [],
  rejectsLeftOut: 0,
  stuck: [],
})

function addReject(report: ImportReport, line: number, reason: RejectReason): void {
  report.rejected++
  if (report.rejects.length < MOST_REJECTS) report.rejects.push({ line, reason } satisfies Reject)
  else report.rejectsLeftOut++
}

async function makeBureau(deps: ImportDeps, names: Names, slug: string): Promise<BureauFacts | Refusal> {
  const make = { now: deps.clock.now(), id: (kind: string, key: string) => names.bureauPart(kind, key) }
  const made = await createBureau(deps.room, make, defaultBureau(slug))
  if (isRefusal(made)) return made
  const facts = (await deps.room.directory.byId(made.bureauId))!
  // Somebody may have made a living bureau of that name between our look and our write.
  return facts.bureau.simulated ? facts : refuse('import.not_simulated')
}

type Take = ReadLine & { record: SourceRecord }

class Run {
  readonly #deps: ImportDeps
  readonly #ask: ImportAsk
  readonly #names: Names
  readonly #facts: BureauFacts
  readonly #until: Date
  readonly #total: number
  readonly #report: ImportReport
  /** Sources that are matters now. */
  readonly #sources: string[] = []
  readonly #driving = new Set<Promise<void>>()
  #failure: unknown = null
  #toldAt = performance.now()

  constructor(
    deps: ImportDeps,
    ask: ImportAsk,
    names: Names,
    facts: BureauFacts,
    until: Date,
    total: number,
  ) {
    this.#deps = deps
    this.#ask = ask
    this.#names = names
    this.#facts = facts
    this.#until = until
    this.#total = total
    this.#report = emptyReport(ask)
  }

  async all(lines: AsyncGenerator<ReadLine>): Promise<ImportReport | Refusal> {
    const replay = this.#ask.replay ? await this.#prepare() : null
    if (isRefusal(replay)) return replay
    try {
      for await (const batch of batches(lines, BATCH)) await this.#batch(batch, replay)
      await Promise.all(this.#driving)
    } finally {
      // Nothing of this run goes on after it has failed.
      await Promise.allSettled(this.#driving)
    }
    if (this.#failure) throw this.#failure
    const figures = await accountFor(this.#deps.cases.app, this.#facts, this.#sources, this.#until)
    this.#report.rejects.sort((a, b) => a.line - b.line)
    const limit = limitStated(this.#facts, plainDateIn(this.#facts.bureau.zone, this.#until.getTime()))
    return { ...this.#report, ...figures, limit, until: this.#until.toISOString() }
  }

  async #prepare(): Promise<Replay | Refusal> {
    const { cases, clock } = this.#deps
    const centreId = centreOf(this.#facts)
    if (isRefusal(centreId)) return centreId
    const router = new Router(this.#facts.units.values(), centreId)
    const staff = new Staff(this.#names, this.#facts, centreId)
    await staff.hire(cases, router, clock.now())
    const { procedure } = this.#ask
    return {
      cases,
      clock,
      facts: this.#facts,
      names: this.#names,
      staff,
      router,
      procedure,
      until: this.#until,
    }
  }

  async #batch(lines: readonly ReadLine[], replay: Replay | null): Promise<void> {
    const takes = lines.filter((l): l is Take => l.record !== undefined)
    const wanted = takes.map(
      ({ record }): Wanted => ({
        source_key: this.#names.sourceKey(record.id),
        register_key: this.#names.registerKey(record),
        reply_key: record.reply ? this.#names.replyKey(record) : null,
      }),
    )
    const { bureauId } = this.#facts.bureau
    const found = await withTx(this.#deps.cases.app, { bureau: bureauId, system: true }, (tx) =>
      findKnown(tx, bureauId, wanted),
    )
    const known = new Map(found.map((k) => [k.source_key, k]))
    const fresh = takes.filter(({ record }) => !known.has(this.#names.sourceKey(record.id)))
    const made = await this.#registerAll(fresh, replay)
    for (const { line, record, reject } of lines) {
      this.#report.read++
      this.#tell()
      if (reject) addReject(this.#report, line, reject)
      else await this.#take(line, record, known.get(this.#names.sourceKey(record.id)), made.get(line), replay)
      if (this.#failure) return
    }
  }

  /**
   * The new letters of a batch, asked for together: what comes while one transaction runs shares the next, in the order of the
   * file, so that the numbers keep it.
   * @returns by line
   */
  async #registerAll(fresh: readonly Take[], replay: Replay | null): Promise<Map<number, At | Refusal>> {
    const { procedure } = this.#ask
    const asked = fresh.map(({ record }) =>
      replay
        ? registerLetter(replay, record)
        : registerAsOfToday(this.#deps, this.#facts, this.#names, procedure, record),
    )
    // Also when one fails, none may still be on its way.
    await Promise.allSettled(asked)
    const results = await Promise.all(asked)
    return new Map(fresh.map(({ line }, i) => [line, results[i]!]))
  }

  async #take(
    line: number,
    r: SourceRecord,
    known: Known | undefined,
    made: At | Refusal | undefined,
    replay: Replay | null,
  ): Promise<void> {
    if (known && !known.same_letter) return addReject(this.#report, line, OTHER_LETTER)
    const answered = known?.state === 'answered'
    if (replay && answered && r.reply && !known.same_reply) return addReject(this.#report, line, OTHER_REPLY)
    let at: At
    if (known) {
      at = { matterId: known.matter_id, number: known.number, version: known.version, state: known.state }
    } else {
      const registered = made!
      if (isRefusal(registered)) return addReject(this.#report, line, refusedBy(registered))
      this.#report.added++
      at = registered
    }
    this.#sources.push(this.#names.sourceKey(r.id))
    if (!replay || (answered && !known.rating_open)) return
    while (this.#driving.size >= AT_ONCE) await Promise.race(this.#driving)
    const driving = this.#drive(replay, line, r, at).finally(() => this.#driving.delete(driving))
    this.#driving.add(driving)
  }

  async #drive(replay: Replay, line: number, r: SourceRecord, at: At): Promise<void> {
    try {
      const end = await driveLetter(replay, r, at)
      if (isRefusal(end)) {
        const stuck: Stuck = { line, number: at.number, state: at.state, reason: refusedBy(end) }
        this.#report.stuck.push(stuck)
      }
    } catch (error) {
      this.#failure ??= error
    }
  }

  /** Every second at most. */
  #tell(): void {
    const now = performance.now()
    if (now - this.#toldAt < 1000) return
    this.#toldAt = now
    const { read, rejected } = this.#report
    const say = this.#deps.progress ?? ((text: string) => void process.stderr.write(`${text}\n`))
    say(`${read} / ${this.#total} 已读，${rejected} 未收 · read, rejected`)
  }
}

async function* batches(lines: AsyncGenerator<ReadLine>, size: number): AsyncGenerator<ReadLine[]> {
  let batch: ReadLine[] = []
  for await (const line of lines) {
    batch.push(line)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
