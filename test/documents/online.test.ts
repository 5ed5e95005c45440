/** Service on the citizen's page: only as agreed, only by opening, and never in place of the other ways. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreeOnlineService, receiveOnline } from '../../src/cases/index.ts'
import {
  documentsForCitizen,
  onlineServiceForCitizen,
  openDocumentForCitizen,
} from '../../src/documents/index.ts'
import { papersOfMatter } from '../../src/documents/read-papers.ts'
import { verifyBureau } from '../../src/ledgerkeeping/index.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'
import { paperDesk } from './desk.ts'

let m: MiniBureau
const desk = paperDesk(() => m)
beforeAll(async () => {
  m = await createMiniBureau({ simulated: false })
})
afterAll(() => m.close())

const look = (matterId: string) => ({ bureauId: m.county.bureauId, matterId, now: m.clock.now() })
const agree = (matterId: string, agreed: boolean) =>
  agreeOnlineService(m.deps, m.asCitizen(matterId), matterId, { agreed, evidence: null })
const online = async (matterId: string) => granted(await onlineServiceForCitizen(m.deps, look(matterId)))

/** A petition whose opinion is signed and sealed; the service waits. */
async function sealed(more: Parameters<typeof desk.atCheck>[0] = {}) {
  const matterId = await desk.atCheck(more)
  const paperId = await desk.begin('works', matterId, 'handling-opinion')
  granted(await desk.submit('works', matterId, paperId))
  granted(await desk.approve('works-head', matterId, paperId))
  granted(await desk.seal('works', matterId, paperId))
  const doc = await m.load(matterId)
  const opinion = Object.values(doc.documents).find((d) => d.kind === 'handling-opinion')!
  return { matterId, documentId: opinion.documentId, serviceId: opinion.serviceId }
}
const post = (matterId: string, serviceId: string) =>
  m.fire(m.as('works'), matterId, 'serve-online', {}, serviceId)
const open = (matterId: string, serviceId: string) =>
  receiveOnline(m.deps, m.asCitizen(matterId), matterId, serviceId)
const reviewRight = async (matterId: string) =>
  Object.values((await m.load(matterId)).clocks).find((c) => c.ruleId === 'XF-T08')

describe('a statutory opinion', () => {
  test('is served on the day it is opened, which the person does; lying there serves nothing', async () => {
    const { matterId, documentId, serviceId } = await sealed()
    expect(codeOf(await post(matterId, serviceId))).toBe('case.online_service_not_agreed')
    granted(await agree(matterId, true))
    granted(await post(matterId, serviceId))
    const waiting = await online(matterId)
    expect(waiting).toMatchObject({
      agreed: true,
      asked: true,
      waiting: [{ serviceId, documentId, title: '信访事项处理意见书' }],
    })
    expect((await m.load(matterId)).proceedings.main!.state).toBe('serving')
    expect(await reviewRight(matterId)).toBeUndefined()
    // Unopened it can be neither read nor saved.
    expect(granted(await documentsForCitizen(m.deps, look(matterId))).map((d) => d.documentId)).not.toContain(
      documentId,
    )
    expect(codeOf(await openDocumentForCitizen(m.deps, look(matterId), documentId))).toBe('not_found')
    // Nobody opens it for the person.
    expect(codeOf(await receiveOnline(m.deps, m.as('works'), matterId, serviceId))).toBe('access.denied')
    expect(codeOf(await m.fire(m.as('works'), matterId, 'open-online', {}, serviceId))).toBe('access.denied')
    m.clock.advance(3 * 86_400_000)
    granted(await open(matterId, serviceId))
    expect(await reviewRight(matterId)).toMatchObject({ status: 'running', startedOn: m.today() })
    expect((await m.load(matterId)).documents[documentId]).toMatchObject({
      servedOn: m.today(),
      method: 'open-online',
    })
    granted(await openDocumentForCitizen(m.deps, look(matterId), documentId))
    expect(codeOf(await open(matterId, serviceId))).toBe('case.not_now')
  })

  test('unopened can be served otherwise, and comes off the page when the person takes the agreement back', async () => {
    const { matterId, documentId, serviceId } = await sealed()
    granted(await agree(matterId, true))
    granted(await post(matterId, serviceId))
    granted(await agree(matterId, false))
    expect(await online(matterId)).toMatchObject({ agreed: false, waiting: [] })
    expect((await m.load(matterId)).proceedings[serviceId]!.state).toBe('to-serve')
    expect(codeOf(await open(matterId, serviceId))).toBe('case.not_now')
    granted(await agree(matterId, true))
    granted(await post(matterId, serviceId))
    await desk.deliver('works', matterId, documentId)
    expect((await m.load(matterId)).documents[documentId]).toMatchObject({ method: 'in-person' })
  })

  test('is never put there before it is sealed', async () => {
    const matterId = await desk.atCheck()
    granted(await agree(matterId, true))
    await m.act(m.as('works-head'), matterId, 'approve-opinion')
    const { serviceId } = Object.values((await m.load(matterId)).documents).at(-1)!
    expect(codeOf(await post(matterId, serviceId))).toBe('document.not_sealed')
  })
})

describe('the agreement', () => {
  test('is written down by staff only with the signed paper, and once', async () => {
    const { matterId } = await sealed()
    const record = (login: 'works' | 'water', agreed: boolean, evidence: string | null) =>
      agreeOnlineService(m.deps, m.as(login), matterId, { agreed, evidence })
    expect(codeOf(await record('water', true, null))).toBe('access.denied')
    expect(codeOf(await record('works', true, null))).toBe('case.evidence_missing')
    expect(codeOf(await record('works', true, '00000000-0000-4000-8000-000000000001'))).toBe(
      'case.evidence_missing',
    )
    const { attachments, version } = await m.load(matterId)
    const evidence = attachments[0]!.attachmentId
    granted(await record('works', true, evidence))
    granted(await record('works', true, evidence))
    const doc = await m.load(matterId)
    expect(doc.version).toBe(version + 1)
    expect(doc.onlineService).toEqual({ agreed: true, by: 'unit', evidence, on: m.today() })
    const { online: shown } = granted(await papersOfMatter(docs(), m.looks('works'), matterId))
    expect(shown).toEqual({ agreed: true, by: 'unit', on: m.today(), mayRecord: true })
  })

  test('is not asked for where the page serves by itself', async () => {
    const { matterId } = await m.register('letter-box')
    expect(await online(matterId)).toMatchObject({ asked: false, waiting: [] })
    expect(granted(await papersOfMatter(docs(), m.looks('clerk'), matterId)).online).toBeNull()
  })
})

describe('a petition of somebody who left no way to be reached', () => {
  const nobody = { parties: [] }

  test('is not answered by the signature: its opinion is sealed, put on the page, and served when opened', async () => {
    const matterId = await desk.atCheck(nobody)
    await m.act(m.as('works-head'), matterId, 'approve-opinion')
    expect((await m.load(matterId)).proceedings.main).toMatchObject({ state: 'serving', end: null })
    const other = await sealed(nobody)
    expect((await m.load(other.matterId)).proceedings.main).toMatchObject({ state: 'serving', end: null })
    granted(await post(other.matterId, other.serviceId))
    expect((await online(other.matterId)).waiting).toHaveLength(1)
    granted(await open(other.matterId, other.serviceId))
    expect((await m.load(other.matterId)).proceedings.main).toMatchObject({
      state: 'answered',
      end: 'answered',
    })
    expect(await reviewRight(other.matterId)).toMatchObject({ status: 'running', startedOn: m.today() })
  })

  test('ends as undeliverable, with the reason on record, when nobody ever opens it', async () => {
    const { matterId, serviceId } = await sealed(nobody)
    granted(await post(matterId, serviceId))
    const giveUp = (input: object) => m.fire(m.as('works'), matterId, 'give-up', input as never, serviceId)
    expect(codeOf(await giveUp({}))).toBe('input.required')
    granted(await giveUp({ detail: '未留联系方式，文书在查询页两个月未打开。' }))
    expect((await m.load(matterId)).proceedings.main).toMatchObject({
      state: 'undeliverable',
      end: 'undeliverable',
    })
    expect(await reviewRight(matterId)).toBeUndefined()
  })

  test('gets its notices on the page, which nobody could send (R22 23)', async () => {
    const matterId = await desk.accepted(nobody)
    const notice = Object.values((await m.load(matterId)).documents)[0]!
    expect(notice).toMatchObject({ kind: 'acceptance-notice', method: 'post-to-page', servedOn: m.today() })
  })
})

test('the ledger of all of it is sound', async () => {
  const pool = { pool: m.database.owner, keyring: m.keyring, filesRoot: m.deps.filesRoot }
  expect((await verifyBureau(pool, m.county.bureauId)).findings).toEqual([])
})

const docs = () => ({ cases: m.deps })
