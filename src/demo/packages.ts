/** The demo's published packages: final accounts of two years and the budget of the one that runs. */
import { readDepartments } from '../accounts/index.ts'
import {
  createPackage,
  type Kind,
  type PackageRoom,
  readPackage,
  takeStep,
} from '../disclosurepackage/index.ts'
import { financeCommand, onDay } from './finance-people.ts'
import { type Filling, granted } from './openness.ts'

const DUTIES = [
  '1、受理、登记、转送、交办群众的信访事项（演示）。',
  '2、督促检查信访事项的处理（演示）。',
  '3、承担12345热线的日常运行（演示）。',
  '4、研究分析群众诉求，提出完善政策的建议（演示）。',
].join('\n')
const UNITS = '本部门内设股室4个，分别是办公室、接访股、督查股、热线股。没有所属单位（演示）。'

const USES: Readonly<Record<string, string>> = {
  'detail/use-2014001': '指保障机关日常运行的人员经费和公用经费（演示）。',
  'detail/use-2014002': '指信访信息系统运行维护等未单独设置项级科目的项目支出（演示）。',
  'detail/use-2014004': '指接待群众、办理信访事项和运行热线的支出（演示）。',
}
const REASONS: readonly (readonly [start: string, words: string])[] = [
  ['reason/item-2014004', '部分服务提前完成，按实际支付（演示）'],
  ['reason/item-2014002', '运行维护内容增加，年中调整预算（演示）'],
  ['reason/item-2014001', '人员增加，年中调整预算（演示）'],
  ['reason/item', '按实际参保和缴存人数支付（演示）'],
  ['reason/three', '严格控制接待和公务用车开支（演示）'],
  ['reason/organ', '日常公用支出按实际需要安排（演示）'],
  ['reason/', '人员经费和工作任务增加（演示）'],
]

/** What the department says to a question, plainly made up; empty where nothing has to be said. */
export const answerTo = (key: string): string =>
  key === 'about/duties'
    ? DUTIES
    : key === 'about/units'
      ? UNITS
      : (USES[key] ?? REASONS.find(([start]) => key.startsWith(start))?.[1] ?? '')

/**
 * Final accounts of two years, each begun, answered, submitted, checked and released by the head; the budget of the year that
 * runs is submitted and waits for the head. Safe to run again.
 */
export async function addDemoPackages(f: Filling): Promise<void> {
  const room: PackageRoom = { pool: f.cases.app, directory: f.cases.directory }
  const thisYear = f.today.getUTCFullYear()
  const { session } = financeCommand(f, 'demo.finance', 'package:read', f.today)
  const [department] = await readDepartments(room, session)
  const { departmentId } = department!

  const submit = async (kind: Kind, year: number, day: Date): Promise<string> => {
    const key = `package:${kind}:${year}`
    const by = (what: string) => financeCommand(f, 'demo.finance', `${key}:${what}`, day)
    const { packageId } = granted(key, await createPackage(room, by('create'), { departmentId, year, kind }))
    const { questions, settings } = granted(key, await readPackage(room, { session }, packageId, false))
    const words = Object.fromEntries(
      questions.map((q) => [q.key, answerTo(q.key)]).filter(([, answer]) => answer !== ''),
    )
    const save = { step: 'save', expectedVersion: 1, words, settings } as const
    granted(`${key} saved`, await takeStep(room, by('save'), packageId, save))
    const done = { step: 'submit', expectedVersion: 2 } as const
    granted(`${key} submitted`, await takeStep(room, by('submit'), packageId, done))
    return packageId
  }

  for (const year of [thisYear - 2, thisYear - 1]) {
    const day = onDay(f.today, year + 1, '08-20')
    const packageId = await submit('final', year, day)
    const chief = financeCommand(f, 'demo.chief', `package:final:${year}:release`, day)
    const release = { step: 'release', expectedVersion: 3 } as const
    granted(`release ${year}`, await takeStep(room, chief, packageId, release))
  }
  await submit('budget', thisYear, f.today)
}
