/** A department's accounts, made up and consistent in every figure: what the texts of the tests are written from. */

/** One item (项) of the functional classes, in yuan. */
export interface Item {
  code: string
  names: readonly [string, string, string]
  basic: number
  project: number
  budget: number
  before: number
}

export interface Account {
  year: number
  name: string
  items: readonly Item[]
  income: { general: number; fund: number; business: number; other: number; before: number }
  carried: { start: number; end: number; left: number; startBefore: number }
  economic: readonly { code: string; name: string; amount: number }[]
  three: Readonly<Record<Three, { budget: number; outcome: number; before: number }>>
  reception: { batches: number; persons: number }
  procurement: { goods: number; works: number; services: number; small: number; micro: number }
  cars: readonly { name: string; n: number }[]
  posts: {
    administrative: number
    business: number
    workers: number
    inPost: [number, number, number]
    retired: number
  }
  projects: readonly { name: string; planned: number; done: number }[]
  letters: { letters: number; visits: number; net: number; before: number }
  offices: readonly string[]
}

export type Three = 'abroad' | 'buy' | 'run' | 'reception'

export const sum = (all: readonly number[]): number => all.reduce((x, y) => x + y, 0)

const ITEMS: readonly [string, string, string, string][] = [
  ['2010301', '一般公共服务支出', '政府办公厅（室）及相关机构事务', '行政运行'],
  ['2010302', '一般公共服务支出', '政府办公厅（室）及相关机构事务', '一般行政管理事务'],
  ['2010308', '一般公共服务支出', '政府办公厅（室）及相关机构事务', '信访事务'],
  ['2080501', '社会保障和就业支出', '行政事业单位养老支出', '行政单位离退休'],
  ['2080505', '社会保障和就业支出', '行政事业单位养老支出', '机关事业单位基本养老保险缴费支出'],
  ['2080506', '社会保障和就业支出', '行政事业单位养老支出', '机关事业单位职业年金缴费支出'],
  ['2101101', '卫生健康支出', '行政事业单位医疗', '行政单位医疗'],
  ['2101103', '卫生健康支出', '行政事业单位医疗', '公务员医疗补助'],
  ['2130599', '农林水支出', '巩固脱贫攻坚成果衔接乡村振兴', '其他巩固脱贫攻坚成果衔接乡村振兴支出'],
  ['2210201', '住房保障支出', '住房改革支出', '住房公积金'],
]
const ECONOMIC: readonly [string, string][] = [
  ['30101', '基本工资'],
  ['30102', '津贴补贴'],
  ['30103', '奖金'],
  ['30113', '住房公积金'],
  ['30302', '退休费'],
  ['30305', '生活补助'],
  ['30201', '办公费'],
  ['30211', '差旅费'],
  ['30228', '工会经费'],
  ['30239', '其他交通费用'],
  ['31002', '办公设备购置'],
]
const CARS = [
  '副部（省）级及以上领导用车',
  '主要负责人用车',
  '机要通信用车',
  '应急保障用车',
  '执法执勤用车',
  '特种专业技术用车',
  '离退休干部服务用车',
  '其他用车',
]
const PROJECTS = [
  '信访业务经费',
  '积案化解专项',
  '接访场所运行维护',
  '网上信访系统维护',
  '信访救助资金',
  '联席会议经费',
]
const OFFICES = ['办公室', '接访科', '办信科', '督查科', '网络信访科', '复查复核科', '综合科']

/**
 * @param next numbers from 0 to 1
 * @param exact sums in whole hundreds of yuan, so that ten thousands with two digits are not rounded
 */
export function accountFrom(next: () => number, exact: boolean): Account {
  const between = (a: number, b: number) => Math.floor(a + next() * (b - a + 1))
  const unit = exact ? 100 : 1
  const money = (a: number, b: number) => between((a * 10_000) / unit, (b * 10_000) / unit) * unit
  const some = <T>(all: readonly T[], least: number) => {
    const n = between(least, all.length)
    return all.filter((_, i) => i < n)
  }
  const items = ITEMS.filter((_, i) => i < 3 || next() < 0.75).map(([code, a, b, c]): Item => {
    const project = /302$|308$|599$/.test(code) ? money(5, 200) : 0
    const basic = project > 0 ? 0 : money(3, 600)
    const total = basic + project
    const near = (spread: number) =>
      Math.max(unit, Math.round((total * (1 + (next() - 0.5) * spread)) / unit) * unit)
    return { code, names: [a, b, c], basic, project, budget: near(0.3), before: near(0.4) }
  })
  const basic = sum(items.map((i) => i.basic))
  const economic = parts(basic, ECONOMIC.length, next, unit).map((amount, i) => ({
    code: ECONOMIC[i]![0],
    name: ECONOMIC[i]![1],
    amount,
  }))
  const spent = sum(items.map((i) => i.basic + i.project))
  const other = next() < 0.5 ? money(1, 9) : 0
  const start = money(1, 60)
  const end = money(1, 60)
  const left = next() < 0.3 ? money(1, 5) : 0
  // What came in is what was spent and is left, less what there was.
  const received = spent + end + left - start - other
  const three = Object.fromEntries(
    (['abroad', 'buy', 'run', 'reception'] as const).map((k) => {
      const none = k === 'abroad' || (k === 'buy' && next() < 0.6)
      const budget = none ? 0 : money(2, 20)
      const outcome = none ? 0 : Math.round((budget * (0.5 + next() * 0.5)) / unit) * unit
      return [k, { budget, outcome, before: none ? 0 : money(2, 20) }]
    }),
  ) as Account['three']
  const goods = money(2, 60)
  const works = next() < 0.5 ? 0 : money(5, 80)
  const services = money(3, 90)
  const small = Math.round(((goods + works + services) * (0.5 + next() * 0.5)) / unit) * unit
  const planned = PROJECTS.map(() => money(3, 60))
  const posts: Account['posts'] = {
    administrative: between(6, 30),
    business: between(2, 20),
    workers: between(1, 3),
    inPost: [0, 0, 0],
    retired: between(2, 20),
  }
  posts.inPost = [posts.administrative - between(0, 3), posts.business - between(0, 2), posts.workers]
  return {
    year: between(2017, 2025),
    name: '演示县信访局',
    items,
    income: {
      general: received,
      fund: 0,
      business: 0,
      other,
      before: Math.round((spent * (0.8 + next() * 0.4)) / unit) * unit,
    },
    carried: { start, end, left, startBefore: money(1, 60) },
    economic,
    three,
    reception: { batches: between(3, 40), persons: between(41, 400) },
    procurement: {
      goods,
      works,
      services,
      small,
      micro: Math.round((small * (0.3 + next() * 0.6)) / unit) * unit,
    },
    cars: CARS.map((name, i) => ({ name, n: i === 0 ? 0 : between(0, 3) })),
    posts,
    projects: some(PROJECTS, 3).map((name, i) => ({
      name,
      planned: planned[i]!,
      done: Math.round((planned[i]! * (0.6 + next() * 0.4)) / unit) * unit,
    })),
    letters: {
      letters: between(100, 900),
      visits: between(100, 900),
      net: between(300, 4000),
      before: between(800, 5000),
    },
    offices: some(OFFICES, 3),
  }
}

/** A sum in so many parts, none of them nothing. */
function parts(total: number, n: number, next: () => number, unit: number): number[] {
  const weights = Array.from({ length: n }, () => 0.2 + next())
  const all = sum(weights)
  const out = weights.map((w) => Math.floor((total * w) / all / unit) * unit)
  out[0]! += total - sum(out)
  return out
}

/** The same numbers for the same seed. */
export function numbers(seed: number): () => number {
  let x = seed >>> 0
  return () => {
    x = (Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    let y = x
    y = Math.imul(y ^ (y >>> 12), 0x297a2d39) >>> 0
    y = (y ^ (y >>> 15)) >>> 0
    return y / 2 ** 32
  }
}
