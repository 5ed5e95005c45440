/**
 * Keeps one draft on the server while it is written: encrypted there, seen by its writer alone. What is typed is sent a
 * moment after the last key; without the network it is tried again, and the form never waits for it.
 */
import { isProblem, newKey, put, remove } from '../../api/client.ts'

export interface DraftContent {
  title: string
  content: unknown
}

export type SaveState = 'none' | 'waiting' | 'saved' | 'failed'

export interface DraftPlace {
  kind: 'registration' | 'action'
  place: string
  matterId: string | null
}

const SETTLE_MS = 1_200
const AGAIN_MS = 10_000

export class DraftSaver {
  draftId: string
  revision: number
  state: SaveState = 'none'
  readonly #place: DraftPlace
  readonly #listeners = new Set<() => void>()
  #next: DraftContent | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #running: Promise<void> | null = null
  #dropped = false

  constructor(place: DraftPlace, draftId: string = newKey(), revision = 0) {
    this.#place = place
    this.draftId = draftId
    this.revision = revision
    if (revision > 0) this.state = 'saved'
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly snapshot = (): SaveState => this.state

  #say(state: SaveState): void {
    if (this.state === state) return
    this.state = state
    for (const listener of this.#listeners) listener()
  }

  /** Takes what is written now; it is saved a moment later. */
  change(next: DraftContent): void {
    if (this.#dropped) return
    this.#next = next
    this.#say('waiting')
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), SETTLE_MS)
  }

  /** Saves at once what is not saved yet. Throws what the server or the way to it says. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    while (this.#running) await this.#running.catch(() => undefined)
    const next = this.#next
    if (!next || this.#dropped) return
    this.#next = null
    this.#running = this.#send(next).finally(() => {
      this.#running = null
    })
    await this.#running
  }

  async #send(next: DraftContent): Promise<void> {
    try {
      const body = { ...this.#place, ...next, revision: this.revision }
      const { revision } = await put<{ revision: number }>(`/drafts/${this.draftId}`, newKey(), body)
      this.revision = revision
      this.#say(this.#next ? 'waiting' : 'saved')
    } catch (problem) {
      // Nothing typed later may be written over by what failed.
      this.#next ??= next
      if (isProblem(problem) && problem.code === 'draft.newer_elsewhere') {
        // Another window goes on with the same draft: this one becomes a draft of its own, and both are kept.
        this.draftId = newKey()
        this.revision = 0
        return this.#send(this.#next)
      }
      this.#say('failed')
      clearTimeout(this.#timer)
      if (isProblem(problem) && (problem.status === 0 || problem.status >= 500))
        this.#timer = setTimeout(() => void this.flush().catch(() => undefined), AGAIN_MS)
      throw problem
    }
  }

  /** Sent or given up: no later save brings it back. */
  async drop(): Promise<void> {
    this.#dropped = true
    this.#next = null
    clearTimeout(this.#timer)
    await this.#running?.catch(() => undefined)
    if (this.revision > 0) await remove(`/drafts/${this.draftId}`, newKey()).catch(() => undefined)
  }

  /** The server let it go already. */
  finished(): void {
    this.#dropped = true
    this.#next = null
    clearTimeout(this.#timer)
  }
}
