import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../crypto/durable.ts'
import { type Refusal, refuse } from '../errors/refusal.ts'
import type { Seal, SealEntry } from './seal.ts'

/** File name under which a seal is handed out: `seal-<bureau>-000123-2026-08-03.json`. */
export function sealFileName(seal: Seal): string {
  return `seal-${seal.bureauId}-${String(seal.sealNo).padStart(6, '0')}-${seal.day}.json`
}

/** Writes a seal as a JSON file into a folder, durably; gives its path. Anyone may read it: it holds hashes only. */
export function writeSealFile(folder: string, seal: Seal): string {
  const path = join(folder, sealFileName(seal))
  writeDurably(path, `${JSON.stringify(seal, null, 1)}\n`, 0o644)
  return path
}

/**
 * Reads a seal held elsewhere. Its shape is checked, its signature is not (`verifySealSignature`).
 * Refusals: `seal.file_missing`, `seal.unreadable` (field: the part that is wrong).
 */
export function readSealFile(path: string): Seal | Refusal {
  if (!existsSync(path)) return refuse('seal.file_missing', { details: { path } })
  return parseSeal(readFileSync(path, 'utf8'))
}

/** A seal from JSON text. Refusal: `seal.unreadable`. */
export function parseSeal(text: string): Seal | Refusal {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('seal.unreadable', { details: { reason: 'not JSON' } })
  }
  if (typeof value !== 'object' || value === null) return refuse('seal.unreadable')
  const seal = value as Record<string, unknown>
  if (seal.format !== 'huiyin-seal') return refuse('seal.unreadable', { field: 'format' })
  if (seal.formatVersion !== 1) return refuse('seal.unreadable', { field: 'formatVersion' })
  if (!Number.isSafeInteger(seal.sealNo)) return refuse('seal.unreadable', { field: 'sealNo' })
  for (const field of TEXT_FIELDS) {
    const text = seal[field]
    if (typeof text !== 'string' || !text.isWellFormed()) return refuse('seal.unreadable', { field })
  }
  if (!Array.isArray(seal.entries) || !seal.entries.every(isEntry)) {
    return refuse('seal.unreadable', { field: 'entries' })
  }
  return value as Seal
}

const TEXT_FIELDS = [
  'bureauId',
  'day',
  'sealedAt',
  'root',
  'prevSealHash',
  'hash',
  'algorithm',
  'keyId',
  'signature',
] as const

function isEntry(value: unknown): value is SealEntry {
  if (typeof value !== 'object' || value === null) return false
  const { matterId, version, hash } = value as Record<string, unknown>
  return (
    typeof matterId === 'string' &&
    matterId.isWellFormed() &&
    Number.isSafeInteger(version) &&
    typeof hash === 'string' &&
    hash.isWellFormed()
  )
}
