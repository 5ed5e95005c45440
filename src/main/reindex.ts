/** `huiyin reindex`: builds the index of words anew, of one bureau or of all. */
import { refuse } from '../kernel/errors/index.ts'
import { reindex } from '../search/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** @throws OperatorError `not_found` for a bureau that is not there */
export async function runReindex(
  i: Installation,
  slug?: string,
): Promise<{ json: { bureaus: { bureau: string; events: number }[] }; text: string }> {
  const all = await i.bureau.directory.all()
  const chosen = slug === undefined ? all : all.filter((b) => b.slug === slug)
  if (slug !== undefined && chosen.length === 0) throw new OperatorError(refuse('not_found'))
  const bureaus: { bureau: string; events: number }[] = []
  for (const b of chosen) {
    const say = (events: number) => void process.stderr.write(`${b.slug}: ${events} events\n`)
    bureaus.push({ bureau: b.slug, events: await reindex(i.cases, b.bureauId, say) })
  }
  const lines = bureaus.map((b) => `${b.bureau}: ${b.events} 条记录已编入索引 · events taken in`)
  return { json: { bureaus }, text: lines.join('\n') }
}
