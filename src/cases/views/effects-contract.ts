/** What the server says a step would do. */
import type { ClockChange } from '../engine/preview.ts'
import type { DocumentKind, Label } from '../procedures/format.ts'
import type { UnitRef } from './contract.ts'

export interface EffectsView {
  clocks: {
    change: ClockChange
    clockId: string
    name: Label
    owner: 'citizen' | 'organ'
    right: boolean
    unit: UnitRef | null
    /** Last day as it would be, and as it is now. */
    nominal: string
    before: string | null
    /** A field not filled in yet decides this day or unit. */
    open: boolean
  }[]
  documents: { kind: DocumentKind; unit: UnitRef | null }[]
  opened: { procedure: string; label: Label; unit: UnitRef | null }[]
  ended: { procedure: string; label: Label }[]
  state: { label: Label; unit: UnitRef | null; changed: boolean }
  end: string | null
  linkedMatter: Label | null
  notified: boolean
  assumed: string[]
}
