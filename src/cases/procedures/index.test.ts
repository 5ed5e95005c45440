import { describe, expect, it } from 'vitest'
import { RULE_TABLE } from '../clocks/rule-table.ts'
import type { ClockEffect } from './format.ts'
import { findProcedure, PROCEDURES, procedureOf, stateOf, transitionsFrom } from './index.ts'

describe('procedures', () => {
  it('are found by id, with or without their version', () => {
    for (const p of PROCEDURES) {
      expect(procedureOf(p.id)).toBe(p)
      expect(procedureOf(p.id, p.version)).toBe(p)
    }
    expect(findProcedure('petition', 999)).toBeUndefined()
    expect(() => procedureOf('petition', 999)).toThrow('no procedure petition version 999')
  })

  it('list the steps out of a state', () => {
    const ids = transitionsFrom(procedureOf('hotline-order'), 'returned').map((t) => t.id)
    expect(ids).toContain('redispatch')
    expect(ids).not.toContain('dispatch')
    expect(stateOf(procedureOf('service'), 'refused').end).toBe('done')
  })

  it('start each clock for the owner its rule names', () => {
    const owners = new Map(RULE_TABLE.map((rule) => [rule.id, rule.owner]))
    const starts = (effects: ClockEffect[]) => effects.flatMap((e) => ('start' in e ? [e] : []))
    for (const p of PROCEDURES) {
      for (const e of [...starts(p.opening), ...p.transitions.flatMap((t) => starts(t.clocks))]) {
        expect(`${p.id} ${e.start} ${e.owner}`).toBe(`${p.id} ${e.start} ${owners.get(e.start)}`)
      }
    }
  })

  it('pause only what the law lets pause: the hearing of a re-review (R22 36)', () => {
    const pausing = PROCEDURES.flatMap((p) =>
      p.transitions.flatMap((t) =>
        t.clocks.flatMap((e) => ('pause' in e ? [`${p.id} ${t.id} ${e.pause}`] : [])),
      ),
    )
    expect(pausing).toEqual(['re-review hold-hearing XF-T11'])
    const pausable = RULE_TABLE.filter((rule) => rule.pausable).map((rule) => rule.id)
    expect([...new Set(pausable)]).toEqual(['XF-T11'])
  })

  it('let a petition be handled afresh only by revocation, never by a silent redo', () => {
    const into = procedureOf('petition')
      .transitions.filter((t) => t.marks?.includes('redo'))
      .map((t) => t.id)
    expect(into).toEqual(['revoke-own-opinion', 'review-revoked'])
    for (const id of ['letter-box', 'hotline-order']) {
      const redo = procedureOf(id).transitions.filter((t) => t.marks?.includes('redo'))
      expect(redo.map((t) => t.trigger)).toEqual([{ procedure: 'follow-up', end: 'refused' }])
    }
  })

  it('keep the handling unit out of the rating', () => {
    const seats = procedureOf('follow-up').transitions.flatMap((t) =>
      t.who.flatMap((w) => ('seat' in w ? [w.seat] : [])),
    )
    expect([...new Set(seats)]).toEqual(['centre'])
  })

  it('tell nothing about the content of a report of misconduct in a notice', () => {
    const notices = procedureOf('misconduct').transitions.flatMap((t) => t.notify ?? [])
    expect([...new Set(notices)]).toEqual(['discreet-news'])
  })
})
