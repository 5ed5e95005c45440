import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRefusal, type Refusal } from '../errors/refusal.ts'
import { suiteNamed } from './algorithms.ts'
import {
  createKeyring,
  databasePassword,
  type Keyring,
  KeyringCorruptError,
  keyringPath,
  newMatterKey,
  openKeyring,
  publicKeysOf,
  retireKek,
  rewrapMatterKey,
  rotateKek,
  rotateSigningKey,
  UnknownKeyError,
  unwrapMatterKey,
  wrapMatterKey,
} from './index.ts'

const NOW = new Date('2026-08-03T01:02:03.456Z')

function granted(result: Keyring | Refusal): Keyring {
  if (isRefusal(result)) throw new Error(`refused: ${result.refused}`)
  return result
}

describe('keyring', () => {
  let home: string
  const create = (options: { databaseHasData?: boolean; suite?: string } = {}) =>
    createKeyring(home, { now: NOW, databaseHasData: false, ...options })

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'huiyin-keys-'))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  it('is created once, readable by its owner only, and opens with the same keys', () => {
    const made = granted(create())
    expect(statSync(keyringPath(home)).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'keys')).mode & 0o777).toBe(0o700)
    expect(readdirSync(join(home, 'keys'))).toEqual(['keyring.json'])
    const opened = granted(openKeyring(home))
    expect(opened.codeKey).toEqual(made.codeKey)
    expect(opened.currentKek).toEqual(made.currentKek)
    expect(opened.currentSigningKey.id).toBe(made.currentSigningKey.id)
    expect(create()).toMatchObject({ refused: 'keyring.exists' })
    expect(granted(openKeyring(home)).codeKey).toEqual(made.codeKey)
  })

  it('holds five unrelated keys', () => {
    const k = granted(create())
    const keys = [k.currentKek.key, k.blindIndexKey, k.codeKey, k.installationKey, k.databaseSeed]
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(5)
  })

  it('is not made anew for a database that has data: that would hide the loss', () => {
    expect(create({ databaseHasData: true })).toMatchObject({ refused: 'keyring.lost' })
    expect(openKeyring(home)).toMatchObject({ refused: 'keyring.missing' })
  })

  it('is refused while others may read it', () => {
    create()
    chmodSync(keyringPath(home), 0o640)
    expect(openKeyring(home)).toMatchObject({
      refused: 'keyring.readable_by_others',
      details: { mode: '640' },
    })
  })

  it('is never taken half: broken JSON, a short key, a swapped signing key', () => {
    create()
    const path = keyringPath(home)
    const text = readFileSync(path, 'utf8')
    const broken = [
      text.slice(0, 100),
      '{}',
      text.replace(/"codeKey": "[^"]+"/, '"codeKey": "AAAA"'),
      text.replace(/"id": "ed25519-[0-9a-f]{16}"/, '"id": "ed25519-0000000000000000"'),
      text.replaceAll(/ed25519-[0-9a-f]{16}/g, 'ed25519-0000000000000000'),
      text.replace(/"currentKek": "[^"]+"/, '"currentKek": "kek-none"'),
    ]
    for (const content of broken) {
      writeFileSync(path, content)
      expect(() => openKeyring(home)).toThrow(KeyringCorruptError)
    }
  })

  it('rotates: new keys are wrapped by the new one, old ones still open, and a retired one is gone', () => {
    const first = granted(create())
    const key = newMatterKey()
    const wrapped = wrapMatterKey(first, key, ['b', 'm'])
    const second = granted(rotateKek(home, NOW))
    expect(second.currentKek.id).not.toBe(first.currentKek.id)
    expect(unwrapMatterKey(second, wrapped, ['b', 'm'])).toEqual(key)

    expect(retireKek(home, second.currentKek.id, 0)).toMatchObject({ refused: 'keyring.kek_current' })
    expect(retireKek(home, first.currentKek.id, 3)).toMatchObject({ refused: 'keyring.kek_in_use' })
    expect(retireKek(home, 'kek-none', 0)).toMatchObject({ refused: 'keyring.kek_unknown' })

    const anew = rewrapMatterKey(second, wrapped, ['b', 'm'])
    expect(anew.kekId).toBe(second.currentKek.id)
    const third = granted(retireKek(home, first.currentKek.id, 0))
    expect(unwrapMatterKey(third, anew, ['b', 'm'])).toEqual(key)
    expect(() => unwrapMatterKey(third, wrapped, ['b', 'm'])).toThrow(UnknownKeyError)
    expect(() => unwrapMatterKey(first, anew, ['b', 'm'])).toThrow(anew.kekId)
  })

  it('keeps older signing keys for verification', () => {
    const first = granted(create())
    const second = granted(rotateSigningKey(home, NOW))
    expect(second.currentSigningKey.id).not.toBe(first.currentSigningKey.id)
    expect([...publicKeysOf(second).keys()]).toEqual([
      first.currentSigningKey.id,
      second.currentSigningKey.id,
    ])
  })

  it('is changed by one process at a time; the lock of a dead one is taken over', () => {
    create()
    const lock = `${keyringPath(home)}.lock`
    writeFileSync(lock, String(process.pid))
    expect(rotateKek(home, NOW)).toMatchObject({ refused: 'keyring.busy' })
    writeFileSync(lock, '4194304999')
    expect(isRefusal(rotateKek(home, NOW))).toBe(false)
    expect(readdirSync(join(home, 'keys'))).toEqual(['keyring.json'])
  })

  it('gives each database role its own lasting password', () => {
    const k = granted(create())
    expect(databasePassword(k, 'app')).toBe(databasePassword(granted(openKeyring(home)), 'app'))
    expect(databasePassword(k, 'app')).not.toBe(databasePassword(k, 'worker'))
  })

  it('shows no key when printed or serialised', () => {
    const k = granted(create())
    const shown = JSON.stringify({ k }) + inspect(k) + inspect({ nested: k }, { depth: 9 })
    expect(shown).toContain(k.currentKek.id)
    expect(shown).not.toContain(k.codeKey.toString('base64'))
    expect(shown).not.toMatch(/Buffer|privateKey/)
  })

  it('takes the national suite where the runtime offers it and says what is missing where not', () => {
    expect(create({ suite: 'rot13' })).toMatchObject({ refused: 'suite.unknown' })
    expect(suiteNamed('national', { ciphers: ['aes-256-gcm'], hashes: ['sha256'] })).toMatchObject({
      refused: 'suite.unavailable',
      details: { missing: ['sm4-gcm', 'sm3'] },
    })
    const available = !isRefusal(suiteNamed('national'))
    if (available) expect(granted(create({ suite: 'national' })).suite.cipher).toBe('sm4-gcm')
    else expect(create({ suite: 'national' })).toMatchObject({ refused: 'suite.unavailable' })
  })
})
