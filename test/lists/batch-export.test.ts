/** Batches, one outcome for each matter; exports, byte by byte, and what the audit log says of them. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addContact } from '../../src/cases/add-to-matter.ts'
import { cancelMistake } from '../../src/cases/cancel-mistake.ts'
import { openProceeding } from '../../src/cases/open-proceeding.ts'
import { runBatch } from '../../src/lists/batch.ts'
import type { BatchVerb, ListQuery } from '../../src/lists/contract.ts'
import { exportState, listReader, runExport } from '../../src/lists/export/run-export.ts'
import { listMatters } from '../../src/lists/list-matters.ts'
import type { Column } from '../../src/lists/rules.ts'
import { outcomes, rating } from '../harness/factories.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const batch = async (
  login: Login,
  verb: BatchVerb,
  ids: { matterId: string; version: number }[],
  input: object = {},
  key: string = randomUUID(),
) => {
  const items = ids.map((i) => ({ ...i, proceedingId: 'main' }))
  const results = granted(await runBatch(m.deps, m.looks(login), m.as(login, key), { verb, items, input }))
  return results.map((r) => r.refused?.refused ?? 'done')
}
const letters = async (n: number, procedure = 'letter-box') =>
  Promise.all(
    Array.from({ length: n }, async () => {
      const { matterId, version } = await m.register(procedure)
      return { matterId, version }
    }),
  )
const stateOf = async (matterId: string) => (await m.load(matterId)).proceedings.main!.state

describe('a batch', () => {
  it('does what can be done and tells of each what could not', async () => {
    const [a, b, c] = await letters(3)
    await m.act(m.as('clerk'), b!.matterId, 'assign', { unit: m.county.units.water })
    const report = await m.register('misconduct', { class: 'misconduct' })
    const told = await batch(
      'clerk',
      'assign',
      [
        a!,
        b!,
        { ...c!, version: 99 },
        { matterId: report.matterId, version: report.version },
        { matterId: randomUUID(), version: 1 },
      ],
      { unit: m.county.units.works, words: '请办理', mode: 'assign' },
    )
    expect(told).toEqual([
      'done',
      'write.stale_version',
      'write.stale_version',
      'list.not_in_batch',
      'not_found',
    ])
    expect(await stateOf(a!.matterId)).toBe('dispatched')
    expect(await stateOf(c!.matterId)).toBe('registered')
  })

  it('sends a petition on with the manner its table asks for, and a hotline order by its own step', async () => {
    const [petition] = await letters(1, 'petition')
    const [order] = await letters(1, 'hotline-order')
    const told = await batch('clerk', 'assign', [petition!, order!], {
      unit: m.county.units.works,
      mode: 'transfer',
    })
    expect(told).toEqual(['done', 'done'])
    expect(await batch('works', 'sign', [{ ...petition!, version: petition!.version + 1 }])).toEqual([
      'list.not_in_batch',
    ])
  })

  it('sent again does nothing twice, each matter under a key of its own', async () => {
    const two = await letters(2)
    const key = randomUUID()
    const input = { unit: m.county.units.works }
    expect(await batch('clerk', 'assign', two, input, key)).toEqual(['done', 'done'])
    const versions = await Promise.all(two.map(async (i) => (await m.load(i.matterId)).version))
    expect(await batch('clerk', 'assign', two, input, key)).toEqual(['done', 'done'])
    expect(await Promise.all(two.map(async (i) => (await m.load(i.matterId)).version))).toEqual(versions)
    const keys = await m.database.owner.query('select 1 from commands where idempotency_key like $1', [
      `${key}:%`,
    ])
    expect(keys.rowCount).toBe(2)
    const signed = two.map((i, n) => ({ matterId: i.matterId, version: versions[n]! }))
    expect(await batch('works', 'sign', signed)).toEqual(['done', 'done'])
    expect(await batch('water', 'sign', signed)).toEqual(
      ['access.denied', 'access.denied'].map(() => expect.any(String)),
    )
  })

  it('reminds in words that stand in the history, by those who take part', async () => {
    const [a] = await letters(1)
    await m.act(m.as('clerk'), a!.matterId, 'assign', { unit: m.county.units.works })
    const { version } = await m.load(a!.matterId)
    expect(
      await batch('supervisor', 'remind', [{ matterId: a!.matterId, version }], { words: '请尽快签收' }),
    ).toEqual(['done'])
    expect(await batch('water', 'remind', [{ matterId: a!.matterId, version }], { words: '请' })).toEqual([
      'access.denied',
    ])
    const none = await runBatch(m.deps, m.looks('clerk'), m.as('clerk'), {
      verb: 'remind',
      items: [],
      input: {},
    })
    expect(codeOf(none)).toBe('input.required')
  })

  it('orders the unit each lies with to answer, with ground and words, by those who supervise', async () => {
    const [a, b] = await letters(2)
    await m.act(m.as('clerk'), a!.matterId, 'assign', { unit: m.county.units.works })
    const items = await Promise.all(
      [a!, b!].map(async ({ matterId }) => ({ matterId, version: (await m.load(matterId)).version })),
    )
    const input = { trigger: 'overdue', words: '请说明原因' }
    expect(await batch('supervisor', 'supervise', items, input)).toEqual(['done', 'done'])
    expect(await batch('clerk', 'supervise', items, input)).toEqual(['access.denied', 'access.denied'])
    const { rows } = await m.database.owner.query<{ unit: string }>(
      `select responsible_unit_id as unit from proceedings where matter_id = $1 and procedure = 'supervision'`,
      [a!.matterId],
    )
    expect(rows.map((r) => r.unit)).toEqual([m.county.units.works])
    const without = { verb: 'supervise' as const, items: [], input: { words: '请' } }
    expect(codeOf(await runBatch(m.deps, m.looks('supervisor'), m.as('supervisor'), without))).toBe(
      'input.required',
    )
  })
})

describe('a batch of orders to be archived', () => {
  const calledBack = async () => {
    const { matterId } = await m.register('hotline-order')
    const said = outcomes(await m.load(matterId))
    await m.act(m.as('operator'), matterId, 'answer-now', { outcomes: said, reply: '答' })
    const doc = await m.load(matterId)
    const { proceedingId } = Object.values(doc.proceedings).find((p) => p.procedure === 'follow-up')!
    await m.act(m.as('operator'), matterId, 'record-rating', rating(doc, 'satisfied'), proceedingId)
    return { matterId, version: (await m.load(matterId)).version }
  }
  const archives = async (matterId: string) =>
    Object.values((await m.load(matterId)).proceedings).filter((p) => p.procedure === 'archiving')

  it('files what may be filed for as long as is said, and tells of each what may not', async () => {
    const [a, b] = [await calledBack(), await calledBack()]
    const [open] = await letters(1, 'hotline-order')
    const [letter] = await letters(1)
    const input = { retention: '10-years', words: 'R-2026-7' }
    const key = randomUUID()
    const asked = [a, open!, letter!, { ...b, version: b.version - 1 }]
    const told = ['done', 'case.not_ended', 'archive.not_an_order', 'write.stale_version']
    expect(await batch('operator', 'archive', asked, input, key)).toEqual(told)
    expect(await archives(a.matterId)).toMatchObject([{ end: 'done', values: { retention: '10-years' } }])
    // What was refused leaves nothing that waits behind.
    expect(await archives(open!.matterId)).toEqual([])
    expect(await batch('operator', 'archive', asked, input, key)).toEqual(told)
    expect(await batch('operator', 'archive', [a], input)).toEqual(['write.stale_version'])
    expect(await batch('works', 'archive', [b], input)).toEqual(['access.denied'])
    // One that waits already is filed, not opened again.
    const request = { matterId: b.matterId, procedure: 'archiving', input: {} }
    granted(await openProceeding(m.deps, m.as('clerk'), request))
    const { version } = await m.load(b.matterId)
    expect(await batch('clerk', 'archive', [{ matterId: b.matterId, version }], input)).toEqual(['done'])
    expect(await archives(b.matterId)).toMatchObject([{ end: 'done' }])
  })

  it('takes every order listed as ready, and refuses those left out', async () => {
    const orderWith = async (after: (matterId: string) => Promise<unknown>) => {
      const { matterId } = await calledBack()
      await after(matterId)
      return matterId
    }
    const supervise = { trigger: 'overdue', words: '请说明原因', unit: m.county.units.works }
    const open = (login: Login, matterId: string, procedure: string, input = {}) =>
      openProceeding(m.deps, m.as(login), { matterId, procedure, input })
    const contact = {
      channel: 'phone' as const,
      persons: 1,
      representatives: 0,
      external: null,
      words: '又来电',
    }
    const mistake = (await m.register('hotline-order')).matterId
    granted(await cancelMistake(m.deps, m.as('clerk'), mistake, randomUUID(), '重复导入'))
    const notCalledBack = (await m.register('hotline-order')).matterId
    const said = outcomes(await m.load(notCalledBack))
    await m.act(m.as('operator'), notCalledBack, 'answer-now', { outcomes: said, reply: '答' })
    const made = {
      plain: await orderWith(async () => {}),
      putOff: await orderWith(async (id) => {
        granted(await open('clerk', id, 'archiving'))
        const waiting = (await archives(id))[0]!.proceedingId
        await m.act(m.as('clerk'), id, 'put-off-archiving', { words: '待补材料' }, waiting)
      }),
      contacted: await orderWith(async (id) => granted(await addContact(m.deps, m.as('clerk'), id, contact))),
      supervised: await orderWith(async (id) =>
        granted(await open('supervisor', id, 'supervision', supervise)),
      ),
      notCalledBack,
      mistake,
    }
    const query = { list: 'all', progress: 'ended', sort: '-ended', archive: 'ready' } as const
    const { items } = granted(await listMatters(m.deps, m.looks('clerk'), query, { limit: 100 }))
    const listed = new Set(items.map((i) => i.matterId))
    const told: Record<string, [boolean, string | undefined]> = {}
    for (const [what, matterId] of Object.entries(made)) {
      const { version } = await m.load(matterId)
      const [answer] = await batch('clerk', 'archive', [{ matterId, version }], { retention: '10-years' })
      told[what] = [listed.has(matterId), answer]
    }
    expect(told).toEqual({
      plain: [true, 'done'],
      putOff: [true, 'done'],
      contacted: [false, 'archive.work_open'],
      supervised: [false, 'archive.work_open'],
      notCalledBack: [false, 'archive.call_back_open'],
      mistake: [false, 'archive.not_an_order'],
    })
  })

  it('is not begun without how long they are kept', async () => {
    const without = { verb: 'archive' as const, items: [], input: {} }
    expect(codeOf(await runBatch(m.deps, m.looks('clerk'), m.as('clerk'), without))).toBe('input.required')
  })
})

describe('an export', () => {
  const columns: Column[] = ['number', 'matter', 'state', 'due', 'channel', 'responsible']
  const take = async (
    login: Login,
    format: 'csv' | 'xlsx',
    query: ListQuery,
    exportId: string = randomUUID(),
    { columns: chosen = columns, lang = 'zh' as 'zh' | 'en' } = {},
  ) => {
    const ask = { exportId, format, query, columns: chosen }
    const deps = { ...m.deps, read: listReader(m.deps) }
    const bytes = granted(await runExport(deps, m.looks(login), ask, lang))
    return { exportId, bytes: await buffer(Readable.from(bytes, { objectMode: false })) }
  }
  const audited = async (exportId: string) =>
    (
      await m.database.owner.query(
        "select account_id, details from audit_log where action = 'list.exported' and details ->> 'exportId' = $1",
        [exportId],
      )
    ).rows[0] as { account_id: string; details: { rows: number; state: string; list: ListQuery } }

  it('as .csv holds what the list shows, quoted, with a byte order mark', async () => {
    const odd = await m.register('letter-box', { subject: '=1+1,"路灯"', channel: 'fax-mail' })
    const { bytes, exportId } = await take('supervisor', 'csv', { list: 'all', channel: 'fax-mail' })
    const text = bytes.toString('utf8')
    expect(text.startsWith('\ufeff编号,事项,环节,期限,渠道,现在由谁办\r\n')).toBe(true)
    expect(text).toContain(`${odd.number},"'=1+1,""路灯""",已登记,`)
    expect(text).toContain('传真邮件,centre单位\r\n')
    expect(text.trimEnd().split('\r\n')).toHaveLength(2)
    expect(granted(await exportState(m.deps, m.looks('supervisor'), exportId))).toMatchObject({
      state: 'done',
      rows: 1,
    })
    expect(codeOf(await exportState(m.deps, m.looks('clerk'), exportId))).toBe('not_found')
    const line = await audited(exportId)
    expect(line.account_id).toBe(m.county.ids.supervisor)
    expect(line.details).toMatchObject({
      rows: 1,
      state: 'done',
      list: { list: 'all', channel: 'fax-mail' },
      format: 'csv',
    })
  })

  it('as .xlsx is read by others, cell by cell, over more than one page', async () => {
    const before = await letters(230)
    const { bytes, exportId } = await take('supervisor', 'xlsx', { list: 'all', procedure: 'letter-box' })
    const [sheet] = (await readExcel(bytes)) as unknown as { data: string[][] }[]
    const rows = sheet!.data
    expect(rows[0]).toEqual(['编号', '事项', '环节', '期限', '渠道', '现在由谁办'])
    expect(rows.length).toBeGreaterThan(before.length)
    expect(new Set(rows.map((r) => r[0])).size).toBe(rows.length)
    expect((await audited(exportId)).details.rows).toBe(rows.length - 1)
    expect(rows.find((r) => r[1] === '=1+1,"路灯"')).toBeDefined()
  })

  it('names a category from the root down, in the language of who takes it, with its code beside it', async () => {
    // Written in words while the bureau had no tree yet.
    const own = await m.register('letter-box', { subject: '自写类别', category: '邻里', channel: 'sms' })
    await m.database.owner.query(
      `insert into categories (bureau_id, code, parent_code, name_zh, name_en)
       values ($1, '71', null, '城乡建设', 'Building'), ($1, '7102', '71', '市容, 环卫', 'Streets')`,
      [m.county.bureauId],
    )
    const filed = await m.register('letter-box', { subject: '分类件', category: '7102', channel: 'sms' })
    const query: ListQuery = { list: 'all', channel: 'sms' }
    const more = { columns: ['number', 'category', 'received'] as Column[] }
    const zh = (await take('supervisor', 'csv', query, undefined, more)).bytes.toString('utf8')
    expect(zh).toContain('编号,内容分类,内容分类代码,收到日期\r\n')
    expect(zh).toContain(`${filed.number},"城乡建设 / 市容, 环卫",7102,`)
    expect(zh).toContain(`${own.number},邻里,,`)
    const { bytes } = await take('supervisor', 'xlsx', query, undefined, { ...more, lang: 'en' })
    const [sheet] = (await readExcel(bytes)) as unknown as { data: string[][] }[]
    expect(sheet!.data[0]).toEqual(['Number', 'Category', 'Category code', 'Received'])
    expect(sheet!.data.find((r) => r[0] === filed.number)?.slice(1, 3)).toEqual([
      'Building / Streets',
      '7102',
    ])
  })

  it('withholds the subject of shielded and secret matters, and leaves them out for others', async () => {
    const report = await m.register('misconduct', { class: 'misconduct', subject: '举报内容不得外泄' })
    const secret = await m.register('letter-box', { subject: '整件保密不得外泄', secrecy: 'matter' })
    const own = (await take('clerk', 'csv', { list: 'all' })).bytes.toString('utf8')
    expect(own).toContain(`${report.number},（保密）`)
    expect(own).toContain(`${secret.number},（保密）`)
    expect(own).not.toContain('外泄')
    const theirs = (await take('auditor', 'csv', { list: 'all' })).bytes.toString('utf8')
    expect(theirs).not.toContain(report.number)
  })

  it('that breaks off says so, with the rows it gave', async () => {
    const ask = {
      exportId: randomUUID(),
      format: 'csv' as const,
      query: { list: 'all' } as ListQuery,
      columns,
    }
    const read = listReader(m.deps)
    let pages = 0
    const deps = {
      ...m.deps,
      read: ((...args) => {
        if (++pages > 1) throw new Error('lost')
        return read(...args)
      }) as typeof read,
    }
    const bytes = granted(await runExport(deps, m.looks('supervisor'), ask, 'en'))
    await expect(buffer(Readable.from(bytes, { objectMode: false }))).rejects.toThrow('lost')
    expect((await audited(ask.exportId)).details).toMatchObject({ state: 'broken', rows: 200 })
    expect(granted(await exportState(m.deps, m.looks('supervisor'), ask.exportId)).state).toBe('broken')
    const again = await runExport({ ...m.deps, read }, m.looks('supervisor'), ask, 'en')
    expect(codeOf(again)).toBe('write.idempotency_key_reused')
  })

  it('knows beforehand how many rows there will be, where they can be counted', async () => {
    const all = await take('supervisor', 'csv', { list: 'all' })
    const told = granted(await exportState(m.deps, m.looks('supervisor'), all.exportId))
    expect(told.expected).toBe(told.rows)
    expect(told.rows).toBeGreaterThan(200)
    const few = await take('supervisor', 'csv', { list: 'all', channel: 'fax-mail' })
    expect(granted(await exportState(m.deps, m.looks('supervisor'), few.exportId)).expected).toBe(1)
  })

  it('that its reader leaves asks for no more rows, and says so', async () => {
    const read = listReader(m.deps)
    let pages = 0
    const counting: typeof read = (...args) => {
      pages++
      return read(...args)
    }
    const ask = {
      exportId: randomUUID(),
      format: 'xlsx' as const,
      query: { list: 'all' } as ListQuery,
      columns,
    }
    const bytes = granted(await runExport({ ...m.deps, read: counting }, m.looks('supervisor'), ask, 'zh'))
    await bytes.next()
    await bytes.return(undefined)
    expect(pages).toBe(1)
    expect((await audited(ask.exportId)).details).toMatchObject({ state: 'broken', rows: 0 })
    expect(await bytes.next()).toEqual({ done: true, value: undefined })
  })
})
