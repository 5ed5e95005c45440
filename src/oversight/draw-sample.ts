/** Draws the sample of the last period that is over, once, as soon as a seal after it exists. */
import { createHash } from 'node:crypto'
import { todayIn } from '../bureau/index.ts'
import { type Rounds, type RoundsOptions, startRounds } from '../kernel/jobs/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { OversightRoom } from './room.ts'
import { drawSample, lastPeriod, settingOn } from './rules.ts'
import { listPopulation, listSamples, listSettings, saveSample, sealAfter } from './store.ts'

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Safe to run at any time and in several processes at once: the period is the key.
 * @returns the first day of the period drawn, or null when there was nothing to draw
 */
export async function drawDue(room: OversightRoom, bureauId: string, now: Date): Promise<string | null> {
  const facts = await room.directory.byId(bureauId)
  if (!facts) return null
  const today = todayIn(facts, now)
  return withTx(room.pool, { bureau: bureauId, system: true }, async (tx) => {
    const settings = await listSettings(tx, bureauId)
    // The settings of the first day hold for the whole period; the length must be known to find that day.
    const weeks = settingOn(settings, 'followup-weeks', today)
    const { from, to } = lastPeriod(today, weeks)
    const [before] = await listSamples(tx, bureauId, null)
    // A new length of periods never asks about days that were drawn already.
    if (before && before.periodTo >= from) return null
    const seal = await sealAfter(tx, bureauId, to)
    if (!seal) return null
    const population = await listPopulation(tx, bureauId, from, to)
    const share = settingOn(settings, 'followup-share', from)
    const chosen = drawSample(population, { seed: seal.hash, periodFrom: from, share }, digest)
    const { seal_no: sealNo, hash: seed } = seal
    const sample = { periodFrom: from, periodTo: to, sealNo, seed, share, size: chosen.length, population }
    await saveSample(tx, bureauId, sample, chosen, now)
    return from
  })
}

const QUARTER_MS = 15 * 60_000

/** Looks every quarter of an hour whether a period is over. One bureau's failure does not stop the others. */
export const startDrawing = (room: OversightRoom, o: RoundsOptions): Rounds =>
  startRounds({ ...o, everyMs: o.everyMs ?? QUARTER_MS }, (bureauId, now) => drawDue(room, bureauId, now))
