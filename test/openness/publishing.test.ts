/** From a person's consent to a public page and back, on a real database; the original stays, shielded matters never show. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RegisterInput } from '../../src/cases/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { verifyBureau } from '../../src/ledgerkeeping/index.ts'
import type { PublicationActionInput, Shown } from '../../src/openness/contract.ts'
import {
  actOnPublication,
  findPublished,
  latestPublished,
  listForDesk,
  previewOf,
  readConsent,
  readForDesk,
  readPublished,
  saveConsent,
  similarPublished,
} from '../../src/openness/index.ts'
import { likePublished } from '../../src/openness/published/store.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
const room = () => ({ cases: m.deps })
const command = (login: Login) => {
  const { id, unitId, roles } = m.actorOf(login)
  const session = {
    accountId: id!,
    bureauId: m.county.bureauId,
    unitId: unitId!,
    roles,
    login,
    name: '',
    expiresAt: m.clock.now(),
    sessionId: '',
  }
  return { session, now: m.clock.now(), idempotencyKey: randomUUID() }
}
const facts = async () => (await m.room.directory.byId(m.county.bureauId))!
const agree = (matterId: string, given = true) =>
  saveConsent(room(), m.asCitizen(matterId), matterId, { given, where: 'portal' })
const act = (login: Login, id: string, input: PublicationActionInput) =>
  actOnPublication(room(), command(login), id, input)

async function answered(more: Partial<RegisterInput> = {}): Promise<string> {
  const made = await m.register('letter-box', more)
  const { matterId } = made
  await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
  await m.act(m.as('works'), matterId, 'sign')
  const { demands } = await m.load(matterId)
  await m.act(m.as('works'), matterId, 'submit-reply', {
    outcomes: demands.map((d) => ({
      demandId: d.demandId,
      result: 'supported',
      words: '已办理。',
      basis: '有关规定',
    })),
    reply: '路灯已修复，联系张伟师傅13900001111。',
  })
  await m.act(m.as('checker'), matterId, 'approve-reply')
  return matterId
}

const publicationOf = async (matterId: string) =>
  granted(
    await listForDesk(room(), command('clerk'), [
      'agreed',
      'draft',
      'submitted',
      'published',
      'withdrawn',
      'taken-back',
    ]),
  ).find((p) => p.matterId === matterId)!

const clean: Shown = {
  title: '示范路路灯不亮',
  letter: '示范路的路灯不亮，请修复。',
  demands: [{ text: '修好路灯', result: 'supported', words: '已办理。' }],
  answer: '路灯已修复，由市政所每周巡查。',
}

async function published(matterId: string, shown = clean): Promise<string> {
  granted(await agree(matterId))
  const { publicationId } = await publicationOf(matterId)
  granted(await act('clerk', publicationId, { act: 'save', expectedVersion: 1, shown }))
  granted(await act('clerk', publicationId, { act: 'submit', expectedVersion: 2 }))
  granted(await act('head', publicationId, { act: 'approve', expectedVersion: 3 }))
  return publicationId
}

beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

describe('publishing a matter', () => {
  it('needs the consent of the person, then two pairs of eyes, and keeps the original', async () => {
    const matterId = await answered()
    expect(await publicationOf(matterId)).toBeUndefined()
    granted(await agree(matterId))
    const { publicationId, state } = await publicationOf(matterId)
    expect(state).toBe('agreed')
    const before = granted(await readForDesk(room(), command('clerk'), publicationId))
    expect(before.found.map((p) => p.text)).toEqual(expect.arrayContaining(['13900001111']))
    expect(before.may).toEqual(['save'])

    const leaky = { ...clean, letter: `我是${before.original.letter}`, answer: before.original.answer }
    granted(await act('clerk', publicationId, { act: 'save', expectedVersion: 1, shown: leaky }))
    expect(codeOf(await act('clerk', publicationId, { act: 'submit', expectedVersion: 2 }))).toBe(
      'publish.places_left',
    )
    expect(codeOf(await act('clerk', publicationId, { act: 'save', expectedVersion: 1, shown: clean }))).toBe(
      'write.stale_version',
    )
    granted(await act('clerk', publicationId, { act: 'save', expectedVersion: 2, shown: clean }))
    granted(await act('clerk', publicationId, { act: 'submit', expectedVersion: 3 }))
    expect(codeOf(await act('clerk', publicationId, { act: 'approve', expectedVersion: 4 }))).toBe(
      'access.denied',
    )
    expect(await latestPublished(room(), await facts(), 10)).toEqual([])
    const preview = granted(await previewOf(room(), command('head'), publicationId))
    expect(preview.shown).toEqual(clean)
    granted(await act('head', publicationId, { act: 'approve', expectedVersion: 4 }))

    const [item] = await latestPublished(room(), await facts(), 10)
    const page = granted(await readPublished(room(), await facts(), item!.id))
    expect(page.shown).toEqual(preview.shown)
    expect(item!.path).toBe('/county/published/2026-1')
    const after = granted(await readForDesk(room(), command('clerk'), publicationId))
    expect(after.original).toEqual(before.original)
    expect(after.steps.map((s) => s.what)).toEqual(['agreed', 'save', 'save', 'submit', 'approve'])
  })

  it('refuses words that name who asked, whatever reason is given', async () => {
    const matterId = await answered()
    granted(await agree(matterId))
    const { publicationId } = await publicationOf(matterId)
    const detail = granted(await readForDesk(room(), command('clerk'), publicationId))
    const shown = { ...clean, letter: `联系电话${m.input('letter-box').parties![0]!.phone}` }
    granted(await act('clerk', publicationId, { act: 'save', expectedVersion: detail.version, shown }))
    const refused = await act('clerk', publicationId, {
      act: 'submit',
      expectedVersion: 2,
      reason: '可以公开',
    })
    expect(codeOf(refused)).toBe('publish.names_person')
  })

  it('is never approved by who wrote it, though an office would allow it', async () => {
    const matterId = await answered()
    granted(await agree(matterId))
    const { publicationId } = await publicationOf(matterId)
    granted(await act('head', publicationId, { act: 'save', expectedVersion: 1, shown: clean }))
    granted(await act('head', publicationId, { act: 'submit', expectedVersion: 2 }))
    expect(codeOf(await act('head', publicationId, { act: 'approve', expectedVersion: 3 }))).toBe(
      'publish.own_draft',
    )
    expect(codeOf(await act('supervisor', publicationId, { act: 'approve', expectedVersion: 3 }))).toBeNull()
  })

  it('goes at once when the consent is taken back, keeps its address, and may come again', async () => {
    const matterId = await answered()
    const publicationId = await published(matterId)
    const { path } = await publicationOf(matterId)
    const id = path!.split('/').at(-1)!
    expect(granted(await readConsent(room(), { bureauId: m.county.bureauId, matterId }))).toEqual({
      possible: true,
      given: true,
      path,
    })
    granted(await agree(matterId, false))
    expect(codeOf(await readPublished(room(), await facts(), id))).toBe('publish.taken_down')
    expect(
      (await findPublished(room(), await facts(), { q: '市政所每周巡查' })).items.map((i) => i.id),
    ).not.toContain(id)
    expect(codeOf(await act('head', publicationId, { act: 'approve', expectedVersion: 5 }))).toBe(
      'publish.no_consent',
    )
    granted(await agree(matterId))
    granted(await act('clerk', publicationId, { act: 'save', expectedVersion: 6, shown: clean }))
    granted(await act('clerk', publicationId, { act: 'submit', expectedVersion: 7 }))
    granted(await act('supervisor', publicationId, { act: 'approve', expectedVersion: 8 }))
    expect(codeOf(await readPublished(room(), await facts(), id))).toBeNull()
  })

  it('is taken down by the bureau with a reason that is kept', async () => {
    const matterId = await answered()
    const publicationId = await published(matterId)
    expect(codeOf(await act('head', publicationId, { act: 'unpublish', expectedVersion: 4 }))).toBe(
      'input.required',
    )
    granted(await act('head', publicationId, { act: 'unpublish', expectedVersion: 4, reason: '政策调整' }))
    const detail = granted(await readForDesk(room(), command('clerk'), publicationId))
    expect(detail.steps.at(-1)).toMatchObject({ what: 'unpublish', reason: '政策调整' })
    const { rows } = await m.database.owner.query(
      'select count(*)::int as n from publication_terms where publication_id = $1',
      [publicationId],
    )
    expect(rows[0]).toEqual({ n: 0 })
  })

  it('is impossible for reports of misconduct and for what is secret as a whole', async () => {
    const { matterId } = await m.register('misconduct')
    expect(codeOf(await agree(matterId))).toBe('publish.shielded')
    expect(granted(await readConsent(room(), { bureauId: m.county.bureauId, matterId })).possible).toBe(false)
    const secret = await answered({ secrecy: 'matter' })
    expect(codeOf(await agree(secret))).toBe('publish.secret')
    expect(await publicationOf(secret)).toBeUndefined()
  })

  it('cannot be written before there is an answer, nor by a unit that takes no part', async () => {
    const { matterId } = await m.register('letter-box')
    granted(await agree(matterId))
    const { publicationId, ready } = await publicationOf(matterId)
    expect(ready).toBe(false)
    expect(codeOf(await act('clerk', publicationId, { act: 'save', expectedVersion: 1, shown: clean }))).toBe(
      'publish.not_answered',
    )
    expect(codeOf(await readForDesk(room(), command('water'), publicationId))).toBe('not_found')
  })

  it('is an event of the ledger, written once, and verify stays green', async () => {
    const matterId = await answered()
    granted(await agree(matterId))
    granted(await agree(matterId))
    const doc = await m.load(matterId)
    expect(doc.publishing).toMatchObject({ given: true, where: 'portal' })
    expect(
      await m.count(
        "select count(*) from events where matter_id = $1 and type = 'matter.publishing-consented'",
        [matterId],
      ),
    ).toBe(1)
    const report = await verifyBureau({ ...m.deps, pool: m.database.owner }, m.county.bureauId)
    expect(report.findings).toEqual([])
  })
})

describe('the public', () => {
  it('finds by words, unit and year, and what is like a letter, best first', async () => {
    const water = await answered()
    await published(water, {
      title: '自来水早晚停水',
      letter: '入夏以来自来水早晚停水，老人挑水困难。',
      demands: [],
      answer: '已更换加压泵，恢复全天供水。',
    })
    const all = await facts()
    const titles = (items: { title: string }[]) => items.map((i) => i.title)
    expect(titles((await findPublished(room(), all, { q: '停水' })).items)).toEqual(['自来水早晚停水'])
    expect(titles((await findPublished(room(), all, { q: '停水 路灯' })).items)).toEqual([])
    expect((await findPublished(room(), all, { unit: 'no-such-unit' })).items).toEqual([])
    expect((await findPublished(room(), all, { year: 2025 })).items).toEqual([])
    expect((await findPublished(room(), all, { year: 2026, unit: 'works' })).items.length).toBeGreaterThan(1)
    const like = await similarPublished(
      room(),
      all,
      '我们这里的自来水总是停水，早上晚上都没有水，老人挑水很困难',
    )
    expect(like[0]).toMatchObject({ title: '自来水早晚停水', answer: '已更换加压泵，恢复全天供水。' })
    expect(await similarPublished(room(), all, '申请助学金需要什么材料')).toEqual([])
    expect(await similarPublished(room(), all, '?')).toEqual([])
  })

  it('is served along indexes, as the application role', async () => {
    const plan = await withTx(m.database.app, { bureau: m.county.bureauId }, async (tx) => {
      await tx.query('set local enable_seqscan = off')
      const seen: string[] = []
      const spy = {
        ...tx,
        query: async (sql: string, params?: readonly unknown[]) => {
          if (sql.includes('with hit')) {
            const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, params, null)
            seen.push(...rows.map((r) => r['QUERY PLAN']))
          }
          return tx.query(sql, params)
        },
      } as typeof tx
      await likePublished(
        spy,
        m.county.bureauId,
        { topic: null, unitId: null, year: null },
        { terms: ['停水'], least: 1 },
        { limit: 5, offset: 0 },
      )
      return seen.join('\n')
    })
    expect(plan).toMatch(/publication_terms_pkey/)
  })
})
