/** The demo county's duty list: plainly made up, enough to be suggested from. */
import type { Actor, CasesDeps } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { addDuty } from '../routing/index.ts'

interface DemoDuty {
  title: string
  words: string[]
  unit: string
  co?: string[]
  places?: string[]
}

const DEMO_DUTIES: readonly DemoDuty[] = [
  { title: '路灯维护', words: ['路灯', '照明'], unit: 'cgj' },
  { title: '占道经营、市容秩序', words: ['占道', '流动摊', '摊点'], unit: 'cgj', co: ['cd', 'cx'] },
  { title: '井盖维护', words: ['井盖', '窨井'], unit: 'cgj', co: ['zjj'] },
  { title: '垃圾清运', words: ['垃圾', '清运', '环卫'], unit: 'cgj' },
  { title: '物业管理、老旧小区改造', words: ['物业', '电梯', '小区'], unit: 'zjj', co: ['cd', 'cx'] },
  { title: '征收安置', words: ['安置房', '征收', '过渡费'], unit: 'zjj' },
  { title: '县道养护', words: ['县道'], unit: 'jtj' },
  {
    title: '南山乡乡村道路养护',
    words: ['村道', '乡道', '进村道路'],
    places: ['南山乡'],
    unit: 'ns',
    co: ['jtj'],
  },
  { title: '社会保险和劳动关系', words: ['缴费年限', '养老', '工资', '社保'], unit: 'rsj' },
  { title: '施工噪声、油烟', words: ['噪声', '油烟', '异味'], unit: 'sthj', co: ['cgj'] },
  { title: '学校管理和招生', words: ['学校', '招生', '学区'], unit: 'jyj' },
]

/** Enters the list in the supervisor's name; a fill that was cut off goes on as it began. */
export async function listDuties(
  deps: { cases: CasesDeps },
  bureauId: string,
  keeper: Actor,
  units: readonly { code: string; unit_id: string }[],
  today: Date,
): Promise<void> {
  const room = { pool: deps.cases.app, directory: deps.cases.directory, cases: deps.cases }
  const unit = (code: string) => units.find((u) => u.code === code)!.unit_id
  const by = {
    accountId: keeper.id!,
    bureauId,
    unitId: keeper.unitId!,
    roles: keeper.roles,
    login: 'demo.supervisor',
    name: '',
    expiresAt: today,
    sessionId: '',
  }
  for (const [i, duty] of DEMO_DUTIES.entries()) {
    const command = { now: today, idempotencyKey: `demo:duty:${i}`, session: by }
    const added = await addDuty(room, command, {
      title: duty.title,
      words: duty.words,
      categories: [],
      places: duty.places ?? [],
      unitId: unit(duty.unit),
      coUnitIds: (duty.co ?? []).map(unit),
      basis: '部门职责清单（演示）',
      validFrom: '2026-01-01',
      validTo: null,
    })
    if (isRefusal(added)) throw new Error(`demo duty ${i}: ${added.refused}`)
  }
}
