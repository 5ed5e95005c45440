/** What the demo county's people ask again and again: plainly made up, its rules are those of the demo. */
import type { Actor, CasesDeps } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { type ArticleFields, addArticle, type KnowledgeRoom, stepArticles } from '../knowledge/index.ts'

interface DemoArticle {
  question: string
  also?: string[]
  answer: string
  conditions?: string
  materials?: string
  basis: string
  unit: string
  tags?: string[]
  places?: string[]
  inside?: boolean
}

const ARTICLES: readonly DemoArticle[] = [
  {
    question: '怎样查询我反映的事项办到哪一步了？',
    also: ['怎么查进度', '信访事项在哪里查询', '查询码忘了怎么办'],
    answer:
      '打开本网站的“查询进度”，输入回执上的编号和查询码，就能看到已办的步骤、由谁办理、何时到期，也能补充材料。查询码丢失的，可凭登记时留的手机号获取验证码查询，或带身份证件到接待窗口补发。',
    basis: '演示县事项查询办法（演示）',
    unit: 'xfj',
    tags: ['进度', '查询码', '回执'],
  },
  {
    question: '路灯不亮向谁报修，多久修好？',
    also: ['路灯坏了', '小区外面路灯不亮'],
    answer:
      '市政道路上的路灯由城市管理局维护，报修时请说明路名和灯杆号。一般故障 3 个工作日内修复，线路故障会另行告知时间。小区内的路灯由物业维护。',
    materials: '路名、灯杆号或最近的门牌；有照片更好。',
    basis: '演示县市政照明维护规定（演示）',
    unit: 'cgj',
    tags: ['路灯', '照明', '报修'],
  },
  {
    question: '井盖丢失或破损怎么处理？',
    also: ['下水道井盖没了', '窨井盖坏了'],
    answer:
      '请立即拨打 12345，先说位置。接报后 2 小时内设置警示，24 小时内更换。井盖上有产权单位标记的，请一并说明。',
    basis: '演示县窨井设施管理规定（演示）',
    unit: 'cgj',
    tags: ['井盖', '窨井', '安全'],
  },
  {
    question: '社会保障卡丢失后怎样补办？',
    also: ['社保卡丢了怎么办', '医保卡补卡'],
    answer: '先电话口头挂失，再带身份证件到任一服务网点补卡，当场可取。挂失期间不影响待遇发放。',
    conditions: '在本县参加社会保险的人员。',
    materials: '本人身份证件；委托办理的，另带委托书和受托人身份证件。',
    basis: '演示县社会保障卡服务指南（演示）',
    unit: 'rsj',
    tags: ['社保卡', '补办', '挂失'],
  },
  {
    question: '单位拖欠工资应当找哪里？',
    also: ['老板不发工资', '农民工工资被拖欠'],
    answer:
      '可以向人力资源和社会保障局的劳动保障监察机构投诉，也可以申请劳动争议仲裁。请尽早提出，并保留考勤、工资条、聊天记录等材料。',
    materials: '劳动合同或能证明工作的材料、工资记录、单位名称和地址。',
    basis: '演示县劳动保障监察办事指南（演示）',
    unit: 'rsj',
    tags: ['工资', '欠薪', '劳动监察'],
  },
  {
    question: '老旧小区加装电梯怎样申请？',
    also: ['楼房装电梯', '加装电梯需要多少业主同意'],
    answer:
      '先由本单元业主协商形成书面意见，再由社区公示，之后到住房和城乡建设局联审。费用由业主协商分摊，符合条件的可以申请补助。',
    conditions: '已建成、未列入征收计划的多层住宅。',
    materials: '业主书面意见、设计方案、公示材料。',
    basis: '演示县既有住宅加装电梯办法（演示）',
    unit: 'zjj',
    tags: ['电梯', '老旧小区', '物业'],
  },
  {
    question: '公租房的申请条件是什么？',
    also: ['公共租赁住房怎么申请', '廉租房'],
    answer:
      '在本县无房或人均住房面积低于规定标准、收入符合规定的家庭，可以到所在街道申请。街道初审、住建局复审并公示后轮候配租。',
    conditions: '本县户籍或连续参加社会保险满一年；收入和住房面积符合当年公布的标准。',
    materials: '身份证件、户口簿、收入和住房情况材料。',
    basis: '演示县公共租赁住房管理办法（演示）',
    unit: 'zjj',
    tags: ['公租房', '住房保障'],
  },
  {
    question: '夜间施工噪声扰民怎样投诉？',
    also: ['工地晚上施工太吵', '夜里打桩'],
    answer:
      '夜间（22 时至次日 6 时）除抢修抢险外不得进行产生噪声的施工。请说明工地名称和时间，执法人员会到现场核查。',
    basis: '演示县噪声污染防治规定（演示）',
    unit: 'sthj',
    tags: ['噪声', '施工', '夜间'],
  },
  {
    question: '小学入学报名在什么时候，要哪些材料？',
    also: ['孩子上小学怎么报名', '一年级招生'],
    answer: '每年六月由教育局公布招生办法和学区。报名在网上进行，不能上网的可以到学区内的学校现场办理。',
    materials: '户口簿、房产或居住材料、预防接种证。',
    basis: '演示县义务教育招生办法（演示）',
    unit: 'jyj',
    tags: ['入学', '招生', '学区'],
  },
  {
    question: '来电人情绪激动时怎样接听？',
    answer:
      '先听完，复述要点请对方确认；不打断、不争辩、不承诺办不到的时限。涉及人身安全的，保持通话并转 110 或 120。',
    basis: '演示县热线服务规范（演示）',
    unit: 'rx',
    tags: ['服务规范'],
    inside: true,
  },
]

/** Written by the supervisor and published by the head; a fill that was cut off goes on as it began. */
export async function addDemoKnowledge(
  deps: { cases: CasesDeps },
  bureauId: string,
  actors: ReadonlyMap<string, Actor>,
  units: readonly { code: string; unit_id: string }[],
  today: Date,
): Promise<void> {
  const room: KnowledgeRoom = { pool: deps.cases.app, directory: deps.cases.directory }
  const unit = (code: string) => units.find((u) => u.code === code)!.unit_id
  const command = (login: string, key: string) => {
    const { id, unitId, roles } = actors.get(login)!
    const session = {
      accountId: id!,
      bureauId,
      unitId: unitId!,
      roles,
      login,
      name: '',
      expiresAt: today,
      sessionId: '',
    }
    return { now: today, idempotencyKey: `demo:knowledge:${key}`, session }
  }
  const day = (years: number) =>
    `${today.getUTCFullYear() + years}${today.toISOString().slice(4, 10)}`.replace('02-29', '02-28')
  const ids: string[] = []
  for (const [i, a] of ARTICLES.entries()) {
    const fields: ArticleFields = {
      question: a.question,
      alsoAsked: a.also ?? [],
      answer: a.answer,
      conditions: a.conditions ?? '',
      materials: a.materials ?? '',
      basis: a.basis,
      places: a.places ?? [],
      unitId: unit(a.unit),
      category: null,
      tags: a.tags ?? [],
      public: !a.inside,
      validFrom: '2026-01-01',
      validTo: null,
      reviewOn: day(1),
    }
    const added = await addArticle(room, command('demo.supervisor', String(i)), fields)
    if (isRefusal(added)) throw new Error(`demo article ${i}: ${added.refused}`)
    ids.push(added.articleId)
  }
  for (const [login, step] of [
    ['demo.supervisor', 'submit'],
    ['demo.chief', 'publish'],
  ] as const) {
    const done = await stepArticles(room, command(login, step), ids, step)
    if (isRefusal(done)) throw new Error(`demo articles: ${done.refused}`)
  }
}
