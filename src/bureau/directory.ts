/**
 * The facts of each bureau that every request needs: units, settings, calendar. Read once and kept for a few seconds;
 * writes of this process are seen at once, those of others when the time is over.
 */
import {
  HOLIDAY_TABLE,
  type HolidayNotice,
  type HolidayTable,
  plainDateIn,
  WorkCalendar,
  withNotice,
} from '../kernel/calendar/index.ts'
import { isRefusal } from '../kernel/errors/refusal.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { BureauInfo, LocalSettingFact, UnitInfo } from './contract.ts'
import {
  listBureaus,
  listNotices,
  listOverrides,
  listSettings,
  listUnits,
  type OverrideFact,
} from './store.ts'

export interface BureauFacts {
  bureau: BureauInfo
  units: ReadonlyMap<string, UnitInfo>
  settings: readonly LocalSettingFact[]
  /** National table with the bureau's own days, in its zone. */
  calendar: WorkCalendar
  overrides: readonly OverrideFact[]
}

export interface BureauDirectory {
  /** Every bureau of the installation, by slug. Practice grounds are none: whoever goes round meets only real work. */
  all(): Promise<readonly BureauInfo[]>
  /** The same and the practice grounds, for what keeps a bureau's own pages going. */
  withPractice(): Promise<readonly BureauInfo[]>
  /** By the name that stands in addresses and numbers, which citizens know. Practice grounds are not found by it. */
  bySlug(slug: string): Promise<BureauFacts | null>
  /** The bureau a name means to the people of another: in a practice ground itself alone, else as `bySlug`. */
  named(slug: string, from: string): Promise<BureauFacts | null>
  /** The practice ground of a bureau. */
  groundOf(bureauId: string): Promise<BureauFacts | null>
  byId(bureauId: string): Promise<BureauFacts | null>
  /** After a write: the next reader sees it. Without an id, everything is read anew. */
  invalidate(bureauId?: string): void
}

export interface DirectoryOptions {
  /** How long facts are kept, in milliseconds. Default 3,000. */
  ttlMs?: number
}

interface Kept<T> {
  until: number
  value: Promise<T>
}

export function createDirectory(pool: Pool, options: DirectoryOptions = {}): BureauDirectory {
  const ttl = options.ttlMs ?? 3000
  const facts = new Map<string, Kept<BureauFacts | null>>()
  let list: Kept<readonly BureauInfo[]> | null = null

  // One reading serves all who wait for it; one that fails is not kept.
  const keep = <T>(value: Promise<T>, drop: () => void): Kept<T> => {
    value.catch(drop)
    return { until: performance.now() + ttl, value }
  }
  const every = (): Promise<readonly BureauInfo[]> => {
    if (!list || list.until <= performance.now()) {
      list = keep(
        withTx(pool, { bureau: null }, (tx) => listBureaus(tx), { readOnly: true }),
        () => {
          list = null
        },
      )
    }
    return list.value
  }
  const read = async (bureauId: string): Promise<BureauFacts | null> => {
    const bureau = (await every()).find((b) => b.bureauId === bureauId)
    if (!bureau) return null
    return withTx(
      pool,
      { bureau: bureauId },
      async (tx) => {
        const [units, settings, overrides, notices] = await Promise.all([
          listUnits(tx, bureauId),
          listSettings(tx, bureauId),
          listOverrides(tx, bureauId),
          listNotices(tx, bureauId),
        ])
        return {
          bureau,
          units: new Map(units.map((u) => [u.unitId, u])),
          settings,
          calendar: calendarOf(bureau.zone, overrides, tableWith(notices)),
          overrides,
        }
      },
      { readOnly: true },
    )
  }
  const byId = (bureauId: string): Promise<BureauFacts | null> => {
    const known = facts.get(bureauId)
    if (known && known.until > performance.now()) return known.value
    const fresh = keep(read(bureauId), () => facts.delete(bureauId))
    facts.set(bureauId, fresh)
    return fresh.value
  }
  const find = async (is: (b: BureauInfo) => boolean): Promise<BureauFacts | null> => {
    const bureau = (await every()).find(is)
    return bureau ? byId(bureau.bureauId) : null
  }
  const bySlug = (slug: string) => find((b) => b.slug === slug && b.practiceOf === null)
  return {
    all: async () => (await every()).filter((b) => b.practiceOf === null),
    withPractice: every,
    byId,
    bySlug,
    async named(slug, from) {
      const own = await byId(from)
      if (!own?.bureau.practiceOf) return bySlug(slug)
      return own.bureau.slug === slug ? own : null
    },
    groundOf: (bureauId) => find((b) => b.practiceOf === bureauId),
    invalidate(bureauId) {
      list = null
      if (bureauId === undefined) facts.clear()
      else facts.delete(bureauId)
    },
  }
}

/**
 * The national table with notices a bureau has read in itself. Those of years the program knows by now are passed over:
 * what a release brings was checked by more than one person.
 */
export function tableWith(
  notices: readonly HolidayNotice[],
  table: HolidayTable = HOLIDAY_TABLE,
): HolidayTable {
  let known = table
  for (const notice of notices) {
    const next = withNotice(known, notice)
    if (!isRefusal(next)) known = next
  }
  return known
}

/** The calendar of a bureau from its own days over a table of notices. */
export function calendarOf(
  zone: string,
  overrides: readonly OverrideFact[],
  table: HolidayTable,
): WorkCalendar {
  return new WorkCalendar({
    zone,
    table,
    overrides: overrides.map((o) => ({ date: o.day, working: o.working, why: o.basis, source: o.basis.zh })),
  })
}

/** The day it is in the bureau's zone. */
export function todayIn(facts: Pick<BureauFacts, 'bureau'>, now: Date): string {
  return plainDateIn(facts.bureau.zone, now.getTime())
}
