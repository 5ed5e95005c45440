/** Tells a unit that a limit ends soon, once for each date. */
import { plainDateIn } from '../../kernel/calendar/index.ts'
import type { Job } from '../../kernel/jobs/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { ownWordsOf, reminderText } from '../../notices/index.ts'
import { RULE_TABLE } from '../clocks/index.ts'
import { findMatter } from '../read-store.ts'
import { type CaseJobsDeps, JobRefused } from './deps.ts'

export async function remindUnit(deps: CaseJobsDeps, job: Job): Promise<{ note: string } | undefined> {
  const facts = await deps.directory.byId(job.bureauId)
  const matter = await withTx(deps.app, { bureau: job.bureauId, system: true }, (tx) =>
    findMatter(tx, job.bureauId, String(job.payload.matterId)),
  )
  if (!facts || !matter) throw new JobRefused({ refused: 'not_found' })
  const { doc } = matter
  const clock = doc.clocks[String(job.payload.clockId)]
  if (clock?.status !== 'running' || !clock.unitId) return { note: 'notice.no_longer_due' }
  const at = job.createdAt.toISOString()
  const { delivered } = await deps.notices.send({
    id: job.eventId,
    bureau: facts.bureau.slug,
    bureauId: job.bureauId,
    simulated: facts.bureau.simulated,
    discreet: doc.lane === 'shielded',
    template: 'due-soon',
    at,
    on: plainDateIn(facts.bureau.zone, at),
    to: { via: 'desk', unitId: clock.unitId },
    matterId: doc.matterId,
    text: reminderText(
      {
        shielded: doc.lane === 'shielded',
        number: doc.number,
        clock: RULE_TABLE.find((r) => r.id === clock.ruleId)?.name ?? { zh: clock.ruleId, en: clock.ruleId },
        due: clock.nominal,
      },
      await ownWordsOf(deps.app, job.bureauId, 'due-soon'),
    ),
  })
  if (!delivered) throw new JobRefused({ refused: 'notice.not_delivered' })
  return undefined
}
