/** What the questions of the bench need and a loaded folder may lack: terms, figures, the plain table. Built once, then kept. */
import { openInstallation } from '../../src/main/installation.ts'
import { reindex } from '../../src/search/index.ts'
import { rebuildStatistics } from '../../src/statistics/index.ts'
import { loadDesk } from '../desk/load.ts'
import { GATHERERS, putPast } from '../followed.ts'
import { SLUG } from '../people.ts'
import { environment } from '../place.ts'
import { round } from '../stats.ts'
import { makePlain } from './plain.ts'

/** Seconds each took in this run; 0: it was there. */
export interface Built {
  terms: number
  figures: number
  plain: number
}

export async function prepare(home: string, stored: number, say: (line: string) => void): Promise<Built> {
  await loadDesk(home, stored, say)
  const i = await openInstallation({
    env: environment(home),
    logToStderr: true,
    applicationName: 'huiyin-bench',
  })
  try {
    const { owner } = i.database
    const { bureauId } = (await i.bureau.directory.bySlug(SLUG))!.bureau
    await putPast(owner, bureauId, GATHERERS)
    const some = async (table: 'search_documents' | 'statistics_counts') =>
      (await owner.query(`select 1 from ${table} where bureau_id = $1 limit 1`, [bureauId])).rows.length > 0
    const timed = async (work: () => Promise<unknown>) => {
      const begun = performance.now()
      await work()
      return round((performance.now() - begun) / 1000, 1)
    }
    const told = (what: string) => {
      let last = 0
      return (read: number) => {
        if (read - last < 100_000) return
        last = read
        say(`${stored}: ${read} ${what}`)
      }
    }
    const terms = (await some('search_documents'))
      ? 0
      : await timed(() => reindex(i.cases, bureauId, told('events read for the index of words')))
    const figures = (await some('statistics_counts'))
      ? 0
      : await timed(() => rebuildStatistics(i.cases, bureauId, { onProgress: told('matters counted') }))
    const plain = round(await makePlain(owner, stored, say), 1)
    if (terms + figures > 0) await owner.query('vacuum (analyze)')
    return { terms, figures, plain }
  } finally {
    await i.close()
  }
}
