/** Matters that hang together: review and re-review at the next level up, transfer between bureaus. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../src/cases/add-to-matter.ts'
import { attachFile } from '../../src/cases/attach-file.ts'
import { fireAction } from '../../src/cases/fire-action.ts'
import { openLinkedMatter, reopenAfterReview } from '../../src/cases/link/index.ts'
import { keyOf } from '../../src/cases/run.ts'
import { readAttachment } from '../../src/kernel/crypto/index.ts'
import { isRefusal } from '../../src/kernel/errors/refusal.ts'
import { deadJobs, drainOutbox, type Job, reviveJob } from '../../src/kernel/jobs/index.ts'
import { answeredPetition, CITIZEN, createWorld, type JobsWorld, outcomes, serveNewest } from './world.ts'

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const matters = async (bureauId: string) => {
  const { rows } = await w.database.owner.query(
    'select matter_id, number from matters where bureau_id = $1',
    [bureauId],
  )
  return rows as { matter_id: string; number: string }[]
}
const jobOf = async (matterId: string, topic: string): Promise<Job> => {
  const { rows } = await w.database.owner.query(
    `select * from outbox where payload ->> 'matterId' = $1 and topic = $2 order by created_at desc`,
    [matterId, topic],
  )
  const r = rows[0]
  const { bureau_id: bureauId, event_id: eventId, payload, created_at: createdAt } = r
  return { bureauId, eventId, topic, payload, createdAt, attempts: 0 }
}

describe('review by the next level up', () => {
  it('goes petition, review in the same bureau, re-review in the superior one, each once and on the file as it was', async () => {
    const petition = await answeredPetition(w, w.county.units.station!)
    const { bureauId, matterId } = petition
    const scan = await attachFile(w.deps, w.caller(bureauId, petition.clerk), {
      matterId,
      name: '照片.png',
      mediaType: 'image/png',
      content: [Buffer.from('not really a picture')],
    })
    expect(isRefusal(scan)).toBe(false)
    await w.drain()
    const answered = await w.load(bureauId, matterId)
    const followUp = Object.values(answered.proceedings).find((p) => p.procedure === 'follow-up')!
    const rating = { bureau: 'satisfied', unit: 'unsatisfied' }
    await w.act(bureauId, matterId, CITIZEN, 'rate', { rating, words: '评价里的话' }, followUp.proceedingId)
    const askedAt = w.clock.now().toISOString()
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服，请求复查。' })
    // What follows the request is not on the file: the reviewer decides on the file as it was.
    w.clock.advance(3600_000)
    w.granted(await addWords(w.deps, w.caller(bureauId, CITIZEN), matterId, '请求之后补充的话'))
    await w.drain()

    const link = (await w.load(bureauId, matterId)).links.find((l) => l.kind === 'reviewed-by')!
    expect(link).toMatchObject({ bureauId, number: expect.stringMatching(/^COUNTY-F2026-/) })
    const review = await w.load(bureauId, link.matterId)
    expect(review.seats.reviewer).toBe(w.county.units.review)
    expect(review.links).toEqual([{ kind: 'review-of', bureauId, matterId, number: petition.number }])
    expect(review.receivedAt).toBe(askedAt)
    expect(Object.values(review.clocks).map((c) => [c.ruleId, c.startedOn, c.status])).toContainEqual([
      'XF-T09',
      '2026-03-02',
      'running',
    ])
    expect(review.demands).toHaveLength(2)
    const texts = await w.words(bureauId, link.matterId)
    expect(texts.find((t) => t.kind === 'body')?.text).toBe('不服，请求复查。')
    const file = JSON.parse(texts.find((t) => t.kind === 'file')!.text)
    expect(file).toMatchObject({
      number: petition.number,
      body: '路灯坏了两个月。',
      demands: [{ text: '修好路灯', outcome: { words: '已核实。' } }, { text: '说明原因' }],
      parties: [{ name: '测试人甲' }],
    })
    expect(file.documents.flatMap((d: { texts: string[] }) => d.texts)).toContain('经查，路灯线路老化。')
    expect(file.timeline.at(-1).action).toBe('request-review')
    expect(JSON.stringify(file)).not.toMatch(/请求之后补充的话|评价里的话|unsatisfied/)

    // The attachment went along under the new matter's own key.
    expect(review.attachments).toHaveLength(1)
    const copy = review.attachments[0]!
    const keyRow = await w.database.owner.query(
      'select kek_id, wrapped from matter_keys where matter_id = $1',
      [link.matterId],
    )
    const { kek_id: kekId, wrapped } = keyRow.rows[0]
    const key = keyOf(w.deps, bureauId, link.matterId, { kekId, wrapped })!
    const place = { bureauId, matterId: link.matterId, attachmentId: copy.attachmentId }
    const bytes: Buffer[] = []
    for await (const piece of readAttachment(w.deps.filesRoot, place, key)) bytes.push(piece)
    expect(Buffer.concat(bytes).toString()).toBe('not really a picture')

    const reviewer = w.staff(w.county.units.review!, 'reviewer', 'unit-head')
    await w.act(bureauId, link.matterId, reviewer, 'accept-review')
    await serveNewest(w, bureauId, link.matterId, reviewer)
    await w.act(bureauId, link.matterId, reviewer, 'submit-decision', {
      outcomes: outcomes(review),
      result: 'upheld',
      opinion: '维持原处理意见。',
    })
    await w.act(bureauId, link.matterId, reviewer, 'approve-decision')
    await serveNewest(w, bureauId, link.matterId, reviewer)
    await w.act(bureauId, link.matterId, CITIZEN, 'request-re-review', { words: '仍不服，请求复核。' })
    await w.drain()

    const up = (await w.load(bureauId, link.matterId)).links.find((l) => l.kind === 'reviewed-by')!
    expect(up).toMatchObject({ bureauId: w.city.bureauId, number: expect.stringMatching(/^CITY-H2026-/) })
    const reReview = await w.load(w.city.bureauId, up.matterId)
    expect(reReview.seats).toMatchObject({ reviewer: w.city.units.review, centre: w.city.units.centre })
    const upFile = JSON.parse(
      (await w.words(w.city.bureauId, up.matterId)).find((t) => t.kind === 'file')!.text,
    )
    expect(upFile.number).toBe(link.number)
    expect(upFile.earlier.number).toBe(petition.number)
    expect(await matters(w.city.bureauId)).toHaveLength(1)
  })

  it('sends the matter back to be handled again, once, when the next level up revokes the opinion', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.station!)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服。' })
    await w.drain()
    const link = (await w.load(bureauId, matterId)).links.find((l) => l.kind === 'reviewed-by')!
    const review = await w.load(bureauId, link.matterId)
    const reviewer = w.staff(w.county.units.review!, 'reviewer', 'unit-head')
    await w.act(bureauId, link.matterId, reviewer, 'accept-review')
    await serveNewest(w, bureauId, link.matterId, reviewer)
    const decision = {
      outcomes: outcomes(review),
      result: 'revoked',
      redoDays: 20,
      opinion: '撤销原处理意见，重新办理。',
    }
    await w.act(bureauId, link.matterId, reviewer, 'submit-decision', decision)
    await w.act(bureauId, link.matterId, reviewer, 'approve-decision')
    expect((await w.load(bureauId, matterId)).proceedings.main!.state).toBe('answered')
    await serveNewest(w, bureauId, link.matterId, reviewer)
    await w.drain()
    const again = await w.load(bureauId, matterId)
    expect(again.proceedings.main).toMatchObject({ state: 'handling', end: null })
    expect(again.demands.every((d) => d.outcome === null)).toBe(true)
    expect(again.marks.redos).toBe(1)
    const redo = Object.values(again.clocks).filter((c) => c.ruleId === 'HY-REVOKED')
    expect(redo).toMatchObject([{ length: 20 }])
    const job = await jobOf(link.matterId, 'review-decided')
    expect(await reopenAfterReview(w.deps, job)).toEqual({ note: expect.any(String) })
    expect((await w.load(bureauId, matterId)).marks.redos).toBe(1)
  })

  it('makes the linked matter once however often the job runs, also after it died in the middle', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.town!)
    await w.drain()
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '请求复查。' })
    const before = (await matters(bureauId)).length
    const job = await jobOf(matterId, 'open-linked-matter')
    await openLinkedMatter(w.deps, job)
    const version = (await w.load(bureauId, matterId)).version
    await openLinkedMatter(w.deps, job)
    await w.drain()
    expect(await matters(bureauId)).toHaveLength(before + 1)
    expect((await w.load(bureauId, matterId)).version).toBe(version)
  })

  it('keeps a request that nobody above can take: dead with its reason, told on the matter, revived once set right', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.lonely!)
    await w.drain()
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '请求复查。' })
    const drained = await w.drain()
    expect(drained.dead).toBe(1)
    const [dead] = await deadJobs(w.database.worker)
    expect(dead).toMatchObject({
      topic: 'open-linked-matter',
      reason: expect.stringMatching(/^review\.no_next_level_up/),
    })
    const notes = (await w.words(bureauId, matterId)).filter((t) => t.kind === 'note')
    expect(notes.at(-1)!.text).toContain('review.no_next_level_up')
    // Meanwhile it is work of the centre, with a clock: the level above may stand outside the installation.
    const waiting = Object.values((await w.load(bureauId, matterId)).proceedings)
    expect(waiting.find((p) => p.procedure === 'review-elsewhere')).toMatchObject({
      state: 'to-hand-over',
      seats: { target: w.county.units.centre },
    })

    await w.setSuperior(w.county.units.lonely!, w.city.bureauId, null)
    expect(await reviveJob(w.database.worker, dead!, w.clock.now())).toBe(true)
    await w.drain()
    const link = (await w.load(bureauId, matterId)).links.find((l) => l.kind === 'reviewed-by')!
    expect((await w.load(link.bureauId, link.matterId)).seats.reviewer).toBe(w.city.units.review)
    expect(await deadJobs(w.database.worker)).toEqual([])
    const after = Object.values((await w.load(bureauId, matterId)).proceedings)
    expect(after.find((p) => p.procedure === 'review-elsewhere')).toMatchObject({ end: 'done' })
  })
})

describe('transfer to another bureau', () => {
  it('registers there with clocks of its own, then ends here', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const { bureauId } = w.county
    const { matterId, number } = await w.register(bureauId, clerk, {
      procedure: 'letter-box',
      subject: '市管道路',
      parties: [{ role: 'petitioner', name: '测试人乙', phone: '13800000002' }],
    })
    w.clock.advance(24 * 3600_000)
    await w.act(bureauId, matterId, clerk, 'transfer', { bureau: w.city.bureauId })
    expect((await w.load(bureauId, matterId)).proceedings.main!.state).toBe('transferring')
    const transferredAt = w.clock.now().toISOString()
    w.clock.advance(60_000)
    await w.drain()

    const source = await w.load(bureauId, matterId)
    expect(source.proceedings.main).toMatchObject({ state: 'transferred', end: 'transferred' })
    const link = source.links.find((l) => l.kind === 'transferred-to')!
    const target = await w.load(w.city.bureauId, link.matterId)
    expect(target.receivedAt).toBe(transferredAt)
    expect(target.links[0]).toEqual({ kind: 'transferred-from', bureauId, matterId, number })
    expect(target.contacts[0]!.external).toMatchObject({ system: 'huiyin', number, sender: 'county' })
    expect(Object.values(target.clocks).every((c) => c.status === 'running')).toBe(true)
    expect(Object.values(target.clocks).map((c) => c.ruleId)).toContain('HY-LETTERBOX')
    const texts = await w.words(w.city.bureauId, link.matterId)
    expect(texts.find((t) => t.kind === 'party')?.text).toContain('测试人乙')
  })

  it('gives it back where no bureau can take it', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const { bureauId } = w.county
    const { matterId } = await w.register(bureauId, clerk, { procedure: 'letter-box' })
    await w.act(bureauId, matterId, clerk, 'transfer', { bureau: '018f0000-0000-7000-8000-00000000dead' })
    await w.drain()
    const doc = await w.load(bureauId, matterId)
    expect(doc.proceedings.main!.state).toBe('registered')
    expect(Object.values(doc.clocks).some((c) => c.ruleId === 'HY-RECEPTION' && c.status === 'running')).toBe(
      true,
    )
  })

  it('opens nothing elsewhere once the person has withdrawn', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const { bureauId } = w.county
    const { matterId } = await w.register(bureauId, clerk, { procedure: 'letter-box' })
    await w.act(bureauId, matterId, clerk, 'transfer', { bureau: w.city.bureauId })
    await w.act(bureauId, matterId, CITIZEN, 'withdraw')
    const before = (await matters(w.city.bureauId)).length
    await w.drain()
    expect(await matters(w.city.bureauId)).toHaveLength(before)
    expect((await w.load(bureauId, matterId)).proceedings.main!.end).toBe('withdrawn')
  })

  it('keeps a shielded matter shielded on the other side', async () => {
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const { bureauId } = w.county
    const { matterId } = await w.register(bureauId, clerk, {
      procedure: 'misconduct',
      body: '反映某单位问题。',
    })
    await w.act(bureauId, matterId, clerk, 'transfer', { bureau: w.city.bureauId })
    await w.drain()
    const link = (await w.load(bureauId, matterId)).links.find((l) => l.kind === 'transferred-to')!
    expect((await w.load(w.city.bureauId, link.matterId)).lane).toBe('shielded')
    const seen = await w.database.owner.query(
      'select shielded, shield_units from matters where matter_id = $1',
      [link.matterId],
    )
    expect(seen.rows[0].shielded).toBe(true)
    expect(seen.rows[0].shield_units).not.toContain(w.city.units.town)
  })

  it('keeps the reported unit out also when the matter comes back from another bureau', async () => {
    const { bureauId } = w.county
    const station = w.county.units.station!
    const clerk = w.staff(w.county.units.centre!, 'clerk')
    const there = w.staff(w.city.units.centre!, 'clerk')
    const input = { procedure: 'misconduct', body: '反映镇里问题。', reportedUnitId: w.county.units.town! }
    const { matterId } = await w.register(bureauId, clerk, input)
    await w.act(bureauId, matterId, clerk, 'transfer', { bureau: w.city.bureauId })
    await w.drain()
    const out = (await w.load(bureauId, matterId)).links.find((l) => l.kind === 'transferred-to')!
    expect(await w.load(w.city.bureauId, out.matterId)).toMatchObject({
      reportedUnitId: null,
      reportedElsewhere: { bureauId, unitId: w.county.units.town },
    })
    await w.act(w.city.bureauId, out.matterId, there, 'transfer', { bureau: bureauId })
    await w.drain()
    const back = (await w.load(w.city.bureauId, out.matterId)).links.find((l) => l.kind === 'transferred-to')!
    expect((await w.load(bureauId, back.matterId)).reportedUnitId).toBe(w.county.units.town)
    const route = { matterId: back.matterId, proceedingId: 'main', action: 'route', input: { unit: station } }
    expect(await fireAction(w.deps, w.caller(bureauId, clerk), route)).toMatchObject({
      refused: 'shield.unit_reported',
    })
  })
})

it('leaves nothing to do', async () => {
  expect(await drainOutbox(w.relay())).toEqual({ done: 0, failed: 0, dead: 0 })
})
