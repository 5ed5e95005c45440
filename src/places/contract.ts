/** Places of a bureau and the map drawn of them. */

export interface Words {
  zh: string
  en: string
}

/** Degrees: longitude first, as GeoJSON has it. */
export type Position = readonly [lng: number, lat: number]

/**
 * Of what the coordinates are degrees. CGCS2000 is the national datum of China, WGS84 what phones and GeoJSON use; they
 * differ by less than a metre. The shifted coordinates of commercial maps (GCJ-02, BD-09) are neither and are not taken.
 */
export const DATUMS = ['CGCS2000', 'WGS84'] as const
export type Datum = (typeof DATUMS)[number]

/** area: township, subdistrict, village; the others only help to find one's way on the map. */
export const PLACE_KINDS = ['area', 'road', 'water', 'point'] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

export interface Place {
  code: string
  name: Words
  kind: PlaceKind
  /** Code of the area it lies in, such as the township of a village. */
  parentCode: string | null
  /** Rings of an area (even-odd), lines of a road or water, one position of a point. */
  lines: readonly (readonly Position[])[]
}

export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

export interface PlaceMap {
  datum: Datum
  /** Whose map it is, shown beside it. */
  source: string
  places: readonly Place[]
  bounds: Bounds
}
