import { describe, expect, it } from 'vitest'
import { isRefusal } from '../../kernel/errors/refusal.ts'
import { PUBLICATION_ACTS, PUBLICATION_STATES, type Shown } from '../contract.ts'
import {
  decideAct,
  type Editor,
  mayDo,
  personsIn,
  placesIn,
  type Standing,
  shortAnswer,
  stateAfter,
} from './rules.ts'

const clerk: Editor = { accountId: 'a', roles: ['clerk'] }
const chief: Editor = { accountId: 'b', roles: ['bureau-head'] }
const at = (state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  state,
  draftedBy: [],
  ready: true,
  agreed: true,
  ...more,
})
const code = (r: ReturnType<typeof decideAct>) => (isRefusal(r) ? r.refused : r)

const shown: Shown = {
  title: '路灯不亮',
  letter: '我叫张小明，电话13812345678。',
  demands: [{ text: '修好路灯', result: 'supported', words: '已修好' }],
  answer: '已修好。',
}

describe('publishing', () => {
  it('goes from consent over a draft and a second person to the public', () => {
    expect(mayDo(at('agreed'), clerk)).toEqual(['save'])
    expect(mayDo(at('draft'), clerk)).toEqual(['save', 'submit'])
    expect(mayDo(at('submitted', { draftedBy: ['a'] }), clerk)).toEqual([])
    expect(mayDo(at('submitted', { draftedBy: ['a'] }), chief)).toEqual(['return', 'approve'])
    expect(mayDo(at('published'), chief)).toEqual(['unpublish'])
    expect(mayDo(at('withdrawn'), clerk)).toEqual(['save'])
  })

  it('is never approved by who wrote it, whatever the office', () => {
    expect(code(decideAct(at('submitted', { draftedBy: ['b'] }), 'approve', chief, undefined))).toBe(
      'publish.own_draft',
    )
    expect(mayDo(at('submitted', { draftedBy: ['b'] }), chief)).toEqual(['return'])
  })

  it('needs the consent and an answer for everything but taking down', () => {
    for (const state of PUBLICATION_STATES) {
      expect(mayDo(at(state, { agreed: false }), chief)).toEqual(state === 'published' ? ['unpublish'] : [])
      expect(mayDo(at(state, { ready: false }), chief)).toEqual(state === 'published' ? ['unpublish'] : [])
    }
    expect(code(decideAct(at('draft', { agreed: false }), 'submit', clerk, undefined))).toBe(
      'publish.no_consent',
    )
  })

  it('asks for a reason where something is taken back, and knows a next state for each act', () => {
    expect(code(decideAct(at('published'), 'unpublish', chief, ' '))).toBe('input.required')
    expect(code(decideAct(at('submitted'), 'return', chief, undefined))).toBe('input.required')
    for (const act of PUBLICATION_ACTS) expect(PUBLICATION_STATES).toContain(stateAfter(act))
  })

  it('names the places by their fields, and those of who asked apart', () => {
    expect(placesIn(shown, []).map((p) => `${p.field} ${p.kind}`)).toEqual(['letter name', 'letter phone'])
    expect(personsIn(shown, [{ name: '张小明' }]).map((p) => p.text)).toEqual(['张小明'])
  })

  it('cuts an answer for a list between characters', () => {
    expect(shortAnswer({ answer: '𠮷'.repeat(130), demands: [] })).toBe(`${'𠮷'.repeat(120)}…`)
    expect(shortAnswer({ answer: '', demands: shown.demands })).toBe('已修好')
  })
})
