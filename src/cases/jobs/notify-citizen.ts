/** Tells the person who asked that something happened. The address is opened here and nowhere on the way. */
import type { BureauFacts } from '../../bureau/index.ts'
import { plainDateIn } from '../../kernel/calendar/index.ts'
import { deriveUuid, queryCode } from '../../kernel/crypto/index.ts'
import type { Job, JobResult } from '../../kernel/jobs/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { citizenText, currentWords, type Notice, type Via, type Words } from '../../notices/index.ts'
import { openContent } from '../content.ts'
import { finishedBy, type MatterDoc, mainOf } from '../engine/doc.ts'
import type { PartyInput } from '../engine/open-matter.ts'
import { keyOf } from '../run.ts'
import { type CaseJobsDeps, JobRefused } from './deps.ts'

const MATTERS = `
select m.matter_id, m.doc, k.kek_id, k.wrapped
from unnest($2::uuid[]) as asked(matter_id)
join matters m on m.bureau_id = $1 and m.matter_id = asked.matter_id
join matter_keys k on k.bureau_id = m.bureau_id and k.matter_id = m.matter_id`

const CONTENTS = `
select c.matter_id, c.content_id, c.cipher
from unnest($2::uuid[], $3::uuid[]) as asked(matter_id, content_id)
join contents c on c.bureau_id = $1 and c.matter_id = asked.matter_id and c.content_id = asked.content_id`

// The access id follows from the event: a notice made again is one look.
const LOG_LOOKS = `
insert into access_log (bureau_id, access_id, matter_id, account_id, unit_id, at, what, reason)
select $1, l.access_id, l.matter_id, null, null, l.at, 'parties', l.reason
from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[]) as l(access_id, matter_id, at, reason)
on conflict do nothing`

const ORDER: readonly PartyInput['role'][] = ['petitioner', 'agent', 'representative']

/**
 * The ways a person can be reached, the first to be taken first: by message before mail before post; the petitioner
 * before who acts for them. Representatives of a group are told only where nobody else can be.
 */
export function waysTo(parties: readonly PartyInput[]): Way[] {
  const inOrder = [...parties].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
  return inOrder.flatMap((p) => [
    ...(p.phone ? [{ via: 'sms' as const, address: p.phone }] : []),
    ...(p.email ? [{ via: 'email' as const, address: p.email }] : []),
    ...(p.address ? [{ via: 'post' as const, address: p.address }] : []),
  ])
}

type Way = { via: Via; address: string }

interface Found {
  doc: MatterDoc
  /** By content, those of earlier contact details where a job asks for them. */
  parties: ReadonlyMap<string, PartyInput>
  /** Re-review opinion that ended the procedure, where the matter was no longer accepted for it. */
  opinion: string | null
}

interface MatterRow {
  matter_id: string
  doc: MatterDoc
  kek_id: string
  wrapped: Buffer | null
}

interface ContentRow {
  matter_id: string
  content_id: string
  cipher: Buffer
}

const matterOf = (job: Job) => String(job.payload.matterId)
/** Of a change of contact details: the contents that held the earlier ones. */
const formerOf = (job: Job) => (job.payload.formerPartyIds as string[] | undefined) ?? []

const waysIn = (f: Found, ids: readonly string[]) => waysTo(ids.flatMap((id) => f.parties.get(id) ?? []))

/** The matters of some jobs of one bureau with whom to tell; every look at an address is written down. */
async function findRecipients(
  deps: CaseJobsDeps,
  tx: Tx,
  bureauId: string,
  jobs: readonly Job[],
): Promise<Map<string, Found>> {
  const matters = await tx.query<MatterRow>(MATTERS, [bureauId, [...new Set(jobs.map(matterOf))]])
  const asked = [
    ...matters.flatMap((m) => m.doc.partyIds.map((id) => [m.matter_id, id] as const)),
    ...jobs.flatMap((job) => formerOf(job).map((id) => [matterOf(job), id] as const)),
    ...matters.flatMap((m) => {
      const opinionId = finishedBy(m.doc)
      return opinionId ? [[m.matter_id, opinionId] as const] : []
    }),
  ]
  const rows = await tx.query<ContentRow>(CONTENTS, [
    bureauId,
    asked.map(([matterId]) => matterId),
    asked.map(([, contentId]) => contentId),
  ])
  const contents = Map.groupBy(rows, (r) => r.matter_id)
  const found = new Map<string, Found>()
  for (const m of matters) {
    const key = keyOf(deps, bureauId, m.matter_id, { kekId: m.kek_id, wrapped: m.wrapped })
    const texts = new Map(
      (key ? (contents.get(m.matter_id) ?? []) : []).map((r) => {
        const place = { bureauId, matterId: r.matter_id, contentId: r.content_id }
        return [r.content_id, openContent(key!, place, r.cipher).text] as const
      }),
    )
    const finished = finishedBy(m.doc)
    const opinion = (finished && texts.get(finished)) ?? null
    if (finished) texts.delete(finished)
    const parties = [...texts].map(([id, text]) => [id, JSON.parse(text) as PartyInput] as const)
    found.set(m.matter_id, { doc: m.doc, parties: new Map(parties), opinion })
  }
  const looks = jobs.filter((job) => (found.get(matterOf(job))?.parties.size ?? 0) > 0)
  if (looks.length > 0)
    await tx.query(LOG_LOOKS, [
      bureauId,
      looks.map((job) => deriveUuid(deps.keyring.installationKey, 'notice-access', bureauId, job.eventId)),
      looks.map(matterOf),
      looks.map((job) => job.createdAt),
      looks.map((job) => `notice:${String(job.payload.template)}`),
    ])
  return found
}

/** An answer that waits to be rated is told together with the wish to rate it: one message, not two. */
const wordsFor = (template: string, doc: MatterDoc) =>
  template === 'answered' &&
  Object.values(doc.proceedings).some((p) => p.procedure === 'follow-up' && p.end === null)
    ? 'answered-rate'
    : template

/** Whether nobody could have handed the person a receipt: the matter was opened by the program in the place that decides. */
const openedElsewhere = (doc: MatterDoc) =>
  doc.links.some((l) => l.kind === 'review-of' || l.kind === 'transferred-from')

type OwnWords = ReadonlyMap<string, Words>

function noticeOf(
  deps: CaseJobsDeps,
  facts: BureauFacts,
  job: Job,
  { doc, opinion }: Found,
  ways: readonly Way[],
  own: OwnWords,
): Notice {
  const template = wordsFor(String(job.payload.template), doc)
  const { slug, zone, simulated } = facts.bureau
  const shielded = doc.lane === 'shielded'
  const at = job.createdAt.toISOString()
  const words = own.get(template) ?? null
  const code = template === 'registered' && openedElsewhere(doc)
  const said = {
    template,
    shielded,
    number: doc.number,
    // A shielded lane's message is read over shoulders: its link names no matter either.
    where: shielded ? deps.portalAddress(slug) : `${deps.portalAddress(slug)}?number=${doc.number}`,
    ...(code ? { code: queryCode(deps.keyring.codeKey, doc.matterId, doc.codeSince) } : {}),
    ...(opinion ? { ended: { opinion, again: deps.tellAddress(slug) } } : {}),
  }
  const text = citizenText(said, words)
  return {
    id: job.eventId,
    bureau: slug,
    bureauId: facts.bureau.bureauId,
    simulated,
    discreet: shielded,
    // The name of the template would tell what the text hides.
    template: shielded ? 'discreet-news' : template,
    at,
    on: plainDateIn(zone, at),
    to: ways[0]!,
    others: ways.slice(1),
    text,
    matterId: doc.matterId,
  }
}

async function notifyOfBureau(
  deps: CaseJobsDeps,
  bureauId: string,
  jobs: readonly Job[],
): Promise<JobResult[]> {
  const facts = await deps.directory.byId(bureauId)
  if (!facts) throw new JobRefused({ refused: 'not_found' })
  const [found, own] = await withTx(
    deps.app,
    { bureau: bureauId, system: true },
    (tx) => Promise.all([findRecipients(deps, tx, bureauId, jobs), currentWords(tx, bureauId)]),
    { plansOnce: true },
  )
  return Promise.all(
    jobs.map(async (job) => {
      const matter = found.get(matterOf(job))
      if (!matter) throw new JobRefused({ refused: 'not_found' })
      if (job.payload.template === 'due' && mainOf(matter.doc).end) return { note: 'notice.no_longer_due' }
      const ways = waysIn(matter, matter.doc.partyIds)
      // Where the address changed, the one before is told too: its owner may not have asked for that.
      const former = waysIn(matter, formerOf(job)).filter((w) => !ways.some((x) => x.address === w.address))
      const told = [ways, former].filter((w) => w.length > 0)
      if (told.length === 0) return { note: 'notice.not_reachable' }
      for (const to of told) {
        const notice = noticeOf(deps, facts, job, matter, to, own)
        const id =
          to === former
            ? deriveUuid(deps.keyring.installationKey, 'notice-former', bureauId, job.eventId)
            : notice.id
        const { delivered } = await deps.notices.send({ ...notice, id })
        if (!delivered) throw new JobRefused({ refused: 'notice.not_delivered' })
      }
      return undefined
    }),
  )
}

/** Sends the notices of some jobs, in their order: one look into the database for all of a bureau. */
export async function notifyCitizens(deps: CaseJobsDeps, jobs: readonly Job[]): Promise<JobResult[]> {
  const results = new Map<Job, JobResult>()
  for (const [bureauId, ofBureau] of Map.groupBy(jobs, (job) => job.bureauId)) {
    const answers = await notifyOfBureau(deps, bureauId, ofBureau)
    ofBureau.forEach((job, i) => void results.set(job, answers[i]))
  }
  return jobs.map((job) => results.get(job))
}
