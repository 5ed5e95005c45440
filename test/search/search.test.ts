/** Search by words on a real database: what is found, by whom, and what never enters the index. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../src/cases/add-to-matter.ts'
import { eraseMatter } from '../../src/cases/erase-content.ts'
import { searchDigest } from '../../src/kernel/crypto/index.ts'
import { followOnce } from '../../src/kernel/feed/index.ts'
import type { ListQuery } from '../../src/lists/contract.ts'
import { searchMatters } from '../../src/lists/search-list.ts'
import { indexAll, reindex, wordFollower } from '../../src/search/follow.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
const ids: Record<string, string> = {}
const numberOf: Record<string, string> = {}

const takeIn = async () => {
  await m.feedIsOpen()
  return indexAll(m.deps, m.county.bureauId)
}

beforeAll(async () => {
  m = await createMiniBureau()
  const letter = async (name: string, body: string, more: object = {}, procedure = 'letter-box') => {
    const made = await m.register(procedure, {
      subject: `事由${name}`,
      body,
      demands: ['请依法处理'],
      ...more,
    })
    ids[name] = made.matterId
    numberOf[name] = made.number
    return made.matterId
  }
  const works = await letter('mixer', '镇上的混凝土搅拌站夜里施工，电话13812345678，噪声扰民。')
  await m.act(m.as('clerk'), works, 'assign', { unit: m.county.units.works })
  const water = await letter('apart', '混凝土车拌好后进站，搅拌的声音不大。')
  await m.act(m.as('clerk'), water, 'assign', { unit: m.county.units.water })
  await letter('lamp', '和平路灯不亮，已报修两次。')
  await letter('shielded', '举报搅拌站负责人收钱。', { class: 'misconduct' }, 'misconduct')
  await letter('secret', '搅拌站的事请整件保密。', { secrecy: 'matter' })
  await letter('elsewhere', '另一地的搅拌站', {})
  await takeIn()
})
afterAll(() => m.close())

const find = async (login: Login, q: string, more: Partial<ListQuery> = {}) => {
  const page = await searchMatters(m.deps, m.looks(login), { list: 'all', ...more, q }, {})
  return granted(page).items.map((i) => Object.keys(ids).find((name) => ids[name] === i.matterId)!)
}

describe('a search by words', () => {
  it('finds the letters that hold the word, newest first, and not those that hold its parts', async () => {
    expect(await find('supervisor', '搅拌站')).toEqual(['elsewhere', 'mixer'])
    expect(await find('supervisor', '搅拌站 噪声')).toEqual(['mixer'])
    expect(await find('supervisor', '“搅拌站夜里”')).toEqual(['mixer'])
    expect(await find('supervisor', '路灯')).toEqual(['lamp'])
    expect(await find('supervisor', '不存在的词语')).toEqual([])
  })

  it('shows where, with the word marked and numbers masked', async () => {
    const { items } = granted(
      await searchMatters(m.deps, m.looks('supervisor'), { list: 'all', q: '噪声' }, {}),
    )
    const { parts } = items[0]!.snippet!
    expect(parts.filter((p) => p.hit).map((p) => p.text)).toEqual(['噪声'])
    const text = parts.map((p) => p.text).join('')
    expect(text).toContain('138******78')
    expect(text).not.toContain('13812345678')
  })

  it('finds for each reader only what their list holds', async () => {
    expect(await find('works', '搅拌站')).toEqual(['mixer'])
    expect(await find('water', '搅拌站')).toEqual([])
    expect(await find('water', '搅拌')).toEqual(['apart'])
    expect(await find('clerk', '搅拌站')).toEqual(['elsewhere', 'mixer'])
    expect(await find('administrator', '搅拌站')).toEqual([])
    expect(await find('supervisor', '搅拌站', { procedure: 'petition' })).toEqual([])
    const theirs = await searchMatters(
      m.deps,
      m.looks('supervisor', m.other),
      { list: 'all', q: '搅拌站' },
      {},
    )
    expect(granted(theirs).items).toEqual([])
  })

  it('never finds a shielded or a secret matter by words, for anybody, and has no trace of them', async () => {
    for (const login of ['clerk', 'supervisor', 'head', 'auditor', 'checker', 'town'] as const) {
      for (const q of ['举报', '收钱', '整件保密', '保密']) expect(await find(login, q), login).toEqual([])
    }
    const terms = ['举报', '收钱', '整件'].map((t) => searchDigest(m.keyring, m.county.bureauId, t))
    expect(
      await m.count('select count(*) from search_postings where term = any($1::bigint[])', [terms]),
    ).toBe(0)
    const inIt = await m.count('select count(*) from search_documents where matter_id = any($1::uuid[])', [
      [ids.shielded, ids.secret],
    ])
    expect(inIt).toBe(0)
  })

  it('finds one matter by its number, whole or short, if it is in sight', async () => {
    expect(await find('supervisor', numberOf.lamp!)).toEqual(['lamp'])
    const [, short] = /-([A-Z]\d{4}-\d+)$/.exec(numberOf.lamp!)!
    expect(await find('clerk', short!.toLowerCase())).toEqual(['lamp'])
    expect(await find('works', numberOf.lamp!)).toEqual([])
    expect(await find('auditor', numberOf.shielded!)).toEqual([])
    expect(await find('clerk', numberOf.shielded!)).toEqual(['shielded'])
  })

  it('takes no number of a person, and nothing shorter than two characters', async () => {
    for (const q of ['13812345678', '路', '！'])
      expect(codeOf(await searchMatters(m.deps, m.looks('clerk'), { list: 'all', q }, {}))).toBe(
        'search.too_short',
      )
  })

  it('gives every hit once over its pages', async () => {
    for (let i = 0; i < 7; i++) await m.register('letter-box', { body: `广场舞噪声第${i}封` })
    await takeIn()
    const seen: string[] = []
    let cursor: string | undefined
    for (let n = 0; n < 10; n++) {
      const q: ListQuery = { list: 'all', q: '广场舞' }
      const page = granted(await searchMatters(m.deps, m.looks('supervisor'), q, { cursor, limit: 3 }))
      expect(page.items.length).toBeLessThanOrEqual(3)
      seen.push(...page.items.map((i) => i.number))
      if (!page.next) break
      cursor = page.next
    }
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
    expect(seen).toEqual(seen.toSorted().reverse())
    const wrong = await searchMatters(
      m.deps,
      m.looks('supervisor'),
      { list: 'unit', q: '广场舞' },
      { cursor },
    )
    expect(codeOf(wrong)).toBe('input.invalid')
  })
})

describe('the index', () => {
  it('takes in what is added later, under the number the matter has', async () => {
    const before = await m.count('select count(*) from search_documents')
    granted(await addWords(m.deps, m.asCitizen(ids.lamp!), ids.lamp!, '补充：变压器也有异响。'))
    granted(await addWords(m.deps, m.as('clerk'), ids.lamp!, '内部备注：线路老化严重。'))
    await m.feedIsOpen()
    expect(await indexAll(m.deps, m.county.bureauId)).toBe(2)
    expect(await indexAll(m.deps, m.county.bureauId)).toBe(0)
    expect(await find('supervisor', '变压器')).toEqual(['lamp'])
    // Notes between organs are not for everybody who may open the matter.
    expect(await find('supervisor', '线路老化')).toEqual([])
    expect(await m.count('select count(*) from search_documents')).toBe(before)
  })

  it('built anew says the same', async () => {
    const hits = await find('supervisor', '搅拌站')
    await m.feedIsOpen()
    await reindex(m.deps, m.county.bureauId)
    expect(await find('supervisor', '搅拌站')).toEqual(hits)
    expect(await find('supervisor', '变压器')).toEqual(['lamp'])
    expect(
      await m.count('select count(*) from search_documents where bureau_id = $1', [m.other.bureauId]),
    ).toBe(0)
  })

  it('loses an erased matter at once, and then every trace of it', async () => {
    const made = await m.answeredLetter()
    granted(await addWords(m.deps, m.asCitizen(made.matterId), made.matterId, '独一无二的鹅卵石'))
    await takeIn()
    const term = searchDigest(m.keyring, m.county.bureauId, '鹅卵')
    const traces = () =>
      m.count('select count(*) from search_postings where term = $1::bigint and length(docs) > 0', [term])
    expect(await traces()).toBe(1)
    const found = async () =>
      granted(await searchMatters(m.deps, m.looks('supervisor'), { list: 'all', q: '鹅卵石' }, {})).items
        .length
    expect(await found()).toBe(1)
    const decision = { decision: '档案销毁决定（测试）1号', basis: '保管期满' }
    granted(await eraseMatter(m.deps, m.as('administrator'), made.matterId, decision))
    expect(await found()).toBe(0)
    await takeIn()
    expect(await traces()).toBe(0)
    expect(await m.count('select count(*) from search_documents where matter_id = $1', [made.matterId])).toBe(
      0,
    )
  })

  it('is kept by one process at a time and loses nothing when one breaks off', async () => {
    const { matterId } = await m.register('letter-box', { body: '断点续传测试之信' })
    await m.feedIsOpen()
    const broken = { ...m.deps, keyring: { ...m.deps.keyring, keks: new Map() } } as typeof m.deps
    await expect(indexAll(broken, m.county.bureauId)).rejects.toThrow()
    const once = () =>
      followOnce({ app: m.database.app, onError: () => {} }, m.county.bureauId, [wordFollower(m.deps)])
    const turns = await Promise.all([once(), once(), once()])
    expect(turns.filter((t) => t.read > 0)).toHaveLength(1)
    const { items } = granted(
      await searchMatters(m.deps, m.looks('supervisor'), { list: 'all', q: '断点续传' }, {}),
    )
    expect(items.map((i) => i.matterId)).toEqual([matterId])
  })
})
