/**
 * The bureau a replay makes when there is none: the usual departments of a county or city, and districts with the masked
 * names that published sets of messages use (A1区, A7县, …). Simulated, and named so.
 */
import type { NewBureau, UnitTree } from '../bureau/index.ts'

const unit = (code: string, zh: string, en: string, kind: string): UnitTree => ({
  code,
  name: { zh, en },
  kind,
})

const DEPARTMENTS: UnitTree[] = [
  unit('housing', '住房和城乡建设局', 'Housing and urban-rural development', 'department'),
  unit('land', '自然资源和规划局', 'Natural resources and planning', 'department'),
  unit('city', '城市管理局', 'Urban management', 'department'),
  unit('transport', '交通运输局', 'Transport', 'department'),
  unit('police', '公安局', 'Public security', 'department'),
  unit('education', '教育局', 'Education', 'department'),
  unit('labour', '人力资源和社会保障局', 'Human resources and social security', 'department'),
  unit('health', '卫生健康委员会', 'Health', 'department'),
  unit('civil', '民政局', 'Civil affairs', 'department'),
  unit('environment', '生态环境局', 'Ecology and environment', 'department'),
  unit('farming', '农业农村局', 'Agriculture and rural affairs', 'department'),
  unit('market', '市场监督管理局', 'Market regulation', 'department'),
  unit('economy', '发展和改革局', 'Development and reform', 'department'),
  unit('general', '综合办理组', 'General handling', 'department'),
]

const DISTRICTS: UnitTree[] = ['A1区', 'A2区', 'A3区', 'A4区', 'A5区', 'A6区', 'A7县', 'A8县', 'A9市'].map(
  (name) => {
    const code = name.slice(0, 2)
    const kind = { 区: 'District', 县: 'County', 市: 'City' }[name.slice(2)]
    return unit(code.toLowerCase(), name, `${kind} ${code}`, 'district')
  },
)

/** Words by which a letter without a named unit goes to a department; the earliest in the text decides. */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
  housing: [
    '物业',
    '业主',
    '小区',
    '房产',
    '楼盘',
    '开发商',
    '公积金',
    '棚改',
    '电梯',
    '住房',
    '购房',
    '房屋',
  ],
  land: ['拆迁', '征地', '征收', '土地', '规划', '安置', '违建', '违章建筑', '宅基地', '不动产'],
  city: ['噪音', '噪声', '扰民', '夜宵', '占道', '渣土', '垃圾', '路灯', '城管', '环卫', '市容', '施工'],
  transport: ['公交', '地铁', '出租车', '道路', '公路', '高速', '马路', '交通', '客运', '滴滴', '修路'],
  police: ['公安', '派出所', '交警', '户口', '落户', '身份证', '诈骗', '报警', '赌博', '停车', '传销'],
  education: [
    '学校',
    '教育',
    '教师',
    '学生',
    '小学',
    '中学',
    '幼儿园',
    '高中',
    '入学',
    '培训',
    '学院',
    '招生',
  ],
  labour: ['工资', '社保', '养老保险', '退休', '劳动', '就业', '拖欠', '人才', '事业单位', '职称', '工伤'],
  health: ['医院', '医保', '医疗', '卫生院', '医生', '计生', '生育', '疫苗', '新农合', '药店'],
  civil: ['低保', '民政', '养老', '殡葬', '残疾', '救助', '退役', '退伍', '社区', '优抚'],
  environment: ['污染', '环保', '废气', '污水', '异味', '臭味', '排污', '粉尘', '雾霾', '油烟'],
  farming: ['农村', '农业', '农民', '村民', '水利', '水库', '养殖', '扶贫', '林业', '村组'],
  market: ['食品', '消费', '价格', '工商', '营业执照', '质量', '假冒', '收费', '传单', '广告'],
  economy: [
    '企业',
    '投资',
    '非法集资',
    '理财',
    '电力',
    '自来水',
    '供水',
    '停电',
    '停水',
    '燃气',
    '天然气',
    '税',
  ],
}

/** The simulated bureau of a replay, without accounts: nobody signs in here unless an administrator lets them. */
export function defaultBureau(slug: string): NewBureau {
  return {
    slug,
    name: { zh: `信访局（回放 ${slug}）`, en: `Letters and visits bureau (replay ${slug})` },
    simulated: true,
    units: [
      {
        ...unit('bureau', '信访局', 'Letters and visits bureau', 'bureau'),
        children: [
          { ...unit('centre', '受理中心', 'Intake centre', 'office'), seats: ['centre'] },
          { ...unit('supervision', '督查科', 'Supervision', 'office'), seats: ['supervisor'] },
          { ...unit('review', '复查复核科', 'Review', 'office'), seats: ['reviewer'] },
        ],
      },
      ...DEPARTMENTS,
      ...DISTRICTS,
    ],
    accounts: [],
  }
}
