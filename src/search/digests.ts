/** Digests of terms, remembered: language has few pairs of characters, and they come again and again. */
export class Digests {
  readonly #most: number
  /** By bureau, then by term. */
  readonly #known = new Map<string, Map<string, string>>()
  #count = 0

  /** @param most of all bureaus together: an installation of many holds no more of them than one of one */
  constructor(most: number) {
    this.#most = most
  }

  of(bureauId: string, term: string, make: () => string): string {
    const known = this.#known.get(bureauId)?.get(term)
    if (known !== undefined) return known
    if (this.#count >= this.#most) {
      this.#known.clear()
      this.#count = 0
    }
    const digest = make()
    const ofBureau = this.#known.get(bureauId)
    if (ofBureau) ofBureau.set(term, digest)
    else this.#known.set(bureauId, new Map([[term, digest]]))
    this.#count += 1
    return digest
  }
}
