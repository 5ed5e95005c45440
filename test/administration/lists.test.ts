/** Code lists, the tree of categories, the words of notices. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inForce } from '../../src/administration/lists/code-lists.ts'
import { csv, openWorld, previewAndImport, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const HEAD = '一级,二级,三级'
const name = { zh: '园区', en: 'Park' }
type Item = { code: string; version: number; builtIn: boolean; position: number; validTo: string | null }
type Category = { code: string; name: { zh: string }; retiredOn: string | null; version: number }

const codes = async (list: string, slug = 'qinghe'): Promise<Item[]> => {
  const clerk = await world.as('clerk', slug)
  const { items } = (await clerk('GET', '/api/v1/code-lists')).json()
  return items.find((l: { list: string }) => l.list === list).items
}
const categories = async (slug = 'qinghe'): Promise<Category[]> =>
  (await (await world.as('clerk', slug))('GET', '/api/v1/categories')).json().items

describe('a code list', () => {
  const put = async (code: string, body: object, list = 'unit-kind') =>
    (await world.as('administrator'))('PUT', `/api/v1/code-lists/${list}/${code}`, body)
  const body = { name, validFrom: '2026-03-01', validTo: null, expectedVersion: 0 }

  test('takes a code of the bureau, ends one of the program, and forgets none', async () => {
    const before = await codes('unit-kind')
    const added = await put('park', body)
    expect(added.json()).toMatchObject({ code: 'park', version: 1, builtIn: false, position: before.length })
    const ended = await put('enterprise', { ...body, name: before.at(-1)!, validTo: '2026-03-31' })
    expect(ended.statusCode).toBe(400)
    const ends = { ...body, name: { zh: '企业', en: 'Firm' }, validTo: '2026-03-31' }
    expect((await put('enterprise', ends)).json()).toMatchObject({ version: 1, builtIn: true })
    const after = await codes('unit-kind')
    expect(after.map((i) => i.code).sort()).toEqual([...before.map((i) => i.code), 'park'].sort())
    const firm = after.find((i) => i.code === 'enterprise')! as Parameters<typeof inForce>[0]
    expect([inForce(firm, '2026-03-31'), inForce(firm, '2026-04-01')]).toEqual([true, false])
    expect(await codes('unit-kind', 'lanshi')).toEqual(before)
    expect(await world.audited('code.saved')).toContainEqual({
      list: 'unit-kind',
      before: expect.objectContaining({ code: 'enterprise', version: 0 }),
      after: expect.objectContaining({ validTo: '2026-03-31' }),
    })
    expect(await world.audited('code.saved', 'lanshi')).toEqual([])
  })

  test('is changed by who has seen it last, and within reason', async () => {
    expect((await put('park', body)).json().code).toBe('bureau.changed_meanwhile')
    expect((await put('park', { ...body, expectedVersion: 2 })).json().code).toBe('bureau.changed_meanwhile')
    expect((await put('park', { ...body, expectedVersion: 1 })).json().version).toBe(2)
    // Somebody who saw a version of a code that has none has seen something else.
    expect((await put('never', { ...body, expectedVersion: 3 })).json().code).toBe('bureau.changed_meanwhile')
    expect((await codes('unit-kind')).some((i) => i.code === 'never')).toBe(false)
    expect((await put('x', { ...body, validTo: '2026-02-01' })).json().code).toBe('input.invalid_date')
    expect((await put('x', body, 'no-list')).json().code).toBe('administration.unknown_list')
  })
})

describe('the tree of categories', () => {
  const add = async (parentCode: string | null, zh: string) =>
    (await world.as('administrator'))('POST', '/api/v1/categories', { parentCode, name: { zh, en: zh } })
  const change = async (code: string, what: object, slug = 'qinghe') =>
    (await world.as('administrator', slug))('PATCH', `/api/v1/categories/${code}`, what)

  test('comes from a table, once, and numbers itself level by level', async () => {
    const admin = await world.as('administrator')
    const file = csv(HEAD, '城建,道路,路灯', '城建,道路,井盖', '城建,供水,', '教育,,')
    const { preview, done } = await previewAndImport(admin, 'categories', file)
    expect(preview.counts).toEqual({ add: 4, change: 0, same: 0, problems: 0 })
    expect(done).toEqual({ added: 6 })
    expect((await categories()).map((c) => [c.code, c.name.zh])).toEqual([
      ['01', '城建'],
      ['0101', '道路'],
      ['010101', '路灯'],
      ['010102', '井盖'],
      ['0102', '供水'],
      ['02', '教育'],
    ])
    expect((await world.audited('categories.imported'))[0]).toEqual({ added: 6, rows: 4 })
    const again = await previewAndImport(admin, 'categories', file)
    expect(again.preview.counts).toMatchObject({ add: 0, same: 4 })
    expect(again.done).toEqual({ added: 0 })
    const stale = await admin('POST', '/api/v1/categories/import', { file, digest: preview.digest })
    expect(stale.json().code).toBe('table.preview_outdated')
    expect(await categories('lanshi')).toEqual([])
    const gap = (await admin('POST', '/api/v1/categories/preview', csv(HEAD, '城建,,路灯', ',道路,'))).json()
    expect(gap.rows.map((r: { problems: { column: string }[] }) => r.problems[0]!.column)).toEqual([
      'level2',
      'level1',
    ])
  })

  test('grows by hand, three levels deep, no name twice', async () => {
    expect((await add('0102', '水压')).json()).toMatchObject({ code: '010201', level: 3 })
    expect((await add('010201', '太深')).json().code).toBe('administration.category_too_deep')
    expect((await add('0102', '水压')).json().code).toBe('administration.name_taken')
    expect((await add('99', '无')).json().code).toBe('administration.unknown_category')
    expect(await world.audited('category.added')).toEqual([{ code: '010201' }])
  })

  test('retires from the leaves up, and nothing grows below what is retired', async () => {
    const admin = await world.as('administrator')
    expect((await change('0102', { retired: true, expectedVersion: 1 })).json().code).toBe(
      'administration.category_in_use',
    )
    expect((await change('010201', { retired: true, expectedVersion: 1 })).json().retiredOn).toBe(
      '2026-03-05',
    )
    expect((await change('0102', { retired: true, expectedVersion: 1 })).statusCode).toBe(200)
    expect((await add('0102', '水质')).json().code).toBe('administration.unknown_category')
    expect((await change('010201', { retired: false, expectedVersion: 2 })).json().code).toBe(
      'administration.unknown_category',
    )
    const file = csv(HEAD, '城建,供水,水质', '城建,道路,护栏')
    const preview = (await admin('POST', '/api/v1/categories/preview', file)).json()
    expect(
      preview.rows.map((r: { problems: { column: string }[] }) => r.problems.map((p) => p.column)),
    ).toEqual([['level2'], []])
    const forced = await admin('POST', '/api/v1/categories/import', { file, digest: preview.digest })
    expect(forced.json().code).toBe('table.has_problems')
    expect((await change('0102', { retired: false, expectedVersion: 1 })).json().code).toBe(
      'bureau.changed_meanwhile',
    )
    expect((await change('0102', { retired: false, expectedVersion: 2 })).json().retiredOn).toBeNull()
    expect((await change('01', { name, expectedVersion: 1 }, 'lanshi')).json().code).toBe(
      'administration.unknown_category',
    )
    expect((await world.audited('category.changed')).length).toBe(3)
  })
})

const TAXONOMY = path.resolve(import.meta.dirname, '../../../shared/data/taxonomy.csv')
const required = process.env.HUIYIN_REQUIRE_SHARED === '1'
const present = existsSync(TAXONOMY)
if (!present && !required) console.warn(`skipped: there is no taxonomy at ${TAXONOMY}`)

describe.skipIf(!present && !required)('the published taxonomy', () => {
  test('goes in whole, every path once', async () => {
    const bytes = readFileSync(TAXONOMY)
    const file = { name: 'taxonomy.csv', content: bytes.toString('base64') }
    const admin = await world.as('administrator', 'lanshi')
    const { preview, done } = await previewAndImport(admin, 'categories', file)
    const lines = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
      .slice(1)
    expect(preview.rows).toHaveLength(lines.length)
    const paths = new Set(
      lines.flatMap((l) => {
        const names = l.split(',').map((n) => n.trim())
        return names.flatMap((n, i) => (n === '' ? [] : [names.slice(0, i + 1).join('/')]))
      }),
    )
    expect(done.added).toBe(paths.size)
    const all = await categories('lanshi')
    const nameOf = new Map(all.map((c) => [c.code, c.name.zh]))
    const made = all.map(({ code }) =>
      Array.from({ length: code.length / 2 }, (_, i) => nameOf.get(code.slice(0, 2 * i + 2))).join('/'),
    )
    expect(new Set(made)).toEqual(paths)
  })
})

describe('the words of notices', () => {
  const AT = '/api/v1/administration/messages'
  const good = { zh: '{number}有进展，请看{where}。{code}', en: '{number} has news, see {where}. {code}' }

  test('are checked: every variable known, number and address there', async () => {
    const admin = await world.as('administrator')
    const wrong: [object, string][] = [
      [{ ...good, zh: '{number}请看{where}{name}' }, 'words.zh'],
      [{ ...good, en: '{number} has news' }, 'words.en'],
      [{ ...good, zh: '请看{where}' }, 'words.zh'],
    ]
    for (const [words, field] of wrong) {
      for (const ask of [
        () => admin('POST', `${AT}/accepted/preview`, words),
        () => admin('PUT', `${AT}/accepted`, { words, expectedVersion: 0 }),
      ]) {
        expect((await ask()).json()).toMatchObject({ code: 'administration.template_variable', field })
      }
    }
    for (const template of ['no-such', 'discreet-news', '__proto__']) {
      expect((await admin('POST', `${AT}/${template}/preview`, good)).json().code).toBe(
        'administration.unknown_template',
      )
      expect((await admin('PUT', `${AT}/${template}`, { words: good, expectedVersion: 0 })).json().code).toBe(
        'administration.unknown_template',
      )
    }
    expect(await world.audited('message.saved')).toEqual([])
  })

  test('are shown as a person would get them, kept by version, and given back', async () => {
    const [admin, auditor] = [await world.as('administrator'), await world.as('auditor')]
    const shown = (await admin('POST', `${AT}/accepted/preview`, good)).json()
    expect(shown.text.zh).toMatch(/^QH-P2026-000123有进展/)
    expect(`${shown.text.zh}${shown.text.en}`).not.toMatch(/[{}]/)
    const save = (words: object | null, expectedVersion: number) =>
      admin('PUT', `${AT}/accepted`, { words, expectedVersion })
    expect((await save(good, 0)).json()).toEqual({ version: 1 })
    expect((await save(good, 0)).json().code).toBe('bureau.changed_meanwhile')
    world.clock.advance(1000)
    expect((await save(null, 1)).json()).toEqual({ version: 2 })
    const of = async (slug: string) => {
      const { items } = (
        await (slug === 'qinghe' ? auditor : await world.as('auditor', slug))('GET', AT)
      ).json()
      return items.find((t: { template: string }) => t.template === 'accepted')
    }
    expect(await of('qinghe')).toMatchObject({
      own: null,
      version: 2,
      history: [{ version: 2 }, { words: good }],
    })
    expect(await of('lanshi')).toMatchObject({ own: null, version: 0, history: [] })
    expect(await world.audited('message.saved')).toMatchObject([
      { template: 'accepted', before: null, after: good },
      { version: 2, after: null },
    ])
  })
})
