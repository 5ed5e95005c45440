import type { ReactNode } from 'react'

/** A word in a tinted box. The component library's tags are too pale to read at arm's length. */
export type Tone = 'plain' | 'blue' | 'green' | 'amber' | 'red' | 'violet'

export function Chip({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`chip chip-${tone}`}>{children}</span>
}
