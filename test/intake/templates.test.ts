import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTemplate, readTemplates, reviseTemplate, templateRoutes } from '../../src/templates/index.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const by = (bureau = m.county, idempotencyKey: string = randomUUID()) => {
  const { actor } = m.as('administrator', undefined, bureau)
  const session = {
    bureauId: bureau.bureauId,
    accountId: actor.id!,
    unitId: actor.unitId!,
    roles: actor.roles,
  }
  return { session: session as never, now: m.clock.now(), idempotencyKey }
}
const template = (more: object = {}) => ({
  purpose: 'reply' as const,
  name: '已办结',
  body: '您反映的“{subject}”（{number}）已经办结：{demands}',
  procedure: null as string | null,
  ...more,
})

describe('a template', () => {
  test('is added once, read by purpose and procedure, and belongs to its bureau', async () => {
    const command = by(m.county, 'template-once')
    const made = granted(await createTemplate(m.room, command, template()))
    expect(granted(await createTemplate(m.room, command, template()))).toEqual(made)
    granted(await createTemplate(m.room, by(), template({ name: '热线专用', procedure: 'hotline-order' })))
    granted(await createTemplate(m.room, by(), template({ name: '退回理由', purpose: 'reason' })))
    const names = async (f: object, bureau = m.county) =>
      (await readTemplates(m.room, by(bureau), f)).map((t) => t.name).sort()
    expect(await names({ purpose: 'reply', procedure: 'petition' })).toEqual(['已办结'])
    expect(await names({ purpose: 'reply', procedure: 'hotline-order' })).toEqual(['已办结', '热线专用'])
    expect(await names({ purpose: 'reason' })).toEqual(['退回理由'])
    expect(await names({}, m.other)).toEqual([])
  })

  test('is changed on the version seen, and laid aside rather than deleted', async () => {
    const made = granted(await createTemplate(m.room, by(), template({ name: '旧名' })))
    const change = (expectedVersion: number, active = true, bureau = m.county) =>
      reviseTemplate(m.room, by(bureau), made.templateId, {
        ...template({ name: '新名' }),
        active,
        expectedVersion,
      })
    expect(granted(await change(1))).toMatchObject({ name: '新名', version: 2 })
    expect(codeOf(await change(1))).toBe('write.stale_version')
    expect(codeOf(await change(2, true, m.other))).toBe('not_found')
    granted(await change(2, false))
    const ids = async (all: boolean) => (await readTemplates(m.room, by(), { all })).map((t) => t.templateId)
    expect(await ids(false)).not.toContain(made.templateId)
    expect(await ids(true)).toContain(made.templateId)
  })

  test('names no blank that nobody fills in', async () => {
    expect(codeOf(await createTemplate(m.room, by(), template({ body: '您好，{姓名}' })))).toBe(
      'template.unknown_blank',
    )
    expect(codeOf(await createTemplate(m.room, by(), template({ name: '  ' })))).toBe('input.required')
  })

  test('is written by those who answer for the bureau’s words alone', () => {
    for (const route of templateRoutes(m.room))
      expect(route.access, route.method).toEqual(
        route.method === 'GET' ? 'signed-in' : { roles: ['administrator', 'bureau-head', 'editor'] },
      )
  })
})
