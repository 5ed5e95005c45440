import { describe, expect, it } from 'vitest'
import {
  hashPassword,
  needsRehash,
  newTotpSecret,
  toBase32,
  totp,
  totpUri,
  verifyPassword,
  verifyTotp,
} from './index.ts'

describe('passwords', () => {
  const cheap = { memoryKiB: 64, passes: 1, lanes: 1 }

  it('verify by Argon2id at the cost of OWASP', async () => {
    const stored = await hashPassword('正确的密码 correct')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(await verifyPassword(stored, '正确的密码 correct')).toBe(true)
    expect(await verifyPassword(stored, '正确的密码 correct ')).toBe(false)
    expect(await verifyPassword(null, '正确的密码 correct')).toBe(false)
    expect(needsRehash(stored)).toBe(false)
  })

  it('give another hash each time and take full-width letters for the letters meant', async () => {
    const stored = await hashPassword('Abc123', cheap)
    expect(await hashPassword('Abc123', cheap)).not.toBe(stored)
    expect(await verifyPassword(stored, 'Ａｂｃ１２３')).toBe(true)
    expect(needsRehash(stored)).toBe(true)
  })

  it('agree with a hash made by the reference implementation of Argon2', async () => {
    // phc-winner-argon2, src/test.c: Argon2id v=19, t=2, m=2^16, p=1, "password", "somesalt".
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await verifyPassword(reference, 'password')).toBe(true)
    expect(await verifyPassword(reference, 'passwort')).toBe(false)
    expect(needsRehash(reference)).toBe(true)
  })

  it('are never checked against something that is no hash', async () => {
    await expect(verifyPassword('plain', 'plain')).rejects.toThrow(TypeError)
    await expect(verifyPassword('', '')).rejects.toThrow(TypeError)
    expect(() => needsRehash('$2b$10$abc')).toThrow(TypeError)
  })
})

describe('one-time passwords', () => {
  // RFC 6238, appendix B.
  const seed = '1234567890'.repeat(7)
  const rows: [number, string, string, string][] = [
    [59, '94287082', '46119246', '90693936'],
    [1111111109, '07081804', '68084774', '25091201'],
    [1111111111, '14050471', '67062674', '99943326'],
    [1234567890, '89005924', '91819424', '93441116'],
    [2000000000, '69279037', '90698825', '38618901'],
    [20000000000, '65353130', '77737706', '47863826'],
  ]
  it.each(rows)('at second %i are those of RFC 6238', (second, sha1, sha256, sha512) => {
    const now = new Date(second * 1000)
    expect(totp(Buffer.from(seed.slice(0, 20)), now, 8, 'sha1')).toBe(sha1)
    expect(totp(Buffer.from(seed.slice(0, 32)), now, 8, 'sha256')).toBe(sha256)
    expect(totp(Buffer.from(seed.slice(0, 64)), now, 8, 'sha512')).toBe(sha512)
  })

  it('are accepted one step early or late, once, and not otherwise', () => {
    const secret = newTotpSecret()
    const now = new Date('2026-08-03T01:00:15Z')
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    const code = totp(secret, now)
    const step = verifyTotp(secret, ` ${code.slice(0, 3)} ${code.slice(3)}`, now)
    expect(step).toBe(Math.floor(now.getTime() / 30_000))
    expect(verifyTotp(secret, code, later(30))).toBe(step)
    expect(verifyTotp(secret, code, later(-30))).toBe(step)
    expect(verifyTotp(secret, code, now, step!)).toBeNull()
    expect(verifyTotp(secret, totp(secret, later(300)), now)).toBeNull()
    expect(verifyTotp(secret, '', now)).toBeNull()
    expect(verifyTotp(secret, `${code}0`, now)).toBeNull()
  })

  it('are set up by an address that apps read', () => {
    // RFC 4648, section 10.
    expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(toBase32(Buffer.from('fooba'))).toBe('MZXW6YTB')
    expect(totpUri(Buffer.from('foobar'), '回音', 'clerk')).toBe(
      'otpauth://totp/%E5%9B%9E%E9%9F%B3:clerk?secret=MZXW6YTBOI&issuer=%E5%9B%9E%E9%9F%B3&algorithm=SHA1&digits=6&period=30',
    )
  })
})
