/** What a refusal code means to the person who reads it. */
export interface Words {
  zh: string
  en: string
}

export interface CatalogueEntry {
  /** HTTP status at the edge. */
  status: number
  /** What happened, in a few words. */
  title: Words
  /** What to do now. `{field}` and the names of details are filled in. */
  remedy: Words
  /** Raised by the HTTP edge or by a store, so that no rule has to name it. */
  edge?: true
}

/** One line of the catalogue. */
export function entry(
  status: number,
  title: [zh: string, en: string],
  remedy: [zh: string, en: string],
): CatalogueEntry {
  return { status, title: { zh: title[0], en: title[1] }, remedy: { zh: remedy[0], en: remedy[1] } }
}

/** A line that the edge itself raises. */
export function edge(
  status: number,
  title: [zh: string, en: string],
  remedy: [zh: string, en: string],
): CatalogueEntry {
  return { ...entry(status, title, remedy), edge: true }
}
