/**
 * What seals say of each matter, packed as text (some 90 bytes an event), so that a whole bureau's sealed history fits
 * beside the batch of matters that is being checked. Pure.
 */
import type { Seal, SealEntry } from '../kernel/ledger/index.ts'

/** A seal without its entries. */
export type SealHeader = Seal

export const headerOf = (seal: Seal): SealHeader => ({ ...seal, entries: [] })

export class SealedHistory {
  readonly #packs = new Map<string, string[]>()
  readonly #headers = new Map<number, SealHeader>()
  #last = 0

  add(seal: Seal): void {
    this.#headers.set(seal.sealNo, headerOf(seal))
    this.#last = Math.max(this.#last, seal.sealNo)
    let matter = ''
    let lines: string[] = []
    const flush = () => {
      if (lines.length === 0) return
      const packs = this.#packs.get(matter)
      const pack = `${seal.sealNo}\n${lines.join('\n')}`
      if (packs) packs.push(pack)
      else this.#packs.set(matter, [pack])
    }
    for (const entry of seal.entries) {
      if (entry.matterId !== matter) {
        flush()
        matter = entry.matterId
        lines = []
      }
      lines.push(`${entry.version} ${entry.hash}`)
    }
    flush()
  }

  /** The seals that list events of a matter, each with those alone; forgets them. */
  take(matterId: string): Seal[] {
    const packs = this.#packs.get(matterId) ?? []
    this.#packs.delete(matterId)
    return packs.map((pack) => {
      const [sealNo, ...lines] = pack.split('\n')
      const entries: SealEntry[] = lines.map((line) => {
        const cut = line.indexOf(' ')
        return { matterId, version: Number(line.slice(0, cut)), hash: line.slice(cut + 1) }
      })
      return { ...this.#headers.get(Number(sealNo))!, entries }
    })
  }

  /** Matters that were sealed and not taken: nothing of them was there. */
  left(): string[] {
    return [...this.#packs.keys()]
  }

  /** When the seal before this one, or the last of all, was made; null when there is none. */
  sealedBefore(sealNo: number | null): string | null {
    const before = sealNo === null ? this.#last : sealNo - 1
    return this.#headers.get(before)?.sealedAt ?? null
  }
}
