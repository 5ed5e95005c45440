/**
 * Synthetic letters by the million, about nobody: each number always gives the same letter. Subjects, places and names
 * come up as often as in life (a few very often, most seldom), lengths are those of real letters, and a little of each
 * letter is odd pairs of characters, so that the index of words gets the long tail that real language gives it.
 */

/** A stream of numbers in [0, 1) that hangs on its seed alone (mulberry32). */
export function randomOf(seed: number): () => number {
  let a = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ seed) >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Picks an index below `count`, the k-th about 1/(k+shift) as often as the first (Zipf). */
export function zipf(count: number, shift = 2): (random: number) => number {
  const sums = new Float64Array(count)
  let sum = 0
  for (let k = 0; k < count; k++) {
    sum += 1 / (k + shift)
    sums[k] = sum
  }
  return (random) => {
    const wanted = random * sum
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** What is asked about: category, then subjects, most frequent first over the whole table. */
const TOPICS: readonly { category: string; subject: string }[] = `
0101 物业服务不到位
0201 夜间施工噪声扰民
0102 路灯不亮
0301 拖欠工资
0103 垃圾清运不及时
0401 供暖温度不达标
0104 井盖破损
0202 油烟直排
0501 公交站点过远
0105 自来水压力不足
0106 小区停车位不足
0601 义务教育入学政策
0402 电梯频繁故障
0107 违章搭建
0701 医疗费用报销
0502 道路坑洼积水
0302 社会保险补缴
0203 河道异味
0108 占道经营
0801 土地确权登记
0303 退休待遇核定
0109 房产证办理迟缓
0503 红绿灯配时不合理
0204 建筑垃圾偷倒
0110 老旧小区改造
0403 天然气开通收费
0901 宠物扰民
0602 校外培训退费
0802 村务公开不及时
0504 网约车乱停放
0111 外墙脱落
0205 扬尘污染
0702 社区门诊排队过长
0404 停电没有通知
0112 维修资金使用不公开
0803 农田灌溉水渠淤塞
0304 工伤认定
0603 校车线路调整
0505 货车夜间穿村
0902 养老院收费不明
0113 安置房交付逾期
0206 餐饮店排污
0804 低保审核结果有异议
0405 通信基站选址
0703 预防接种预约困难
0114 公园健身器材损坏
0506 高速出口标线不清
0903 殡葬服务收费
0604 学校食堂质量
0805 征地补偿款未到账
0207 工厂夜间排放异味
0115 绿化带树木遮挡采光
0305 就业补贴申领
0406 二次供水清洗
0507 人行天桥扶手松动
0806 宅基地审批缓慢
0116 消防通道被占
0904 预付卡商家失联
0605 幼儿园学位不足
0704 救护车到达过慢
0208 固体废物堆放
0508 渡口停运
0117 地下车库渗水
0807 林地边界纠纷
0306 劳动合同争议
0905 网络购物维权
0407 热力管网爆裂
0606 助学贷款审核
0118 楼顶广告牌晃动
0509 候车亭座椅缺失
0808 机井报废未填埋
0906 文物保护范围标志缺失
0119 井盖异响
0209 噪声监测点设置
0705 药店超范围经营
0510 盲道被截断
0809 防洪堤坝裂缝
0607 图书馆开放时间
0907 老年卡年审
0120 石碑倾斜`
  .trim()
  .split('\n')
  .map((line) => ({ category: line.slice(0, 4), subject: line.slice(5) }))

/** Top level of the categories, by the first two digits. */
export const CATEGORY_NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  '01': { zh: '城乡建设', en: 'Building and housing' },
  '02': { zh: '生态环境', en: 'Environment' },
  '03': { zh: '劳动社保', en: 'Labour and social insurance' },
  '04': { zh: '公用事业', en: 'Utilities' },
  '05': { zh: '交通运输', en: 'Transport' },
  '06': { zh: '教育', en: 'Education' },
  '07': { zh: '卫生健康', en: 'Health' },
  '08': { zh: '农业农村', en: 'Countryside' },
  '09': { zh: '社会管理', en: 'Social affairs' },
}

/** Every category a letter may name, with the subject it comes from as its name. */
export const CATEGORIES: readonly { code: string; zh: string }[] = TOPICS.map((t) => ({
  code: t.category,
  zh: t.subject,
})).sort((a, b) => (a.code < b.code ? -1 : 1))

/** What the benchmark looks for: in some four, one and 0.2 of a hundred letters, and in none although its parts are. */
export const LOOKED_FOR = {
  frequent: '噪声扰民',
  rare: '井盖异响',
  rarest: '石碑倾斜',
  nowhere: '路灯噪声',
} as const

const PLACE_CHARS = [
  ...'和平新华建设人民东西南北城中山河湖金银玉明光兴盛福安康泰长春永昌文化学府园林青云龙泉',
]
const PLACE_ENDS = ['路', '街', '小区', '村', '社区', '大道', '新村', '巷', '花园', '广场']
const PLACES: readonly string[] = Array.from({ length: 4000 }, (_, i) => {
  const random = randomOf(i + 77)
  const char = () => PLACE_CHARS[Math.floor(random() * PLACE_CHARS.length)]!
  return `示例${char()}${char()}${PLACE_ENDS[Math.floor(random() * PLACE_ENDS.length)]}`
})

const SENTENCES: readonly string[] = [
  '该情况从上月开始出现，白天和夜间都有，给附近住户出行和休息带来不便。',
  '我们曾向物业反映，答复说需要由主管部门处理，此后再无下文。',
  '希望能够安排人员到现场查看，说明原因、处理办法和完成时间。',
  '周边有学校和医院，每天上下班高峰时段最为明显。',
  '附近老人和孩子较多，存在安全隐患，恳请尽快处理。',
  '去年也曾出现过同样情况，维修之后不到半年又坏了。',
  '工作人员来看过一次，拍了照片，说要向上级汇报。',
  '我们已经连续三次拨打服务电话，每次都说正在协调。',
  '根据公开的服务承诺，应当在五个工作日内答复。',
  '请告知由哪个单位负责，办理期限是多久，如何查询进度。',
  '住户自发凑钱修过，但效果不好，也不是长久之计。',
  '夜里十一点以后仍有大型车辆进出，窗户关上也听得见。',
  '合同约定的日期已经过去四个多月，对方一直以资金紧张为由推脱。',
  '按照政策应当享受的待遇，窗口说材料不全，又没有一次告知。',
  '同一条街上别的地段都已经整治，唯独我们这里没有安排。',
  '下雨天积水没过脚踝，行人只能绕到机动车道上走。',
  '现附上照片和缴费凭证复印件，供核实时参考。',
  '如果近期没有计划，也请说明理由，让大家心里有数。',
  '听说已经列入明年的改造项目，不知道是否属实。',
  '建议参照邻近县区的做法，先设临时标志，再安排施工。',
  '家中有行动不便的病人，上下楼十分困难。',
  '商户表示愿意配合，但没有人告诉他们应当怎样改。',
  '这里是进出村子的唯一道路，救护车也难以通过。',
  '收费单上没有列明项目，询问时对方态度生硬。',
]

/** Everyday characters; two of them side by side are odd pairs, as names of firms, courses and things are in life. */
const ODD = [
  ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严',
]

const INTROS = ['您好：', '领导您好，', '来电人反映，', '本人反映，', '网友留言：', '来访人称，', '']
const ASKS = [
  '尽快处理并答复',
  '查明原因',
  '告知处理办法和完成时间',
  '明确由哪个单位负责',
  '现场查看',
  '退还多收的费用',
]

export interface Letter {
  category: string
  place: string
  subject: string
  body: string
  /** Three; a matter takes as many as it has. */
  demands: string[]
  name: string
  phone: string
  address: string
  /** What the reply says of this matter and no other. */
  finding: string
}

/** Enough for every day of a person who writes often, and for most who write once. */
const NAMES = 400_000
const pickTopic = zipf(TOPICS.length, 3)
const pickPlace = zipf(PLACES.length, 20)
const pickSentence = zipf(SENTENCES.length, 6)
const pickWriter = zipf(NAMES, 300)

/** Who wrote the n-th letter: the same persons come again, few of them often. */
export function writerOf(n: number): { name: string; phone: string } {
  const k = pickWriter(randomOf(n * 7 + 3)())
  // Several people have one name; a telephone is one household's.
  return { name: `测试来信人${k % 250_000}`, phone: `139${String(k).padStart(8, '0')}` }
}

/** The n-th letter. */
export function letterOf(n: number): Letter {
  const random = randomOf(n)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const { category, subject } = TOPICS[pickTopic(random())]!
  const place = PLACES[pickPlace(random())]!
  // Of ten letters most have three to six sentences, one has twenty.
  const long = random()
  const count = 2 + Math.floor(long < 0.9 ? long * 6 : 6 + (long - 0.9) * 150)
  let body = `${pick(INTROS)}${place}${subject}。`
  for (let i = 0; i < count; i++) {
    body += SENTENCES[pickSentence(random())]
    if (random() < 0.35) body += `${pick(ODD)}${pick(ODD)}${pick(ODD)}一事也请一并答复。`
  }
  const { name, phone } = writerOf(n)
  return {
    category,
    place,
    subject: `${place}${subject}`,
    body,
    demands: [`${pick(ASKS)}（${subject}）`, pick(ASKS), `说明${place}今后由谁管理`],
    name,
    phone,
    address: `${place}${1 + Math.floor(random() * 400)}号`,
    finding: `${place}${subject}一事，${pick(['经现场查看情况属实，已安排处理', '经核实部分属实，正在协调', '经核查与反映不符，已当面说明'])}。`,
  }
}
