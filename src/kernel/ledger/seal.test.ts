import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PublicKeys } from '../crypto/index.ts'
import { newSigningKey } from '../crypto/signing.ts'
import { isRefusal } from '../errors/refusal.ts'
import {
  appendEvents,
  compareWithHeldSeal,
  compareWithSeal,
  compareWithSeals,
  describeFinding,
  type EventDraft,
  emptyHead,
  type Finding,
  findUnsealed,
  type HashLookup,
  type LedgerEvent,
  makeSeal,
  parseSeal,
  readSealFile,
  type Seal,
  verifyChain,
  verifySealChain,
  verifySealSignature,
  writeSealFile,
} from './index.ts'

const BUREAU = 'bureau-a'
const key = newSigningKey()
const trusted: PublicKeys = new Map([[key.id, key.publicKey]])
const at = (minute: number) => new Date(Date.UTC(2026, 7, 3, 1, minute)).toISOString()

function draft(n: number, type = 'step-recorded'): EventDraft {
  return {
    eventId: `event-${n}`,
    type,
    schemaVersion: 1,
    occurredAt: at(n),
    recordedAt: at(n),
    actor: { kind: 'system', id: null, unitId: null },
    procedure: 'letter-box',
    procedureVersion: 1,
    data: { n },
  }
}

type History = Map<string, LedgerEvent[]>

function history(lengths: readonly number[]): History {
  return new Map(
    lengths.map((length, i) => {
      const drafts = Array.from({ length }, (_, n) => draft(n + 1))
      return [`matter-${i}`, appendEvents(emptyHead(BUREAU, `matter-${i}`), drafts)]
    }),
  )
}

function seal(
  entries: LedgerEvent[],
  previous: Seal | null = null,
  day = '2026-08-03',
  sealedAt = at(600),
): Seal {
  return makeSeal({ bureauId: BUREAU, day, sealedAt, entries, previous }, key)
}

const sealOf = (h: History) => seal([...h.values()].flat())
const lookupIn =
  (h: History): HashLookup =>
  (matterId, version) =>
    h.get(matterId)?.find((e) => e.version === version)?.hash
const short = (findings: Finding[]) => findings.map((f) => `${f.code} ${f.matterId}@${f.version ?? '-'}`)

/** Changes history as the owner of the database could: alter the drafts, then make every hash of the matter anew. */
function rebuild(h: History, matterId: string, change: (drafts: EventDraft[]) => EventDraft[]): void {
  h.set(matterId, appendEvents(emptyHead(BUREAU, matterId), change(structuredClone(h.get(matterId)!))))
}

describe('comparing with a seal held elsewhere', () => {
  it('finds nothing in a history that only grew', () => {
    const h = history([3, 1, 5])
    const held = sealOf(h)
    rebuild(h, 'matter-1', (drafts) => [...drafts, draft(700)])
    expect(compareWithSeal(held, lookupIn(h))).toEqual([])
  })

  it('names matter and first altered version when a whole chain was rebuilt', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.nat(),
        (lengths, m, v) => {
          const h = history(lengths)
          const held = sealOf(h)
          const matterId = `matter-${m % lengths.length}`
          const length = h.get(matterId)!.length
          const version = (v % length) + 1
          rebuild(h, matterId, (drafts) =>
            drafts.map((d, i) => (i === version - 1 ? { ...d, type: 'other' } : d)),
          )
          // The rebuilt chain is flawless in itself …
          expect(verifyChain(h.get(matterId)!, { bureauId: BUREAU, matterId })).toEqual([])
          // … and is found all the same.
          const code = version === length ? 'event-changed' : 'chain-rebuilt'
          expect(short(compareWithSeal(held, lookupIn(h)))).toEqual([`${code} ${matterId}@${version}`])
        },
      ),
    )
  })

  it('names what was dropped, shortened, reordered, changed in place', () => {
    const cases: [string, (h: History) => void, string[]][] = [
      ['matter dropped', (h) => h.delete('matter-0'), ['matter-dropped matter-0@-']],
      ['shortened', (h) => h.get('matter-0')!.splice(3), ['chain-shortened matter-0@4']],
      ['one missing', (h) => h.get('matter-0')!.splice(1, 1), ['event-missing matter-0@2']],
      [
        'changed in place',
        (h) => Object.assign(h.get('matter-0')![1]!, { hash: 'sha256:x' }),
        ['event-changed matter-0@2'],
      ],
      [
        'places exchanged',
        (h) => {
          const [, b, c] = h.get('matter-0')!
          Object.assign(b!, { version: 3 })
          Object.assign(c!, { version: 2 })
        },
        ['event-reordered matter-0@2', 'event-reordered matter-0@3'],
      ],
      [
        'one dropped, the rest rebuilt',
        (h) => rebuild(h, 'matter-0', (d) => d.filter((_, i) => i !== 1)),
        ['chain-rebuilt matter-0@2', 'chain-shortened matter-0@5'],
      ],
      [
        'order exchanged and rebuilt',
        (h) => rebuild(h, 'matter-0', ([a, b, c, ...rest]) => [a!, c!, b!, ...rest]),
        ['chain-rebuilt matter-0@2'],
      ],
      [
        'back-dated and rebuilt',
        (h) => rebuild(h, 'matter-0', (d) => d.map((x, i) => (i === 3 ? { ...x, occurredAt: at(0) } : x))),
        ['chain-rebuilt matter-0@4'],
      ],
    ]
    for (const [name, change, expected] of cases) {
      const h = history([5, 2])
      const held = sealOf(h)
      change(h)
      expect(short(compareWithSeal(held, lookupIn(h))), name).toEqual(expected)
    }
  })

  it('with all seals up to the held one, names a version sealed long before', () => {
    const h = history([4])
    const events = h.get('matter-0')!
    const first = seal(events.slice(0, 2))
    const second = seal(events.slice(2), first, '2026-08-04', at(2000))
    rebuild(h, 'matter-0', (d) => d.map((x, i) => (i === 1 ? { ...x, type: 'other' } : x)))
    expect(compareWithSeals([first, second], lookupIn(h))).toMatchObject([
      { code: 'chain-rebuilt', matterId: 'matter-0', version: 2, sealNo: 1, details: { upTo: 4 } },
    ])
    expect(() => compareWithSeals([first, { ...second, bureauId: 'bureau-b' }], lookupIn(h))).toThrow(
      TypeError,
    )
  })

  it('tells a shortened chain from a dropped matter when all a seal lists is gone', () => {
    const h = history([4])
    const events = h.get('matter-0')!
    const second = seal(events.slice(2), seal(events.slice(0, 2)), '2026-08-04', at(2000))
    events.splice(2)
    expect(compareWithSeal(second, lookupIn(h))).toMatchObject([
      { code: 'chain-shortened', version: 3, details: { lastVersion: 2 } },
    ])
  })

  it('finds seals made anew, with the right key, over a rebuilt history', () => {
    const h = history([4])
    const held = sealOf(h)
    rebuild(h, 'matter-0', (d) => d.map((x) => ({ ...x, type: 'other' })))
    const anew = sealOf(h)
    expect(verifySealChain([anew], { bureauId: BUREAU }, trusted)).toEqual([])
    expect(compareWithHeldSeal(held, [held])).toEqual([])
    expect(compareWithHeldSeal(held, [anew])).toMatchObject([{ code: 'seal-changed', sealNo: 1 }])
    expect(compareWithHeldSeal(held, [])).toMatchObject([{ code: 'seal-missing', sealNo: 1 }])
    expect(short(compareWithSeal(held, lookupIn(h)))).toEqual(['chain-rebuilt matter-0@1'])
  })

  it('finds events and whole matters slipped in behind a seal', () => {
    const h = history([2])
    const held = sealOf(h)
    const more = (matterId: string, version: number, recordedAt: string) => ({
      bureauId: BUREAU,
      matterId,
      version,
      eventId: 'late',
      recordedAt,
    })
    const events = [
      ...h.get('matter-0')!,
      more('matter-0', 3, at(5)),
      more('matter-9', 1, at(7)),
      more('matter-0', 4, at(600)),
    ]
    expect(short(findUnsealed([held], events))).toEqual([
      'event-back-dated matter-0@3',
      'event-back-dated matter-9@1',
    ])
    expect(findUnsealed([], events)).toEqual([])
  })
})

describe('seals', () => {
  const h = history([2, 3])
  const first = sealOf(h)
  const second = seal([], first, '2026-08-04', at(2000))
  const third = seal([], second, '2026-08-05', at(4000))
  const codes = (seals: Seal[], keys = trusted) =>
    verifySealChain(seals, { bureauId: BUREAU }, keys).map((f) => `${f.code}@${f.sealNo}`)

  it('list events in one order and are chained, whatever order they are given in', () => {
    expect(first.entries.map((e) => `${e.matterId}@${e.version}`)).toEqual([
      'matter-0@1',
      'matter-0@2',
      'matter-1@1',
      'matter-1@2',
      'matter-1@3',
    ])
    expect(seal([...h.values()].flat().reverse()).hash).toBe(first.hash)
    expect(second).toMatchObject({ sealNo: 2, prevSealHash: first.hash })
    expect(codes([third, first, second])).toEqual([])
  })

  it('are not made with a version twice or before the last one', () => {
    expect(() => seal([h.get('matter-0')![0]!, h.get('matter-0')![0]!])).toThrow(RangeError)
    expect(() => seal([], second, '2026-08-03', at(3000))).toThrow(RangeError)
    expect(() => seal([], second, '2026-08-04', at(1))).toThrow(RangeError)
  })

  it('show tampering with any field', () => {
    const cases: [Partial<Record<keyof Seal, unknown>>, string][] = [
      [{ sealNo: 7 }, 'seal-changed'],
      [{ bureauId: 'bureau-b' }, 'seal-changed'],
      [{ day: '2026-08-02' }, 'seal-changed'],
      [{ sealedAt: at(1) }, 'seal-changed'],
      [{ entries: first.entries.slice(1) }, 'seal-changed'],
      [{ entries: first.entries.map((e, i) => (i === 0 ? { ...e, version: 9 } : e)) }, 'seal-changed'],
      [{ root: second.root }, 'seal-changed'],
      [{ prevSealHash: second.hash }, 'seal-changed'],
      [{ hash: second.hash }, 'seal-changed'],
      [{ algorithm: 'none' }, 'seal-changed'],
      [{ keyId: 'other' }, 'seal-key-unknown'],
      [{ signature: second.signature }, 'seal-signature'],
      [{ signature: '' }, 'seal-signature'],
    ]
    for (const [change, code] of cases) {
      const findings = verifySealSignature({ ...first, ...change } as Seal, trusted)
      expect(
        findings.map((f) => f.code),
        JSON.stringify(change),
      ).toContain(code)
    }
    expect(verifySealSignature(first, trusted)).toEqual([])
  })

  it('signed by a stranger are found out', () => {
    const stranger = newSigningKey()
    const forged = makeSeal(
      { bureauId: BUREAU, day: first.day, sealedAt: first.sealedAt, entries: [], previous: null },
      stranger,
    )
    expect(codes([forged])).toEqual(['seal-key-unknown@1'])
    expect(codes([{ ...forged, keyId: key.id }])).toEqual(['seal-changed@1', 'seal-signature@1'])
  })

  it('show a missing, doubled, relinked, back-dated or foreign seal', () => {
    expect(codes([first, third])).toEqual(['seal-missing@2'])
    expect(codes([second, third])).toEqual(['seal-missing@1'])
    expect(verifySealChain([second, third], { bureauId: BUREAU, from: 2 }, trusted)).toEqual([])
    expect(codes([first, second, second])).toEqual(['seal-duplicated@2'])
    const otherFirst = seal([], null)
    expect(codes([otherFirst, second, third])).toEqual(['seal-link-broken@2'])
    const early = seal([], { ...first, sealedAt: at(0) }, first.day, at(1))
    expect(codes([first, early])).toEqual(['seal-back-dated@2'])
    expect(verifySealChain([first], { bureauId: 'bureau-b' }, trusted).map((f) => f.code)).toEqual([
      'seal-foreign',
      'seal-link-broken',
    ])
  })

  it('are handed out as files and read back, or refused by the part that is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-seal-'))
    try {
      const path = writeSealFile(folder, first)
      expect(path.endsWith('seal-bureau-a-000001-2026-08-03.json')).toBe(true)
      expect(readSealFile(path)).toEqual(first)
      expect(readSealFile(join(folder, 'none.json'))).toMatchObject({ refused: 'seal.file_missing' })
      writeFileSync(path, '{')
      expect(readSealFile(path)).toMatchObject({ refused: 'seal.unreadable' })
    } finally {
      rmSync(folder, { recursive: true })
    }
    const wrong: [string, unknown][] = [
      ['format', 'other'],
      ['formatVersion', 2],
      ['sealNo', 'x'],
      ['hash', 5],
      ['entries', [{}]],
      ['day', '\ud800'],
    ]
    for (const [field, value] of wrong) {
      const parsed = parseSeal(JSON.stringify({ ...first, [field]: value }))
      expect(isRefusal(parsed) && parsed.field).toBe(field)
    }
    expect(parseSeal('null')).toMatchObject({ refused: 'seal.unreadable' })
  })

  it('speak both languages when something is wrong', () => {
    const finding: Finding = {
      code: 'chain-rebuilt',
      bureauId: BUREAU,
      matterId: 'm',
      version: 2,
      sealNo: 1,
      details: { upTo: 4 },
    }
    expect(describeFinding(finding, 'en')).toBe(
      'seal 1, matter m, version 2: history was rebuilt from here on (upTo=4)',
    )
    expect(describeFinding(finding, 'zh-CN')).toBe('封印 1 事项 m 第2条: 自此记录起全部被重写 (upTo=4)')
  })
})
