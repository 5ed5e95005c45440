/** Content could not be authenticated: wrong key, wrong binding (aad), cut short or altered. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError'
}

/**
 * A value names a key that this keyring does not hold. After a rotation by another process,
 * opening the keyring again cures it; otherwise the keyring is not the one of this database.
 */
export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError'
  readonly keyId: string
  constructor(keyId: string) {
    super(`the keyring holds no key "${keyId}"`)
    this.keyId = keyId
  }
}

/** The keyring file exists but cannot be read as one. It is never replaced or repaired silently. */
export class KeyringCorruptError extends Error {
  override readonly name = 'KeyringCorruptError'
}

/** Text with a lone surrogate has no UTF-8 form; encoding it would silently alter what was written. */
export class MalformedTextError extends Error {
  override readonly name = 'MalformedTextError'
}
