import { describe, expect, it } from 'vitest'
import {
  type LedgerEvent,
  UnknownEventTypeError,
  UnknownSchemaVersionError,
  upcastRegistry,
} from './index.ts'

const registry = upcastRegistry([
  { type: 'registered', current: 1 },
  {
    type: 'assigned',
    current: 3,
    from: {
      1: (data) => ({ units: [(data as { unit: string }).unit] }),
      2: (data) => ({ lead: (data as { units: string[] }).units[0], joint: [] }),
    },
  },
])

function event(type: string, schemaVersion: number, data: unknown): LedgerEvent {
  return {
    bureauId: 'b',
    matterId: 'm',
    version: 1,
    eventId: 'e-1',
    type,
    schemaVersion,
    occurredAt: '2026-08-03T01:00:00.000Z',
    recordedAt: '2026-08-03T01:00:00.000Z',
    actor: { kind: 'system', id: null, unitId: null },
    procedure: 'petition',
    procedureVersion: 1,
    data,
    prevHash: '',
    hash: 'sha256:stored',
  }
}

describe('upcasting', () => {
  it('lifts old events step by step, leaves the stored one untouched and its hash as written', () => {
    const stored = event('assigned', 1, { unit: 'u' })
    const lifted = registry.upcast(stored)
    expect(lifted).toMatchObject({ schemaVersion: 3, data: { lead: 'u', joint: [] }, hash: 'sha256:stored' })
    expect(stored).toEqual(event('assigned', 1, { unit: 'u' }))
    expect(registry.upcast(event('assigned', 2, { units: ['v'] })).data).toEqual({ lead: 'v', joint: [] })
  })

  it('hands events of today through', () => {
    const today = event('registered', 1, {})
    expect(registry.upcast(today)).toBe(today)
    expect(registry.currentVersion('assigned')).toBe(3)
    expect(registry.types).toEqual(['registered', 'assigned'])
  })

  it('names what it does not know', () => {
    expect(() => registry.upcast(event('vanished', 1, {}))).toThrow(UnknownEventTypeError)
    expect(() => registry.upcast(event('vanished', 1, {}))).toThrow(
      'event e-1 is of the unknown type "vanished"',
    )
    expect(() => registry.currentVersion('vanished')).toThrow(UnknownEventTypeError)
    for (const version of [0, 4, 1.5]) {
      expect(() => registry.upcast(event('assigned', version, {}))).toThrow(UnknownSchemaVersionError)
    }
  })

  it('is not made with a step missing or a type twice', () => {
    expect(() => upcastRegistry([{ type: 'a', current: 2 }])).toThrow('no upcaster from version 1')
    expect(() => upcastRegistry([{ type: 'a', current: 0 }])).toThrow(TypeError)
    expect(() =>
      upcastRegistry([
        { type: 'a', current: 1 },
        { type: 'a', current: 1 },
      ]),
    ).toThrow('twice')
  })
})
