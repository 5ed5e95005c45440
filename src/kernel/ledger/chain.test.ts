import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suiteNamed } from '../crypto/index.ts'
import { isRefusal } from '../errors/refusal.ts'
import {
  appendEvents,
  type EventDraft,
  emptyHead,
  genesisHash,
  hashEvent,
  headAfter,
  type LedgerEvent,
  verifyChain,
} from './index.ts'

const OF = { bureauId: 'bureau-a', matterId: 'matter-1' }

function instant(minute: number): string {
  return new Date(Date.UTC(2026, 7, 3, 1, minute)).toISOString()
}

function draft(n: number): EventDraft {
  return {
    eventId: `event-${n}`,
    type: 'step-recorded',
    schemaVersion: 1,
    occurredAt: instant(n),
    recordedAt: instant(n),
    actor: { kind: 'account', id: `account-${n}`, unitId: 'unit-1' },
    procedure: 'petition',
    procedureVersion: 1,
    data: { n, body: `sha256:${'0'.repeat(64)}`, list: [1, { deep: true }] },
  }
}

function chain(length: number): LedgerEvent[] {
  return appendEvents(
    emptyHead(OF.bureauId, OF.matterId),
    Array.from({ length }, (_, i) => draft(i + 1)),
  )
}

const names = (events: LedgerEvent[]) => verifyChain(events, OF).map((f) => `${f.code}@${f.version}`)

/** A value of the same kind that is not the same. */
function altered(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return 'x'
  return `${String(value)}x`
}

/** Every leaf of an event as a path. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]))
}

function tamper(event: LedgerEvent, path: (string | number)[]): LedgerEvent {
  const copy = structuredClone(event)
  // biome-ignore lint/suspicious/noExplicitAny: walks to any place of the event
  let at: any = copy
  for (const step of path.slice(0, -1)) at = at[step]
  at[path.at(-1)!] = altered(at[path.at(-1)!])
  return copy
}

function rehash(event: LedgerEvent): LedgerEvent {
  return { ...event, hash: hashEvent(event) }
}

describe('appending', () => {
  it('numbers, links and hashes; in one go or one by one it is the same chain', () => {
    const events = chain(4)
    expect(events.map((e) => e.version)).toEqual([1, 2, 3, 4])
    expect(events[0]!.prevHash).toBe(genesisHash(OF.bureauId, OF.matterId))
    expect(events[3]!.prevHash).toBe(events[2]!.hash)
    let head = emptyHead(OF.bureauId, OF.matterId)
    const single: LedgerEvent[] = []
    for (let n = 1; n <= 4; n++) {
      const added = appendEvents(head, [draft(n)])
      single.push(...added)
      head = headAfter(head, added)
    }
    expect(single).toEqual(events)
    expect(headAfter(head, [])).toBe(head)
    expect(verifyChain(events, OF, head)).toEqual([])
  })

  it('does not let recorded time go back, nor before the last seal', () => {
    const late = { ...draft(1), recordedAt: instant(30) }
    const [first, second] = appendEvents(emptyHead(OF.bureauId, OF.matterId), [late, draft(2)])
    expect(second!.recordedAt).toBe(first!.recordedAt)
    expect(second!.occurredAt).toBe(instant(2))
    const [sealed] = appendEvents(emptyHead(OF.bureauId, OF.matterId), [draft(1)], { notBefore: instant(50) })
    expect(sealed!.recordedAt).toBe(instant(50))
    const head = headAfter(emptyHead(OF.bureauId, OF.matterId), [first!])
    const [third] = appendEvents(head, [draft(10)], { notBefore: instant(5) })
    expect(third!.recordedAt).toBe(instant(30))
    const [later] = appendEvents(emptyHead(OF.bureauId, OF.matterId), [late], { notBefore: instant(5) })
    expect(later!.recordedAt).toBe(instant(30))
  })

  it('refuses times and data that cannot be hashed the same again', () => {
    const head = emptyHead(OF.bureauId, OF.matterId)
    expect(() => appendEvents(head, [{ ...draft(1), recordedAt: '2026-08-03 01:00:00' }])).toThrow(TypeError)
    expect(() => appendEvents(head, [{ ...draft(1), occurredAt: '2026-02-30T00:00:00.000Z' }])).toThrow(
      TypeError,
    )
    expect(() => appendEvents(head, [{ ...draft(1), data: { at: undefined } }])).toThrow('$.data.at')
  })

  it('does not depend on the order in which the database gives the members', () => {
    const [event] = chain(1)
    const turned = Object.fromEntries(Object.entries(event!).reverse()) as unknown as LedgerEvent
    turned.data = { list: [1, { deep: true }], body: `sha256:${'0'.repeat(64)}`, n: 1 }
    expect(hashEvent(turned)).toBe(event!.hash)
  })

  it('gives the hash stored ledgers were written with', () => {
    // Computed apart from this code: SHA-256 of the tag, a zero byte and the event as sorted JSON.
    expect(chain(1)[0]!.hash).toBe('sha256:3d6fadd713cd776235473bf368cadc4dafbf65ff2f626e822b54ab91c6540086')
  })

  it('works with SM3 where the runtime offers it', () => {
    if (isRefusal(suiteNamed('national'))) return
    const events = appendEvents(emptyHead(OF.bureauId, OF.matterId, 'sm3'), [draft(1), draft(2)], {
      hash: 'sm3',
    })
    expect(events[1]!.hash).toMatch(/^sm3:[0-9a-f]{64}$/)
    expect(names(events)).toEqual([])
    const mixed = [...events, ...appendEvents(headAfter(emptyHead('', ''), events), [draft(3)])]
    expect(names(mixed)).toEqual([])
  })
})

describe('verifying', () => {
  it('finds tampering with any field of any event', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat(), fc.nat(), (length, at, leaf) => {
        const events = chain(length)
        const i = at % length
        const paths = leaves(events[i])
        events[i] = tamper(events[i]!, paths[leaf % paths.length]!)
        expect(verifyChain(events, OF)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('names the changed event and only that', () => {
    const version = (path: (string | number)[]) =>
      path[0] === 'version' || path[0] === 'bureauId' || path[0] === 'matterId'
    for (const path of leaves(chain(1)[0]).filter((p) => !version(p))) {
      const events = chain(5)
      events[2] = tamper(events[2]!, path)
      expect(names(events), path.join('.')).toEqual(['event-changed@3'])
    }
  })

  it('names an event to whose actor or data something was added', () => {
    const events = chain(3)
    const actor = { ...events[0]!.actor, onBehalfOf: 'x' }
    events[0] = { ...events[0]!, actor }
    events[2] = { ...events[2]!, data: { ...(events[2]!.data as object), added: null } }
    expect(names(events)).toEqual(['event-changed@1', 'event-changed@3'])
  })

  it('names a change that was hashed again, by the link after it', () => {
    const events = chain(5)
    events[2] = rehash({ ...events[2]!, type: 'another' })
    expect(names(events)).toEqual(['link-broken@4'])
    const first = chain(3)
    first[0] = rehash({ ...first[0]!, prevHash: genesisHash('bureau-a', 'matter-2') })
    expect(names(first)).toEqual(['link-broken@1', 'link-broken@2'])
  })

  it('names a last event that was hashed again against the projection', () => {
    const events = chain(3)
    const head = headAfter(emptyHead(OF.bureauId, OF.matterId), events)
    events[2] = rehash({ ...events[2]!, type: 'another' })
    expect(names(events)).toEqual([])
    expect(verifyChain(events, OF, head)).toMatchObject([{ code: 'event-changed', version: 3 }])
  })

  it('names events that are missing: in the middle, at the beginning, at the end, all', () => {
    const events = chain(6)
    const head = headAfter(emptyHead(OF.bureauId, OF.matterId), events)
    const without = (...versions: number[]) => events.filter((e) => !versions.includes(e.version))
    expect(verifyChain(without(3, 4), OF)).toEqual([
      { code: 'event-missing', ...OF, version: 3, details: { from: 3, to: 4 } },
    ])
    expect(names(without(1))).toEqual(['event-missing@1'])
    expect(verifyChain(without(5, 6), OF, head)).toMatchObject([
      { code: 'chain-shortened', version: 5, details: { lastVersion: 4 } },
    ])
    expect(verifyChain([], OF, head)).toMatchObject([{ code: 'matter-dropped' }])
    expect(verifyChain([], OF)).toEqual([])
  })

  it('names an event dropped and the gap closed by renumbering', () => {
    const events = chain(4).filter((e) => e.version !== 2)
    const closed = events.map((e, i) => ({ ...e, version: i + 1 }))
    expect(names(closed)).toEqual(['event-reordered@2', 'event-reordered@3'])
  })

  it('names events that changed places', () => {
    const events = chain(5)
    const swapped = [...events]
    swapped[1] = { ...events[3]!, version: 2 }
    swapped[3] = { ...events[1]!, version: 4 }
    expect(verifyChain(swapped, OF)).toMatchObject([
      { code: 'event-reordered', version: 2, details: { wasVersion: 4 } },
      { code: 'event-reordered', version: 4, details: { wasVersion: 2 } },
    ])
    expect(names([events[0]!, events[2]!, events[1]!])).toEqual(['event-reordered@2'])
    expect(names([events[0]!, events[1]!, events[1]!])).toEqual(['event-duplicated@2'])
  })

  it('names back-dating, even where every hash was made again', () => {
    const drafts = [draft(1), draft(5), draft(6)]
    const events = appendEvents(emptyHead(OF.bureauId, OF.matterId), drafts)
    const rebuilt: LedgerEvent[] = []
    for (const event of events) {
      const recordedAt = event.version === 3 ? instant(2) : event.recordedAt
      rebuilt.push(rehash({ ...event, recordedAt, prevHash: rebuilt.at(-1)?.hash ?? event.prevHash }))
    }
    expect(names(rebuilt)).toEqual(['event-back-dated@3'])
  })

  it('names an event of another matter or bureau', () => {
    const events = chain(3)
    const other = appendEvents(emptyHead('bureau-a', 'matter-2'), [draft(1), draft(2)])
    expect(verifyChain([events[0]!, other[1]!, events[2]!], OF)).toMatchObject([
      { code: 'event-foreign', version: 2, details: { belongsTo: 'bureau-a/matter-2' } },
    ])
    const relabelled = appendEvents(emptyHead('bureau-b', 'matter-1'), [draft(1)])
    expect(names(relabelled)).toEqual(['event-foreign@1'])
  })

  it('takes malformed events for changed, without failing', () => {
    for (const broken of [{ hash: 'md5:00' }, { hash: '' }, { data: undefined }, { data: '\ud800' }]) {
      const events = chain(2)
      events[1] = { ...events[1]!, ...broken }
      expect(names(events)).toEqual(['event-changed@2'])
    }
  })
})
