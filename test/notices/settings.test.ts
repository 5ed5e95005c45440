/** The operator's file of gateways: what is taken, what is refused and how, and that no secret is repeated. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/kernel/config/config.ts'
import { mayReach, readNoticeSettings, senderOf } from '../../src/notices/index.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'huiyin-notices-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const write = (value: unknown, mode = 0o600, name = 'notices.json') => {
  const at = path.join(home, name)
  writeFileSync(at, typeof value === 'string' ? value : JSON.stringify(value))
  chmodSync(at, mode)
}
const email = { host: 'smtp.example.org', port: 587, security: 'starttls', from: 'a@example.org' }
const sms = { url: 'https://sms.example.org', body: { to: '{phone}' } }
const wrong = (value: unknown, mode?: number): string => {
  write(value, mode)
  try {
    readNoticeSettings(home, {})
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message
  }
  throw new Error('was taken')
}

describe('notices.json', () => {
  it('may be missing: then there are no gateways; one that is named may not', () => {
    expect(readNoticeSettings(home, {})).toMatchObject({ email: null, sms: null })
    expect(() => readNoticeSettings(home, { HUIYIN_NOTICES: path.join(home, 'other.json') })).toThrow(
      ConfigError,
    )
  })

  it('takes secrets from the environment, a file beside it, or itself', () => {
    write({ email: { ...email, user: 'u', passwordFile: 'p' }, sms: { ...sms, secret: 'own' } })
    write('from-file\n', 0o600, 'p')
    expect(readNoticeSettings(home, {})).toMatchObject({
      email: { password: 'from-file' },
      sms: { secret: 'own' },
    })
    const env = { HUIYIN_SMTP_PASSWORD: 'e1', HUIYIN_SMS_SECRET: 'e2' }
    expect(readNoticeSettings(home, env)).toMatchObject({ email: { password: 'e1' }, sms: { secret: 'e2' } })
  })

  it('names what it cannot use and repeats no secret', () => {
    expect(wrong('{')).toContain('is not JSON')
    expect(wrong({ email: { ...email, prot: 1 } })).toContain('/email')
    expect(wrong({ email: { ...email, security: 'none' } })).toContain('this machine only')
    expect(wrong({ sms: { ...sms, url: 'http://sms.example.org' } })).toContain('https')
    expect(wrong({ sms: { ...sms, secretFile: 'nowhere' } })).toContain('ENOENT')
    const message = wrong({ sms: { ...sms, secret: 'do-not-print' } }, 0o644)
    expect(message).toContain('chmod 600')
    expect(message).not.toContain('do-not-print')
  })
})

describe('who is reached, and in whose name', () => {
  it('is nobody on behalf of a practice bureau but those allowed, in any spelling', () => {
    write({ sms, allow: ['138 0000-0000'] })
    const s = readNoticeSettings(home, {})
    expect(mayReach(s, true, 'sms', '１３８00000000')).toBe(true)
    expect(mayReach(s, true, 'sms', '13800000001')).toBe(false)
    expect(mayReach(s, false, 'sms', '13800000001')).toBe(true)
    expect(mayReach(s, false, 'email', 'a@b')).toBe(false)
  })

  it('is the bureau, but in a shielded lane never by its name', () => {
    write({ senders: { county: { name: '县局', from: 'x@example.org' } } })
    const s = readNoticeSettings(home, {})
    const county = { slug: 'county', name: '某县信访局' }
    expect(senderOf(s, county, false)).toEqual({ sender: '县局', from: 'x@example.org' })
    expect(senderOf(s, county, true).sender).not.toMatch(/县|信访/)
    expect(senderOf(s, { slug: 'constructor', name: '某市信访局' }, false).sender).toBe('某市信访局')
  })
})
