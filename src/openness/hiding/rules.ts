/**
 * What in a text could tell who somebody is: found to be suggested to the person who edits, never cut by itself. Better
 * one suggestion too many: a wrong one costs a click, a missed one a person's peace. Pure.
 */
import type { HiddenKind } from '../contract.ts'

export interface Finding {
  kind: HiddenKind
  /** Places in the text, from inclusive, to exclusive, in UTF-16 units. */
  from: number
  to: number
  text: string
  /** What to write in its place. */
  instead: string
}

/** What is known of who asked, from the letter's own parties: found wherever it stands. */
export interface KnownPerson {
  name?: string | undefined
  phone?: string | undefined
  idNumber?: string | undefined
  address?: string | undefined
  email?: string | undefined
}

const INSTEAD: Readonly<Record<HiddenKind, string>> = {
  name: '某某',
  phone: '（电话略）',
  'id-number': '（证件号略）',
  account: '（账号略）',
  plate: '（车牌略）',
  address: '（住址略）',
  email: '（邮箱略）',
}

// The hundred commonest family names and the double ones; they cover some nine in ten people.
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房蒲滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬边姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const DOUBLE = '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯'
const FAMILY = `(?:${DOUBLE}|[${SURNAMES}])`
const GIVEN = '[\\p{Script=Han}·]'

/** A word in front of a name, with or without a colon. */
const BEFORE_NAME =
  '(?:我叫|我是|本人姓名|姓名|联系人|户主|当事人|负责人|经办人|法人代表|法定代表人|举报人|投诉人|诉求人|来电人|业主|租户|村民|居民|老师|医生|包工头|房东|班主任|开发商老板)'
const AFTER_NAME =
  '(?:先生|女士|小姐|同志|老师|医生|大夫|护士|师傅|老板|经理|校长|主任|局长|科长|书记|村长|队长|镇长|乡长|所长|站长|会计|律师|法官|警官|大爷|大妈|阿姨|叔叔)'
/** Offices and places that begin like a name: 高新区、万达、金融、文化、安全 … */
const NO_NAME =
  /^(?:高新|高速|高中|高铁|金融|金额|文化|文明|文件|安全|安置|安排|方面|方便|方案|万元|万达|万科|时间|时候|时常|成为|成立|和平|和谐|和其|应该|应当|应急|明确|明显|路灯|路口|路面|路边|车辆|车位|车库|师生|管理|管道|管委|解决|解释|关于|关系|关注|常常|常年|于是|于本|任何|任务|余款|单位|单元|单独|农村|农民|农业|华为|边上|连续|连接|项目|包括|包工|左右|谷物|盛夏|宁静|尚未|尚无|向上|向有|向您|白天|江边|石头|石油|田地|林地|林业|马路|马上|钱款|平时|康复|汤圆|温度|温泉|武装|施工|严重|严格|雷电|龙头|史上|陶瓷|毛病|顾客|万一|房屋|房产|房东|房子|屈指|游客|游园|古城|简单|简直|商业|商铺|商户|沙子|明年|池塘|查询|查处|麻烦|迟迟|党员|党委|宫殿|费用|席位|卫生|米左|宗地|司机|司法|季度|曲线|苗木|童年|纪委|纪律|梅雨|包车|符合|祝您|左侧|右侧|兰花|申请|申报|申诉|章程|易燃|齐全|牛羊|贺卡|秦岭|孟夏|侯车|尹先|段时|段路)/u

interface Rule {
  kind: HiddenKind
  pattern: RegExp
  /** Which group is to go; 0 = all. */
  group?: number
  instead?: (match: RegExpMatchArray) => string
  not?: (found: string) => boolean
}

const RULES: readonly Rule[] = [
  { kind: 'id-number', pattern: /(?<![\dA-Za-z])\d{6}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![\dA-Za-z])/g },
  { kind: 'id-number', pattern: /(?<![\dA-Za-z])[EGHMKDPST]\d{8}(?!\d)/g },
  { kind: 'email', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { kind: 'phone', pattern: /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g },
  {
    kind: 'phone',
    pattern: /(?<!\d)(?:0\d{2,3}[-— ]?)?[2-8]\d{6,7}(?:[-—转]\d{1,6})?(?!\d|元|万|平|米|%|年|件|户|人)/g,
  },
  { kind: 'account', pattern: /(?<!\d)(?:\d{16,19}|\d{4}(?: \d{4}){3,4})(?!\d)/g },
  {
    kind: 'account',
    pattern: /(?:微信号?|QQ号?|抖音号?|账号|帐号|卡号)[是为：:\s]*([A-Za-z0-9_-]{5,30})/g,
    group: 1,
  },
  {
    kind: 'plate',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\- ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/g,
  },
  // Finer than the estate: building, stair, flat, or a house number on a street or in a village group.
  {
    kind: 'address',
    pattern:
      /(?:[A-Za-z]?\d{1,4}|[一二三四五六七八九十百]{1,4}|[东西南北])(?:号楼|号院|幢|栋|座|单元|梯|门洞)(?:[-－\s]*(?:[A-Za-z]?\d{1,4}|[一二三四五六七八九十百]{1,4}|[东西])(?:号楼|幢|栋|座|单元|层|楼|室|户|号|门))*/gu,
    // 一座桥 is no building.
    not: (found) => /^[一二三四五六七八九十]座$/.test(found),
  },
  {
    kind: 'address',
    pattern:
      /(?<=[路街道巷弄村组里坊])\d{1,5}(?:[-－之]\d{1,4})?号(?!线|文)(?:[-－\s]*\d{1,4}(?:室|户|层|楼))*/gu,
  },
  { kind: 'address', pattern: /(?<![\d.])\d{1,3}[-－]\d{1,2}[-－]\d{2,4}(?![\d-])/g },
  { kind: 'address', pattern: /(?<!\d)\d{3,4}室/g },
  {
    kind: 'name',
    pattern: new RegExp(
      `${BEFORE_NAME}[是为：:\\s]{0,3}(${FAMILY}${GIVEN}{1,2})(?=[，,。、；;\\s（(：:]|$|的|在|于|和|及|与)`,
      'gu',
    ),
    group: 1,
    not: (found) => NO_NAME.test(found),
  },
  {
    kind: 'name',
    pattern: new RegExp(`(?<!\\p{Script=Han})(${FAMILY}${GIVEN}{0,2}?)${AFTER_NAME}`, 'gu'),
    group: 1,
    instead: (m) => (m[1]!.length === 1 ? `${m[1]}某` : '某'),
    not: (found) => NO_NAME.test(found),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?<=[的是由找被叫向跟与和让给，。、；])(${FAMILY}${GIVEN}{0,2}?)${AFTER_NAME}`,
      'gu',
    ),
    group: 1,
    not: (found) => NO_NAME.test(found),
  },
  {
    kind: 'name',
    pattern: new RegExp(`(?<=（)(${FAMILY}${GIVEN}{1,2})(?=[，、）])`, 'gu'),
    group: 1,
    not: (f) => NO_NAME.test(f),
  },
]

const finding = (kind: HiddenKind, from: number, text: string, instead: string): Finding => ({
  kind,
  from,
  to: from + text.length,
  text,
  instead,
})

function byRule(text: string, rule: Rule): Finding[] {
  return [...text.matchAll(rule.pattern)].flatMap((match) => {
    const found = match[rule.group ?? 0]
    if (found === undefined || rule.not?.(found)) return []
    const from = match.index + (rule.group ? match[0].indexOf(found) : 0)
    return [finding(rule.kind, from, found, rule.instead?.(match) ?? INSTEAD[rule.kind])]
  })
}

const escaped = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** Digits as people write them: with blanks or dashes between. */
const spaced = (digits: string) => [...digits.replace(/\D/g, '')].join('[-\\s]?')

function ofPerson(text: string, p: KnownPerson): Finding[] {
  const out: Finding[] = []
  const find = (kind: HiddenKind, pattern: string) => {
    if (pattern.length < 2) return
    for (const m of text.matchAll(new RegExp(pattern, 'giu')))
      out.push(finding(kind, m.index, m[0], INSTEAD[kind]))
  }
  if (p.name && p.name.trim().length > 1) find('name', escaped(p.name.trim()))
  if (p.phone && p.phone.replace(/\D/g, '').length >= 7) find('phone', spaced(p.phone))
  if (p.idNumber && p.idNumber.trim().length >= 8) find('id-number', escaped(p.idNumber.trim()))
  if (p.address && p.address.trim().length >= 4) find('address', escaped(p.address.trim()))
  if (p.email) find('email', escaped(p.email.trim()))
  return out
}

/**
 * Everything in a text that should be looked at before it is published, in order, none over another: what overlaps is one
 * place, of the kind of its longest part.
 * @param persons those who asked, as the matter knows them
 */
export function findIdentifying(text: string, persons: readonly KnownPerson[] = []): Finding[] {
  const all = [...persons.flatMap((p) => ofPerson(text, p)), ...RULES.flatMap((rule) => byRule(text, rule))]
  const out: Finding[] = []
  let longest = 0
  for (const one of all.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = out.at(-1)
    const length = one.to - one.from
    if (!last || one.from >= last.to) {
      out.push(one)
      longest = length
      continue
    }
    const to = Math.max(last.to, one.to)
    const { kind, instead } = length > longest ? one : last
    longest = Math.max(longest, length)
    out[out.length - 1] = { kind, instead, from: last.from, to, text: text.slice(last.from, to) }
  }
  return out
}

/** The text with the findings written over; the text itself stays as it is. */
export function hide(text: string, findings: readonly Finding[]): string {
  let out = ''
  let at = 0
  for (const f of findings) {
    out += text.slice(at, f.from) + f.instead
    at = f.to
  }
  return out + text.slice(at)
}

/** What is known of who asked and still stands in a text: nobody may approve that. */
export const personsLeftIn = (text: string, persons: readonly KnownPerson[]): Finding[] =>
  persons.flatMap((p) => ofPerson(text, p))
