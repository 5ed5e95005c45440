/** `huiyin gather-topics`: takes in letters, and replies to be compared, that came since the last time, of one bureau or of all. */
import { refuse } from '../kernel/errors/index.ts'
import { indexReplies } from '../replycheck/index.ts'
import { gatherTopics, regatherTopics } from '../topics/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** @throws OperatorError `not_found` for a bureau that is not there */
export async function runGatherTopics(
  i: Installation,
  o: { bureau?: string; anew?: boolean },
): Promise<{ json: { bureaus: { bureau: string; events: number }[] }; text: string }> {
  const slug = o.bureau
  const gather = o.anew ? regatherTopics : gatherTopics
  const all = await i.bureau.directory.all()
  const chosen = slug === undefined ? all : all.filter((b) => b.slug === slug)
  if (slug !== undefined && chosen.length === 0) throw new OperatorError(refuse('not_found'))
  const bureaus: { bureau: string; events: number }[] = []
  for (const b of chosen) {
    const say = (events: number) => void process.stderr.write(`${b.slug}: ${events} events\n`)
    await indexReplies(i.cases, b.bureauId)
    bureaus.push({
      bureau: b.slug,
      events: await gather(i.cases, b.bureauId, () => i.clock.now(), { onProgress: say }),
    })
  }
  const lines = bureaus.map((b) => `${b.bureau}: ${b.events} 条记录已看过 · events looked at`)
  return { json: { bureaus }, text: lines.join('\n') }
}
