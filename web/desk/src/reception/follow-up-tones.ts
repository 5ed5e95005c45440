/** Colours of the states of what an office has taken on; the words say the same. */
import type { Tone } from '../frame/chip.tsx'
import type { FollowUp } from './queries.ts'

export const FOLLOW_UP_TONES: Record<FollowUp['state'], Tone> = {
  open: 'amber',
  done: 'green',
  released: 'plain',
}
