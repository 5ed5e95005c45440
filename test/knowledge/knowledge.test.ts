/** The knowledge base on a real database: written, checked by another, found by slips and pinyin, imported, reminded of. */
import { randomUUID } from 'node:crypto'
import { Document, HeadingLevel, Packer, Paragraph } from 'docx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { findArticles, offerArticles } from '../../src/knowledge/find-articles.ts'
import { addHint, listHints, settleHint } from '../../src/knowledge/hints.ts'
import { importArticles } from '../../src/knowledge/import-articles.ts'
import { remindDue } from '../../src/knowledge/index.ts'
import { portalArticle } from '../../src/knowledge/portal.ts'
import { articlesBy, historyOf, noteUse, showArticle } from '../../src/knowledge/read-articles.ts'
import { stepArticle, stepArticles } from '../../src/knowledge/step-article.ts'
import { addArticle, changeArticle } from '../../src/knowledge/write-article.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau()
})
afterAll(() => m.close())

const room = () => ({ pool: m.deps.app, directory: m.deps.directory })
const command = (login: Login, bureau = m.county) => {
  const { id, unitId, roles } = m.actorOf(login, bureau)
  const session = { accountId: id, bureauId: bureau.bureauId, unitId, roles } as unknown as Session
  return { now: m.clock.now(), idempotencyKey: randomUUID(), session }
}
const facts = async (bureau = m.county) => (await m.deps.directory.byId(bureau.bureauId))!
const fields = (question: string, more = {}) => ({
  question,
  alsoAsked: [],
  answer: `${question}：请带身份证件到窗口办理。`,
  conditions: '',
  materials: '',
  basis: '演示规定',
  places: [],
  unitId: m.county.units.works!,
  category: null,
  tags: [],
  public: true,
  validFrom: m.today(),
  validTo: null,
  reviewOn: m.today(),
  ...more,
})
/** An article as readers see it: written by the editor, published by the supervisor. */
async function published(question: string, more = {}): Promise<string> {
  const { articleId } = granted(await addArticle(room(), command('editor'), fields(question, more)))
  for (const [login, step] of [
    ['editor', 'submit'],
    ['supervisor', 'publish'],
  ] as const)
    expect(
      granted(await stepArticles(room(), command(login), [articleId], step)).items[0]!.refused,
    ).toBeNull()
  return articleId
}
const find = async (typed: string, more = {}) =>
  (
    await findArticles(room(), {
      facts: await facts(),
      typed,
      now: m.clock.now(),
      limit: 10,
      publicOnly: false,
      ...more,
    })
  ).map((f) => f.question)

describe('an article', () => {
  test('is found only after a second person checked it, and keeps every form', async () => {
    const c = command('editor')
    const made = granted(await addArticle(room(), c, fields('居住证怎样签注')))
    expect(granted(await addArticle(room(), c, fields('居住证怎样签注')))).toEqual(made)
    expect(await find('居住证')).toEqual([])
    const step = (login: Login, name: 'submit' | 'publish', expectedVersion: number) =>
      stepArticle(room(), command(login), made.articleId, { step: name, expectedVersion })
    granted(await step('editor', 'submit', 1))
    expect(codeOf(await step('editor', 'publish', 2))).toBe('knowledge.own_draft')
    expect(codeOf(await step('supervisor', 'publish', 1))).toBe('write.stale_version')
    granted(await step('supervisor', 'publish', 2))
    expect(await find('居住证')).toEqual(['居住证怎样签注'])

    // What is published stays until the change is checked, and then the old words find nothing.
    const changed = fields('暂住登记怎样办理')
    granted(await changeArticle(room(), command('editor'), made.articleId, changed, 3))
    expect(await find('居住证')).toEqual(['居住证怎样签注'])
    granted(await step('editor', 'submit', 4))
    granted(await step('supervisor', 'publish', 5))
    expect(await find('居住证')).toEqual([])
    expect(await find('暂住登记')).toEqual(['暂住登记怎样办理'])
    const history = await historyOf(room(), m.county.bureauId, made.articleId)
    expect(history.map((h) => h.what)).toEqual([
      'published',
      'submitted',
      'written',
      'published',
      'submitted',
      'written',
    ])

    const withdrawn = { step: 'withdraw' as const, expectedVersion: 6 }
    expect(codeOf(await stepArticle(room(), command('supervisor'), made.articleId, withdrawn))).toBe(
      'input.required',
    )
    granted(
      await stepArticle(room(), command('supervisor'), made.articleId, { ...withdrawn, note: '政策已变' }),
    )
    expect(await find('暂住登记')).toEqual([])
  })

  test('is found by slips of the same sound, pinyin and initials', async () => {
    await published('社会保障卡丢失后怎样补办', { alsoAsked: ['社保卡补办'] })
    await published('车辆检测站在哪里')
    for (const typed of ['社保卡', '社宝卡', 'shebaoka', 'sebaoka', 'sbk', '社保ka', '补办社保卡要多久'])
      expect((await find(typed))[0], typed).toBe('社会保障卡丢失后怎样补办')
    expect(await find('！？')).toEqual([])
  })

  test('hides when its time is over or not begun, and from the public what is for the desk', async () => {
    await published('汛期值守电话', { public: false })
    await published('去年的补贴办法', { validFrom: '2020-01-01', validTo: '2020-12-31' })
    expect(await find('汛期值守')).toEqual(['汛期值守电话'])
    expect(await find('汛期值守', { publicOnly: true })).toEqual([])
    expect(await find('去年的补贴')).toEqual([])
    const ask = {
      state: 'ended' as const,
      unitId: null,
      category: null,
      isPublic: null,
      after: null,
      limit: 5,
    }
    const ended = granted(await articlesBy(room(), command('editor').session, ask, m.clock.now()))
    expect(ended.map((i) => i.question)).toEqual(['去年的补贴办法'])
    expect(await portalArticle(room(), await facts(), ended[0]!.articleId, m.clock.now())).toBeNull()
  })

  test('is offered for a letter that asks its question, and for no other', async () => {
    await published('老旧小区加装电梯怎样申请', { alsoAsked: ['加装电梯'] })
    const offer = async (letter: string) =>
      (
        await offerArticles(room(), {
          facts: await facts(),
          letter,
          now: m.clock.now(),
          limit: 5,
          publicOnly: false,
        })
      ).map((f) => f.question)
    expect(await offer('我们老旧小区想加装电梯，不知道怎样申请，请答复。')).toEqual([
      '老旧小区加装电梯怎样申请',
    ])
    expect(await offer('小区门口的垃圾三天没有清运，请处理。')).toEqual([])
  })

  test('belongs to its bureau', async () => {
    const id = await published('只在本县')
    const stranger = command('clerk', m.other)
    expect(codeOf(await showArticle(room(), stranger.session, id, m.clock.now()))).toBe('not_found')
    const f = await facts(m.other)
    const ask = { facts: f, typed: '只在本县', now: m.clock.now(), limit: 5, publicOnly: false }
    expect(await findArticles(room(), ask)).toEqual([])
  })

  test('counts its use, never by whom', async () => {
    const id = await published('怎样计数')
    for (const kind of ['read', 'helped', 'helped', 'not-helped'] as const)
      granted(await noteUse(room(), command('clerk'), id, kind))
    const seen = granted(await showArticle(room(), command('clerk').session, id, m.clock.now()))
    expect(seen.uses).toEqual({ read: 1, answered: 0, quoted: 0, helped: 2, notHelped: 1 })
  })

  test('reminds its unit of the day of review once', async () => {
    await published('到期复核的条目')
    expect(await remindDue(room(), m.county.bureauId, m.clock.now())).toBeGreaterThan(0)
    expect(await remindDue(room(), m.county.bureauId, m.clock.now())).toBe(0)
    const told = await withTx(m.deps.app, { bureau: m.county.bureauId, system: true }, (tx) =>
      tx.query<{ link: string }>(
        "select link from notifications where bureau_id = $1 and link like '/knowledge%'",
        [m.county.bureauId],
      ),
    )
    expect(told).toHaveLength(1)
  })
})

describe('an import', () => {
  const send = (fileName: string, bytes: Buffer | string, dryRun = false) =>
    importArticles(
      room(),
      command('editor'),
      {
        fileName,
        content: Buffer.from(bytes).toString('base64'),
        dryRun,
        unitId: m.county.units.works!,
        basis: '',
      },
      (words) => (words === '城建' ? '01' : null),
    )
  const CSV = [
    '问题,类似问法,答复,依据,内容分类,标签,对外公开,失效日期',
    '导入的问题一,也可这样问；或那样问,答一,规定一,城建,甲、乙,是,',
    '导入的问题二,,,规定二,,,,',
    '导入的问题三,,答三,规定三,没有的分类,,也许,昨天',
    '导入的问题一,,答一,规定一,,,,',
  ].join('\n')

  test('names what is wrong by its cell, takes the rest, and changes nothing the second time', async () => {
    const tried = granted(await send('a.csv', CSV, true))
    expect(tried.problems.map((p) => `${p.cell} ${p.problem}`)).toEqual([
      'C3 empty',
      'G4 not-yes-or-no',
      'H4 not-a-date',
      'A5 twice',
    ])
    expect([tried.added, tried.changed, tried.same]).toEqual([1, 0, 0])
    expect(granted(await send('a.csv', CSV)).added).toBe(1)
    const again = granted(await send('b.csv', CSV))
    expect([again.added, again.changed, again.same]).toEqual([0, 0, 1])
    const other = granted(await send('c.csv', CSV.replace(',答一,', ',答一（新）,')))
    expect([other.added, other.changed]).toEqual([0, 1])
  })

  test('reads a document: headings ask, what stands below answers', async () => {
    const p = (text: string) => new Paragraph({ text })
    const h = (text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
      new Paragraph({ text, heading })
    const doc = new Document({
      sections: [
        {
          children: [
            h('第一章 总则', HeadingLevel.HEADING_1),
            h('1. 停水了找谁？', HeadingLevel.HEADING_2),
            p('找供水公司。'),
            p('夜间也有人值守。'),
            p('依据：供水管理规定（演示）'),
            p('标签：停水、供水'),
          ],
        },
      ],
    })
    const done = granted(await send('手册.docx', await Packer.toBuffer(doc)))
    expect([done.rows, done.added, done.problems]).toEqual([1, 1, []])
    expect(done.sample).toEqual([{ question: '停水了找谁？', answer: '找供水公司。\n夜间也有人值守。' }])
    expect(codeOf(await send('坏.docx', 'PK nothing'))).toBe('knowledge.not_docx')
  })
})

test('a hint is settled once, by who keeps the knowledge', async () => {
  const { hintId } = granted(
    await addHint(room(), command('clerk'), { articleId: null, asked: '停电', words: '没有停电的条目' }),
  )
  const settled = { state: 'taken' as const, reply: '已补充' }
  expect(codeOf(await settleHint(room(), command('clerk'), hintId, settled))).toBe('access.denied')
  granted(await settleHint(room(), command('supervisor'), hintId, settled))
  expect(codeOf(await settleHint(room(), command('supervisor'), hintId, settled))).toBe(
    'knowledge.hint_settled',
  )
  expect(await listHints(room(), m.county.bureauId, 'taken')).toMatchObject([{ hintId, reply: '已补充' }])
})
