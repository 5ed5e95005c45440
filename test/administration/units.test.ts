/** Units: the tree changes as it was shown, and no unit is closed over work that would be left without one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv, openWorld, previewAndImport, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const HEAD = '单位代码,单位名称,英文名称,单位类型,上级单位代码,席位'
const unitsOf = async (slug = 'qinghe') => {
  const admin = await world.as('administrator', slug)
  const { items } = (await admin('GET', '/api/v1/administration/units')).json()
  return items as {
    unitId: string
    parentId: string | null
    code: string
    name: { zh: string; en: string }
    kind: string
    seats: string[]
    active: boolean
    version: number
  }[]
}
const unit = async (code: string) => (await unitsOf()).find((u) => u.code === code)!

describe('a tree from a table', () => {
  test('is shown cell by cell, then written as shown, once', async () => {
    const admin = await world.as('administrator')
    const file = csv(
      HEAD,
      'house,住建局,Housing,部门,,',
      'house-1,住建局信访科,,内设机构,house,',
      'east,城东街道,East street,street,,',
    )
    const { preview, done } = await previewAndImport(admin, 'administration/units', file)
    expect(preview.counts).toEqual({ add: 3, change: 0, same: 0, problems: 0 })
    expect(done).toEqual({ added: 3, changed: 0 })
    const made = await unit('house-1')
    expect(made).toMatchObject({ kind: 'office', parentId: (await unit('house')).unitId, active: true })
    expect(made.name.en).toBe('住建局信访科')
    expect((await world.audited('unit.added')).filter((d) => d.imported)).toHaveLength(3)
    const stale = await admin('POST', '/api/v1/administration/units/import', { file, digest: preview.digest })
    expect(stale.json().code).toBe('table.preview_outdated')
  })

  test('goes out and comes in again unchanged, in both formats', async () => {
    const admin = await world.as('administrator')
    for (const format of ['csv', 'xlsx']) {
      const out = await admin('GET', `/api/v1/administration/units/export?format=${format}`)
      expect(out.statusCode).toBe(200)
      const file = { name: `units.${format}`, content: out.rawPayload.toString('base64') }
      const preview = (await admin('POST', '/api/v1/administration/units/preview', file)).json()
      const count = (await unitsOf()).filter((u) => u.active).length
      expect(preview.counts).toEqual({ add: 0, change: 0, same: count, problems: 0 })
    }
  })

  test('says which cell is wrong, and then writes nothing', async () => {
    const admin = await world.as('administrator')
    const before = await unitsOf()
    const file = csv(
      HEAD,
      'a b,甲,,部门,,',
      'ok-1,乙,,没有的类型,,',
      'ok-2,丙,,部门,nowhere,',
      'ok-3,丁,,部门,ok-4,',
      'ok-4,戊,,部门,ok-3,',
      'ok-5,己,,部门,,站岗',
      'ok-5,庚,,部门,,',
      'ok-6,,,部门,,',
    )
    const preview = (await admin('POST', '/api/v1/administration/units/preview', file)).json()
    const wrong = preview.rows.map((r: { line: number; problems: { column: string }[] }) => [
      r.line,
      r.problems.map((p) => p.column).join(),
    ])
    expect(wrong).toEqual([
      [2, 'code'],
      [3, 'kind'],
      [4, 'parent'],
      [5, 'parent'],
      [6, 'parent'],
      [7, 'seats'],
      [8, 'code'],
      [9, 'name'],
    ])
    const refused = await admin('POST', '/api/v1/administration/units/import', {
      file,
      digest: preview.digest,
    })
    expect(refused.json().code).toBe('table.has_problems')
    expect(await unitsOf()).toEqual(before)
  })

  test('names a missing column, and refuses what is no table', async () => {
    const admin = await world.as('administrator')
    const lacks = await admin('POST', '/api/v1/administration/units/preview', csv('单位代码,单位名称', 'a,b'))
    expect(lacks.json()).toMatchObject({ code: 'table.column_missing' })
    expect(lacks.json().detail).toContain('单位类型')
    const broken = { name: 'x.xlsx', content: Buffer.from('PK\u0003\u0004broken').toString('base64') }
    const unreadable = await admin('POST', '/api/v1/administration/units/preview', broken)
    expect(unreadable.json().code).toBe('table.broken')
  })

  test('reads what Excel saves on a Chinese desktop', async () => {
    const admin = await world.as('administrator')
    // 单位代码,单位名称,单位类型 / gb,中,部门 in GB18030
    const bytes = Buffer.from(
      'b5a5cebbb4fac2eb2cb5a5cebbc3fbb3c62cb5a5cebbc0e0d0cd0a67622cd6d02cb2bfc3c50a',
      'hex',
    )
    const file = { name: 'x.csv', content: bytes.toString('base64') }
    const preview = (await admin('POST', '/api/v1/administration/units/preview', file)).json()
    expect(preview.rows[0]).toMatchObject({ action: 'add', cells: { code: 'gb', name: '中' } })
  })
})

describe('a unit', () => {
  test('moves in the tree, but not below itself', async () => {
    const admin = await world.as('administrator')
    const house = await unit('house')
    const change = (body: object) => admin('PATCH', `/api/v1/administration/units/${house.unitId}`, body)
    expect((await change({ expectedVersion: house.version, parentCode: 'house-1' })).json().code).toBe(
      'bureau.unit_in_circle',
    )
    expect((await change({ expectedVersion: house.version, parentCode: 'centre' })).statusCode).toBe(200)
    expect((await unit('house')).parentId).toBe((await unit('centre')).unitId)
    expect((await change({ expectedVersion: house.version, kind: 'street' })).json().code).toBe(
      'bureau.changed_meanwhile',
    )
    expect(await world.audited('unit.changed')).toContainEqual(
      expect.objectContaining({ code: 'house', before: expect.objectContaining({ parentId: null }) }),
    )
  })

  test('is closed only when nothing is left below it, in it or with it', async () => {
    const admin = await world.as('administrator')
    const close = async (code: string) => {
      const u = await unit(code)
      return admin('PATCH', `/api/v1/administration/units/${u.unitId}`, {
        expectedVersion: u.version,
        active: false,
      })
    }
    expect((await close('house')).json().code).toBe('bureau.unit_has_children')
    expect((await close('town-1')).json().code).toBe('bureau.unit_has_accounts')
    expect((await close('centre')).json().code).toMatch(/^bureau\.(unit_has_children|last_seat)$/)

    const clerk = await world.as('clerk')
    const made = await clerk('POST', '/api/v1/matters', {
      procedure: 'letter-box',
      channel: 'web',
      class: 'inquiry',
      body: '路灯不亮。',
      demands: ['修好路灯'],
    })
    expect(made.statusCode, made.body).toBe(201)
    const { matterId, version } = made.json()
    const east = await unit('east')
    const assigned = await clerk('POST', `/api/v1/matters/${matterId}/actions`, {
      proceedingId: 'main',
      action: 'assign',
      expectedVersion: version,
      input: { unit: east.unitId },
    })
    expect(assigned.statusCode, assigned.body).toBe(200)
    const blockers = await admin('GET', `/api/v1/administration/units/${east.unitId}/blockers`)
    expect(blockers.json()).toMatchObject({ children: 0, accounts: 0, openWork: true })
    expect(blockers.json().matters).toEqual([{ matterId, number: made.json().number }])
    expect((await close('east')).json().code).toBe('bureau.unit_has_open_work')
    expect((await close('house-1')).statusCode).toBe(200)
    expect((await unit('house-1')).active).toBe(false)
  })

  test('of another bureau is not there', async () => {
    const theirs = (await unitsOf('lanshi'))[0]!
    const admin = await world.as('administrator')
    const answer = await admin('PATCH', `/api/v1/administration/units/${theirs.unitId}`, {
      expectedVersion: 1,
      kind: 'office',
    })
    expect(answer.json().code).toBe('bureau.unknown_unit')
    expect((await unitsOf()).some((u) => u.unitId === theirs.unitId)).toBe(false)
  })
})
