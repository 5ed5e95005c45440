/**
 * Makes the linked matter that a step asked for, exactly once: a review or re-review where the next level up decides
 * (R22 35, 36), or the matter of a transfer in the other bureau. Its id and source key follow from the asking event.
 */
import type { BureauFacts } from '../../bureau/index.ts'
import { instantOfLocal, plainDateIn } from '../../kernel/calendar/index.ts'
import { deriveUuid } from '../../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../../kernel/errors/refusal.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { linkMatter } from '../engine/add.ts'
import { type MatterDoc, type MatterLink, mainOf } from '../engine/doc.ts'
import { attach, type PlacePoint } from '../engine/open-matter.ts'
import { Work } from '../engine/work.ts'
import type { Decision, World } from '../engine/world.ts'
import { fireAction } from '../fire-action.ts'
import { type CaseJobsDeps, jobCaller, must } from '../jobs/deps.ts'
import { procedureOf } from '../procedures/index.ts'
import { findMatter } from '../read-store.ts'
import { type RegisterInput, registerMatter } from '../register-matter.ts'
import { changeMatter } from '../run.ts'
import { copyAttachments } from './copy-attachments.ts'
import { nextLevelUp, organAskedAbout } from './next-level-up.ts'
import { type FileAsItWas, partiesIn, readFileAsItWas, sealedCopy, wordsOfStep } from './read-file.ts'

type Outcome = Refusal | { note: string } | undefined

interface Target {
  facts: BureauFacts
  matterId: string
}

export async function openLinkedMatter(deps: CaseJobsDeps, job: Job): Promise<Outcome> {
  const source = await deps.directory.byId(job.bureauId)
  if (!source) return refuse('not_found')
  const file = await readFileAsItWas(deps, source, job, String(job.payload.matterId))
  if (isRefusal(file)) return file
  const at = String(job.payload.at)
  return at === 'input-bureau' ? transfer(deps, job, source, file) : review(deps, job, source, file)
}

const targetOf = (deps: CaseJobsDeps, job: Job, facts: BureauFacts): Target => {
  const source = [job.bureauId, String(job.payload.matterId), job.eventId]
  return { facts, matterId: deriveUuid(deps.keyring.installationKey, 'linked', ...source) }
}

/** The linked matter if an earlier run has made it. */
async function madeBefore(deps: CaseJobsDeps, t: Target): Promise<MatterDoc | undefined> {
  const { bureauId } = t.facts.bureau
  const found = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
    findMatter(tx, bureauId, t.matterId),
  )
  return found?.doc
}

/** What goes along in every case: what was asked, by whom, in which lane. */
function carriedOver(
  file: FileAsItWas,
): Pick<
  RegisterInput,
  | 'class'
  | 'category'
  | 'secrecy'
  | 'subject'
  | 'place'
  | 'point'
  | 'demands'
  | 'parties'
  | 'persons'
  | 'representatives'
> {
  const { doc, reader } = file
  return {
    class: doc.class,
    category: doc.category,
    secrecy: doc.secrecy,
    subject: reader.text(doc.subjectId),
    place: reader.text(doc.placeId),
    point: doc.pointId ? reader.json<PlacePoint>(doc.pointId) : null,
    demands: doc.demands.map((d) => reader.text(d.contentId) ?? ''),
    parties: partiesIn(file),
    persons: doc.contacts[0]!.persons,
    representatives: doc.contacts[0]!.representatives,
  }
}

async function make(
  deps: CaseJobsDeps,
  job: Job,
  file: FileAsItWas,
  t: Target,
  kind: MatterLink['kind'],
  input: Pick<RegisterInput, 'procedure' | 'channel' | 'body'> & Partial<RegisterInput>,
): Promise<{ number: string } | Refusal> {
  const earlier = await madeBefore(deps, t)
  if (earlier) return { number: earlier.number }
  const { doc } = file
  return registerMatter(deps, jobCaller(deps, job, t.facts.bureau.bureauId), {
    ...carriedOver(file),
    ...shieldCarriedOver(doc, t.facts.bureau.bureauId),
    matterId: t.matterId,
    sourceKey: `linked:${doc.bureauId}:${doc.matterId}:${job.eventId}`,
    receivedAt: receiptOf(file, t.facts),
    links: [{ kind, bureauId: doc.bureauId, matterId: doc.matterId, number: doc.number }],
    ...input,
  })
}

/** When the request reached the organ: staff may have written it down on a later day, and the limit counts from the earlier. */
function receiptOf(file: FileAsItWas, facts: BureauFacts): string {
  const at = file.asked.occurred_at.toISOString()
  const { zone } = facts.bureau
  const day = mainOf(file.doc).values.askedOn
  return typeof day === 'string' && day < plainDateIn(zone, at) ? instantOfLocal(day, 12 * 60, zone) : at
}

/** In time or late, and why, as the asking step has recorded it: whoever decides sees it with the request. */
function requestIn(file: FileAsItWas): RegisterInput['request'] {
  const { askedOn, late, lastDay } = mainOf(file.doc).values
  if (askedOn === undefined || late === undefined) return null
  const values = { askedOn, late, ...(lastDay === undefined ? {} : { lastDay }) }
  return { values, lateReason: late === true ? wordsOfStep(file, 'lateReason') : null }
}

const CHANNELS: readonly string[] = ['visit', 'letter', 'phone', 'fax-mail']
/** How the request came: by the person's own page, or as who took it down has said. */
function channelOf(file: FileAsItWas): RegisterInput['channel'] {
  if (file.asked.actor.kind === 'citizen') return 'web'
  const { channel } = 'values' in file.asked.data ? file.asked.data.values : {}
  return CHANNELS.includes(String(channel)) ? (channel as RegisterInput['channel']) : file.doc.channel
}

/** Who is reported goes along through any number of bureaus, and counts wherever that unit stands (XF-P01). */
function shieldCarriedOver(
  doc: MatterDoc,
  bureauId: string,
): Pick<RegisterInput, 'reportedUnitId' | 'reportedElsewhere'> {
  const reported = doc.reportedUnitId
    ? { bureauId: doc.bureauId, unitId: doc.reportedUnitId }
    : (doc.reportedElsewhere ?? null)
  return reported?.bureauId === bureauId
    ? { reportedUnitId: reported.unitId, reportedElsewhere: null }
    : { reportedUnitId: null, reportedElsewhere: reported }
}

async function linkBack(deps: CaseJobsDeps, job: Job, file: FileAsItWas, link: MatterLink): Promise<void> {
  must(
    await changeMatter(deps, jobCaller(deps, job, job.bureauId, 'link'), {
      matterId: file.doc.matterId,
      request: { verb: 'link', link },
      decide: (doc, world) => linkMatter(doc, link, world),
    }),
  )
}

/** Where only the bureau is on record: the unit that by default reviews there. */
function reviewSeat(facts: BureauFacts): string | undefined {
  for (const unit of facts.units.values())
    if (unit.active && unit.seats.includes('reviewer')) return unit.unitId
  return undefined
}

async function review(
  deps: CaseJobsDeps,
  job: Job,
  source: BureauFacts,
  file: FileAsItWas,
): Promise<Outcome> {
  const procedure = String(job.payload.procedure)
  if (elsewhere(file.now)?.state === 'with-upper') return { note: 'review.with_level_outside' }
  const place = nextLevelUp(job.bureauId, organAskedAbout(file.doc, procedure), source.units)
  if (isRefusal(place)) return tellStaff(deps, job, file, place)
  const facts = await deps.directory.byId(place.bureauId)
  const reviewer = facts && (place.unitId ?? reviewSeat(facts))
  if (
    !facts ||
    facts.bureau.practiceOf !== source.bureau.practiceOf ||
    !reviewer ||
    !facts.units.get(reviewer)?.active
  ) {
    return tellStaff(deps, job, file, refuse('review.no_next_level_up', { details: { ...place } }))
  }
  const t = targetOf(deps, job, facts)
  const made = await make(deps, job, file, t, 'review-of', {
    procedure,
    channel: channelOf(file),
    body: wordsOfStep(file, 'words') ?? file.reader.text(file.doc.bodyId) ?? '',
    seats: { reviewer },
    request: requestIn(file),
    file: sealedCopy(source, file),
  })
  if (isRefusal(made)) return tellStaff(deps, job, file, made)
  await copyAttachments(deps, job, file, { bureauId: place.bureauId, matterId: t.matterId })
  const { number } = made
  await linkBack(deps, job, file, {
    kind: 'reviewed-by',
    bureauId: place.bureauId,
    matterId: t.matterId,
    number,
  })
  const waiting = elsewhere(file.now)
  if (waiting) {
    const step = { proceedingId: waiting.proceedingId, action: 'taken-inside', input: {} }
    must(
      await fireAction(deps, jobCaller(deps, job, job.bureauId, 'taken-inside'), {
        matterId: file.doc.matterId,
        ...step,
      }),
    )
  }
  return undefined
}

/** Where the next level up stands outside the installation, the request lies with this until it is handed over. */
const elsewhere = (doc: MatterDoc) =>
  Object.values(doc.proceedings).findLast((p) => p.procedure === 'review-elsewhere' && !p.end)

/** The request becomes work of whoever took it, with a clock: it is handed to the level outside on paper. */
function openElsewhere(doc: MatterDoc, words: string, world: World): Decision<MatterDoc> | Refusal {
  const work = new Work(world, doc)
  const note = work.content('note', words, 'words')
  work.record('matter.noted', { by: 'unit', contents: [note] })
  const unit = doc.seats.reviewer ?? doc.seats.centre!
  if (elsewhere(doc)) return work.decision()
  return (
    attach(work, procedureOf('review-elsewhere'), { opener: unit, target: unit }, {}, []) ?? work.decision()
  )
}

/**
 * A request nobody in the installation can decide must not vanish: it becomes a task of whoever took it, to hand it to the
 * level outside, and stands among the dead jobs, to be revived should the level above only have been missing on record.
 */
async function tellStaff(deps: CaseJobsDeps, job: Job, file: FileAsItWas, why: Refusal): Promise<Refusal> {
  const words =
    '复查（复核）请求在本系统内没有登记上一级单位：请转请系统外的上一级；上一级其实在本系统的，请管理员补充后重新处理。 ' +
    `No next level up is on record here (${why.refused}): hand the request to the level outside; if it is in this system, an administrator sets it and revives the job.`
  must(
    await changeMatter(deps, jobCaller(deps, job, job.bureauId, 'no-level'), {
      matterId: file.doc.matterId,
      request: { verb: 'tell-staff', event: job.eventId },
      decide: (doc, world) => openElsewhere(doc, words, world),
    }),
  )
  return why
}

/** The limit the person was promised here, for the receiving bureau to see beside its own. */
function promisedTo(doc: MatterDoc, before: readonly string[]): string | null {
  const due = Object.values(doc.clocks)
    .filter((c) => c.owner === 'citizen' && !c.right && before.includes(c.status))
    .map((c) => c.nominal)
    .sort()
  return due[0] ?? null
}

async function transfer(
  deps: CaseJobsDeps,
  job: Job,
  source: BureauFacts,
  file: FileAsItWas,
): Promise<Outcome> {
  const facts = await deps.directory.byId(String(job.payload.bureauId))
  // Nothing goes out of a practice ground, and nothing true into one.
  if (!facts || facts.bureau.practiceOf !== source.bureau.practiceOf)
    return confirm(deps, job, file, 'transfer-refused', 'transfer.unknown_bureau')
  const { bureauId } = facts.bureau
  const t = targetOf(deps, job, facts)
  const waits = mainOf(file.now).state === mainOf(file.doc).state
  // Withdrawn by the person before we came to it: nothing is to be opened elsewhere.
  if (!waits && !(await madeBefore(deps, t))) return { note: 'transfer.no_longer_wanted' }
  const { doc } = file
  const made = await make(deps, job, file, t, 'transferred-from', {
    procedure: String(job.payload.procedure),
    channel: doc.channel,
    body: file.reader.text(doc.bodyId) ?? '',
    external: {
      system: 'huiyin',
      number: doc.number,
      sender: source.bureau.slug,
      due: promisedTo(doc, ['running', 'paused']),
      receivedOn: doc.receivedOn,
    },
  })
  if (isRefusal(made)) return confirm(deps, job, file, 'transfer-refused', made.refused)
  await copyAttachments(deps, job, file, { bureauId, matterId: t.matterId })
  await linkBack(deps, job, file, {
    kind: 'transferred-to',
    bureauId,
    matterId: t.matterId,
    number: made.number,
  })
  return confirm(deps, job, file, 'transfer-confirmed')
}

async function confirm(
  deps: CaseJobsDeps,
  job: Job,
  file: FileAsItWas,
  action: 'transfer-confirmed' | 'transfer-refused',
  note?: string,
): Promise<Outcome> {
  const fired = await fireAction(deps, jobCaller(deps, job, job.bureauId, 'confirm'), {
    matterId: file.doc.matterId,
    proceedingId: String((job.payload.from as { proceedingId: string }).proceedingId),
    action,
    input: {},
  })
  // The matter has left that state by another way: the link stands, there is nothing to confirm.
  if (isRefusal(fired) && fired.refused === 'case.not_now') return { note: 'transfer.no_longer_wanted' }
  must(fired)
  return note ? { note } : undefined
}
