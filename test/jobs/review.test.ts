/** Review as it is asked for, taken down, withdrawn and passed on: what stands in both matters and in the chain. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../src/cases/add-to-matter.ts'
import { recordReviewRequest } from '../../src/cases/link/index.ts'
import { readChain } from '../../src/cases/read-chain.ts'
import { readForCitizen } from '../../src/cases/read-matter.ts'
import { registerOutsideReview } from '../../src/cases/register-outside-review.ts'
import { plainDateIn } from '../../src/kernel/calendar/index.ts'
import { answeredPetition, CITIZEN, createWorld, type JobsWorld, outcomes, serveNewest } from './world.ts'

let w: JobsWorld
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

const DAY = 86_400_000
const today = () => plainDateIn('Asia/Shanghai', w.clock.now().toISOString())
const reviewer = () => w.staff(w.county.units.review!, 'reviewer', 'unit-head')
const reviewOf = async (bureauId: string, matterId: string) => {
  const link = (await w.load(bureauId, matterId)).links.findLast((l) => l.kind === 'reviewed-by')!
  return w.load(link.bureauId, link.matterId)
}
const looker = (actor = reviewer(), bureauId = w.county.bureauId) => ({ bureauId, actor, now: w.clock.now() })

describe('a request for review', () => {
  it('reaches the reviewer with the reason for being late, which is on no notice and in no ledger', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.town!)
    w.clock.advance(45 * DAY)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服。', lateReason: '住院四十天' })
    await w.drain()
    const review = await reviewOf(bureauId, matterId)
    expect(review.proceedings.main!.values).toMatchObject({ late: true, askedOn: today() })
    const texts = await w.words(review.bureauId, review.matterId)
    expect(texts.filter((t) => t.kind === 'note').map((t) => t.text)).toEqual(['住院四十天'])
    const { rows } = await w.database.owner.query('select data::text from events where matter_id = $1', [
      review.matterId,
    ])
    expect(JSON.stringify(rows)).not.toContain('住院')
  })

  it('counts from the day it came, not from the day it was written down', async () => {
    const { bureauId, matterId, clerk } = await answeredPetition(w, w.county.units.town!)
    w.clock.advance(29 * DAY)
    const askedOn = today()
    w.clock.advance(6 * DAY)
    const request = { words: '来信请求复查。', channel: 'letter', askedOn }
    await w.act(bureauId, matterId, clerk, 'record-review-request', request)
    await w.drain()
    const review = await reviewOf(bureauId, matterId)
    expect(review.channel).toBe('letter')
    expect(review.receivedOn).toBe(askedOn)
    expect(Object.values(review.clocks).find((c) => c.ruleId === 'XF-T09')?.startedOn).toBe(askedOn)
    expect(review.proceedings.main!.values).toMatchObject({ late: false })
  })

  it('that is withdrawn may be made again while its first window lasts, and opens a review of its own', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.town!)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服。' })
    await w.drain()
    const first = await reviewOf(bureauId, matterId)
    await w.act(bureauId, first.matterId, CITIZEN, 'withdraw', {})
    await w.drain()
    const view = w.granted(await readForCitizen(w.deps, looker(CITIZEN, bureauId), matterId))
    expect(view.actions.map((a) => a.id)).toContain('request-review')
    expect(view.right).not.toBeNull()
    w.clock.advance(5 * DAY)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '还是不服。' })
    await w.drain()
    const second = await reviewOf(bureauId, matterId)
    expect(second.matterId).not.toBe(first.matterId)
    expect(second.proceedings.main!.state).toBe('requested')
  })
})

describe('at the desk of the next level up', () => {
  it('a request is taken down by number, by whoever is the next level up and by nobody else', async () => {
    const { bureauId, matterId, number } = await answeredPetition(w, w.county.units.town!)
    const r = {
      number: number.toLowerCase(),
      words: '当面请求复查。',
      channel: 'visit' as const,
      askedOn: today(),
    }
    const other = w.staff(w.city.units.review!, 'reviewer')
    expect(await recordReviewRequest(w.deps, w.caller(w.city.bureauId, other), r)).toMatchObject({
      refused: 'review.not_this_level',
    })
    const done = w.granted(await recordReviewRequest(w.deps, w.caller(bureauId, reviewer(), 'once'), r))
    expect(done.matterId).toBe(matterId)
    expect(await recordReviewRequest(w.deps, w.caller(bureauId, reviewer()), r)).toMatchObject({
      refused: 'review.already_requested',
    })
    await w.drain()
    const review = await reviewOf(bureauId, matterId)
    expect(review).toMatchObject({ channel: 'visit', seats: { reviewer: w.county.units.review } })
    const unknown = { ...r, number: 'COUNTY-X2026-999999' }
    expect(await recordReviewRequest(w.deps, w.caller(bureauId, reviewer()), unknown)).toMatchObject({
      refused: 'not_found',
    })
  })

  it('an opinion given outside is reviewed by number, organ and day of service, once', async () => {
    const { bureauId } = w.county
    const by = reviewer()
    const r = {
      procedure: 'review' as const,
      channel: 'visit' as const,
      body: '对邻县意见不服。',
      parties: [{ role: 'petitioner' as const, name: '测试人丙', phone: '13800000003' }],
      outside: {
        organ: '邻县某局',
        number: '某信答〔2026〕7号',
        servedOn: '2026-03-01',
        askedOn: '2026-03-02',
      },
    }
    const made = w.granted(await registerOutsideReview(w.deps, w.caller(bureauId, by, 'outside'), r))
    expect(made.number).toMatch(/^COUNTY-F2026-/)
    expect(await registerOutsideReview(w.deps, w.caller(bureauId, by, 'outside'), r)).toMatchObject({
      matterId: made.matterId,
    })
    const spaced = { ...r, outside: { ...r.outside, number: '某信答〔2026〕 7 号' } }
    expect(await registerOutsideReview(w.deps, w.caller(bureauId, by), spaced)).toMatchObject({
      refused: 'review.known_outside',
      details: { number: made.number },
    })
    await w.act(bureauId, made.matterId, CITIZEN, 'withdraw', {})
    const again = w.granted(await registerOutsideReview(w.deps, w.caller(bureauId, by), r))
    expect(again.matterId).not.toBe(made.matterId)
    expect((await w.load(bureauId, again.matterId)).seats.reviewer).toBe(by.unitId)
  })
})

describe('the chain', () => {
  it('shows where each stands, that the file is intact, and what came after it apart', async () => {
    const { bureauId, matterId, number, clerk } = await answeredPetition(w, w.county.units.town!)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服。' })
    await w.drain()
    w.granted(await addWords(w.deps, w.caller(bureauId, CITIZEN), matterId, '后来想起的事'))
    const review = await reviewOf(bureauId, matterId)
    const seen = w.granted(await readChain(w.deps, looker(), review.matterId))
    expect(seen.links.map((x) => [x.procedure, x.here, x.end])).toEqual([
      ['petition', false, 'answered'],
      ['review', true, null],
    ])
    // The reviewer has the file; the page of the first matter is not theirs.
    expect(seen.links.map((x) => x.matterId)).toEqual([null, review.matterId])
    expect(seen.file).toMatchObject({ intact: true, since: [{ label: { zh: expect.any(String) } }] })
    const below = w.granted(await readChain(w.deps, looker(clerk), matterId))
    expect(below.links.map((x) => x.number)).toEqual([number, review.number])
    expect(below.file).toBeNull()
    const stranger = w.staff(w.county.units.lonely!, 'handler')
    expect(await readChain(w.deps, looker(stranger), matterId)).toMatchObject({ refused: 'not_found' })

    await w.database.owner.query('alter table events disable trigger user')
    await w.database.owner.query(
      `update events set hash = 'sha256:' || repeat('0', 64)
       where matter_id = $1 and data ->> 'action' = 'request-review'`,
      [matterId],
    )
    const altered = w.granted(await readChain(w.deps, looker(), review.matterId))
    expect(altered.file?.intact).toBe(false)
  })

  it('ends with the re-review, and says so on every page', async () => {
    const { bureauId, matterId } = await answeredPetition(w, w.county.units.town!)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服。' })
    await w.drain()
    const review = await reviewOf(bureauId, matterId)
    const decide = async (at: string, id: string, by: ReturnType<typeof reviewer>, name: string) => {
      await w.act(at, id, by, `accept-${name}`)
      await serveNewest(w, at, id, by)
      const doc = await w.load(at, id)
      const given = { outcomes: outcomes(doc), result: 'upheld', opinion: '维持。' }
      await w.act(at, id, by, 'submit-decision', given)
      await w.act(at, id, by, 'approve-decision')
      await serveNewest(w, at, id, by)
    }
    await decide(bureauId, review.matterId, reviewer(), 'review')
    await w.act(bureauId, review.matterId, CITIZEN, 'request-re-review', { words: '仍不服。' })
    await w.drain()
    const last = await reviewOf(bureauId, review.matterId)
    expect(last.bureauId).toBe(w.city.bureauId)
    await decide(
      w.city.bureauId,
      last.matterId,
      w.staff(w.city.units.review!, 'reviewer', 'unit-head'),
      're-review',
    )
    await w.drain()
    const view = w.granted(await readForCitizen(w.deps, looker(CITIZEN, bureauId), matterId))
    expect(view.chain?.finished).toBe(true)
    expect(view.chain?.links.map((x) => [x.procedure, x.result])).toEqual([
      ['petition', 'explained'],
      ['review', 'upheld'],
      ['re-review', 'upheld'],
    ])
    expect(view.actions.map((a) => a.id)).not.toContain('request-review')
    expect(JSON.stringify(view.chain)).not.toMatch(/维持。|测试人甲/)
  })

  it('leads outside where the next level up is not in the installation, and back when it revokes', async () => {
    const { bureauId, matterId, clerk } = await answeredPetition(w, w.county.units.lonely!)
    await w.act(bureauId, matterId, CITIZEN, 'request-review', { words: '不服。' })
    await w.drain()
    const found = async () =>
      Object.values((await w.load(bureauId, matterId)).proceedings).find(
        (p) => p.procedure === 'review-elsewhere',
      )!
    const { proceedingId } = await found()
    const hand = { organ: '某市住建局', handedOn: today(), words: '挂号信，附案卷复印件' }
    await w.act(bureauId, matterId, clerk, 'hand-over-request', hand, proceedingId)
    expect(await found()).toMatchObject({ state: 'with-upper' })
    const revoked = { result: 'revoked', number: '市住建局 3号', servedOn: today(), redoDays: 15 }
    await w.act(bureauId, matterId, clerk, 'record-upper-decision', revoked, proceedingId)
    await w.drain()
    const again = await w.load(bureauId, matterId)
    expect(again.proceedings.main!.state).toBe('handling')
    expect(Object.values(again.clocks).find((c) => c.ruleId === 'HY-REVOKED')).toMatchObject({ length: 15 })
  })
})
