/** The fields of a registration as tables name them: headings they are known by, limits, examples. Pure. */
import type { Words } from '../kernel/errors/entry.ts'
import type { BatchKind, ChoiceField, FieldId } from './contract.ts'

export interface FieldDef {
  id: FieldId
  label: Words
  help: Words
  kinds: readonly BatchKind[]
  /** Without it a row is no registration. */
  required?: true
  example: string
  /** Longest text. */
  max: number
  /** Headings seen in practice, the surest first. */
  aliases: readonly string[]
}

const both: readonly BatchKind[] = ['register', 'exchange']
const theirs: readonly BatchKind[] = ['exchange']
const words = (zh: string, en: string): Words => ({ zh, en })

export const FIELDS: readonly FieldDef[] = [
  {
    id: 'externalNumber',
    label: words('对方编号', 'Their number'),
    help: words('对方系统中的唯一编号，凭它认出重复的行。', 'Unique in their system: a row is known by it.'),
    kinds: theirs,
    required: true,
    example: 'GD20260321000123',
    max: 100,
    aliases: [
      '工单编号',
      '信访件编号',
      '来文编号',
      '工单号',
      '信访编号',
      '受理编号',
      '案件编号',
      '件号',
      '编号',
    ],
  },
  {
    id: 'sender',
    label: words('来文单位', 'Sender'),
    help: words('转送、交办或派单的单位。', 'Who transferred, assigned or dispatched it.'),
    kinds: theirs,
    example: '市12345热线中心',
    max: 200,
    aliases: [
      '来文单位',
      '转送单位',
      '交办单位',
      '派单单位',
      '来源单位',
      '转办单位',
      '下派单位',
      '去向机构来源',
    ],
  },
  {
    id: 'sentAt',
    label: words('收到时间（对方派单、转送时间）', 'When it reached us (dispatched by them)'),
    help: words(
      '我们收到的时间，时限从这一天起算；留空则为导入之时。',
      'Our clocks start here; empty = now.',
    ),
    kinds: theirs,
    example: '2026-03-21 15:04',
    max: 40,
    aliases: [
      '派单时间',
      '转送时间',
      '交办时间',
      '转送日期',
      '交办日期',
      '来文日期',
      '下派时间',
      '接收时间',
      '收到时间',
      '受理时间',
      '登记时间',
      '信访日期',
    ],
  },
  {
    id: 'due',
    label: words('对方要求的期限', 'Their limit'),
    help: words('与我们自己的时限并列显示，不替代法定时限。', 'Shown beside our own clocks; replaces none.'),
    kinds: theirs,
    example: '2026-03-28',
    max: 40,
    aliases: [
      '办理期限',
      '限办截止',
      '截止时间',
      '办结期限',
      '到期时间',
      '办理时限',
      '限办日期',
      '处理时限',
      '截止日期',
      '要求办结时间',
    ],
  },
  {
    id: 'theirStatus',
    label: words('对方状态', 'Their status'),
    help: words('对方系统里的办理状态，只作显示。', 'Where it stands in their system; only shown.'),
    kinds: theirs,
    example: '办理中',
    max: 60,
    aliases: ['办理状态', '工单状态', '当前状态', '状态', '流程状态'],
  },
  {
    id: 'receivedAt',
    label: words('来信来访时间', 'When it came'),
    help: words('收到的日期和时间；留空则为导入之时。', 'Day and time of arrival; empty = now.'),
    kinds: ['register'],
    example: '2026-03-21 09:30',
    max: 40,
    aliases: [
      '来信来访时间',
      '信访日期',
      '来访时间',
      '来访日期',
      '来信日期',
      '来电时间',
      '收到时间',
      '收信日期',
      '登记时间',
      '登记日期',
      '日期',
      '时间',
    ],
  },
  {
    id: 'procedure',
    label: words('程序', 'Procedure'),
    help: words('按哪种程序登记；通常整批相同，可在下面统一指定。', 'Usually the same for the whole file.'),
    kinds: both,
    example: '信访程序',
    max: 60,
    aliases: ['程序', '办理程序', '业务类型'],
  },
  {
    id: 'channel',
    label: words('渠道', 'Channel'),
    help: words('来信、来访、来电、网上……', 'Letter, visit, phone, web …'),
    kinds: both,
    example: '来信',
    max: 60,
    aliases: ['信访形式', '渠道', '来源渠道', '受理渠道', '诉求来源', '来源', '信访渠道'],
  },
  {
    id: 'class',
    label: words('分类', 'Class'),
    help: words(
      '建议、申诉求决、咨询、其他；检举控告不能批量导入。',
      'Reports of misconduct are not taken in batches.',
    ),
    kinds: both,
    example: '求决',
    max: 60,
    aliases: ['信访目的', '分类', '诉求类型', '工单类型', '事项类型', '诉求分类'],
  },
  {
    id: 'category',
    label: words('内容分类', 'Category'),
    help: words('内容分类的名称或代码，照录。', 'Name or code of the topic, as it stands.'),
    kinds: both,
    example: '城乡建设',
    max: 100,
    aliases: ['内容分类', '问题分类', '问题类别', '一级分类', '诉求类别', '类别', '问题分类码'],
  },
  {
    id: 'subject',
    label: words('标题', 'Subject'),
    help: words('一句话概括，不写姓名电话。', 'One line, without names and numbers.'),
    kinds: both,
    example: '一号巷路灯不亮',
    max: 200,
    aliases: ['标题', '工单标题', '主题', '事项标题', '诉求标题', '概况', '信访事项'],
  },
  {
    id: 'body',
    label: words('正文', 'Text'),
    help: words('来信来访来电说了什么，照录。', 'What was said, as it was said.'),
    kinds: both,
    required: true,
    example: '我们巷子里的路灯坏了两个月，请修好并说明原因。',
    max: 50_000,
    aliases: [
      '内容',
      '正文',
      '诉求内容',
      '信访内容',
      '工单内容',
      '反映内容',
      '反映问题',
      '问题描述',
      '投诉请求',
      '主要内容',
      '事项内容',
      '诉求描述',
    ],
  },
  {
    id: 'demands',
    label: words('诉求', 'Demands'),
    help: words(
      '多项诉求各占一行（单元格内换行）或用“|”隔开；每一项都要单独答复。',
      'One per line in the cell, or parted by “|”.',
    ),
    kinds: both,
    example: '修好路灯|说明原因',
    max: 60_000,
    aliases: ['诉求', '具体诉求', '诉求事项', '请求事项', '要求'],
  },
  {
    id: 'place',
    label: words('问题属地', 'Place'),
    help: words('事情发生在哪里。', 'Where it happened.'),
    kinds: both,
    example: '城关镇一号巷',
    max: 300,
    aliases: ['问题属地', '事发地', '事发地点', '事发地址', '地点', '属地', '发生地', '诉求地址', '所属区域'],
  },
  {
    id: 'secrecy',
    label: words('保密', 'Secrecy'),
    help: words('否、姓名保密、全件保密。', 'None, of the name, of the whole matter.'),
    kinds: both,
    example: '否',
    max: 30,
    aliases: ['保密', '是否保密', '要求保密', '保密要求', '是否匿名'],
  },
  {
    id: 'name',
    label: words('姓名', 'Name'),
    help: words('来信来访人的姓名或名称。', 'Of the person who asks.'),
    kinds: both,
    example: '示例甲',
    max: 100,
    aliases: [
      '姓名',
      '信访人姓名',
      '来电人姓名',
      '来访人',
      '来信人',
      '信访人',
      '诉求人',
      '联系人',
      '来电人',
      '投诉人',
      '反映人',
      '诉求人姓名',
    ],
  },
  {
    id: 'phone',
    label: words('电话', 'Telephone'),
    help: words('请把这一列设为“文本”格式。', 'Format the column as text.'),
    kinds: both,
    example: '13800000000',
    max: 40,
    aliases: [
      '联系电话',
      '手机号码',
      '手机号',
      '电话',
      '来电号码',
      '手机',
      '联系方式',
      '电话号码',
      '主叫号码',
    ],
  },
  {
    id: 'address',
    label: words('住址', 'Address'),
    help: words('寄送答复的地址。', 'Where an answer is sent.'),
    kinds: both,
    example: '城关镇一号巷2号',
    max: 300,
    aliases: ['住址', '家庭住址', '联系地址', '通讯地址', '现住址', '居住地', '地址', '信访人住址'],
  },
  {
    id: 'idNumber',
    label: words('证件号码', 'Identity number'),
    help: words(
      '请把这一列设为“文本”格式，否则末几位会变成 0。',
      'Format as text, or its last digits turn to 0.',
    ),
    kinds: both,
    example: '',
    max: 40,
    aliases: ['证件号码', '身份证号', '身份证号码', '证件号', '身份证'],
  },
  {
    id: 'email',
    label: words('电子邮箱', 'E-mail'),
    help: words('可留空。', 'May be empty.'),
    kinds: both,
    example: '',
    max: 200,
    aliases: ['电子邮箱', '邮箱', '电子邮件地址', 'email', 'e-mail'],
  },
  {
    id: 'persons',
    label: words('人数', 'Number of persons'),
    help: words('来了几人；留空为 1。', 'How many came; empty = 1.'),
    kinds: both,
    example: '1',
    max: 12,
    aliases: ['人数', '信访人数', '来访人数', '涉及人数', '人次'],
  },
  {
    id: 'representatives',
    label: words('代表人数', 'Representatives'),
    help: words('集体来访推选的代表，至多 5 名。', 'Of a group, at most 5.'),
    kinds: both,
    example: '',
    max: 12,
    aliases: ['代表人数', '代表'],
  },
]

export const CHOICE_FIELDS: readonly ChoiceField[] = ['procedure', 'channel', 'class', 'secrecy']

/** The fields of a kind of table, in the order of the template. */
export const fieldsOf = (kind: BatchKind): readonly FieldDef[] => FIELDS.filter((f) => f.kinds.includes(kind))

export function fieldDef(id: FieldId): FieldDef {
  const found = FIELDS.find((f) => f.id === id)
  if (!found) throw new Error(`no field ${id}`)
  return found
}

/**
 * Headings of columns that tag people or rank where they went. Other systems carry them; they are left out of mapping
 * and files here, whatever the mapping says (see docs/refusals.md).
 */
export const REFUSED_HEADING =
  /重点(人|对象|群体)|特殊(人员|群体)|老户|缠访|闹访|非访|非正常上访|越级|扬言|进京|赴省|稳控|包保|息访|息诉|人员标签|风险等级|管控|精神异常/
