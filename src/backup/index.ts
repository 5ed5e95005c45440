/** Backup and restore of a whole installation. */
export type { Manifest } from './manifest.ts'
export { loadBackup, placeKeys, readBackup } from './restore-backup.ts'
export { takeBackup } from './take-backup.ts'
