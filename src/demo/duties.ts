/** The demo county's duty list: plainly made up, enough to be suggested from. */
export interface DemoDuty {
  title: string
  words: string[]
  unit: string
  co?: string[]
  places?: string[]
}

export const DEMO_DUTIES: readonly DemoDuty[] = [
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
