/** What a field is called on the forms: a refusal is read by people, who never see the names programs use. Pure. */
import type { Lang } from './problem.ts'

type Names = Readonly<Record<string, readonly [zh: string, en: string]>>

/** By the last name, or by the whole path (without places in lists) where the name alone says too little. */
const NAMES: Names = {
  action: ['操作', 'Action'],
  address: ['住址', 'Address'],
  adoption: ['采纳情况', 'Adoption'],
  alsoAsked: ['类似问法', 'Also asked'],
  answer: ['答复', 'Answer'],
  area: ['乡镇街道', 'Township or subdistrict'],
  asked: ['所问内容', 'What was asked'],
  askedOn: ['请求到达日期', 'Day the request came'],
  basis: ['依据', 'Basis'],
  body: ['正文', 'Text'],
  bureau: ['接收地', 'Receiving bureau'],
  category: ['内容分类', 'Category'],
  channel: ['渠道', 'Channel'],
  class: ['分类', 'Class'],
  conclusion: ['听证结论', 'Conclusion of the hearing'],
  correction: ['需要补正的内容', 'What is missing'],
  copyNumber: ['份号', 'Copy number'],
  copyTo: ['抄送', 'Copies to'],
  conditions: ['办理条件', 'Conditions'],
  coUnitIds: ['协办单位', 'Contributing units'],
  date: ['日期', 'Date'],
  days: ['天数', 'Days'],
  demandId: ['诉求', 'Demand'],
  demands: ['诉求', 'Demands'],
  detail: ['具体情况', 'Details'],
  due: ['对方要求的期限', 'Their due date'],
  dueOn: ['期限', 'Due day'],
  email: ['电子邮箱', 'E-mail'],
  evidence: ['书面材料', 'Written paper'],
  external: ['外部编号', 'External number'],
  'external.number': ['对方编号', 'Their number'],
  'external.system': ['系统名称', 'System'],
  facts: ['事实', 'Facts'],
  file: ['文件', 'File'],
  files: ['附件', 'Attachments'],
  finished: ['复核意见书', 'Re-review opinion'],
  ground: ['适用情形', 'Ground'],
  handedOn: ['转交日期', 'Handed over on'],
  hearingOn: ['听证日期', 'Date of the hearing'],
  heldOn: ['举行日期', 'Held on'],
  idNumber: ['证件号码', 'Identity number'],
  idleMinutes: ['无操作自动退出', 'Idle time'],
  kind: ['类别', 'Kind'],
  lateReason: ['逾期理由', 'Reason for being late'],
  limit: ['超过的时限', 'Limit that passed'],
  login: ['账号', 'Account'],
  madeOn: ['批示日期', 'Day of the instruction'],
  materials: ['所需材料', 'What to bring'],
  matter: ['事项编号', 'Matter number'],
  method: ['送达方式', 'Manner of service'],
  'marks.secrecy': ['密级', 'Grade of secrecy'],
  mode: ['方式', 'Manner'],
  matterNumber: ['事项编号', 'Number of the matter'],
  name: ['姓名', 'Name'],
  notice: ['通知内容', 'Notice'],
  noticedAt: ['发现时间', 'Noticed at'],
  number: ['编号', 'Number'],
  office: ['批示职务', 'Office'],
  opinion: ['处理意见', 'Opinion'],
  organ: ['机关、单位', 'Organ'],
  outcomes: ['逐项答复', 'Outcome of each demand'],
  participants: ['通知参加的人', 'Who is asked to come'],
  parties: ['联系人', 'Persons who asked'],
  persons: ['人数', 'Number of persons'],
  phone: ['电话', 'Telephone'],
  place: ['发生地点', 'Place'],
  places: ['适用地域', 'Places'],
  present: ['到场的人', 'Who was there'],
  procedure: ['程序', 'Procedure'],
  publishedOn: ['公布日期', 'Published on'],
  projectCode: ['账上项目', 'Project of the accounts'],
  purpose: ['用途', 'Purpose'],
  question: ['问题', 'Question'],
  queueNumber: ['排队号', 'Queue number'],
  attempt: ['未接通的情况', 'Call that reached nobody'],
  contacted: ['承办单位联系过本人', 'The unit had been in touch'],
  rating: ['评价', 'Rating'],
  'rating.bureau': ['对信访部门的评价', 'Rating of the bureau'],
  'rating.solved': ['诉求是否解决', 'Whether solved'],
  'rating.unit': ['对责任单位的评价', 'Rating of the unit'],
  retention: ['保管期限', 'Kept for'],
  truthful: ['答复所说属实', 'True to fact'],
  type: ['类型', 'Type'],
  returnKind: ['退回原因类别', 'Category of reason'],
  reason: ['理由', 'Reason'],
  receivedAt: ['收到时间', 'Time of receipt'],
  receivedOn: ['收到日期', 'Day of receipt'],
  recipient: ['报送对象', 'Recipient'],
  recipientName: ['对象名称', 'Name of the recipient'],
  record: ['笔录要点', 'Record'],
  redoDays: ['重新办理期限', 'Days to handle it again'],
  reply: ['答复内容', 'Reply'],
  reportedAt: ['报送时间', 'Reported at'],
  reportedUnitId: ['被反映的单位', 'Unit reported'],
  representatives: ['代表人数', 'Number of representatives'],
  result: ['结果', 'Result'],
  reviewOn: ['复核日期', 'Day of review'],
  role: ['身份', 'Role'],
  roles: ['角色', 'Roles'],
  route: ['处理途径', 'Route'],
  rule: ['触发规则', 'Rule'],
  secrecy: ['保密要求', 'Confidentiality'],
  sender: ['发送单位', 'Sender'],
  scan: ['扫描件', 'Scan'],
  servedOn: ['送达日期', 'Served on'],
  step: ['步骤', 'Step'],
  subject: ['标题', 'Subject'],
  system: ['系统名称', 'System'],
  tags: ['标签', 'Tags'],
  title: ['事项', 'Matter'],
  trigger: ['督办事由', 'Ground of supervision'],
  urgency: ['紧急程度', 'Urgency'],
  unit: ['单位', 'Unit'],
  unitId: ['责任单位', 'Responsible unit'],
  decidedOn: ['裁定日期', 'Day of the decision'],
  notUnitId: ['不属的单位', 'Unit not responsible'],
  from: ['开始日期', 'First day'],
  to: ['结束日期', 'Last day'],
  group: ['分组', 'Grouping'],
  validFrom: ['生效日期', 'Valid from'],
  validTo: ['失效日期', 'Valid to'],
  value: ['查找内容', 'What to look for'],
  way: ['报送方式', 'Way'],
  what: ['操作', 'Step'],
  words: ['说明', 'Words'],
}

/**
 * The name of a field in words: `outcomes[0].words` → 逐项答复第1项的说明, `Outcome of each demand 1: Words`.
 * @returns null when any part of the path has no name; what a program sent is then better named as it was sent
 */
export function fieldName(field: string, lang: Lang): string | null {
  const parts = field.split('.')
  const own = named(parts.map((part) => part.replace(/\[\d+\]$/, '')).join('.'), lang)
  if (own && parts.length > 1) return own
  const said: string[] = []
  for (const part of parts) {
    const [, name = '', place] = /^(.*?)(?:\[(\d+)\])?$/.exec(part) ?? []
    const words = named(name, lang)
    if (!words) return null
    if (place === undefined) said.push(words)
    else said.push(lang === 'zh' ? `${words}第${Number(place) + 1}项` : `${words} ${Number(place) + 1}`)
  }
  return said.join(lang === 'zh' ? '的' : ': ')
}

function named(name: string, lang: Lang): string | undefined {
  return Object.hasOwn(NAMES, name) ? NAMES[name]![lang === 'zh' ? 0 : 1] : undefined
}
