/** A notice reached the person by no way: whoever may tell them otherwise hears of it. */
import { plainDateIn } from '../../kernel/calendar/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { otherText, ownWordsOf } from '../../notices/index.ts'
import { responsibleUnit } from '../engine/authorise.ts'
import { mainOf } from '../engine/doc.ts'
import { procedureOf } from '../procedures/index.ts'
import { findMatter } from '../read-store.ts'
import type { CaseJobsDeps } from './deps.ts'

/** The unit that has the matter; where the name is kept back, the centre, which alone may see how to reach the person. */
export async function tellUnreached(
  deps: Pick<CaseJobsDeps, 'app' | 'directory' | 'notices'>,
  of: { bureauId: string; matterId: string; noticeId: string; at: Date },
): Promise<void> {
  const { bureauId, matterId } = of
  const facts = await deps.directory.byId(bureauId)
  const matter = await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
    findMatter(tx, bureauId, matterId),
  )
  if (!facts || !matter) return
  const { doc } = matter
  const main = mainOf(doc)
  const keptBack = doc.lane === 'shielded' || doc.secrecy !== 'none'
  const unitId =
    (keptBack ? doc.seats.centre : null) ??
    responsibleUnit(doc, main, procedureOf(main.procedure, main.version))
  const at = of.at.toISOString()
  await deps.notices.send({
    id: of.noticeId,
    bureau: facts.bureau.slug,
    bureauId,
    simulated: facts.bureau.simulated,
    discreet: doc.lane === 'shielded',
    template: 'not-told',
    at,
    on: plainDateIn(facts.bureau.zone, at),
    to: { via: 'desk', unitId },
    matterId,
    text: otherText('not-told', {}, await ownWordsOf(deps.app, bureauId, 'not-told')),
  })
}
