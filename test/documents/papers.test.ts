/** Documents on a real database: from the first words to service, with who may and who may not. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../../src/cases/attach-file.ts'
import { fireAction } from '../../src/cases/fire-action.ts'
import { discloseParties, readForCitizen, readMatter } from '../../src/cases/read-matter.ts'
import { draftPaper } from '../../src/documents/draft-paper.ts'
import { editPaper, uploadPaper } from '../../src/documents/edit-paper.ts'
import { movePaper } from '../../src/documents/move-paper.ts'
import { readOrgan, setOrgan } from '../../src/documents/organ-numbers.ts'
import {
  comparePaper,
  downloadPaper,
  papersOfMatter,
  readPaper,
  waitingPapers,
} from '../../src/documents/read-papers.ts'
import { deliverPaper } from '../../src/documents/seal-paper.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { verifyBureau } from '../../src/ledgerkeeping/index.ts'
import { listNotifications } from '../../src/notifications/list.ts'
import { WORDS } from '../harness/factories.ts'
import { createMiniBureau, type Login, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'
import { paperDesk } from './desk.ts'
import { fileInZip } from './zip.ts'

let m: MiniBureau
beforeAll(async () => {
  m = await createMiniBureau({ simulated: false })
})
afterAll(() => m.close())

const { deps, as, accepted, atCheck, begin, submit, approve, seal } = paperDesk(() => m)
const page = (login: Login, matterId: string, paperId: string) =>
  readPaper(deps(), m.looks(login), matterId, paperId)
const docx = async (login: Login, matterId: string, paperId: string) => {
  const { bytes } = granted(await downloadPaper(deps(), m.looks(login), { matterId, paperId }))
  return fileInZip(bytes, 'word/document.xml')
}
describe('a handling opinion', () => {
  test('goes from its first words to service, and the time for review starts with the service', async () => {
    const matterId = await atCheck()
    const paperId = await begin('works', matterId, 'handling-opinion')
    const first = granted(await page('works', matterId, paperId))
    expect(first.paper.title).toBe('信访事项处理意见书')
    expect(first.paragraphs.join('')).toContain(WORDS.demands[0])
    expect(first.paper.fixed.join('')).toContain('30日内')
    expect(first.takesStep?.zh).toBe('签发处理意见')
    // Edited in the browser, then in Word, each on the version seen.
    const paragraphs = [...first.paragraphs, '改后的一段。']
    const edit = { matterId, paperId, revision: 1, paragraphs }
    granted(await editPaper(deps(), as('works'), edit))
    expect(codeOf(await editPaper(deps(), as('works'), edit))).toBe('document.changed')
    const file = granted(await downloadPaper(deps(), m.looks('works'), { matterId, paperId })).bytes
    const sent = granted(await uploadPaper(deps(), as('works'), { matterId, paperId, revision: 2, file }))
    expect(sent).toMatchObject({ revision: 3, left: [] })
    const compared = await comparePaper(deps(), m.looks('works'), { matterId, paperId, from: 2, to: 3 })
    expect(granted(compared).changes.filter((c) => c.kind !== 'same')).toEqual([])
    const original = await downloadPaper(deps(), m.looks('works'), { matterId, paperId, revision: 3 })
    expect(granted(original).bytes).toEqual(file)

    // Nobody but the head signs, and only what was submitted.
    expect(codeOf(await approve('works-head', matterId, paperId, 3))).toBe('document.not_submitted')
    granted(await submit('works', matterId, paperId, 3))
    expect(codeOf(await editPaper(deps(), as('works'), { ...edit, revision: 3 }))).toBe('document.not_draft')
    expect(codeOf(await approve('works', matterId, paperId, 3))).toBe('document.not_signer')
    for (const login of ['town', 'station', 'water'] as const)
      expect(codeOf(await approve(login, matterId, paperId, 3))).toBe('not_found')
    expect(codeOf(await approve('checker', matterId, paperId, 3))).toBe('not_found')
    expect(codeOf(await seal('works', matterId, paperId))).toBe('document.not_approved')
    const key = randomUUID()
    granted(await approve('works-head', matterId, paperId, 3, key))
    expect(granted(await approve('works-head', matterId, paperId, 3, key))).toMatchObject({ replayed: true })
    const doc = await m.load(matterId)
    expect(doc.proceedings.main!.state).toBe('serving')
    const issued = Object.values(doc.papers!)[0]!
    expect(issued.number).toBe('works单位答〔2026〕1号')
    expect(doc.documents[issued.documentId!]!.kind).toBe('handling-opinion')

    // Served is the sealed version, and no earlier.
    const { serviceId } = doc.documents[issued.documentId!]!
    const deliver = () =>
      fireAction(m.deps, m.as('works'), {
        matterId,
        proceedingId: serviceId,
        action: 'deliver',
        input: { method: 'in-person', date: m.today(), detail: '本人签收' },
      })
    expect(codeOf(await deliver())).toBe('document.not_sealed')
    expect(codeOf(await seal('works', matterId, paperId, 'text/plain'))).toBe('file.type_not_taken')
    expect(codeOf(await seal('works-head', matterId, randomUUID()))).toBe('not_found')
    granted(await seal('works', matterId, paperId))
    granted(await deliver())
    const served = await m.load(matterId)
    expect(Object.values(served.clocks).find((c) => c.ruleId === 'XF-T08')).toMatchObject({
      status: 'running',
      startedOn: m.today(),
    })
    expect(granted(await page('works', matterId, paperId)).item).toMatchObject({
      stage: 'served',
      served: { method: 'in-person' },
    })
    expect(codeOf(await seal('works', matterId, paperId))).toBe('document.already_served')
    // The person reads the sealed version on the page.
    const citizen = granted(await readForCitizen(m.deps, m.citizenLooks(), matterId))
    expect(citizen.attachments.map((a) => a.name)).toEqual(['盖章件.pdf'])
  })

  test('of a class with a route of its own is refused, and no number is used', async () => {
    const matterId = await atCheck({ class: 'claim-31-4' })
    const paperId = await begin('works', matterId, 'handling-opinion')
    granted(await submit('works', matterId, paperId))
    expect(codeOf(await approve('works-head', matterId, paperId))).toBe('document.class_has_own_route')
    const other = await atCheck()
    const next = await begin('works', other, 'handling-opinion')
    granted(await submit('works', other, next))
    granted(await approve('works-head', other, next))
    expect(Object.values((await m.load(other)).papers!)[0]!.number).toBe('works单位答〔2026〕2号')
  })

  test('approved by many at once is numbered without gap or repetition', async () => {
    const matters = await Promise.all([atCheck(), atCheck(), atCheck(), atCheck()])
    const papers: [string, string][] = []
    for (const matterId of matters) {
      const paperId = await begin('works', matterId, 'handling-opinion')
      granted(await submit('works', matterId, paperId))
      papers.push([matterId, paperId])
    }
    const results = await Promise.all(
      papers.flatMap(([id, p]) => [approve('works-head', id, p), approve('works-head', id, p)]),
    )
    expect(results.filter((r) => !isRefusal(r))).toHaveLength(4)
    const { rows } = await m.database.owner.query(
      "select number from papers where number like 'works单位答%' order by number",
    )
    expect(rows.map((r) => r.number)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `works单位答〔2026〕${n}号`))
  })
})

describe('non-acceptance', () => {
  test('has no document before it has reason and route', async () => {
    const { matterId } = await m.register('petition')
    const { possible } = granted(await papersOfMatter(deps(), m.looks('checker'), matterId))
    expect(possible.map((p) => p.kind)).not.toContain('non-acceptance-notice')
    const ask = { matterId, kind: 'non-acceptance-notice' as const, proceedingId: 'main', documentId: null }
    expect(codeOf(await draftPaper(deps(), as('checker'), ask))).toBe('document.not_possible')
    expect(codeOf(await m.fire(m.as('clerk'), matterId, 'decline', { route: 'court' }))).toBe(
      'input.required',
    )
    await m.act(m.as('clerk'), matterId, 'decline', { route: 'court', reason: '该事项正在法院审理。' })
    const paperId = await begin('clerk', matterId, 'non-acceptance-notice')
    // Whatever the draft says, reason and route stand in it.
    granted(
      await editPaper(deps(), as('clerk'), { matterId, paperId, revision: 1, paragraphs: ['只有一句。'] }),
    )
    granted(await submit('clerk', matterId, paperId, 2))
    granted(await approve('checker', matterId, paperId, 2))
    const { paper } = granted(await page('checker', matterId, paperId))
    expect(paper.fixed.join('')).toContain('该事项正在法院审理')
    expect(paper.fixed.join('')).toContain('人民法院')
    expect(paper.number).toBe('centre单位不受〔2026〕1号')
  })
})

describe('letters between organs', () => {
  test('go to the unit that has the matter, sealed, without the name of who asked', async () => {
    const matterId = await accepted()
    const paperId = await begin('clerk', matterId, 'assignment-letter')
    granted(await submit('clerk', matterId, paperId))
    // The head of the bureau signs for its offices.
    granted(await approve('head', matterId, paperId))
    const delivery = { matterId, paperId, on: m.today(), method: 'in-system', detail: '' }
    expect(codeOf(await deliverPaper(deps(), as('clerk'), delivery))).toBe('document.not_sealed')
    granted(await seal('clerk', matterId, paperId, 'application/ofd'))
    expect(codeOf(await deliverPaper(deps(), as('works'), delivery))).toBe('access.denied')
    const early = { ...delivery, on: '2026-03-01' }
    expect(codeOf(await deliverPaper(deps(), as('clerk'), early))).toBe('input.date_before_issue')
    granted(await deliverPaper(deps(), as('clerk'), delivery))
    expect(granted(await page('works', matterId, paperId)).item.stage).toBe('served')
    const words = await docx('works', matterId, paperId)
    expect(words).toContain('works单位')
    expect(words).not.toContain(WORDS.name)
    const citizen = granted(await readForCitizen(m.deps, m.citizenLooks(), matterId))
    expect(citizen.attachments).toEqual([])
    expect(JSON.stringify(citizen.steps)).not.toContain('文书')
  })
})

describe('who may read', () => {
  test('a draft is its unit’s and its signer’s; the name is for those who may know, and the look is logged', async () => {
    const matterId = await atCheck()
    const paperId = await begin('works', matterId, 'handling-opinion')
    for (const login of ['clerk', 'supervisor', 'auditor'] as const)
      expect(codeOf(await page(login, matterId, paperId))).toBe('not_found')
    expect(granted(await papersOfMatter(deps(), m.looks('clerk'), matterId)).items).toEqual([])
    expect(granted(await page('works', matterId, paperId)).paper.addressee).toBe('信访人')
    const looks = () =>
      m.count("select count(*) from access_log where matter_id = $1 and what = 'parties'", [matterId])
    expect(await docx('works', matterId, paperId)).toContain(WORDS.name)
    expect(await looks()).toBe(1)
    granted(await submit('works', matterId, paperId))
    granted(await approve('works-head', matterId, paperId))
    // Approved, it is seen with the matter; who only oversees is not told the name.
    expect(await docx('supervisor', matterId, paperId)).not.toContain(WORDS.name)
    expect(await looks()).toBe(1)
    const mine = granted(await waitingPapers(deps(), m.looks('works'), ['approved']))
    expect(mine.map((p) => p.paperId)).toContain(paperId)
    expect(
      granted(await waitingPapers(deps(), m.looks('water'), ['draft', 'submitted', 'approved'])),
    ).toEqual([])
    expect(granted(await waitingPapers(deps(), m.looks('editor'), ['draft']))).toEqual([])
  })

  test('where the name is kept back, neither paper nor sealed file gives it to the unit that handles', async () => {
    const { matterId } = await m.register('petition', { secrecy: 'name' })
    await m.act(m.as('clerk'), matterId, 'decline', { route: 'court', reason: '理由。' })
    const paperId = await begin('clerk', matterId, 'non-acceptance-notice')
    granted(await submit('clerk', matterId, paperId))
    granted(await approve('checker', matterId, paperId))
    const { attachmentId } = granted(await seal('clerk', matterId, paperId))
    // Overseers of the bureau open the matter, but not what carries the name.
    expect(codeOf(await page('supervisor', matterId, paperId))).toBe('not_found')
    expect(granted(await papersOfMatter(deps(), m.looks('supervisor'), matterId)).items).toEqual([])
    expect(codeOf(await openFile(m.deps, m.looks('supervisor'), matterId, attachmentId))).toBe('not_found')
    expect(granted(await readMatter(m.deps, m.looks('supervisor'), matterId)).attachments).toEqual([])
    granted(await openFile(m.deps, m.looks('checker'), matterId, attachmentId))
    expect(codeOf(await discloseParties(m.deps, m.looks('supervisor'), matterId, '核对'))).toBe(
      'access.denied',
    )
  })

  test('a shielded matter is not there for who has no seat on it', async () => {
    const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
    for (const login of ['town', 'works', 'head', 'auditor'] as const) {
      expect(codeOf(await papersOfMatter(deps(), m.looks(login), matterId))).toBe('not_found')
      const ask = { matterId, kind: 'procedural-notice' as const, proceedingId: 'main', documentId: null }
      expect(['not_found', 'access.denied']).toContain(codeOf(await draftPaper(deps(), as(login), ask)))
    }
  })

  test('at rest nothing of a draft can be read, and the ledger is sound', async () => {
    const { rows } = await m.database.owner.query('select to_jsonb(p)::text as row from paper_texts p')
    expect(rows.length).toBeGreaterThan(5)
    for (const words of [WORDS.name, WORDS.demands[0]!, '处理意见'])
      for (const { row } of rows) {
        expect(row).not.toContain(words)
        expect(row).not.toContain(Buffer.from(words).toString('hex'))
      }
    const pool = { pool: m.database.owner, keyring: m.keyring, filesRoot: m.deps.filesRoot }
    expect((await verifyBureau(pool, m.county.bureauId)).findings).toEqual([])
  })
})

describe('numbers of an organ', () => {
  const set = (login: Login, unit: string, word: string | null, kindWords: Record<string, string> = {}) =>
    setOrgan(deps(), as(login), {
      unitId: m.county.units[unit]!,
      printedName: '演示县水务局',
      word,
      kindWords,
      imprintBy: null,
      headMarks: [],
    })

  test('are set by its head or the administrator, and no prefix serves twice', async () => {
    expect(codeOf(await set('water', 'water', '演水信'))).toBe('access.denied')
    granted(await set('administrator', 'water', '演水信', { reply: '函' }))
    const organ = granted(await readOrgan(deps(), m.looks('water'), m.county.units.water!))
    expect(organ).toMatchObject({ printedName: '演示县水务局', word: '演水信', mayChange: false })
    expect(organ.kinds.find((k) => k.kind === 'reply')).toMatchObject({ prefix: '演水信函', given: 0 })
    expect(codeOf(await set('administrator', 'works', '演水信'))).toBe('document.prefix_taken')
    expect(codeOf(await set('administrator', 'water', '演水信', { reply: '答' }))).toBe(
      'document.prefix_taken',
    )
    expect(codeOf(await set('administrator', 'water', '演水信', { nothing: '答' }))).toBe(
      'input.invalid_choice',
    )
  })
})

describe('head and foot', () => {
  const edit = (matterId: string, paperId: string, marks: object, login: Login = 'works', revision = 1) =>
    editPaper(deps(), as(login), {
      matterId,
      paperId,
      revision,
      paragraphs: ['一段。'],
      marks: { copyNumber: null, secrecy: null, urgency: null, copyTo: [], imprint: false, ...marks },
    })

  test('take the marks the organ uses, keep them through Word, and show what changed', async () => {
    const matterId = await atCheck()
    const paperId = await begin('works', matterId, 'handling-opinion')
    expect(codeOf(await edit(matterId, paperId, { urgency: 'urgent' }))).toBe('document.marks_not_used')
    granted(
      await setOrgan(deps(), as('works-head'), {
        unitId: m.county.units.works!,
        printedName: null,
        word: null,
        kindWords: {},
        imprintBy: 'works单位办公室',
        headMarks: ['urgency'],
      }),
    )
    granted(await edit(matterId, paperId, { urgency: 'urgent', copyTo: ['water单位'], imprint: true }))
    const file = granted(await downloadPaper(deps(), m.looks('works'), { matterId, paperId })).bytes
    granted(await uploadPaper(deps(), as('works'), { matterId, paperId, revision: 2, file }))
    const seen = granted(await page('works', matterId, paperId))
    expect(seen).toMatchObject({
      headMarks: ['urgency'],
      marks: { urgency: 'urgent', copyTo: ['water单位'] },
      paper: { markings: ['加急'], copyTo: ['water单位'], imprintBy: 'works单位办公室', signedBy: null },
    })
    const changes = await comparePaper(deps(), m.looks('works'), { matterId, paperId, from: 1, to: 2 })
    expect(
      granted(changes)
        .changes.filter((c) => c.kind === 'added')
        .map((c) => c.text),
    ).toEqual(['加急', '抄送：water单位。', '一段。'])
  })

  test('copy nothing to a unit that is reported in the matter', async () => {
    const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
    await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.works })
    const paperId = await begin('clerk', matterId, 'assignment-letter')
    for (const name of ['town单位', 'station单位', '演示县town单位办公室'])
      expect(codeOf(await edit(matterId, paperId, { copyTo: [name] }, 'clerk'))).toBe('shield.unit_reported')
    granted(await edit(matterId, paperId, { copyTo: ['water单位'] }, 'clerk'))
  })

  test('of a letter that hands a matter over hold the remarks of the step', async () => {
    const { matterId } = await m.register('petition')
    const words = '请会同水务部门现场核实，并告知信访人进展。'
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works, mode: 'transfer', words })
    await m.act(m.as('works'), matterId, 'accept', { words: '受理时的备注。' })
    const paperId = await begin('clerk', matterId, 'transfer-letter')
    const { paragraphs } = granted(await page('clerk', matterId, paperId))
    expect(paragraphs.join('')).toContain(`转送意见：${words}`)
    expect(paragraphs.join('')).not.toContain('备注')
  })
})

describe('the bell', () => {
  const heard = async (login: Login) => {
    const bell = { ring: () => undefined, listen: () => null as never, stop: () => undefined }
    const { items } = granted(await listNotifications({ cases: m.deps, bell }, m.looks(login), {}))
    return items.map((n) => ({ kind: n.kind, link: n.link, words: n.words?.zh, subject: n.matter?.subject }))
  }

  test('tells the head of a document to sign, and its writers what became of it', async () => {
    const matterId = await atCheck()
    const paperId = await begin('works', matterId, 'handling-opinion')
    const link = `/matters/${matterId}/papers/${paperId}`
    granted(await submit('works', matterId, paperId))
    expect((await heard('works-head'))[0]).toEqual({
      kind: 'signature',
      link,
      words: '信访处理意见书待签发',
      subject: WORDS.subject,
    })
    expect((await heard('works')).filter((n) => n.link === link)).toEqual([])
    granted(await movePaper(deps(), as('works-head'), { matterId, paperId, revision: 1, move: 'send-back' }))
    expect((await heard('works'))[0]).toMatchObject({ kind: 'returned', link })
    granted(await submit('works', matterId, paperId))
    granted(await approve('works-head', matterId, paperId))
    expect((await heard('works'))[0]).toMatchObject({ kind: 'decided', words: '信访处理意见书已签发' })
    // Neither another unit nor the head, who did it, is told.
    expect((await heard('water')).filter((n) => n.link === link)).toEqual([])
    expect((await heard('works-head')).map((n) => n.kind)).not.toContain('decided')
  })

  test('tells those above where the unit has no head, and nothing of a shielded matter to the unit reported', async () => {
    const { matterId } = await m.register('misconduct', { reportedUnitId: m.county.units.town })
    await m.act(m.as('clerk'), matterId, 'route', { unit: m.county.units.works })
    const paperId = await begin('clerk', matterId, 'assignment-letter')
    granted(await submit('clerk', matterId, paperId))
    expect((await heard('checker'))[0]).toMatchObject({ kind: 'signature', subject: null })
    for (const login of ['town', 'station', 'water', 'head'] as const)
      expect((await heard(login)).map((n) => n.link).join(), login).not.toContain(paperId)
  })
})
