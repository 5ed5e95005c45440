import { describe, expect, it } from 'vitest'
import { PROCEDURES } from '../../../../../src/cases/procedures/index.ts'
import { assigningStep, toAssignment } from './assigning.ts'
import { emptyFields } from './draft.ts'

const table = (id: string) => PROCEDURES.find((p) => p.id === id)
const UNIT = '00000000-0000-4000-8000-000000000001'

describe('handing over at once', () => {
  it.each([
    ['petition', 'assign'],
    ['simple', 'assign'],
    ['letter-box', 'assign'],
    ['hotline-order', 'dispatch'],
  ])('of %s takes its step %s', (id, step) => {
    expect(assigningStep(table(id), ['clerk'])?.id).toBe(step)
  })

  it('is not offered for a shielded report, nor to whom the table does not let assign', () => {
    expect(assigningStep(table('misconduct'), ['clerk'])).toBeUndefined()
    expect(assigningStep(table('petition'), ['handler'])).toBeUndefined()
  })

  it('sends the unit and what was chosen, the first choice unless another was', () => {
    const step = assigningStep(table('petition'), ['clerk'])
    const fields = { ...emptyFields('petition', 'visit'), assignTo: UNIT }
    expect(toAssignment(fields, step)).toEqual({
      proceedingId: 'main',
      action: 'assign',
      input: { unit: UNIT, mode: 'transfer' },
    })
    expect(toAssignment({ ...fields, assignWith: { mode: 'assign' } }, step)?.input).toEqual({
      unit: UNIT,
      mode: 'assign',
    })
    expect(toAssignment({ ...fields, assignTo: '' }, step)).toBeUndefined()
  })
})
