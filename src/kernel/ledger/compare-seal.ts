import type { Finding } from './finding.ts'
import { byMatterAndVersion, type Seal, type SealEntry } from './seal.ts'

/** Hash the ledger holds now for a version of a matter, or undefined when it holds none. */
export type HashLookup = (matterId: string, version: number) => string | undefined

type SealedEntry = SealEntry & { readonly sealNo: number }

/**
 * Compares the ledger of today with a seal held elsewhere and names, matter by matter, what was done to the
 * history since: one finding for each cause, not for each hash that differs because of it.
 *
 * - every sealed event gone: `matter-dropped`
 * - the last sealed events gone: `chain-shortened` at the first version gone
 * - some gone while later ones are there: `event-missing` for each
 * - events changed places: `event-reordered` for each, with the version it had when sealed
 * - all events differ from one version on: `chain-rebuilt` at that version, the first that was altered
 * - a single one differs: `event-changed`
 *
 * The seal itself must have been verified before (`verifySealSignature`).
 */
export function compareWithSeal(seal: Seal, lookup: HashLookup): Finding[] {
  return compareWithSeals([seal], lookup)
}

/**
 * The same against a run of seals at once: with all seals up to the one held elsewhere the first altered version is
 * named even when it was sealed long before. Verify them first: `verifySealChain`, then `compareWithHeldSeal`.
 */
export function compareWithSeals(seals: readonly Seal[], lookup: HashLookup): Finding[] {
  const findings: Finding[] = []
  for (const seal of seals) {
    if (seal.bureauId !== seals[0]!.bureauId) throw new TypeError('the seals are of several bureaus')
  }
  const entries = seals.flatMap((seal) => seal.entries.map((entry) => ({ ...entry, sealNo: seal.sealNo })))
  for (const group of byMatter(entries)) findings.push(...compareMatter(seals[0]!.bureauId, group, lookup))
  return findings
}

/**
 * Checks the bureau's own seals against one held elsewhere. Seals are chained, so if the own seal of that number is
 * the held one, all seals before it are those of that day as well; otherwise the bureau's seals were made anew.
 */
export function compareWithHeldSeal(held: Seal, own: readonly Seal[]): Finding[] {
  const at = { bureauId: held.bureauId, sealNo: held.sealNo }
  const same = own.find((seal) => seal.bureauId === held.bureauId && seal.sealNo === held.sealNo)
  if (!same) return [{ code: 'seal-missing', ...at, details: { from: held.sealNo, to: held.sealNo } }]
  if (same.hash !== held.hash) return [{ code: 'seal-changed', ...at, details: { heldHash: held.hash } }]
  return []
}

function compareMatter(bureauId: string, entries: readonly SealedEntry[], lookup: HashLookup): Finding[] {
  const { matterId } = entries[0]!
  const finding = (
    code: Finding['code'],
    entry: SealedEntry,
    details?: Record<string, unknown>,
  ): Finding => ({
    code,
    bureauId,
    matterId,
    version: entry.version,
    sealNo: entry.sealNo,
    ...(details && { details }),
  })

  const now = entries.map((entry) => lookup(matterId, entry.version))
  const last = now.findLastIndex((hash) => hash !== undefined)
  if (last === -1 && lookup(matterId, 1) === undefined) {
    const { sealNo, version } = entries.at(-1)!
    return [{ code: 'matter-dropped', bureauId, matterId, sealNo, details: { versions: version } }]
  }

  const findings: Finding[] = []
  const versionOf = new Map(entries.map((entry) => [entry.hash, entry.version]))
  const differing: SealedEntry[] = []
  for (const [i, entry] of entries.slice(0, last + 1).entries()) {
    const found = now[i]
    if (found === entry.hash) continue
    const wasVersion = found && versionOf.get(found)
    if (found === undefined)
      findings.push(finding('event-missing', entry, { from: entry.version, to: entry.version }))
    else if (wasVersion) findings.push(finding('event-reordered', entry, { wasVersion }))
    else differing.push(entry)
  }

  // Hashes are chained: rebuilding after a change alters every later one, a change without rebuilding only its own.
  const first = differing[0]
  const rebuilt =
    first !== undefined &&
    differing.length > 1 &&
    differing.length === now.slice(entries.indexOf(first)).filter((hash) => hash !== undefined).length
  if (rebuilt) findings.push(finding('chain-rebuilt', first, { upTo: differing.at(-1)!.version }))
  else
    for (const entry of differing) findings.push(finding('event-changed', entry, { sealedHash: entry.hash }))

  const firstGone = entries[last + 1]
  if (firstGone) {
    const lastVersion = lastVersionBefore(firstGone.version, matterId, lookup)
    findings.push(finding('chain-shortened', firstGone, { lastVersion }))
  }
  return findings
}

/** The last version left below one that is gone. */
function lastVersionBefore(version: number, matterId: string, lookup: HashLookup): number {
  let at = version - 1
  while (at > 0 && lookup(matterId, at) === undefined) at--
  return at
}

/**
 * Finds events slipped in after sealing with an earlier recorded time: every event recorded before the last seal must
 * be in one of the seals. Expects the bureau's seals without a gap (`verifySealChain`), each listing every event, and
 * all the bureau's events; those inside a sealed chain are `compareWithSeals`' to find.
 */
export function findUnsealed(
  seals: readonly Seal[],
  events: Iterable<{
    bureauId: string
    matterId: string
    version: number
    eventId: string
    recordedAt: string
  }>,
): Finding[] {
  // Instants of one form sort as text.
  const lastSealed =
    seals
      .map((seal) => seal.sealedAt)
      .sort()
      .at(-1) ?? ''
  const highest = new Map<string, number>()
  for (const seal of seals) {
    for (const { matterId, version } of seal.entries) {
      highest.set(matterId, Math.max(highest.get(matterId) ?? 0, version))
    }
  }
  const findings: Finding[] = []
  for (const event of events) {
    if (event.recordedAt >= lastSealed || event.version <= (highest.get(event.matterId) ?? 0)) continue
    findings.push({
      code: 'event-back-dated',
      bureauId: event.bureauId,
      matterId: event.matterId,
      version: event.version,
      eventId: event.eventId,
      details: { recordedAt: event.recordedAt, sealedAt: lastSealed },
    })
  }
  return findings
}

function byMatter(entries: readonly SealedEntry[]): SealedEntry[][] {
  const groups: SealedEntry[][] = []
  for (const entry of entries.toSorted(byMatterAndVersion)) {
    const group = groups.at(-1)
    if (group && group[0]!.matterId === entry.matterId) group.push(entry)
    else groups.push([entry])
  }
  return groups
}
