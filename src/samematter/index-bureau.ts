/** Reads new registrations of the open lane and keeps the digests of their rarest pairs. */
import { type CasesDeps, openContent } from '../cases/index.ts'
import { DecryptionError, unwrapMatterKey } from '../kernel/crypto/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { marker } from './digest.ts'
import { gramsOf } from './rules.ts'
import {
  addCounts,
  addMarks,
  countsOf,
  keepProgress,
  lockProgress,
  nextRegistered,
  readSaid,
  type Said,
} from './store.ts'

/** Matters read in one transaction. */
const BATCH = 200
/** Pairs kept of each matter: the rarest tell the most, and a matter costs the same however long its letter. */
export const KEPT = 32

/** What a matter says, opened; empty once erased. Altered bytes are for `huiyin verify` to report. */
export function wordsOf(deps: CasesDeps, bureauId: string, said: Said): string {
  if (!said.wrapped) return ''
  const { matter_id: matterId, kek_id: kekId, wrapped } = said
  const key = unwrapMatterKey(deps.keyring, { kekId, wrapped }, [bureauId, matterId])
  const texts: string[] = []
  for (const c of said.contents) {
    try {
      texts.push(openContent(key, { bureauId, matterId, contentId: c.content_id }, c.cipher).text)
    } catch (error) {
      if (!(error instanceof DecryptionError)) throw error
    }
  }
  return texts.join('\n')
}

/**
 * Takes in what was registered since the last time, at most one batch.
 * @returns how many registrations were looked at; fewer than a batch means that all are known
 */
export function indexBureau(deps: CasesDeps, bureauId: string): Promise<{ read: number; more: boolean }> {
  const markOf = marker(deps.keyring, bureauId)
  return withTx(deps.app, { bureau: bureauId, system: true }, async (tx) => {
    const progress = await lockProgress(tx, bureauId)
    const next = await nextRegistered(tx, bureauId, progress, BATCH)
    if (next.length === 0) return { read: 0, more: false }
    const ids = next.filter((e) => e.open).map((e) => e.matter_id)
    const said = ids.length > 0 ? await readSaid(tx, bureauId, ids) : []
    const marksOf = new Map(
      said.map((s) => [s.matter_id, gramsOf(wordsOf(deps, bureauId, s)).map((g) => markOf(g))] as const),
    )
    const added = new Map<string, number>()
    for (const marks of marksOf.values())
      for (const mark of marks) added.set(String(mark), (added.get(String(mark)) ?? 0) + 1)
    const known = await countsOf(tx, bureauId, [...added.keys()].map(BigInt))
    const rarity = (mark: bigint) => (known.get(String(mark)) ?? 0) + added.get(String(mark))!
    const kept = [...marksOf].flatMap(([matterId, marks]) =>
      marks
        .toSorted((a, b) => rarity(a) - rarity(b))
        .slice(0, KEPT)
        .map((mark) => ({ mark, matterId })),
    )
    await Promise.all([
      addCounts(tx, bureauId, added),
      addMarks(tx, bureauId, kept),
      keepProgress(tx, bureauId, next.at(-1)!, marksOf.size),
    ])
    return { read: next.length, more: next.length === BATCH }
  })
}

export interface Indexer {
  stop(): Promise<void>
}

const PAUSE_MS = 5_000
/** Batches of one bureau before the next has its turn. */
const AT_A_TIME = 10

/** Keeps the digests of all bureaus current while the server runs. */
export function startIndexer(
  deps: CasesDeps,
  o: { bureaus: () => Promise<string[]>; onError: (error: unknown) => void; pauseMs?: number },
): Indexer {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const round = async () => {
    for (const bureauId of await o.bureaus()) {
      for (let n = 0; n < AT_A_TIME && !stopped; n++) {
        if (!(await indexBureau(deps, bureauId)).more) break
      }
    }
  }
  let running: Promise<void> = Promise.resolve()
  const plan = () => {
    timer = setTimeout(() => {
      running = round()
        .catch(o.onError)
        .finally(() => {
          if (!stopped) plan()
        })
    }, o.pauseMs ?? PAUSE_MS)
    timer.unref()
  }
  plan()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
