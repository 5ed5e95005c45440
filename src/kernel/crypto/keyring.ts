import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { isRefusal, type Refusal, refuse } from '../errors/refusal.ts'
import { keyedDigest, type Suite, type SuiteName, suiteNamed } from './algorithms.ts'
import { syncFolder, writeDurably } from './durable.ts'
import { KeyringCorruptError, UnknownKeyError } from './errors.ts'
import {
  exportSigningKey,
  importSigningKey,
  newSigningKey,
  type PublicKeys,
  type SigningKey,
} from './signing.ts'

/** A key-encryption key: it only ever wraps the keys of matters. */
export interface KeyEncryptionKey {
  readonly id: string
  readonly createdAt: string
  readonly key: Buffer
}

/**
 * The keys of one installation. They live outside the database: a copy of the database alone opens nothing
 * and can sign nothing. Printing or serialising a keyring shows ids only.
 */
export interface Keyring {
  readonly suite: Suite
  readonly createdAt: string
  readonly currentKek: KeyEncryptionKey
  readonly keks: ReadonlyMap<string, KeyEncryptionKey>
  /** For exact look-up of encrypted values. */
  readonly blindIndexKey: Buffer
  /** For the query codes of matters. */
  readonly codeKey: Buffer
  /** For deterministic ids and salts of replayed imports. */
  readonly installationKey: Buffer
  /** Passwords of the embedded database's roles come from it, see `databasePassword`. */
  readonly databaseSeed: Buffer
  readonly currentSigningKey: SigningKey
  readonly signingKeys: ReadonlyMap<string, SigningKey>
}

interface KeyringFile {
  format: 'huiyin-keyring'
  formatVersion: 1
  suite: SuiteName
  createdAt: string
  currentKek: string
  keks: { id: string; createdAt: string; key: string }[]
  blindIndexKey: string
  codeKey: string
  installationKey: string
  databaseSeed: string
  currentSigningKey: string
  signingKeys: { id: string; createdAt: string; privateKey: string }[]
}

const KEY_BYTES = 32

/** Where the keyring of an installation lies. */
export function keyringPath(home: string): string {
  return join(home, 'keys', 'keyring.json')
}

/**
 * Opens the keyring of an installation.
 * Refusals: `keyring.missing`; `keyring.readable_by_others` (mode wider than 0600); `suite.unavailable`.
 * Throws KeyringCorruptError when the file is not a whole keyring.
 */
export function openKeyring(home: string): Keyring | Refusal {
  const path = keyringPath(home)
  if (!existsSync(path)) return refuse('keyring.missing', { details: { path } })
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) !== 0) {
    return refuse('keyring.readable_by_others', { details: { path, mode: mode.toString(8) } })
  }
  return toKeyring(readKeyringFile(path))
}

/**
 * Creates the keyring of a new installation, once.
 * Refusals: `keyring.exists`; `keyring.lost` when the database already holds data, since a new keyring could
 * open none of it and would hide the loss; `suite.unknown`, `suite.unavailable`.
 */
export function createKeyring(
  home: string,
  options: { now: Date; databaseHasData: boolean; suite?: string },
): Keyring | Refusal {
  const path = keyringPath(home)
  if (existsSync(path)) return refuse('keyring.exists', { details: { path } })
  if (options.databaseHasData) return refuse('keyring.lost', { details: { path } })
  const suite = suiteNamed(options.suite ?? 'international')
  if (isRefusal(suite)) return suite

  const createdAt = options.now.toISOString()
  const kek = newKekRecord(options.now)
  const signing = newSigningKey()
  const file: KeyringFile = {
    format: 'huiyin-keyring',
    formatVersion: 1,
    suite: suite.name,
    createdAt,
    currentKek: kek.id,
    keks: [kek],
    blindIndexKey: newKey(),
    codeKey: newKey(),
    installationKey: newKey(),
    databaseSeed: newKey(),
    currentSigningKey: signing.id,
    signingKeys: [{ id: signing.id, createdAt, privateKey: exportSigningKey(signing) }],
  }
  const folder = join(home, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  try {
    // A link, unlike a rename, fails when another process has created one meanwhile: a keyring in use
    // is never replaced.
    writeDurably(path, serialise(file), 0o600, (temporary) => linkSync(temporary, path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      return refuse('keyring.exists', { details: { path } })
    throw error
  }
  syncFolder(home)
  return toKeyring(file)
}

/**
 * Adds a key-encryption key and makes it current; older ones stay, to unwrap what they wrapped.
 * Refusals: those of `openKeyring`, and `keyring.busy` while another process changes the keyring.
 */
export function rotateKek(home: string, now: Date): Keyring | Refusal {
  return changeKeyring(home, (file) => {
    const kek = newKekRecord(now)
    return { ...file, currentKek: kek.id, keks: [...file.keks, kek] }
  })
}

/** Adds a signing key and makes it current; older ones stay, so that their seals and receipts verify. */
export function rotateSigningKey(home: string, now: Date): Keyring | Refusal {
  return changeKeyring(home, (file) => {
    const key = newSigningKey()
    const record = { id: key.id, createdAt: now.toISOString(), privateKey: exportSigningKey(key) }
    return { ...file, currentSigningKey: key.id, signingKeys: [...file.signingKeys, record] }
  })
}

/**
 * Destroys an older key-encryption key after every matter's key has been wrapped anew. `stillWrapped` is the
 * caller's fresh count of matter keys under it.
 * Refusals: `keyring.kek_current`, `keyring.kek_in_use`, `keyring.kek_unknown`, and those of `rotateKek`.
 */
export function retireKek(home: string, kekId: string, stillWrapped: number): Keyring | Refusal {
  return changeKeyring(home, (file) => {
    if (!file.keks.some((k) => k.id === kekId)) return refuse('keyring.kek_unknown', { details: { kekId } })
    if (file.currentKek === kekId) return refuse('keyring.kek_current', { details: { kekId } })
    if (stillWrapped > 0) return refuse('keyring.kek_in_use', { details: { kekId, stillWrapped } })
    return { ...file, keks: file.keks.filter((k) => k.id !== kekId) }
  })
}

/** The key-encryption key of that id; throws UnknownKeyError. */
export function kekOf(keyring: Keyring, kekId: string): KeyEncryptionKey {
  const kek = keyring.keks.get(kekId)
  if (!kek) throw new UnknownKeyError(kekId)
  return kek
}

/** Public halves of all signing keys, for verification here and for publishing. */
export function publicKeysOf(keyring: Keyring): PublicKeys {
  return new Map([...keyring.signingKeys.values()].map((k) => [k.id, k.publicKey]))
}

/** Password of a role of the embedded database: the same at every start, different for each role. */
export function databasePassword(keyring: Keyring, role: string): string {
  return keyedDigest('sha256', keyring.databaseSeed, 'huiyin/database-password/v1', [role]).toString(
    'base64url',
  )
}

function changeKeyring(
  home: string,
  change: (file: KeyringFile) => KeyringFile | Refusal,
): Keyring | Refusal {
  const opened = openKeyring(home)
  if (isRefusal(opened)) return opened
  const path = keyringPath(home)
  const lock = `${path}.lock`
  if (!takeLock(lock)) return refuse('keyring.busy', { details: { lock } })
  try {
    const changed = change(readKeyringFile(path))
    if (isRefusal(changed)) return changed
    writeDurably(path, serialise(changed), 0o600)
    return toKeyring(changed)
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Two rotations at once would lose a key, and with it content. The lock of a dead process is taken over. */
function takeLock(lock: string): boolean {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(readFileSync(lock, 'utf8'))
    if (!Number.isInteger(holder) || holder <= 0 || isAlive(holder)) return false
    rmSync(lock, { force: true })
  }
  return false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64')
}

function newKekRecord(now: Date): { id: string; createdAt: string; key: string } {
  const createdAt = now.toISOString()
  return {
    id: `kek-${createdAt.slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex')}`,
    createdAt,
    key: newKey(),
  }
}

function serialise(file: KeyringFile): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

function readKeyringFile(path: string): KeyringFile {
  let file: KeyringFile
  try {
    file = JSON.parse(readFileSync(path, 'utf8')) as KeyringFile
  } catch {
    // The parser's message would quote key material.
    throw new KeyringCorruptError(`${path} is not JSON`)
  }
  if (file?.format !== 'huiyin-keyring') throw new KeyringCorruptError(`${path} is not a keyring`)
  if (file.formatVersion !== 1) throw new KeyringCorruptError(`${path} is of a newer release`)
  return file
}

function toKeyring(file: KeyringFile): Keyring | Refusal {
  const suite = suiteNamed(file.suite)
  if (isRefusal(suite)) return suite
  if (!Array.isArray(file.keks) || !Array.isArray(file.signingKeys))
    throw new KeyringCorruptError('lists missing')
  const keks = new Map(
    file.keks.map((k) => [k.id, { id: k.id, createdAt: k.createdAt, key: secretOf(k.key, `kek ${k.id}`) }]),
  )
  const signingKeys = new Map<string, SigningKey>()
  for (const record of file.signingKeys) {
    let key: SigningKey
    try {
      key = importSigningKey(record.privateKey)
    } catch {
      throw new KeyringCorruptError(`signing key ${record.id} cannot be read`)
    }
    if (key.id !== record.id)
      throw new KeyringCorruptError(`signing key ${record.id} has another fingerprint`)
    signingKeys.set(key.id, key)
  }
  const currentKek = keks.get(file.currentKek)
  const currentSigningKey = signingKeys.get(file.currentSigningKey)
  if (!currentKek) throw new KeyringCorruptError(`current key ${file.currentKek} is missing`)
  if (!currentSigningKey) throw new KeyringCorruptError(`signing key ${file.currentSigningKey} is missing`)
  const keyring: Keyring = {
    suite,
    createdAt: file.createdAt,
    currentKek,
    keks,
    blindIndexKey: secretOf(file.blindIndexKey, 'blindIndexKey'),
    codeKey: secretOf(file.codeKey, 'codeKey'),
    installationKey: secretOf(file.installationKey, 'installationKey'),
    databaseSeed: secretOf(file.databaseSeed, 'databaseSeed'),
    currentSigningKey,
    signingKeys,
  }
  const summary = () => ({
    suite: suite.name,
    currentKek: currentKek.id,
    currentSigningKey: currentSigningKey.id,
  })
  // A keyring that strays into a log line or an error must not take its keys along.
  Object.defineProperty(keyring, 'toJSON', { value: summary })
  Object.defineProperty(keyring, inspect.custom, { value: summary })
  return Object.freeze(keyring)
}

function secretOf(base64: unknown, name: string): Buffer {
  const bytes = typeof base64 === 'string' ? Buffer.from(base64, 'base64') : Buffer.alloc(0)
  if (bytes.length !== KEY_BYTES) throw new KeyringCorruptError(`${name} is not a key of ${KEY_BYTES} bytes`)
  return bytes
}
