import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile, readMatter } from '../../src/cases/index.ts'
import { addPage, dropDraft, finishDraft, readDraft, readDrafts, saveDraft } from '../../src/drafts/index.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const home = () => path.dirname(m.deps.filesRoot)
const deps = () => ({ cases: m.deps, home: home() })
const writer = (login: Login, bureau = m.county, now = m.clock.now()) => {
  const { actor } = m.as(login, undefined, bureau)
  return { session: { bureauId: bureau.bureauId, accountId: actor.id!, unitId: actor.unitId! }, now }
}
const SECRET = '绝密的草稿内容'
const body = (more: object = {}) => ({
  kind: 'registration' as const,
  place: 'register',
  matterId: null,
  title: '路灯不亮',
  content: { body: SECRET, parties: [{ name: '测试人甲' }] },
  revision: 0,
  ...more,
})
const page = (draftId: string, name: string, text: string) => ({
  draftId,
  name,
  mediaType: 'image/png',
  content: [Buffer.from(text)],
})

describe('a draft', () => {
  test('comes back whole to its writer, and lies encrypted', async () => {
    const id = randomUUID()
    expect(granted(await saveDraft(deps(), writer('clerk'), id, body())).revision).toBe(1)
    expect(granted(await readDraft(deps(), writer('clerk'), id))).toMatchObject({
      title: '路灯不亮',
      content: { body: SECRET, parties: [{ name: '测试人甲' }] },
      revision: 1,
      files: [],
    })
    const { rows } = await m.database.owner.query<{ cipher: Buffer; row: string }>(
      'select cipher, drafts::text as row from drafts where draft_id = $1',
      [id],
    )
    expect(rows[0]!.cipher.includes(Buffer.from(SECRET))).toBe(false)
    expect(rows[0]!.row).not.toContain('路灯')
  })

  test('is nobody else’s: not read, listed, overwritten or dropped', async () => {
    const id = randomUUID()
    granted(await saveDraft(deps(), writer('clerk'), id, body()))
    for (const other of [writer('checker'), writer('administrator'), writer('clerk', m.other)]) {
      expect(codeOf(await readDraft(deps(), other, id))).toBe('not_found')
      expect((await readDrafts(deps(), other)).map((d) => d.draftId)).not.toContain(id)
      await dropDraft(deps(), other, id)
    }
    granted(await saveDraft(deps(), writer('checker'), id, body({ title: '另一份' })))
    expect(granted(await readDraft(deps(), writer('clerk'), id)).title).toBe('路灯不亮')
  })

  test('is kept from another account by the database itself', async () => {
    const id = randomUUID()
    granted(await saveDraft(deps(), writer('clerk'), id, body()))
    const client = await m.database.app.connect()
    const seen = async (account: string) => {
      await client.query(
        `begin; set local app.bureau = '${m.county.bureauId}'; set local app.account = '${account}'`,
      )
      const { rows } = await client.query('select draft_id from drafts where draft_id = $1', [id])
      await client.query('rollback')
      return rows.length
    }
    expect(await seen(m.county.ids.clerk)).toBe(1)
    expect(await seen(m.county.ids.checker)).toBe(0)
    client.release()
  })

  test('changed in another window is not written over', async () => {
    const id = randomUUID()
    granted(await saveDraft(deps(), writer('clerk'), id, body()))
    granted(await saveDraft(deps(), writer('clerk'), id, body({ title: '甲', revision: 1 })))
    const late = await saveDraft(deps(), writer('clerk'), id, body({ title: '乙', revision: 1 }))
    expect(codeOf(late)).toBe('draft.newer_elsewhere')
    expect(granted(await readDraft(deps(), writer('clerk'), id)).title).toBe('甲')
  })

  test('of one place is found by it; one nobody touched for long is given up', async () => {
    const place = `matter:${randomUUID()}:main.reply`
    granted(await saveDraft(deps(), writer('works'), randomUUID(), body({ kind: 'action', place })))
    expect(await readDrafts(deps(), writer('works'), place)).toHaveLength(1)
    expect(await readDrafts(deps(), writer('works'), 'register')).toHaveLength(0)
    const later = writer('works', m.county, new Date(m.clock.now().getTime() + 31 * 86_400_000))
    granted(await saveDraft(deps(), later, randomUUID(), body()))
    expect(await readDrafts(deps(), writer('works'), place)).toHaveLength(0)
  })

  test('too long is refused', async () => {
    const long = body({ content: 'x'.repeat(500_000) })
    expect(codeOf(await saveDraft(deps(), writer('clerk'), randomUUID(), long))).toBe('draft.too_long')
  })
})

describe('the pages of a draft', () => {
  test('are tied to the matter in their order, once, and the draft is gone', async () => {
    const id = randomUUID()
    granted(await saveDraft(deps(), writer('clerk'), id, body()))
    const second = granted(await addPage(deps(), writer('clerk'), page(id, '第二页.png', 'page two')))
    const first = granted(await addPage(deps(), writer('clerk'), page(id, '第一页.png', 'page one')))
    const folder = path.join(home(), 'drafts', m.county.bureauId, id)
    for (const name of readdirSync(folder))
      expect(readFileSync(path.join(folder, name)).includes(Buffer.from('page'))).toBe(false)

    const { matterId } = await m.register('petition')
    const order = [first.fileId, second.fileId]
    const finish = () => finishDraft(deps(), writer('clerk'), m.as('clerk'), id, matterId, order)
    expect(await finish()).toEqual({ attached: 2 })
    // Sent again after the answer was lost: nothing is tied twice.
    expect(await finish()).toEqual({ attached: 0 })
    const view = granted(await readMatter(m.deps, m.looks('clerk'), matterId))
    expect(view.attachments.map((a) => a.name)).toEqual(['第一页.png', '第二页.png'])
    const file = granted(
      await openFile(m.deps, m.looks('clerk'), matterId, view.attachments[0]!.attachmentId),
    )
    const parts: Buffer[] = []
    for await (const part of file.content) parts.push(part)
    expect(Buffer.concat(parts).toString()).toBe('page one')
    expect(codeOf(await readDraft(deps(), writer('clerk'), id))).toBe('not_found')
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  })

  test('stay with the draft when the matter is not the writer’s to add to', async () => {
    const id = randomUUID()
    granted(await saveDraft(deps(), writer('water'), id, body()))
    granted(await addPage(deps(), writer('water'), page(id, '一.png', 'x')))
    const { matterId } = await m.register('petition')
    expect(codeOf(await finishDraft(deps(), writer('water'), m.as('water'), id, matterId, []))).toBe(
      'access.denied',
    )
    expect(granted(await readDraft(deps(), writer('water'), id)).files).toHaveLength(1)
  })

  test('are pictures, papers and recordings; nothing a browser would run, and not without a draft', async () => {
    const id = randomUUID()
    granted(await saveDraft(deps(), writer('clerk'), id, body()))
    const html = { ...page(id, 'x.html', '<script>'), mediaType: 'text/html' }
    expect(codeOf(await addPage(deps(), writer('clerk'), html))).toBe('file.type_not_taken')
    expect(codeOf(await addPage(deps(), writer('clerk'), page(randomUUID(), '一.png', 'x')))).toBe(
      'not_found',
    )
    expect(codeOf(await addPage(deps(), writer('checker'), page(id, '一.png', 'x')))).toBe('not_found')
  })
})
