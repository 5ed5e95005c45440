/** Collects what one command decides: events are applied at once, so that each next rule sees the state after them. */
import type { ContentKind } from '../procedures/format.ts'
import type { MatterDoc } from './doc.ts'
import { MAIN } from './doc.ts'
import type { ContentRef, EventData, EventDraft, EventType } from './events.ts'
import { evolve } from './fold.ts'
import type { Decision, NewContent, OutboxDraft, World } from './world.ts'

export class Work {
  doc: MatterDoc
  readonly world: World
  readonly before: MatterDoc | null
  readonly drafts: EventDraft[] = []
  readonly contents: NewContent[] = []
  readonly outbox: OutboxDraft[] = []

  constructor(world: World, doc: MatterDoc | null) {
    this.world = world
    this.before = doc
    this.doc = doc as MatterDoc
  }

  /** Starts a matter: the one event that needs no state before it. */
  begin(matterId: string, data: EventData['matter.registered']): void {
    const event: EventDraft = {
      type: 'matter.registered',
      data,
      procedure: data.main.procedure,
      procedureVersion: data.main.procedureVersion,
    }
    this.drafts.push(event)
    this.doc = evolve(null, event, {
      bureauId: this.world.bureauId,
      matterId,
      version: 1,
      on: this.world.today,
    })
  }

  record<T extends EventType>(type: T, data: EventData[T], proceedingId: string = MAIN): void {
    const proceeding = this.doc.proceedings[proceedingId] ?? this.doc.proceedings[MAIN]!
    const event = {
      type,
      data,
      procedure: proceeding.procedure,
      procedureVersion: proceeding.version,
    } as EventDraft
    this.drafts.push(event)
    this.doc = evolve(this.doc, event, {
      bureauId: this.world.bureauId,
      matterId: this.doc.matterId,
      version: this.doc.version + 1,
      on: this.world.today,
    })
  }

  /** Keeps words apart from the ledger; gives the reference and commitment that enter it. */
  content(kind: ContentKind, text: string, field?: string): ContentRef {
    const { mint } = this.world
    const salt = mint.salt()
    const contentId = mint.id()
    const commitment = mint.commit(salt, text)
    this.contents.push({ contentId, kind, text, salt, commitment })
    return field ? { contentId, kind, commitment, field } : { contentId, kind, commitment }
  }

  /** Asks for an effect outside the matter, keyed by the event recorded last. */
  ask(topic: OutboxDraft['topic'], payload: OutboxDraft['payload']): void {
    this.outbox.push({ topic, payload, event: this.drafts.length - 1 })
  }

  decision(): Decision<MatterDoc> {
    return {
      doc: this.doc,
      before: this.before,
      drafts: this.drafts,
      contents: this.contents,
      outbox: this.outbox,
    }
  }
}
