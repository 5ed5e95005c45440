import { describe, expect, it } from 'vitest'
import { blankChoice, blankQuestion, leaks, moved, trimmed } from './open311-questions.ts'

const written = { ...blankQuestion([]), description: { zh: ' 灯杆编号 ', en: 'Pole' } }

describe('the questions of a service while they are written', () => {
  it('begin with a code of their own, and say what is missing where it is missing', () => {
    const second = blankQuestion([written])
    expect([written.code, second.code]).toEqual(['q1', 'q2'])
    expect([...leaks([written, second])]).toEqual([
      ['attributes[1].description.zh', 'words'],
      ['attributes[1].description.en', 'words'],
    ])
    expect(trimmed(written).description.zh).toBe('灯杆编号')
  })

  it('have codes programs can send, each once', () => {
    expect([...leaks([written, { ...written, code: ' q1 ' }, { ...written, code: '灯' }])]).toEqual([
      ['attributes[1].code', 'twice'],
      ['attributes[2].code', 'code'],
    ])
  })

  it('offer two choices at least, each named and with a key of its own', () => {
    const one = blankChoice([])
    const list = { ...written, datatype: 'singlevaluelist' as const, values: [one] }
    expect(leaks([list]).get('attributes[0].values')).toBe('choices')
    const both = { ...list, values: [{ key: 'c1', name: { zh: '不亮', en: 'dark' } }, blankChoice([one])] }
    expect([...leaks([both]).keys()]).toEqual([
      'attributes[0].values[1].name.zh',
      'attributes[0].values[1].name.en',
    ])
    // The choices of what is no list are not asked for.
    expect(leaks([{ ...written, values: [one] }]).size).toBe(0)
  })

  it('change places', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b'])
  })
})
