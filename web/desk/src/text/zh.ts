import { zhAdministration } from './zh-administration.ts'
import { zhChecker } from './zh-checker.ts'
import { zhDocuments } from './zh-documents.ts'
import { zhExchange } from './zh-exchange.ts'
import { zhFinance } from './zh-finance.ts'
import { zhFirst } from './zh-first.ts'
import { zhHotline } from './zh-hotline.ts'
import { zhInsight } from './zh-insight.ts'
import { zhInstructions } from './zh-instructions.ts'
import { zhIntake } from './zh-intake.ts'
import { zhKnowledge } from './zh-knowledge.ts'
import { zhLists } from './zh-lists.ts'
import { zhMatter } from './zh-matter.ts'
import { zhMessages } from './zh-messages.ts'
import { zhNotices } from './zh-notices.ts'
import { zhOpen311 } from './zh-open311.ts'
import { zhOpenness } from './zh-openness.ts'
import { zhOversight } from './zh-oversight.ts'
import { zhPackage } from './zh-package.ts'
import { zhPerson } from './zh-person.ts'
import { zhPortal } from './zh-portal.ts'
import { zhPractice } from './zh-practice.ts'
import { zhReception } from './zh-reception.ts'
import { zhReplyCheck } from './zh-replycheck.ts'
import { zhReports } from './zh-reports.ts'
import { zhReview } from './zh-review.ts'
import { zhRoster } from './zh-roster.ts'
import { zhRouting } from './zh-routing.ts'
import { zhShared } from './zh-shared.ts'
import { zhStatistics } from './zh-statistics.ts'
import { zhWall } from './zh-wall.ts'

/** 工作台的中文文案。英文在 en.ts，键由类型保证一致。 */
export const zh = {
  ...zhFirst,
  ...zhExchange,
  ...zhAdministration,
  ...zhLists,
  ...zhMatter,
  ...zhMessages,
  ...zhNotices,
  ...zhOpen311,
  ...zhOversight,
  ...zhPortal,
  ...zhPractice,
  ...zhPerson,
  ...zhReview,
  ...zhKnowledge,
  ...zhRoster,
  ...zhRouting,
  ...zhShared,
  ...zhStatistics,
  ...zhHotline,
  ...zhReports,
  ...zhWall,
  ...zhInsight,
  ...zhReplyCheck,
  ...zhChecker,
  ...zhInstructions,
  ...zhIntake,
  ...zhDocuments,
  ...zhOpenness,
  ...zhReception,
  ...zhFinance,
  ...zhPackage,
  filter: {
    label: '筛选',
    procedure: '程序',
    state: '状态',
    channel: '渠道',
    unit: '责任单位',
    waiting: '含等候群众的',
    clear: '清除筛选',
  },
  register: {
    title: '登记',
    notYours: '您的角色不负责登记。需要登记时，请交给登记员或话务员。',
    keys: 'Tab 逐项填写 · Alt+C 渠道 · Alt+S 标题 · Alt+N 添加诉求 · Alt+P 信访人 · Alt+U 交办单位 · Ctrl+Enter 提交',
    restored: '已恢复您没有提交的草稿，接着填即可。',
    startAfresh: '不要草稿，重新开始',
    draft: '边填边存草稿，加密保存，只有您本人能看到；登记后清除。',
    left: '已经登记，但下面的没有完成，请打开这一件补做：',
    queueNumber: '排队号',
    queueNumberHelp: '接待大厅的取号。',
    ticket: '排队号 {{n}}',
    go: '登记',
    what: '反映什么',
    procedure: '办理程序',
    reported: '被反映的单位',
    reportedHelp: '该单位及其下属单位看不到、收不到、也查不到本件。',
    reportedNone: '不在本机构的单位名单中',
    reportedMissing: '检举控告须写明被反映的单位，系统才能把它隔开',
    subject: '标题',
    subjectHelp: '一句话说清是什么事，不写姓名和电话。',
    body: '反映内容',
    bodyMissing: '请填写反映的内容',
    demands: '诉求（逐项）',
    demandsHelp: '每项诉求将来都要有单独的结果。不填则把整件作为一项。',
    demandNumber: '第 {{n}} 项诉求',
    addDemand: '添加一项',
    removeDemand: '删除第 {{n}} 项诉求',
    place: '发生地点',
    placeHelp: '乡镇街道、村社区、路名门牌等。',
    who: '谁来反映',
    whoHelp: '加密保存，办理时默认遮盖，每次查看都有记录。可以不留，但留了电话才能告知进度。',
    partyNumber: '第 {{n}} 人',
    addParty: '再加一人',
    removeParty: '删除第 {{n}} 人',
    persons: '来访（联名）人数',
    representatives: '其中代表人数',
    representativesHelp: '多人提出共同诉求的，代表不超过 5 人。',
    secrecy: '保密要求',
    where: '分类和外部编号',
    categoryHelp: '分类影响建议的承办单位；以后可以更正，更正须说明理由。',
    assign: '登记后即交办',
    assignTo: '承办单位',
    assignHelp: '不选则只登记，以后再交办。',
    assigned: '已交给{{unit}}。{{consequence}}',
    goAssign: '登记并交办',
    channel: '渠道',
    receivedAt: '收到时间',
    receivedAtHelp: '不填即为现在；来信等可填实际收到的时间，期限从这时起算。',
    class: '分类',
    classHelp: '以后可以更正，更正须说明理由。',
    classByProcedure: '随办理程序',
    done: '已登记',
    another: '再登记一件',
    open: '打开这一件',
  },
  external: {
    add: '有上级或其他系统的编号',
    remove: '去掉外部编号',
    title: '外部系统编号',
    help: '对方系统仍是主记录，其时限与本系统的时限并列，互不替代。',
    system: '系统名称',
    number: '对方编号',
    sender: '发送单位',
    receivedOn: '收到日期',
    due: '对方要求的期限',
    line: '{{system}} {{number}}（{{sender}}）',
    dueLine: '对方期限 {{day}}',
  },
  slip: {
    label: '登记回执',
    title: '登记回执',
    number: '编号',
    code: '查询码',
    received: '收到时间',
    how: '程序和渠道',
    subject: '标题',
    demands: '诉求',
    follow: '凭编号和查询码，可在 {{address}} 查看办理进度、补充材料、评价。请妥善保管查询码，不要告诉他人。',
    once: '查询码只在这里显示一次。请打印或抄给当事人。',
    print: '打印回执',
    printed: '打印日期：{{day}}',
  },
  party: {
    title: '当事人',
    role: '身份',
    name: '姓名',
    phone: '电话',
    address: '住址',
    idNumber: '证件号码',
    email: '电子邮箱',
    none: '没有留下联系方式。',
    hidden: '本件保密，您的单位看不到当事人信息。',
    ask: '查看完整信息',
    reason: '查看理由',
    reasonExample: '例如：电话核实情况',
    logged: '这次查看会记入日志，当事人本人可以看到时间、单位和理由。',
    show: '查看',
    maskAgain: '重新遮盖',
  },
  partyRole: { petitioner: '信访人', representative: '代表', agent: '代理人' },
  channel: {
    letter: '来信',
    visit: '来访',
    phone: '来电',
    web: '网上',
    'letter-box': '领导信箱',
    mobile: '手机',
    sms: '短信',
    'fax-mail': '传真邮件',
    'from-above': '上级转交',
  },
  class: {
    suggestion: '意见建议',
    misconduct: '检举控告',
    'claim-31-1': '求决·第31条(一) 诉讼等',
    'claim-31-2': '求决·第31条(二) 仲裁',
    'claim-31-3': '求决·第31条(三) 党纪政务',
    'claim-31-4': '求决·第31条(四) 行政程序',
    'claim-31-5': '求决·第31条(五) 履职诉求',
    'claim-31-6': '求决·第31条(六) 信访程序',
    inquiry: '咨询',
    other: '其他',
  },
  secrecy: { none: '不需保密', name: '姓名保密', matter: '整件保密' },
  secrecyHelp: {
    none: '承办单位说明理由后可以查看当事人信息。',
    name: '承办单位看不到当事人是谁。',
    matter: '只有受理中心和承办单位能看到本件。',
    shielded: '检举控告一律走保密通道：承办单位看不到是谁反映的。',
  },
  result: {
    supported: '支持',
    'partly-supported': '部分支持',
    explained: '解释说明',
    'not-supported': '不支持',
  },
  grade: { satisfied: '满意', 'fairly-satisfied': '基本满意', unsatisfied: '不满意' },
  rating: {
    bureau: '对信访部门',
    unit: '对责任单位',
    demand: '第 {{n}} 项诉求是否解决：',
    solved: '已解决',
    unsolved: '未解决',
    solvedOf: '解决 {{n}}/{{of}} 项',
    said: {
      connected: { yes: '电话接通', no: '电话未接通' },
      contacted: { yes: '单位联系过', no: '单位没有联系过' },
      truthful: { yes: '答复属实', no: '答复不属实' },
    },
  },
  outcome: {
    of: '第 {{n}} 项诉求的结果',
    result: '结果',
    words: '办理情况和答复',
    basis: '依据',
    basisExample: '法规、文件或事实依据',
  },
}

type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> }
export type Texts = Words<typeof zh>

/** English says some counts in its own way: `left_one` beside `left`. */
export type WithOne<T> = { [K in keyof T]: T[K] extends string ? string : WithOne<T[K]> } & {
  [K in `${string}_one`]?: string
}
