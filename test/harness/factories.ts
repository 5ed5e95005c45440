/** What tests register and hand in: valid by default, each with the one thing the test is about changed. */
import type { MatterDoc } from '../../src/cases/engine/doc.ts'
import type { Registration } from '../../src/cases/engine/open-matter.ts'
import { SYSTEM } from '../../src/cases/engine/world.ts'
import type { Transition } from '../../src/cases/procedures/format.ts'
import { findProcedure } from '../../src/cases/procedures/index.ts'
import { instantOn, PEOPLE, Story, UNIT } from './world.ts'

export const MATTER_ID = '00000000-0000-7000-8001-000000000001'
export const WORDS = {
  subject: '路灯不亮',
  body: '我们巷子里的路灯坏了两个月，请修好并说明原因。',
  place: '测试镇一号巷',
  demands: ['修好路灯', '说明原因'],
  name: '测试人甲',
  phone: '13800000001',
  address: '测试镇一号巷二号',
}

/** The class a track is for, 31(6) where it takes any. */
const classOf = (procedure: string) =>
  (findProcedure(procedure)?.onlyClass ?? 'claim-31-6') as Registration['class']

/** A registration on a day, of one reachable person with two demands. */
export function registration(day: string, more: Partial<Registration> = {}): Registration {
  return {
    matterId: MATTER_ID,
    number: 'TEST-X2026-000001',
    procedure: 'petition',
    channel: 'letter',
    class: classOf(more.procedure ?? 'petition'),
    category: null,
    secrecy: 'none',
    subject: WORDS.subject,
    body: WORDS.body,
    place: WORDS.place,
    demands: [...WORDS.demands],
    parties: [{ role: 'petitioner', name: WORDS.name, phone: WORDS.phone, address: WORDS.address }],
    persons: 1,
    representatives: 0,
    reportedUnitId: null,
    reportedElsewhere: null,
    external: null,
    receivedOn: day,
    receivedAt: instantOn(day),
    undated: false,
    links: [],
    file: null,
    seats: {},
    ...more,
  }
}

export function registered(day: string, procedure: string, more: Partial<Registration> = {}): Story {
  // A review is opened by the step that asks for it alone.
  const actor = procedure.endsWith('review') ? SYSTEM : PEOPLE.clerk
  return new Story(day).register(registration(day, { procedure, ...more }), actor)
}

/** One outcome for each demand. */
export const outcomes = (doc: MatterDoc) =>
  doc.demands.map((d) => ({
    demandId: d.demandId,
    result: 'explained',
    words: `关于${d.demandId}：已核实并安排。`,
    basis: '《信访工作条例》第三十二条',
  }))

export const rating = (doc: MatterDoc, grade: string, solved = true) => ({
  rating: {
    bureau: 'satisfied',
    unit: grade,
    solved: Object.fromEntries(doc.demands.map((d) => [d.demandId, solved])),
  },
})

export const served = (day: string) => ({ method: 'in-person', date: day, detail: '本人签收' })

/** A petition handled by `works` up to the state named. */
export function petition(day: string, until: 'dispatched' | 'handling' | 'serving' | 'answered'): Story {
  const story = registered(day, 'petition').fire(PEOPLE.clerk, 'assign', {
    unit: UNIT.works,
    mode: 'transfer',
  })
  if (until === 'dispatched') return story
  story.fire(PEOPLE.worksHandler, 'accept')
  story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), story.latest('service'))
  if (until === 'handling') return story
  story
    .fire(PEOPLE.worksHandler, 'submit-opinion', {
      outcomes: outcomes(story.doc),
      result: 'explained',
      opinion: '经查，线路老化，已列入维修。',
    })
    .fire(PEOPLE.worksHead, 'approve-opinion')
  if (until === 'serving') return story
  return story.fire(PEOPLE.worksHandler, 'deliver', served(story.day), story.latest('service'))
}

/** A letter-box letter handled by `works` up to the state named; a reply is served by its posting. */
export function letter(day: string, until: 'dispatched' | 'handling' | 'reply-check' | 'answered'): Story {
  const story = registered(day, 'letter-box').fire(PEOPLE.clerk, 'assign', { unit: UNIT.works })
  if (until === 'dispatched') return story
  story.fire(PEOPLE.worksHandler, 'sign')
  if (until === 'handling') return story
  story.fire(PEOPLE.worksHandler, 'submit-reply', { outcomes: outcomes(story.doc), reply: '路灯已修好。' })
  if (until === 'reply-check') return story
  return story.fire(PEOPLE.checker, 'approve-reply')
}

/** A report of misconduct about the town, handed to `works`, up to the state named. */
export function report(day: string, until: 'registered' | 'dispatched' | 'handling' | 'answered'): Story {
  const story = registered(day, 'misconduct', { reportedUnitId: UNIT.town, class: 'misconduct' })
  if (until === 'registered') return story
  story.fire(PEOPLE.clerk, 'route', { unit: UNIT.works })
  if (until === 'dispatched') return story
  story.fire(PEOPLE.worksHandler, 'accept')
  if (until === 'handling') return story
  return story
    .fire(PEOPLE.worksHandler, 'submit-result', { outcomes: outcomes(story.doc), reply: '已核查处理。' })
    .fire(PEOPLE.worksHead, 'approve-result')
}

/** Ties a file to the matter, as evidence of the person's own will. */
export const EVIDENCE_ID = '00000000-0000-7000-8002-000000000001'
export const evidence = {
  attachmentId: EVIDENCE_ID,
  name: '撤回申请.pdf',
  mediaType: 'application/pdf',
  size: 100,
  commitment: 'sha256:00',
  proof: { salt: 'AAAAAAAAAAAAAAAAAAAAAA==', digest: 'sha256:00' },
}

/**
 * Valid input for the fields of a step.
 * @param pick a number from 0 below the given count, for what may be chosen
 */
export function validInput(
  step: Pick<Transition, 'input'>,
  doc: MatterDoc,
  today: string,
  pick: (n: number) => number,
): Record<string, unknown> {
  const units = [UNIT.works, UNIT.water, UNIT.town, UNIT.centre]
  const input: Record<string, unknown> = {}
  for (const field of step.input) {
    if (!field.required && field.kind !== 'reference' && pick(2) === 0) continue
    if (field.kind === 'text') input[field.name] = `话${pick(9)}𠮷`
    if (field.kind === 'unit') input[field.name] = units[pick(units.length)]
    if (field.kind === 'choice') input[field.name] = field.options![pick(field.options!.length)]!.value
    if (field.kind === 'date') input[field.name] = today
    if (field.kind === 'days') input[field.name] = 1 + pick(20)
    if (field.kind === 'yes') input[field.name] = true
    if (field.kind === 'outcomes') input[field.name] = outcomes(doc)
    if (field.kind === 'rating')
      Object.assign(input, rating(doc, ['satisfied', 'fairly-satisfied', 'unsatisfied'][pick(3)]!))
    if (field.kind === 'reference' && doc.attachments[0]) input[field.name] = doc.attachments[0].attachmentId
    if (field.kind === 'bureau') input[field.name] = '00000000-0000-7000-8003-000000000001'
  }
  // What goes together: days with a revocation alone, a conclusion that its items bear out.
  if (step.input.some((f) => f.name === 'redoDays') && 'result' in input) {
    if (input.result === 'revoked') input.redoDays = 1 + pick(20)
    else delete input.redoDays
  }
  if ('adoption' in input) input.adoption = 'not-adopted'
  return input
}
