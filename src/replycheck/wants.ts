/**
 * What kind of answer a question wants: a day, a number, a telephone, a reason, a named act. A reply that speaks of the same
 * things without it has not answered. Each kind has signs in the question and signs in the answer; both are lists, so what
 * stands in no list is not seen. Pure.
 */

export type Want = 'time' | 'number' | 'phone' | 'reason' | 'act'

/** Says that the day is not settled, and so answers who asks for it. */
const UNSETTLED =
  /(?:暂|尚)(?:无|未|不|没有|缓)|还(?:没有|未)|无法|不能|不得|不予|不宜|不符合|不具备|不属于|不涉及|适时|择机|条件成熟|待.{0,24}(?:后|批准|完成|确定|落实)|(?:完成|结束|批准|确定|到位|通过)(?:之?后|以后)|视.{0,16}(?:情况|而定)|法院|诉讼|仲裁|行政复议/u

const ASKS_TIME =
  /何时|什么时候|啥时候?|几时|多久|多长时间|哪一?天|哪一?年|几月|时间表|具体时间|(?:动工|开工|完工|竣工|建成|通车|开通|交付|交房)时间/u
const TIME =
  /\d{1,2}\s?月|\d{1,2}\s?日|20\d\d\s?年|[今明后]年|年底|年内|月底|季度|[上下]半年|\d+\s?(?:个)?(?:工作日|天|小时|分钟|周|年)|[一二三四五六七八九十两]+\s?(?:个)?(?:月|工作日|天|小时|周|年)|星期|周[一二三四五六日]|每[天日周月]|本[周月]|下[周月]|已(?:经)?(?:全部)?(?:建成|开通|竣工|交付|恢复|解决|到位|发放|修复|通车|启用|投入)|明天|当日|当天|即日/u
/** An end is asked for, or a beginning; a beginning is no answer to who asks for the end. */
const END =
  /建成|完工|竣工|完成|交付|交房|使用|投用|启用|开通|通车|通[气水电]|供[气水暖]|安装|接入|解决|到位|发放|领取|办好|拿到|入住|开园|开学|营业|恢复|修好|结束/u
const BEGINNING = /开工|动工|开建|启动|开始|施工|进场|招投?标|列入|纳入|立项|批复/u
/** The day a reply was signed or passed on. */
const SIGNED = /20\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日(?=\s*(?:$|网友|[“"]?UU))/gu

const ASKS_NUMBER =
  /多少(?!次)|几(?:个|人|元|块|名|岁|路|层|折|成)|人数|分数线|名额|比例|金额|(?:收费|补贴|补偿|赔偿|缴费)标准/u
/** A count with its unit. Days, numbers of documents and telephones are taken out before. */
const NUMBER =
  /(?:\d[\d.,]*|[一二三四五六七八九十百千两]{2,}|[两二三四五六七八九](?=[元名分折岁倍户]))\s?(?:万|亿)?(?:余|多)?\s?(?:元|人|名|分|%|％|个|平方|平米|㎡|亩|公里|千米|米|折|岁|户|套|所|班|倍|吨|度|台|辆|条|棵|处|次|天|年|月|日)|百分之/u
const NOT_A_COUNT =
  /[〔[（(【]\s?20\d\d\s?[〕\]）)】]\s?\d*\s?号?|20\d\d\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?月\s?\d{1,2}\s?日|第[一二三四五六七八九十百]+[条款项]/gu

const ASKS_PHONE =
  /(?:电话|联系方式|号码).{0,8}(?:多少|什么|哪个|[？?])|(?:什么|哪个|多少).{0,4}(?:电话|联系方式)|求.{0,6}电话/u
const PHONE = /\d{3,4}[-－—\s]?\d{7,8}|\*{4,}|(?<!\d)1[2-9]\d{3}(?!\d)|(?<!\d)\d{7,11}(?!\d)/u

/** 为什么不建: a request in the form of a question. */
const ASKS_REASON =
  /(?:为什么|为何|为啥)(?![^，,。]{0,4}(?:不|没有?)[^，,。]{0,6}[建设修装增])|什么原因|是何原因|原因(?:是|何在)|什么理由|有何依据|依据(?:是)?什么/u
const REASON =
  /因(?!此)|由于|原因|为(?:了|避免|防止|方便|保证|确保|解决)|鉴于|根据|依据|依照|规定|考虑到|导致|属于|受.{0,12}(?:影响|限制)|缺乏|不足|未(?:能|经|取得|通过|移交|办理)|只能|只有|必须/u

/** Acts a letter can ask for by name, and what in a reply speaks of one. Those any reply speaks of are not among them. */
const ACTS: readonly { asked: RegExp; spokenOf: RegExp }[] = [
  {
    asked: /搬迁|搬走|搬离|迁走|迁移|迁建|移走|另选|选址|改址|易地/u,
    spokenOf: /搬|迁|移走|移位|另选|选址|改址|易地|撤除/u,
  },
  {
    asked: /拆除|拆掉|铲除/u,
    spokenOf: /拆|铲除|违法?建|合法|移送|移交|整改|停工|查处|立案/u,
  },
  { asked: /出示|公示|公开|公布/u, spokenOf: /出示|公示|公开|公布|查询|查阅|提供|告知|附后/u },
  {
    asked: /退还|退费|退款|退房|退钱|返还|退回|退定金/u,
    spokenOf: /退|返还|调解|协商|协调|法院|诉讼|仲裁|立案|支付/u,
  },
  {
    asked: /补发|兑付|补偿|赔偿|赔付|结清/u,
    spokenOf: /补|兑付|赔|结清|支付|发放|到位|协商|调解|法院|诉讼|仲裁|资金/u,
  },
  { asked: /更名|改名|命名/u, spokenOf: /名/u },
]
/** Asks for an act; what stands after it is the act. */
const ASKS_ACT = /(?:请求|恳请|恳求|希望|要求|建议|呼吁|请)([^。！？!?；;]{0,60})/gu
/** Also an answer to who asks for an act: it will not be, or what it rests on was not found. */
const NOT_DONE =
  /无法|不能|不得|不予|不宜|不符合|不具备|不属于|无权|不存在|并非|不同意|不支持|未(?:发现|收到)|没有发现|暂(?:不|未|缓)/u

/** The kinds of answer a demand wants by its words. */
export function wantsOf(demand: string): Want[] {
  const wants: Want[] = []
  if (ASKS_PHONE.test(demand)) wants.push('phone')
  if (ASKS_TIME.test(demand)) wants.push('time')
  if (ASKS_NUMBER.test(demand.replace(/电话.{0,6}多少/gu, ''))) wants.push('number')
  if (ASKS_REASON.test(demand)) wants.push('reason')
  if (actsOf(demand).length > 0) wants.push('act')
  return wants
}

/** The named acts a demand asks for. */
function actsOf(demand: string): typeof ACTS {
  const asked = [...demand.matchAll(ASKS_ACT)].map((m) => m[1]!).join('。')
  return ACTS.filter((act) => act.asked.test(asked))
}

/**
 * The wants of a demand that a reply leaves open.
 * @param nearest the sentences of the reply that share most with the demand; @param all all its sentences that say something
 */
export function leftOpen(demand: string, nearest: readonly string[], all: readonly string[]): Want[] {
  return wantsOf(demand).filter((want) => !given(want, demand, nearest, all))
}

function given(want: Want, demand: string, nearest: readonly string[], all: readonly string[]): boolean {
  const whole = all.join('\n')
  const here = (nearest.length > 0 ? nearest : all).join('\n')
  switch (want) {
    case 'phone':
      return PHONE.test(whole)
    case 'number':
      return all.some((s) => NUMBER.test(s.replace(NOT_A_COUNT, '')))
    case 'reason':
      return REASON.test(here)
    case 'act':
      return NOT_DONE.test(whole) || actsOf(demand).every((act) => act.spokenOf.test(whole))
    case 'time':
      return UNSETTLED.test(here) || timeGiven(demand, all)
  }
}

/** Whether any sentence gives a time, and not only that of a beginning to who asks for the end. */
function timeGiven(demand: string, all: readonly string[]): boolean {
  const dated = all.filter((s) => TIME.test(s.replace(SIGNED, '')))
  if (!END.test(demand) || BEGINNING.test(demand)) return dated.length > 0
  return dated.some((s) => END.test(s) || !BEGINNING.test(s))
}
