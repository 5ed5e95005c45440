/** The way in without a server: pages, their order, what they take, and what becomes of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlacesOfBureau } from '../../src/places/index.ts'
import { checkPage } from '../../src/portal/tell-us/check-model.ts'
import type { Offered } from '../../src/portal/tell-us/choices.ts'
import { type Draft, KINDS, newDraft, type StepId, WHO } from '../../src/portal/tell-us/draft.ts'
import { dayOf, readStep } from '../../src/portal/tell-us/read-page.ts'
import { registrationOf } from '../../src/portal/tell-us/registration.ts'
import { firstSentence } from '../../src/portal/tell-us/show.ts'
import { firstOpen, STEPS, stepAfter, stepBefore, stepsOf } from '../../src/portal/tell-us/steps.ts'
import { reportableUnits } from '../../src/portal/tell-us/units.ts'
import { TEXTS } from '../../src/portal/texts/index.ts'
import { UNIT, UNITS } from '../harness/world.ts'

const NOW = new Date('2026-08-03T02:00:00Z')
const places: PlacesOfBureau = {
  list: [{ code: 'bh', name: { zh: '北河镇', en: 'Beihe' } }],
  map: { datum: 'WGS84', source: 's', places: [], bounds: { west: 0, south: 0, east: 1, north: 1 } },
}
const OFFERED: Offered = {
  kinds: KINDS,
  boxes: new Set(['head']),
  boxList: [{ code: 'head', name: { zh: '县长信箱', en: 'Head' } }],
  areas: new Set(['bh']),
  units: new Set(['u']),
  unitList: [{ id: 'u', name: '某单位' }],
  places,
  today: '2026-08-03',
}
const read = (d: Draft, step: StepId, form: Record<string, unknown>) => readStep(d, step, form, OFFERED)
const words = (d: Draft, step: StepId, form: Record<string, unknown>) =>
  read(d, step, form).errors.map((e) => [e.field, e.word])

/** Answers pages one after the other and insists on each. */
function answered(draft: Draft, pages: [StepId, Record<string, unknown>][]): Draft {
  return pages.reduce((d, [step, form]) => {
    const { draft: next, errors } = read(d, step, form)
    expect(errors, step).toEqual([])
    return next
  }, draft)
}

const COMPLETE: [StepId, Record<string, unknown>][] = [
  ['kind', { kind: 'petition' }],
  ['what', { body: '第一行\r\n第二行' }],
  ['title', { subject: ' 路灯\r\n不亮 ' }],
  ['ask', { demand: ['修好', '  ', '说明原因'] }],
  ['where', { place: '一号巷', area: 'bh' }],
  ['files', {}],
  ['who', { who: 'group' }],
  ['group', { persons: '３', repName: ['测试人甲', '', '测试人乙'], repPhone: ['', '', '13800000002'] }],
  ['you', { name: '测试人甲', phone: '138 0000 0001' }],
  ['secrecy', { secrecy: 'name' }],
]
const fresh = newDraft('b', 'key', NOW)

describe('the pages of a draft', () => {
  it('come one after the other, and no further than the first unanswered one', () => {
    expect(firstOpen(fresh)).toBe('kind')
    const begun = answered(fresh, COMPLETE.slice(0, 2))
    expect(firstOpen(begun)).toBe('title')
    const complete = answered(fresh, COMPLETE)
    expect(firstOpen(complete)).toBe('check')
    expect(stepAfter(complete, 'where', false)).toBe('files')
    expect(stepBefore(complete, 'group')).toBe('who')
  })

  it('lead back to the check after a change, or first to what the change has made necessary', () => {
    const complete = answered(fresh, COMPLETE)
    expect(stepAfter(complete, 'where', true)).toBe('check')
    const other = answered(complete, [['who', { who: 'other' }]])
    expect(stepAfter(other, 'who', true)).toBe('person')
    const box = answered(complete, [['kind', { kind: 'letter-box' }]])
    expect(stepAfter(box, 'kind', true)).toBe('box')
  })

  it('ask only what the matter needs', () => {
    const of = (d: Partial<Draft>) => stepsOf({ ...fresh, ...d })
    expect(of({ kind: 'petition' })).not.toContain('shield')
    expect(of({ kind: 'misconduct' })).toContain('shield')
    expect(of({ kind: 'misconduct' })).not.toContain('secrecy')
    expect(of({ kind: 'letter-box' })).toContain('box')
    expect(of({ kind: 'petition', who: 'group' })).toContain('group')
    expect(of({ kind: 'petition', who: 'other' })).toEqual(expect.arrayContaining(['person', 'proof']))
    expect(of({ kind: 'petition', body: '楼下着火了' })).toContain('danger')
    expect(of({ kind: 'petition', similar: 2 })).toContain('similar')
    expect(of({ kind: 'misconduct', similar: 2 })).not.toContain('similar')
  })

  it('ask what was decided, and advise, only where the words hint at another route', () => {
    const of = (d: Partial<Draft>) => stepsOf({ ...fresh, kind: 'petition', ...d })
    expect(of({ body: '路灯坏了' })).not.toContain('decided')
    const hinted = { body: '不服城管的处罚决定' }
    expect(of(hinted)).toEqual(expect.arrayContaining(['decided', 'advice']))
    expect(of({ ...hinted, decided: 'none' })).not.toContain('advice')
    expect(of({ ...hinted, kind: 'suggestion' })).not.toContain('decided')
    // A report of misconduct in the wrong way in: no question, but advice.
    expect(of({ body: '村主任贪污' })).toContain('advice')
    expect(of({ body: '村主任贪污' })).not.toContain('decided')
  })

  it('stand in one order, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.constantFrom(...WHO),
        fc.string(),
        fc.nat(3),
        (kind, who, body, similar) => {
          const steps = stepsOf({ ...fresh, kind, who, body, similar })
          expect(steps.map((s) => STEPS.indexOf(s))).toEqual(
            steps.map((s) => STEPS.indexOf(s)).toSorted((a, b) => a - b),
          )
          expect(steps.at(-1)).toBe('check')
        },
      ),
    )
  })
})

describe('a page', () => {
  it('loses nothing that was typed beside a mistake, and is asked again', () => {
    const complete = answered(fresh, COMPLETE)
    const { draft, errors } = read(complete, 'you', { name: '新名', phone: 'abc' })
    expect(errors.map((e) => [e.field, e.word])).toEqual([['phone', 'phone']])
    expect(draft).toMatchObject({ name: '新名', phone: 'abc' })
    expect(firstOpen(draft)).toBe('you')
  })

  it('takes demands one by one, and lets one go', () => {
    const three = { demand: ['一', '二', '三'] }
    expect(read(fresh, 'ask', { ...three, remove: '2' }).draft.demands).toEqual(['一', '三'])
    expect(words(fresh, 'ask', { demand: Array.from({ length: 11 }, String) })).toEqual([
      ['demand-1', 'demandMany'],
    ])
  })

  it('takes five representatives and no more than there are people', () => {
    const names = ['一', '二', '三', '四', '五', '六']
    expect(
      read(fresh, 'group', { persons: '9', repName: names, repPhone: [] }).draft.representatives,
    ).toHaveLength(5)
    expect(words(fresh, 'group', { persons: '2', repName: names })).toEqual([['repName-1', 'repsMany']])
  })

  it('wants to know for whom and by whom a matter of another is filed', () => {
    const other = { ...fresh, who: 'other' as const }
    expect(words(other, 'person', {}).map(([f]) => f)).toEqual(['personName', 'personPhone', 'relation'])
    expect(
      words(other, 'person', { personName: '演示乙', personAddress: '一号', relation: 'family' }),
    ).toEqual([])
    expect(words(other, 'you', {})).toEqual([
      ['name', 'agentName'],
      ['phone', 'agentReach'],
    ])
    // Alone, nobody has to say who they are.
    expect(words(fresh, 'you', {})).toEqual([])
  })

  it('reads a day as people write it', () => {
    expect(dayOf({ year: '2026年', month: '８', day: '3日' })).toBe('2026-08-03')
    expect(dayOf({ year: '26', month: '02', day: '28' })).toBe('2026-02-28')
    expect(dayOf({ year: '2026', month: '2', day: '30' })).toBeNull()
    const hinted = { ...fresh, kind: 'petition' as const }
    const day = (year: string) => ({ decided: 'agency', year, month: '9', day: '1' })
    expect(words(hinted, 'decided', day('2026'))).toEqual([['year', 'sinceFuture']])
    expect(words(hinted, 'decided', day('2025'))).toEqual([])
    expect(words(hinted, 'decided', { ...day('2025'), month: '' })).toEqual([['year', 'since']])
    // Not asked for a court: what stands there is no mistake.
    expect(words(hinted, 'decided', { ...day('2026'), decided: 'court' })).toEqual([])
  })

  it('takes only what was offered', () => {
    expect(words(fresh, 'kind', { kind: 'review' })).toEqual([['kind', 'kind']])
    expect(words(fresh, 'box', { box: 'mine' })).toEqual([['box', 'box']])
    expect(words(fresh, 'shield', { unit: 'not-a-choice' })).toEqual([['unit', 'unit']])
    expect(words(fresh, 'where', { area: 'elsewhere' })).toEqual([['area', 'area']])
    const shielded = answered({ ...fresh, reportedUnitId: 'u' }, [['kind', { kind: 'letter-box' }]])
    expect(shielded.reportedUnitId).toBeNull()
  })

  it('names the remedy of every mistake it finds, whatever is sent', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 8 }), fc.constant(undefined))
    const names =
      'kind box unit body subject demand remove decided year month day area place who personName personPhone personAddress relation persons repName repPhone name phone address email secrecy'
    const form = fc.record(Object.fromEntries(names.split(' ').map((n) => [n, value])))
    fc.assert(
      fc.property(fc.constantFrom(...STEPS), form, (step, given) => {
        for (const { word } of read({ ...fresh, kind: 'petition', who: 'other' }, step, given).errors)
          expect(TEXTS.tell.error).toHaveProperty(word)
      }),
      { numRuns: 500 },
    )
  })

  it('proposes the beginning of the letter as its line', () => {
    expect(firstSentence('路灯坏了三个月。报修两次。')).toBe('路灯坏了三个月')
    expect(firstSentence('\n\nNo water. For three days.')).toBe('No water')
    expect([...firstSentence('长'.repeat(99))]).toHaveLength(40)
  })
})

describe('what is sent', () => {
  it('is a registration with its demands one by one and its representatives', () => {
    const input = registrationOf(answered(fresh, COMPLETE), OFFERED, true)
    expect(input).toMatchObject({
      procedure: 'petition',
      channel: 'mobile',
      subject: '路灯 不亮',
      body: '第一行\n第二行',
      place: '北河镇 一号巷',
      demands: ['修好', '说明原因'],
      persons: 3,
      representatives: 2,
      secrecy: 'name',
      reportedUnitId: null,
    })
    expect(input.parties).toEqual([
      { role: 'petitioner', name: '测试人甲', phone: '138 0000 0001' },
      { role: 'representative', name: '测试人甲' },
      { role: 'representative', name: '测试人乙', phone: '13800000002' },
    ])
    expect(input.point).toBeUndefined()
  })

  it('names the person before who acts for them, the letter box, and the datum of a point', () => {
    const draft = answered(fresh, [
      ['kind', { kind: 'letter-box' }],
      ['box', { box: 'head' }],
      ['what', { body: '字' }],
      ['who', { who: 'other' }],
      ['person', { personName: '演示乙', personPhone: '13800000002', relation: 'guardian' }],
      ['you', { name: '演示甲', email: 'a@example.com' }],
    ])
    const input = registrationOf({ ...draft, point: { lng: 0.1, lat: 0.2 } }, OFFERED, false)
    expect(input.parties).toEqual([
      { role: 'petitioner', name: '演示乙', phone: '13800000002' },
      { role: 'agent', name: '演示甲', email: 'a@example.com', relation: 'guardian' },
    ])
    expect(input.letterBox).toEqual({ code: 'head', name: { zh: '县长信箱', en: 'Head' } })
    expect(input.point).toEqual({ lng: 0.1, lat: 0.2, datum: 'WGS84' })
  })

  it('keeps a report of misconduct shielded as a whole', () => {
    const draft = answered(fresh, [
      ['kind', { kind: 'misconduct' }],
      ['shield', { unit: 'u' }],
      ['what', { body: '字' }],
    ])
    expect(registrationOf(draft, OFFERED, false)).toMatchObject({ secrecy: 'matter', reportedUnitId: 'u' })
  })

  it('is read once more by parts, each answer with the page that changes it', () => {
    for (const lang of ['zh', 'en'] as const) {
      const { parts, warnings } = checkPage(answered(fresh, COMPLETE), { units: new Map() }, OFFERED, lang)
      expect(parts.map((p) => p.title)).toHaveLength(3)
      const rows = parts.flatMap((p) => p.rows)
      expect(rows.map((r) => r.value)).toEqual(expect.arrayContaining(['说明原因', '第一行\n第二行']))
      expect(rows.find((r) => r.step === 'where')!.value).toContain('一号巷')
      // A petition without an address: said, not refused.
      expect(warnings).toHaveLength(1)
    }
  })
})

it('never offers as reported what would itself receive the report', () => {
  const offered = reportableUnits({ units: UNITS }, 'zh').map((u) => u.id)
  expect(offered).toContain(UNIT.town)
  for (const own of ['centre', 'watch', 'review', 'bureau', 'closed'] as const)
    expect(offered).not.toContain(UNIT[own])
})
