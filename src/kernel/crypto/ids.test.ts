import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isRefusal } from '../errors/refusal.ts'
import {
  blindIndex,
  createKeyring,
  deriveUuid,
  encodeParts,
  isUuid,
  type Keyring,
  MalformedTextError,
  matchesQueryCode,
  normaliseIdNumber,
  normaliseName,
  normalisePhone,
  parseQueryCode,
  queryCode,
  uuidv7,
} from './index.ts'

const key = Buffer.alloc(32, 9)

describe('lists of texts as bytes', () => {
  it('are never the same for two lists', () => {
    expect(encodeParts(['ab', '', '回']).toString('hex')).toBe('000000026162' + '00000000' + '00000003e59b9e')
    const parts = fc.array(fc.string({ unit: fc.constantFrom('a', '\0', '回'), maxLength: 6 }), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(encodeParts(a).equals(encodeParts(b))).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
    )
    expect(() => encodeParts(['\ud800'])).toThrow(MalformedTextError)
  })
})

describe('ids', () => {
  it('uuid v7 carries the time and sorts by it', () => {
    // The example of RFC 9562, A.6: time 0x017F22E279B0, rand_a CC3, rand_b 18C4DC0C0C07398F.
    const random = () => Buffer.from('0cc318c4dc0c0c07398f', 'hex')
    expect(uuidv7(new Date('2022-02-22T19:22:22.000Z'), random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date(2 ** 47), noInvalidDate: true }), (now) => {
        const id = uuidv7(now)
        expect(isUuid(id)).toBe(true)
        expect(Number.parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(now.getTime())
        expect(uuidv7(new Date(now.getTime() + 1)) > id).toBe(true)
      }),
    )
  })

  it('derived uuids are the same for the same parts and no others', () => {
    const id = deriveUuid(key, 'import', 'b', '17')
    expect(id).toBe(deriveUuid(key, 'import', 'b', '17'))
    expect(id[14]).toBe('8')
    expect(isUuid(id)).toBe(true)
    expect(deriveUuid(key, 'import', 'b1', '7')).not.toBe(id)
    expect(deriveUuid(Buffer.alloc(32, 8), 'import', 'b', '17')).not.toBe(id)
  })

  it('takes nothing but lower-case UUIDs for a UUID', () => {
    for (const bad of [
      '',
      '../../etc',
      '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
      'x017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
    ]) {
      expect(isUuid(bad)).toBe(false)
    }
  })
})

describe('query codes', () => {
  it('round-trip however a person types them', () => {
    fc.assert(
      fc.property(fc.uuid(), (matterId) => {
        const code = queryCode(key, matterId)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
        const fullWidth = [...code].map((c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).join('')
        const spellings = [
          code,
          code.toLowerCase(),
          code.replace('-', ''),
          ` ${code.replace('-', ' ')} `,
          code.replaceAll('0', 'o').replaceAll('1', 'l'),
          code.replaceAll('0', 'O').replaceAll('1', 'I'),
          fullWidth,
          code.replace('-', '—'),
        ]
        for (const spelling of spellings) {
          expect(parseQueryCode(spelling)).toBe(code)
          expect(matchesQueryCode(key, matterId, spelling)).toBe(true)
        }
      }),
    )
  })

  it('open no other matter, and nothing under another key', () => {
    const code = queryCode(key, 'a')
    expect(matchesQueryCode(key, 'b', code)).toBe(false)
    expect(matchesQueryCode(Buffer.alloc(32, 1), 'a', code)).toBe(false)
    for (const bad of ['', 'U'.repeat(10), code.slice(1), `${code}0`, '一二三四五六七八九十']) {
      expect(parseQueryCode(bad)).toBeNull()
      expect(matchesQueryCode(key, 'a', bad)).toBe(false)
    }
  })

  it('use all 32 letters at every place', () => {
    const seen = Array.from({ length: 10 }, () => new Set<string>())
    for (let i = 0; i < 2000; i++) {
      for (const [at, letter] of [...queryCode(key, String(i)).replace('-', '')].entries())
        seen[at]!.add(letter)
    }
    expect(seen.map((s) => s.size)).toEqual(Array(10).fill(32))
  })
})

describe('blind index', () => {
  let home: string
  let keyring: Keyring
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'huiyin-blind-'))
    const made = createKeyring(home, { now: new Date(0), databaseHasData: false })
    if (isRefusal(made)) throw new Error(made.refused)
    keyring = made
  })
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  it.each([
    ['13800001111', '13800001111'],
    ['１３８ ００００ １１１１', '13800001111'],
    ['+86 138-0000-1111', '13800001111'],
    ['(0086)13800001111', '13800001111'],
    ['8613800001111', '13800001111'],
    ['013800001111', '13800001111'],
    ['+86 010 6000 0000', '01060000000'],
    ['0086-10-60000000', '01060000000'],
    ['010—60000000转801', '01060000000'],
    ['0533-2000000', '05332000000'],
    ['+86 533 2000000', '05332000000'],
    ['+86 400-000-1234', '4000001234'],
    ['12345', '12345'],
    ['00852 2000 0000', '+85220000000'],
    ['+852 2000 0000', '+85220000000'],
    ['\u200e138\u00a00000\u30001111', '13800001111'],
    ['不详', null],
    ['', null],
    ['138abc', null],
  ])('telephone %s is looked up as %s', (given, normal) => {
    expect(normalisePhone(given)).toBe(normal)
  })

  it('brings identity numbers and names to one spelling', () => {
    // 15 digits of the first generation and their 18-digit form (made-up number, check digit by MOD 11-2).
    expect(normaliseIdNumber('110105491231002')).toBe('11010519491231002X')
    expect(normaliseIdNumber(' １１０１０５ 19491231-002x ')).toBe('11010519491231002X')
    expect(normaliseIdNumber('h1234567')).toBe('H1234567')
    expect(normaliseIdNumber('　')).toBeNull()
    expect(normaliseName(' 甲　乙 丙 ')).toBe('甲乙丙')
    expect(normaliseName('甲乙・ 丙丁')).toBe(normaliseName('甲乙·丙丁'))
    expect(normaliseName('Jane  DOE')).toBe('jane doe')
    expect(normaliseName(' ')).toBeNull()
  })

  it('finds equal values in one bureau and kind, and joins nothing across them', () => {
    const index = blindIndex(keyring, 'a', 'phone', '+86 138 0000 1111')
    expect(index).toMatch(/^[0-9a-f]{64}$/)
    expect(blindIndex(keyring, 'a', 'phone', '13800001111')).toEqual(index)
    expect(blindIndex(keyring, 'b', 'phone', '13800001111')).not.toEqual(index)
    expect(blindIndex(keyring, 'a', 'id-number', '13800001111')).not.toEqual(index)
    expect(blindIndex(keyring, 'a', 'phone', '无')).toBeNull()
  })
})
