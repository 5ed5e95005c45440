/** Notices to a unit's desk (a limit ends soon, a notice reached nobody) ring its bell; the adapter behind keeps its own record of them. */
import type { CasesDeps } from '../cases/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { NoticeAdapter } from '../notices/index.ts'
import type { Bell } from './bell.ts'
import { insertFromProgram } from './store.ts'

/** Sending the same notice again changes nothing. */
export function ringingDesk(
  deps: Pick<CasesDeps, 'app' | 'directory'> & { bell: Pick<Bell, 'ring'> },
  behind: NoticeAdapter,
): NoticeAdapter {
  return {
    async send(notice) {
      const { to, matterId, template } = notice
      const kind = template === 'not-told' ? 'not-told' : 'due'
      const facts = to.via === 'desk' && matterId ? await deps.directory.byId(notice.bureauId) : null
      if (facts && to.via === 'desk' && matterId) {
        const { bureauId } = facts.bureau
        await withTx(deps.app, { bureau: bureauId, system: true }, (tx) =>
          insertFromProgram(tx, bureauId, { kind, unitId: to.unitId, matterId, at: new Date(notice.at) }),
        )
        deps.bell.ring(bureauId)
      }
      return behind.send(notice)
    },
  }
}
