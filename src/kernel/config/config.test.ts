import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('settings from the environment', () => {
  it('has defaults that keep everything on this machine', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, databaseUrl: null, logLevel: 'info' })
    expect(config.home).toBe(path.resolve(import.meta.dirname, '../../../var'))
    expect(Object.isFrozen(config)).toBe(true)
  })

  it('takes an empty variable as not set and a relative home from the working folder', () => {
    const config = readConfig({ HUIYIN_PORT: ' ', HUIYIN_HOME: 'elsewhere', DATABASE_URL: '' })
    expect(config.port).toBe(8080)
    expect(config.home).toBe(path.resolve('elsewhere'))
  })

  it('limits how fast the public pages may be used, unless told not to', () => {
    expect(readConfig({}).pace).toEqual({ pagesPerMinute: 240, sendsPerHour: 20, bureauSendsPerHour: 3600 })
    expect(readConfig({ HUIYIN_SENDS_PER_HOUR: '60' }).pace?.sendsPerHour).toBe(60)
    expect(readConfig({ HUIYIN_PACE: 'off' }).pace).toBeNull()
    expect(readConfig({}).trustProxy).toBeNull()
    expect(readConfig({ HUIYIN_TRUST_PROXY: '10.0.0.5, 2001:db8::/32' }).trustProxy).toBe(
      '10.0.0.5,2001:db8::/32',
    )
  })

  it('accepts an outside database with its own roles', () => {
    const config = readConfig({
      DATABASE_URL: 'postgresql://owner:x@db/huiyin',
      DATABASE_APP_URL: 'postgres://huiyin_app:x@db:5433/huiyin',
    })
    expect(config.databaseUrl).toBe('postgresql://owner:x@db/huiyin')
    expect(config.databaseAppUrl).toContain('huiyin_app')
  })

  it.each([
    ['HUIYIN_PORT', '70000'],
    ['HUIYIN_PORT', '80a'],
    ['HUIYIN_HOST', 'http://here'],
    ['HUIYIN_LOG', 'loud'],
    ['HUIYIN_TRUST_PROXY', 'proxy.example.org'],
    ['HUIYIN_TRUST_PROXY', '10.0.0.0/33'],
    ['HUIYIN_PACE', 'slow'],
    ['HUIYIN_SENDS_PER_HOUR', '0'],
    ['DATABASE_URL', 'mysql://a/b'],
    ['DATABASE_URL', 'postgresql://a:secret-word@host'],
    ['DATABASE_APP_URL', 'postgresql://a@b/c'],
  ])('refuses %s=%s by name, without repeating a password', (variable, text) => {
    const attempt = () => readConfig({ [variable]: text })
    expect(attempt).toThrow(ConfigError)
    expect(attempt).toThrow(new RegExp(`^${variable}: (?!.*secret-word)`))
  })
})
