/**
 * The panels of a matter's page, in their order. A room adds its own with one line; a panel that has nothing to show
 * draws nothing.
 */
import type { ComponentType } from 'react'
import type { MatterView } from '../../api/types.ts'
import { DocumentsOfMatter } from '../../documents/of-matter.tsx'
import { TheirSide } from '../../exchange/their-side.tsx'
import { InstructionsOfMatter } from '../../instructions/of-matter.tsx'
import { Person } from '../../person/panel.tsx'
import { FollowUpsOfMatter } from '../../reception/of-matter.tsx'
import { ReviewChain } from '../../review/chain.tsx'
import { FrozenFile } from '../../review/frozen-file.tsx'
import { AccessLog } from './access-log.tsx'
import { Attachments } from './attachments.tsx'
import { Clocks } from './clocks.tsx'
import { Documents } from './documents.tsx'
import { JointHandling } from './joint.tsx'
import { Letter } from './letter.tsx'
import { Links } from './links.tsx'
import { Notes } from './notes.tsx'
import { Parties } from './parties.tsx'
import { Proceedings } from './proceedings.tsx'
import { Timeline } from './timeline.tsx'

export interface PanelProps {
  matter: MatterView
  /** Opens the form of a task, `main.submit-reply` or `open.supervision`. */
  onTask: (task: string) => void
  /** Shows how a due date was derived. */
  onClock: (clockId: string) => void
}

export interface Panel {
  id: string
  Show: ComponentType<PanelProps>
}

/** What was asked and how it goes, in the wide column. */
export const MAIN_PANELS: readonly Panel[] = [
  { id: 'letter', Show: Letter },
  { id: 'chain', Show: ReviewChain },
  { id: 'file', Show: FrozenFile },
  { id: 'documents', Show: Documents },
  { id: 'papers', Show: DocumentsOfMatter },
  { id: 'proceedings', Show: Proceedings },
  { id: 'person', Show: Person },
  { id: 'notes', Show: Notes },
  { id: 'timeline', Show: Timeline },
]

/** By when, who, with what, in the narrow column. */
export const SIDE_PANELS: readonly Panel[] = [
  { id: 'clocks', Show: ({ matter, onClock }) => <Clocks matter={matter} onOpen={onClock} /> },
  { id: 'their-side', Show: TheirSide },
  { id: 'joint', Show: JointHandling },
  { id: 'parties', Show: Parties },
  { id: 'attachments', Show: Attachments },
  { id: 'links', Show: Links },
  { id: 'instructions', Show: InstructionsOfMatter },
  { id: 'follow-ups', Show: FollowUpsOfMatter },
  { id: 'access-log', Show: ({ matter }) => <AccessLog matterId={matter.matterId} /> },
]
