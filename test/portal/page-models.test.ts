/** What the portal's pages say, without a server: drafts, own matter, words in both languages, small parts. */
import { describe, expect, it } from 'vitest'
import { PROCEDURES } from '../../src/cases/procedures/index.ts'
import { citizenView } from '../../src/cases/views/citizen-view.ts'
import { createAttempts } from '../../src/kernel/access/index.ts'
import { portalCss } from '../../src/portal/assets.ts'
import { dayText } from '../../src/portal/dates.ts'
import { cleanName, mediaTypeOf } from '../../src/portal/forms.ts'
import { langOf } from '../../src/portal/i18n.ts'
import { limitLine, limitsOf, ruleFacts } from '../../src/portal/limits.ts'
import { readNumber, slugOf } from '../../src/portal/my/number.ts'
import { mergeContact } from '../../src/portal/my/own-facts.ts'
import { ACT_PAGES, type Given, myPage, whyOf } from '../../src/portal/my/page-model.ts'
import { promiseLine } from '../../src/portal/my/promise-model.ts'
import { createSessionKeeper } from '../../src/portal/my/session.ts'
import { TEXTS, type Words, type WordTree } from '../../src/portal/texts/index.ts'
import { minifyCss, trimCss } from '../../src/portal/trim-css.ts'
import { letter, petition, report } from '../harness/factories.ts'
import { type Story, UNITS } from '../harness/world.ts'

const NOW = new Date('2026-08-03T02:00:00Z')
const given = (today: string, shielded: boolean, lang: 'zh' | 'en'): Given => ({
  today,
  shielded,
  documents: [],
  promises: [],
  told: [],
  rule: (ruleId) => ruleFacts(ruleId, today, [], lang),
  later: limitLine('XF-T08', today, [], lang),
  when: (x) => x,
})
const pageOf = (story: Story, shielded = false, lang: 'zh' | 'en' = 'zh') => {
  const view = citizenView(story.reader(), story.stored(), [], story.now)
  return { view, page: myPage(view, given(story.day, shielded, lang), lang) }
}

describe('the page of one’s own matter', () => {
  it('says where it is, who has it, by which day, and why that day', () => {
    const { page } = pageOf(petition('2026-08-03', 'handling'))
    expect(page.holder).toBe('works单位')
    // XF-T06 from rules.md: accepted 2026-08-03, nominal 2026-10-02, rolled 2026-10-08.
    expect(page.due?.day).toBe('2026年10月2日（星期五）')
    const skipped = page.due!.why.rows.filter((r) => r.skipped)
    expect(skipped).toHaveLength(6)
    expect(skipped.every((r) => r.source !== null)).toBe(true)
    expect(page.due!.why.rows.at(-1)).toMatchObject({ when: '2026年10月8日（星期四）', end: true })
    expect(page.acts.map((a) => a.page)).toEqual(['add', 'contact', 'withdraw'])
    // From the table: drafted, checked, served, and the limit of the acceptance must be met by then.
    expect(page.comes.map((c) => c.what)).toEqual([
      '调查核实，拟出处理意见',
      '审核签发答复',
      '答复送到您手里',
    ])
    expect(page.comes.map((c) => c.who)).toEqual(['works单位', 'works单位', 'works单位'])
    expect(page.comes.at(-1)!.by).toEqual(['2026年10月2日（星期五）前（含当天）'])
    expect(page.later?.ruleId).toBe('XF-T08')
  })

  it('offers rating and review once answered, review with its last day, and late with a reason', () => {
    const story = petition('2026-08-03', 'answered')
    const open = pageOf(story)
    expect(open.page.acts.map((a) => a.page)).toEqual(['rate', 'review', 'add', 'contact'])
    expect(open.page.right?.sentence).toContain('2026年9月2日')
    expect(open.page.demands.every((d) => d.result === '解释说明')).toBe(true)
    const late = pageOf(story.later(60))
    expect(late.page.right).toBeNull()
    expect(late.page.acts.find((a) => a.page === 'review')).toMatchObject({ main: false })
    expect(late.page.acts.find((a) => a.page === 'review')!.hint).toContain('期限已经过了')
  })

  it('tells what was promised at a reception: by whom, by which day, open, past or kept; shielded without any organ', () => {
    const promise = {
      office: '县长',
      unit: { zh: '城管局', en: 'City management' },
      receivedOn: '2026-08-03',
      dueOn: '2026-08-06',
      keptOn: null,
      overdue: false,
    }
    expect(promiseLine(promise, false, 'zh')).toEqual({
      what: '2026年8月3日（星期一）县长接待',
      by: '由城管局在2026年8月6日（星期四）前（含当天）办好',
      tone: 'blue',
      state: '还没办好',
      on: null,
      past: false,
    })
    expect(promiseLine({ ...promise, overdue: true }, false, 'zh')).toMatchObject({
      past: true,
      tone: 'yellow',
    })
    expect(promiseLine({ ...promise, keptOn: '2026-08-05' }, false, 'zh')).toMatchObject({
      tone: 'green',
      state: '已办好',
      on: '2026年8月5日（星期三）记录',
    })
    for (const lang of ['zh', 'en'] as const)
      expect(JSON.stringify(promiseLine(promise, true, lang))).not.toMatch(/县长|城管局|City management/)
  })

  it('shows no outcome before the reply is served', () => {
    const { page } = pageOf(letter('2026-08-03', 'reply-check'))
    expect(page.demands.map((d) => d.result)).toEqual([null, null])
    expect(page.documents).toEqual([])
  })

  it('names no unit to who reported misconduct, in any state and language', () => {
    for (const state of ['registered', 'dispatched', 'handling', 'answered'] as const) {
      for (const lang of ['zh', 'en'] as const) {
        const said = JSON.stringify(pageOf(report('2026-08-03', state), true, lang).page)
        for (const unit of UNITS.values())
          expect(said, `${state} ${unit.code}`).not.toContain(unit.name[lang])
      }
    }
  })

  it('keeps the numbers of other people’s matters to itself', () => {
    const { view } = pageOf(petition('2026-08-03', 'handling'))
    const linked = {
      ...view,
      links: [
        { kind: 'same-matter' as const, number: 'TEST-X2026-000009' },
        { kind: 'reviewed-by' as const, number: null },
      ],
    }
    const page = myPage(linked, given('2026-08-03', false, 'zh'), 'zh')
    expect(page.links).toEqual([
      { kind: '有别的来信反映同一件事', number: null, opens: false },
      { kind: '正在复查（复核）', number: null, opens: false },
    ])
  })

  it('has a page for each of the citizen’s own acts that the tables know', () => {
    const acts = PROCEDURES.flatMap((p) => p.transitions).filter((t) => t.who.some((who) => 'citizen' in who))
    // To open a document that waits is a form beside the document, on the page itself.
    expect(new Set(acts.map((t) => t.id))).toEqual(new Set([...Object.keys(ACT_PAGES), 'open-online']))
  })

  it('tells days that only count in one line, and each day off in its own', () => {
    const { view } = pageOf(petition('2026-08-03', 'handling'))
    const why = whyOf(view.due!.derivation, 'en')
    expect(why.rows.length).toBeLessThan(15)
  })

  it('puts new contact details over the old and keeps what was left empty', () => {
    const parties = [
      { role: 'representative' as const, name: '乙' },
      { role: 'petitioner' as const, name: '甲', phone: '1', address: 'a' },
    ]
    const given = { name: '', phone: '2', address: '', email: '' }
    expect(mergeContact(parties, given)).toEqual([
      { role: 'petitioner', name: '甲', phone: '2', address: 'a' },
      { role: 'representative', name: '乙' },
    ])
  })
})

describe('limits in words', () => {
  it('cites the law for what it says and calls the rest a local setting', () => {
    const [transfer, , answer] = limitsOf('petition', '2026-08-03', [], 'zh')
    expect(transfer).toMatchObject({ within: '15 日内（自收到之日起）', mark: null })
    expect(answer!.extension).toContain('不超过 30 日')
    for (const line of limitsOf('misconduct', '2026-08-03', [], 'en')) expect(line.mark).toBe('local setting')
    for (const line of limitsOf('letter-box', '2026-08-03', [], 'zh')) expect(line.mark).toBe('本地设置')
    // Jinan's text holds in Jinan: elsewhere it is a setting.
    expect(limitsOf('hotline-order', '2026-08-03', [], 'zh')[0]!.mark).toBe('本地设置')
  })

  it('follows the bureau’s own setting', () => {
    const setting = {
      ruleId: 'HY-LETTERBOX',
      validFrom: '2026-01-01',
      validTo: null,
      length: 7,
      unit: 'wd' as const,
      mark: 'L' as const,
      basis: { zh: '本县规定', en: 'own rule' },
    }
    expect(limitsOf('letter-box', '2026-08-03', [setting], 'zh')[0]).toMatchObject({
      within: '7 个工作日内（自来信登记起）',
      basis: '本县规定',
    })
  })
})

describe('words', () => {
  const walk = (tree: WordTree, at = ''): [string, Words][] =>
    Object.entries(tree).flatMap(([name, value]) =>
      typeof value.zh === 'string'
        ? [[`${at}${name}`, value as Words]]
        : walk(value as WordTree, `${at}${name}.`),
    )

  it('stand in both languages with the same places to fill', () => {
    const all = walk(TEXTS as unknown as WordTree)
    expect(all.length).toBeGreaterThan(200)
    const places = (s: string) => [...s.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort()
    for (const [name, { zh, en }] of all) {
      expect(zh.trim(), name).not.toBe('')
      expect(en.trim(), name).not.toBe('')
      expect(places(en), name).toEqual(places(zh))
      // The language link is written in the other language.
      if (name !== 'common.otherLang') expect(/\p{Script=Han}/u.test(en), `${name} in English`).toBe(false)
    }
  })

  it('follow the browser until a person chooses', () => {
    expect(langOf(undefined, 'en-GB,en;q=0.9,zh;q=0.1')).toBe('en')
    expect(langOf(undefined, undefined)).toBe('zh')
    expect(langOf('zh', 'en-GB')).toBe('zh')
    expect(langOf('xx', 'en')).toBe('en')
    expect(dayText('2026-02-24', 'zh')).toBe('2026年2月24日（星期二）')
    expect(dayText('2026-02-22', 'en')).toBe('Sunday 22 February 2026')
  })
})

describe('numbers, sessions and tries', () => {
  it('reads a number as people type it', () => {
    for (const typed of [
      'test-x2026-000012',
      ' ＴＥＳＴ－Ｘ２０２６－000012',
      'TESTX2026000012',
      'x2026 12',
      'X2026—000012',
    ]) {
      expect(readNumber(typed, 'test'), typed).toBe('TEST-X2026-000012')
    }
    expect(readNumber('demo-city-x2026-000003', 'test')).toBe('DEMO-CITY-X2026-000003')
    expect(slugOf('DEMO-CITY-X2026-000003')).toBe('demo-city')
    expect(slugOf('12')).toBeNull()
  })

  const keeper = createSessionKeeper(Buffer.alloc(32, 7))
  const session = {
    bureauId: 'b',
    matterId: '00000000-0000-7000-8001-000000000001',
    number: 'TEST-X2026-000001',
    showCode: false,
  }

  it('opens its own cookie for half an hour, and no other', () => {
    const cookie = keeper.seal(session, NOW)
    expect(keeper.open(cookie, new Date(NOW.getTime() + 29 * 60_000))).toEqual(session)
    expect(keeper.open(cookie, new Date(NOW.getTime() + 31 * 60_000))).toBeNull()
    const [body, mac] = cookie.split('.') as [string, string]
    const other = Buffer.from(body, 'base64url').toString().replace('000001"', '000002"')
    expect(keeper.open(`${Buffer.from(other).toString('base64url')}.${mac}`, NOW)).toBeNull()
    for (const bad of [undefined, '', 'x', 'x.y.z', `${body}.`]) expect(keeper.open(bad, NOW)).toBeNull()
    expect(createSessionKeeper(Buffer.alloc(32, 8)).open(cookie, NOW)).toBeNull()
  })

  it('marks a form for one matter only', () => {
    const mark = keeper.mark('m1')
    expect(keeper.keyOf(mark, 'm1')).toMatch(/^portal-[\w-]{22}$/)
    expect(keeper.keyOf(mark, 'm2')).toBeNull()
    expect(keeper.keyOf('', 'm1')).toBeNull()
  })

  it('lets an address fail ten times in a quarter of an hour, and others go on', () => {
    const attempts = createAttempts()
    for (let i = 0; i < 10; i++) {
      expect(attempts.waitMinutes('a', NOW)).toBe(0)
      attempts.failed('a', NOW)
    }
    expect(attempts.waitMinutes('a', NOW)).toBe(15)
    expect(attempts.waitMinutes('b', NOW)).toBe(0)
    expect(attempts.waitMinutes('a', new Date(NOW.getTime() + 15 * 60_000))).toBe(0)
  })
})

describe('files and style', () => {
  it('knows a file by its content and cleans its name', () => {
    expect(mediaTypeOf(Buffer.from('89504e470d0a1a0a00', 'hex'))).toBe('image/png')
    expect(mediaTypeOf(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg')
    expect(mediaTypeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf')
    expect(mediaTypeOf(Buffer.from('<html><script>'))).toBeNull()
    expect(cleanName('C:\\fakepath\\照片\u0000.png')).toBe('照片.png')
    expect(cleanName('../../')).toBe('file')
  })

  it('keeps of the component library what is used, with our colours and fonts', () => {
    const options = { keep: ['button'], values: { '--govuk-x': '#123' }, fontFamily: 'own' }
    const css =
      '@charset "UTF-8";@font-face{src:url(a)}.govuk-button,.govuk-tabs{color:var(--govuk-x,#fff);font-family:GDS}@media print{.govuk-tabs{top:0}}'
    expect(trimCss(css, options)).toBe('.govuk-button{color:#123;font-family:own}')
    expect(() => trimCss('.govuk-button{color:var(--unknown)}', options)).toThrow('--unknown')
    expect(minifyCss('/* a */ .a , .b { color: red ; }\n')).toBe('.a,.b{color:red}')
    const sheet = portalCss()
    expect(sheet).not.toMatch(/GDS Transport|@font-face|url\(/)
    expect(sheet.length).toBeLessThan(100_000)
  })
})
