/** Steps of an instruction against the seals that list them. Pure. */
import type { SealedStep } from '../instructions/index.ts'
import { compareWithSeals, type FindingCode, type Seal } from '../kernel/ledger/index.ts'
import { LOCK_GRACE_MS } from './check-matter.ts'
import type { Found, VerifyCode } from './findings.ts'

const MISSING: ReadonlySet<FindingCode> = new Set(['event-missing', 'chain-shortened'])
const codeOf = (code: FindingCode): VerifyCode =>
  code === 'matter-dropped'
    ? 'instruction-dropped'
    : MISSING.has(code)
      ? 'instruction-step-missing'
      : 'instruction-step-changed'

/**
 * @param steps of one record, as they are now, in order of version
 * @param seals that list steps of it, with those alone
 * @param lastSealedAt when the bureau was last sealed
 */
export function checkInstruction(
  recordId: string,
  steps: readonly SealedStep[],
  seals: readonly Seal[],
  lastSealedAt: string | null,
): Found[] {
  const at = { table: 'instruction_steps', key: recordId }
  const now = new Map(steps.map((s) => [s.version, s.hash]))
  const found: Found[] = compareWithSeals(seals, (_id, version) => now.get(version)).map((f) => ({
    code: codeOf(f.code),
    ...at,
    ...(f.version === undefined ? {} : { version: f.version }),
    ...(f.sealNo === undefined ? {} : { sealNo: f.sealNo }),
    ...(f.details ? { details: f.details } : {}),
  }))
  const sealed = new Set(seals.flatMap((seal) => seal.entries.map((e) => e.version)))
  steps.forEach((s, i) => {
    const expected = i + 1
    const named = found.some((f) => f.version === expected)
    if (s.version !== expected && !named && i === s.version - 2)
      found.push({ code: 'instruction-step-missing', ...at, version: expected })
    const early = lastSealedAt !== null && Date.parse(s.at) < Date.parse(lastSealedAt) - LOCK_GRACE_MS
    if (!sealed.has(s.version) && early)
      found.push({
        code: 'instruction-step-back-dated',
        ...at,
        version: s.version,
        details: { at: s.at, sealedAt: lastSealedAt },
      })
  })
  const last = steps.at(-1)
  if (last && last.recordVersion !== last.version && found.length === 0)
    found.push({
      code: 'instruction-differs',
      table: 'instructions',
      key: recordId,
      column: 'version',
      details: { stored: last.recordVersion, lastStep: last.version },
    })
  return found
}
