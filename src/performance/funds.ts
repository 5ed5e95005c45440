/** Money of a project as the accounts have it. */
import { FISCAL, loadAccounts } from '../accounts/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { PlanBody } from './contract.ts'

/**
 * Budget, adjusted budget and expenditure of a project, in fen, over the departments of the bureau that know its code.
 * @returns null where none does
 */
export async function fundsFromAccounts(
  tx: Tx,
  bureauId: string,
  year: number,
  projectCode: string,
): Promise<PlanBody['funds'] | null> {
  const departments = await tx.query<{ department_id: string }>(
    `select department_id from finance_years where bureau_id = $1 and year = $2 order by department_id`,
    [bureauId, year],
  )
  for (const { department_id } of departments) {
    const accounts = await loadAccounts(tx, bureauId, department_id, year)
    const project = accounts?.projects.find((p) => p.code === projectCode)
    if (!project) continue
    const own = project.parts.filter((p) => !FISCAL.includes(p.fund)).reduce((n, p) => n + p.adjusted, 0)
    return {
      fiscal: project.adjusted - own,
      carried: 0,
      other: own,
      adjusted: project.adjusted,
      executed: project.final,
    }
  }
  return null
}
