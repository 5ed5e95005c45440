/**
 * What is typed on the page of a matter or in another form, kept until it is sent: in hand for as long as the tab lives, on this device
 * until the server has it, and encrypted on the server beyond tab and machine. Comes back by itself.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { MatterView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { dropHere, keepHere, mayLieHere, readHere } from './device.ts'
import { useLeaveGuard } from './leave-guard.ts'
import { draftsQuery, readDraft } from './queries.ts'
import { DraftSaver, type SaveState } from './saver.ts'

/** The note that is written on the page of a matter itself, among the tasks of its drafts. */
export const NOTE_DRAFT = 'note-here'
/** The words of a document, edited on its own page; its id follows. */
export const PAPER_DRAFT = 'paper.'
/** Places of what lies on no matter; an entry of an instruction is followed by its kind. */
export const INSTRUCTION_DRAFT = 'instruction:'
export const BULLETIN_DRAFT = 'bulletin:new'

interface InHand<T> {
  values: T
  /** Version of the matter that was on the page when this was begun. */
  seen: number
  saver: DraftSaver
}
/** By account and place. */
const inHand = new Map<string, InHand<unknown>>()

export interface Kept<T> {
  values: T
  seen: number
  /** Brought back from the device or the server. */
  restored: boolean
  /** Whether anything was typed that is not sent. */
  begun: boolean
  state: SaveState
  set(next: T): void
  /** What happened on the matter up to that version has been read. */
  saw(version: number): void
  /** Given up: begins anew. */
  afresh(): void
  /** Sent: nothing of it is kept any more. */
  sent(): void
}

/** Where something is written. */
export interface WorkPlace {
  /** By which it is found again, one for each form. */
  place: string
  matterId: string | null
  /** Of what is worked on, so that changes by others are noticed. */
  version: number
  /** Whether the words may lie on the device while the server is away; else closing the tab asks first. */
  here: boolean
}

/**
 * On the page of a matter.
 * @param name the part of the page, as `note` or `main.submit-reply`
 * @param title under which it stands among one's drafts
 * @param start what the fields begin with
 * @param isEmpty what is not worth keeping
 */
export function useKept<T>(
  matter: MatterView,
  name: string,
  title: string,
  start: () => T,
  isEmpty?: (values: T) => boolean,
): Kept<T> {
  const { matterId, version } = matter
  const at = { place: `matter:${matterId}:${name}`, matterId, version, here: mayLieHere(matter) }
  return useKeptAt(at, title, start, isEmpty)
}

/** The same anywhere else; `title`, `start` and `isEmpty` as for `useKept`. */
export function useKeptAt<T>(
  { place, matterId, version, here }: WorkPlace,
  title: string,
  start: () => T,
  isEmpty: (values: T) => boolean = () => false,
): Kept<T> {
  const client = useQueryClient()
  const { accountId } = useMe()
  const handKey = `${accountId} ${place}`
  const fresh = () => new DraftSaver({ kind: 'action', place, matterId })
  const [hand] = useState(() => inHand.get(handKey) as InHand<T> | undefined)
  const [saver, setSaver] = useState(() => hand?.saver ?? fresh())
  const [values, setValues] = useState<T>(() => hand?.values ?? start())
  const [seen, setSeen] = useState(hand?.seen ?? version)
  const [restored, setRestored] = useState(false)
  const begun = useRef(hand !== undefined)
  const state = useSyncExternalStore(saver.subscribe, saver.snapshot)
  useLeaveGuard(!here && (state === 'waiting' || state === 'failed'))

  // Begun earlier, on this computer or another, and not sent: it comes back unless somebody types meanwhile.
  useEffect(() => {
    if (begun.current) return
    const gone = new AbortController()
    const take = (kept: { values: unknown; seen: number }, from: { draftId: string; revision: number }) => {
      if (begun.current || gone.signal.aborted) return null
      const again = new DraftSaver({ kind: 'action', place, matterId }, from.draftId, from.revision)
      begun.current = true
      inHand.set(handKey, { values: kept.values, seen: kept.seen, saver: again })
      setSaver(again)
      setValues(kept.values as T)
      setSeen(kept.seen)
      setRestored(true)
      return again
    }
    const onDevice = here ? readHere(accountId, place) : null
    if (onDevice) {
      // Never reached the server: newer than whatever lies there.
      const { values, seen } = onDevice
      take(onDevice, onDevice)?.change({ title, content: { values, seen } })
      return () => gone.abort()
    }
    const bringBack = async () => {
      const [found] = await client.fetchQuery(draftsQuery(place))
      if (!found || gone.signal.aborted) return
      const draft = await readDraft(found.draftId, gone.signal)
      take(draft.content as { values: unknown; seen: number }, draft)
    }
    void bringBack().catch(() => undefined)
    return () => gone.abort()
  }, [client, accountId, place, handKey, matterId, title, here])
  useEffect(() => () => void saver.flush().catch(() => undefined), [saver])
  // The server has it: the device lets go of it.
  useEffect(() => {
    if (state === 'saved') dropHere(accountId, place)
  }, [state, accountId, place])

  const keep = (next: T, known: number) => {
    begun.current = true
    inHand.set(handKey, { values: next, seen: known, saver })
    const content = { values: next, seen: known }
    if (here)
      keepHere(accountId, place, { title, ...content, draftId: saver.draftId, revision: saver.revision })
    saver.change({ title, content })
  }
  const forget = () => {
    begun.current = false
    inHand.delete(handKey)
    dropHere(accountId, place)
    void saver.drop()
    setSaver(fresh())
    setRestored(false)
  }
  return {
    values,
    seen,
    restored,
    begun: begun.current,
    state,
    set: (next) => {
      setValues(next)
      if (isEmpty(next)) forget()
      else keep(next, seen)
    },
    saw: (known) => {
      setSeen(known)
      if (begun.current) keep(values, known)
    },
    afresh: () => {
      forget()
      setValues(start())
      setSeen(version)
    },
    sent: forget,
  }
}
