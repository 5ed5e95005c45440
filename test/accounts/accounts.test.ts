/** The accounts over HTTP on a real database: who sees and changes them, each refusal, import twice, history, code lists. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountsRoutes, bookSheets } from '../../src/accounts/index.ts'
import { bureauRoutes } from '../../src/bureau/index.ts'
import { ROLES } from '../../src/kernel/access/index.ts'
import { createHttpServer, type HttpServer } from '../../src/kernel/http/index.ts'
import { createLog } from '../../src/kernel/log/log.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { writeCsv, writeXlsx } from '../../src/tables/index.ts'
import { as, openScene, type Scene, tokenOf, walkRoutes } from '../routes/harness.ts'
import { demoAccounts } from './made.ts'

const YEAR = 2025
let scene: Scene
let server: HttpServer
const tokens = new Map<string, string>()

beforeAll(async () => {
  scene = await openScene()
  const { room } = scene
  server = await createHttpServer({
    log: createLog({ level: 'silent' }),
    clock: scene.clock,
    authenticator: { staff: (token, now, attended) => room.sessions.current(token, now, attended) },
    routes: [
      ...bureauRoutes(room),
      ...accountsRoutes({ pool: scene.database.app, directory: room.directory }),
    ],
    api: { title: 'Huiyin', version: 'test' },
    checkResponses: true,
  })
})
afterAll(async () => {
  await server.close()
  await scene.close()
})

async function by(role: string, slug = 'qinghe') {
  const login = `${slug}.${role}`
  const token = tokens.get(login) ?? (await tokenOf(server, login))
  tokens.set(login, token)
  return as(server, token)
}
const file = (name: string, bytes: Buffer) => ({ name, content: bytes.toString('base64') })

let year: string
const made = () => by('finance')

describe('accounts of a department', () => {
  test('every route is closed to who proves nothing, and to roles it does not name; an auditor is one of them', async () => {
    const walked = await walkRoutes(server, async (role) => {
      const login = `qinghe.${role}`
      const token = tokens.get(login) ?? (await tokenOf(server, login))
      tokens.set(login, token)
      return token
    })
    expect(walked).toBeGreaterThan(15)
    const own = server.routes.filter((r) => r.url.startsWith('/api/v1/finance/'))
    for (const { method, url, access } of own) {
      const roles = typeof access === 'string' ? access : [...access.roles].sort()
      const want =
        method === 'GET'
          ? ['bureau-head', 'finance']
          : url.endsWith('/release')
            ? ['bureau-head']
            : ['finance']
      expect(roles, `${method} ${url}`).toEqual(want)
    }
  })

  test('the finance officer opens a year, each refusal with its code', async () => {
    const finance = await made()
    const body = { code: '101001', name: '演示县信访局', kind: 'administrative' }
    const added = await finance('POST', '/api/v1/finance/departments', body)
    expect(added.statusCode, added.body).toBe(201)
    expect((await finance('POST', '/api/v1/finance/departments', body)).json().code).toBe(
      'accounts.code_taken',
    )
    year = `/api/v1/finance/departments/${added.json().departmentId}/years/${YEAR}`
    expect((await finance('GET', year)).json().code).toBe('not_found')
    expect((await finance('POST', year)).statusCode).toBe(201)
    expect((await finance('POST', year)).json().code).toBe('accounts.year_open')
  })

  test.each([
    ['accounts.no_such_figure', { path: 'spend/final/general/remitted/2014001', value: 1 }],
    ['accounts.code_unknown', { path: 'spend/final/general/basic/2019999', value: 1 }],
    ['accounts.value_too_large', { path: 'organ-cost/final', value: 1_000_000_000_001 }],
    ['accounts.value_negative', { path: 'organ-cost/final', value: -1 }],
    ['accounts.share_over', { path: 'plan/06', value: 10_001 }],
    ['accounts.changed_meanwhile', { path: 'organ-cost/final', before: 5, value: 1 }],
  ])('typing is refused with %s and writes nothing', async (code, change) => {
    const finance = await made()
    const answer = await finance('POST', `${year}/figures`, { changes: [change] })
    expect(answer.json().code).toBe(code)
    expect((await finance('GET', `${year}/changes`)).json().items).toEqual([])
  })

  test('a workbook with a wrong cell shows it and writes nothing; mended it is written once, twice changes nothing', async () => {
    const finance = await made()
    const sheets = bookSheets(demoAccounts(YEAR), 'all', 'yuan')
    const fin5 = sheets.find((s) => s.name === '一般公共预算财政拨款支出决算表')!
    const right = fin5.rows[6]![3]
    fin5.rows[6]![3] = '12O.5'
    const bad = file('决算.xlsx', await writeXlsx(sheets))
    const first = await finance('POST', `${year}/import/preview`, { file: bad })
    expect(first.statusCode, first.body).toBe(200)
    expect(first.json().findings[0]).toMatchObject({
      sheet: fin5.name,
      cell: 'D7',
      value: '12O.5',
      severity: 'error',
      words: { zh: '不是数字', en: 'Is no number' },
    })
    const { digest } = first.json()
    const refused = await finance('POST', `${year}/import`, { file: bad, digest })
    expect(refused.json().code).toBe('accounts.import_wrong')
    expect(refused.json().detail ?? refused.body).toContain('D7')

    fin5.rows[6]![3] = right!
    const good = file('决算.xlsx', await writeXlsx(sheets))
    const plan = (await finance('POST', `${year}/import/preview`, { file: good })).json()
    expect(plan.findings).toEqual([])
    expect((await finance('GET', `${year}/changes`)).json().items).toEqual([])
    expect((await finance('POST', `${year}/import`, { file: good, digest: 'x' })).json().code).toBe(
      'table.preview_outdated',
    )
    const done = await finance('POST', `${year}/import`, { file: good, digest: plan.digest })
    expect(done.statusCode, done.body).toBe(200)
    expect(done.json().changed).toBe(plan.changes.length)
    expect((await finance('GET', year)).json().leaves).toEqual(demoAccounts(YEAR).leaves)

    const again = (await finance('POST', `${year}/import/preview`, { file: good })).json()
    expect(again.changes).toEqual([])
    const nothing = await finance('POST', `${year}/import`, { file: good, digest: again.digest })
    expect(nothing.json().changed).toBe(0)
    expect((await finance('GET', `${year}/changes`)).json().items).toHaveLength(1)
  })

  test('each figure tells the cell it came from, and every change after it', async () => {
    const finance = await made()
    const path = 'spend/final/general/basic/2014001'
    scene.clock.set(new Date(scene.clock.now().getTime() + 60_000))
    const typed = await finance('POST', `${year}/figures`, {
      changes: [{ path, value: 12_345 }],
      note: '更正',
    })
    expect(typed.statusCode, typed.body).toBe(200)
    const { items } = (await finance('GET', `${year}/history?paths=${path}`)).json()
    expect(items).toHaveLength(2)
    expect(items[0]).toMatchObject({ origin: 'typed', value: 12_345, note: '更正', by: 'finance' })
    expect(items[1]).toMatchObject({
      origin: 'file',
      file: '决算.xlsx',
      sheet: '一般公共预算财政拨款支出决算表',
      before: null,
    })
    expect(items[1].cell).toMatch(/^[A-Z]+\d+$/)
    expect(items[1].value).toBe(items[0].before)
    // Put back as the file has it.
    const sheets = bookSheets(demoAccounts(YEAR), 'all', 'wan')
    const book = file('万元.xlsx', await writeXlsx(sheets))
    const plan = (await finance('POST', `${year}/import/preview`, { file: book })).json()
    expect(plan.changes.map((c: { path: string }) => c.path)).toEqual([path])
    await finance('POST', `${year}/import`, { file: book, digest: plan.digest })
    const exported = await finance('GET', `${year}/workbook?part=all`)
    expect(exported.headers['content-disposition']).toContain(`accounts-101001-${YEAR}.xlsx`)
    const back = (
      await finance('POST', `${year}/import/preview`, { file: file('a.xlsx', exported.rawPayload) })
    ).json()
    expect(back).toMatchObject({ changes: [], findings: [] })
  })

  test('a released book refuses typing and import; the head opens it again with a reason', async () => {
    const [finance, head] = [await made(), await by('bureau-head')]
    const version = async () => (await head('GET', year)).json().version
    scene.clock.set(new Date(scene.clock.now().getTime() + 60_000))
    const release = async (act: string, note?: string) =>
      head('POST', `${year}/release`, {
        book: 'final',
        act,
        expectedVersion: await version(),
        ...(note ? { note } : {}),
      })
    expect((await release('release')).statusCode).toBe(200)
    expect((await release('release')).json().code).toBe('accounts.not_now')
    const change = { changes: [{ path: 'organ-cost/final', value: 1 }] }
    expect((await finance('POST', `${year}/figures`, change)).json().code).toBe('accounts.book_released')
    const sheets = bookSheets(demoAccounts(YEAR), 'official', 'yuan')
    const fin5 = sheets.find((s) => s.name === '一般公共预算财政拨款支出决算表')!
    for (const r of [3, 4, 5, 6]) fin5.rows[r]!.splice(2, 2, '1.00', '1.00')
    const plan = await finance('POST', `${year}/import/preview`, {
      file: file('a.xlsx', await writeXlsx([fin5])),
    })
    expect(JSON.stringify(plan.json().findings)).toContain('决算已经审定')
    expect((await release('reopen')).json().code).toBe('input.required')
    scene.clock.set(new Date(scene.clock.now().getTime() + 60_000))
    expect((await release('reopen', '更正一处')).statusCode).toBe(200)
    const changes = (await head('GET', `${year}/changes`)).json().items
    expect(changes[0]).toMatchObject({ origin: 'reopen', note: 'final: 更正一处' })
  })

  test('code lists are seen before they are loaded, and change what may be entered', async () => {
    const finance = await made()
    const url = `/api/v1/finance/codes/${YEAR}`
    const list = (await finance('GET', url)).json().items as { kind: string; code: string; name: string }[]
    const rows = list.filter((c) => c.kind === 'functional').map((c) => [c.code, c.name])
    const csv = (more: string[][]) => file('科目.csv', writeCsv([['科目编码', '科目名称'], ...rows, ...more]))
    const wrong = await finance('POST', `${url}/preview`, {
      kind: 'functional',
      file: csv([
        ['20141', ''],
        ['2014201', '没有上级'],
        ['20', '短'],
      ]),
    })
    expect(wrong.json().table.counts.problems).toBe(3)
    expect(JSON.stringify(wrong.json())).toContain(`B${rows.length + 2}`)
    const bad = { kind: 'functional', file: csv([['20', '短']]), digest: 'x' }
    expect((await finance('POST', `${url}/import`, bad)).json().code).toBe('table.has_problems')
    const more = csv([
      ['20141', '新的款'],
      ['2014101', '新的项'],
    ])
    const plan = (await finance('POST', `${url}/preview`, { kind: 'functional', file: more })).json()
    expect(plan.table.counts).toEqual({ add: 2, change: 0, same: rows.length, problems: 0 })
    const done = await finance('POST', `${url}/import`, {
      kind: 'functional',
      file: more,
      digest: plan.table.digest,
    })
    expect(done.json()).toEqual({ year: YEAR, codes: rows.length + 2, changed: 2 })
    const change = { changes: [{ path: 'opening/budget/general/2014101', value: 5 }] }
    expect((await finance('POST', `${year}/figures`, change)).statusCode).toBe(200)
    const out = await finance('GET', `${url}/list?kind=functional&format=csv`)
    expect(out.body).toContain('2014101,新的项')
  })

  test('the database itself shows no row to another role or bureau', async () => {
    const tables = ['departments', 'years', 'codes', 'changes', 'lines', 'figures'].map((t) => `finance_${t}`)
    const { rows } = await scene.database.owner.query<{
      login: string
      account_id: string
      bureau_id: string
    }>('select login, account_id, bureau_id from accounts')
    const account = (login: string) => rows.find((r) => r.login === login)!
    const seen = (login: string, table: string) => {
      const { account_id, bureau_id } = account(login)
      return withTx(scene.database.app, { bureau: bureau_id, account: account_id, unit: null }, (tx) =>
        tx.query(`select 1 from ${table} limit 1`),
      )
    }
    for (const table of tables) {
      for (const role of ROLES) {
        const shown = (await seen(`qinghe.${role}`, table)).length
        expect(shown, `${role} ${table}`).toBe(role === 'finance' || role === 'bureau-head' ? 1 : 0)
      }
      expect(await seen('lanshi.finance', table)).toEqual([])
    }
    await expect(
      withTx(
        scene.database.app,
        { bureau: scene.bureaus.qinghe, account: account('qinghe.bureau-head').account_id, unit: null },
        (tx) =>
          tx.query("update finance_figures set value = 1 where path = 'organ-cost/final' returning path"),
      ),
    ).resolves.toEqual([])
  })
})
