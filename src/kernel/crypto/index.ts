export {
  algorithmOf,
  DEFAULT_SUITE,
  encodeParts,
  type HashName,
  type Suite,
  type SuiteName,
  startDigest,
  suiteNamed,
  taggedHash,
} from './algorithms.ts'
export {
  type AttachmentPlace,
  AttachmentTooLargeError,
  attachmentPath,
  readAttachment,
  recomputeAttachment,
  removeAttachment,
  type StoredAttachment,
  sweepOrphans,
  writeAttachment,
} from './attachments.ts'
export {
  type BlindKind,
  blindIndex,
  normaliseIdNumber,
  normaliseName,
  normalisePhone,
  searchDigest,
} from './blind.ts'
export { commit, deriveSalt, newSalt, opensCommitment, SALT_BYTES } from './commit.ts'
export { DecryptionError, KeyringCorruptError, MalformedTextError, UnknownKeyError } from './errors.ts'
export { deriveUuid, isUuid, matchesQueryCode, parseQueryCode, queryCode, uuidv7 } from './ids.ts'
export {
  createKeyring,
  databasePassword,
  type KeyEncryptionKey,
  type Keyring,
  keyringPath,
  openKeyring,
  publicKeysOf,
  retireKek,
  rotateKek,
  rotateSigningKey,
} from './keyring.ts'
export { hashPassword, needsRehash, PASSWORD_COST, type PasswordCost, verifyPassword } from './password.ts'
export { type PublicKeys, type SigningKey, signingKeyId } from './signing.ts'
export { decryptFileStream, encryptFileStream } from './stream.ts'
export { newTotpSecret, toBase32, totp, totpUri, verifyTotp } from './totp.ts'
export {
  type Aad,
  decryptBytes,
  decryptText,
  encryptBytes,
  encryptText,
  type MatterKey,
  newMatterKey,
  rewrapMatterKey,
  unwrapMatterKey,
  type WrappedKey,
  wrapMatterKey,
} from './vault.ts'
