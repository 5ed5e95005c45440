/** One leader's instruction and one urgent report of the demo county: plainly made up. */
import type { Actor, CasesDeps } from '../cases/index.ts'
import { enterInstruction, noticeUrgent, takeStep } from '../instructions/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'

const DAY = 24 * 3600 * 1000
const day = (at: Date) => at.toISOString().slice(0, 10)

function done<T>(what: string, result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`the demo's ${what} was refused: ${result.refused}`)
  return result
}

/** Tells them in the name of the supervisor, about the first letter that a unit handles. */
export async function addDemoInstructions(
  deps: { cases: CasesDeps; owner: Pool },
  bureauId: string,
  keeper: Actor,
  today: Date,
): Promise<void> {
  const { app: pool, directory, keyring } = deps.cases
  const room = { pool, directory, keyring }
  const { rows } = await deps.owner.query<{ number: string; unitId: string }>(
    `select number, handler_unit_id as "unitId" from matters
     where bureau_id = $1 and procedure = 'letter-box' and handler_unit_id is not null order by number limit 1`,
    [bureauId],
  )
  const about = rows[0]!
  const session = {
    accountId: keeper.id!,
    bureauId,
    unitId: keeper.unitId!,
    roles: keeper.roles,
    login: 'demo.supervisor',
    name: '',
    expiresAt: today,
    sessionId: '',
  }
  const command = (key: string) => ({ now: today, idempotencyKey: `demo:${key}`, session })
  const before = (days: number) => new Date(today.getTime() - days * DAY)
  done(
    'instruction',
    await enterInstruction(room, command('instruction'), {
      title: '关于老旧小区加装电梯来信的批示（演示）',
      office: '县政府办公室（演示）',
      madeOn: day(before(2)),
      words: '请相关部门到现场听取意见，依规协调，办理结果按期答复来信人并报我。（演示）',
      dueOn: day(new Date(today.getTime() + 8 * DAY)),
      unitId: about.unitId,
      matters: [about.number],
    }),
  )
  const urgent = done(
    'urgent report',
    await noticeUrgent(room, command('urgent'), {
      title: '强降雨致部分路段积水影响出行（演示）',
      words: '多名群众来电反映积水影响出行，已告知有关部门现场处置。（演示）',
      noticedAt: new Date(today.getTime() - 3 * 3600 * 1000).toISOString(),
      matters: [],
    }),
  )
  done(
    'first report',
    await takeStep(room, command('urgent-report'), urgent.recordId, {
      what: 'report',
      expectedVersion: urgent.version,
      recipient: 'government',
      way: 'phone',
      reportedAt: new Date(today.getTime() - 2.5 * 3600 * 1000).toISOString(),
      words: '已电话报告县政府值班室。（演示）',
    }),
  )
}
