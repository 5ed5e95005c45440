/** Figures of the demo's department: plainly made up, whole fen, and agreeing with each other to the fen. Pure. */

/** Basic expenditure by economic item, as budgeted in the first year, in fen; and the functional item that pays it. */
const BASIC: readonly (readonly [economic: string, functional: string, fen: number])[] = [
  ['30101', '2014001', 98_640_000],
  ['30102', '2014001', 61_230_000],
  ['30103', '2014001', 44_120_000],
  ['30108', '2080505', 31_830_000],
  ['30109', '2080506', 15_910_000],
  ['30110', '2101101', 14_920_000],
  ['30111', '2101103', 5_970_000],
  ['30112', '2014001', 1_190_000],
  ['30113', '2210201', 23_870_000],
  ['30201', '2014001', 6_480_000],
  ['30202', '2014001', 1_260_000],
  ['30205', '2014001', 540_000],
  ['30206', '2014001', 1_980_000],
  ['30207', '2014001', 2_310_000],
  ['30211', '2014001', 5_400_000],
  ['30213', '2014001', 880_000],
  ['30216', '2014001', 1_350_000],
  ['30217', '2014001', 960_000],
  ['30228', '2014001', 3_180_000],
  ['30231', '2014001', 4_500_000],
  ['30239', '2014001', 8_640_000],
  ['30302', '2014001', 2_420_000],
  ['31002', '2014001', 1_200_000],
]

interface DemoProject {
  code: string
  name: string
  functional: string
  fen: number
}
const PROJECTS: readonly DemoProject[] = [
  { code: 'P01', name: '信访接待和事项办理（演示）', functional: '2014004', fen: 63_000_000 },
  { code: 'P02', name: '12345热线运行（演示）', functional: '2014004', fen: 45_000_000 },
  { code: 'P03', name: '信访信息系统运行维护（演示）', functional: '2014002', fen: 30_000_000 },
]

const PLAN = { '03': 2000, '06': 5000, '10': 8000, '12': 10_000 } as const
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const
/** How much of a year's spending falls into each month, in thousandths: salaries evenly, projects late. */
const PACE = {
  basic: [82, 80, 84, 81, 82, 86, 80, 82, 84, 82, 83, 94],
  project: [12, 25, 63, 71, 88, 110, 84, 92, 105, 118, 96, 136],
} as const

/** What 万元 with two digits can tell, in fen: published tables then show the accounts whole. */
const STEP = 10_000

export interface DemoYear {
  figures: Map<string, number>
  names: Map<string, string>
  /** What is left under each functional item, for the next year's opening. */
  closing: Map<string, number>
}

/**
 * One year. @param nth years since the first: budgets grow by three percent a year.
 * @param until the last month that is over, 1 to 12; below 12 the final accounts are not there yet
 * @param step of what all amounts are multiples, in fen
 */
export function demoYear(
  nth: number,
  opening: ReadonlyMap<string, number>,
  until: number,
  step = STEP,
): DemoYear {
  /** A share in thousandths, cut down to the step. */
  const part = (fen: number, thousandths: number): number =>
    Number((BigInt(fen) * BigInt(thousandths)) / BigInt(1000 * step)) * step
  const figures = new Map<string, number>()
  const add = (path: string, fen: number) => {
    if (fen !== 0) figures.set(path, (figures.get(path) ?? 0) + fen)
  }
  const grown = (fen: number) => {
    let now = fen
    for (let i = 0; i < nth; i++) now = part(now, 1030)
    return now
  }
  const done = until === 12
  const ended = new Map<string, number>(opening)
  const spent = (functional: string, fen: number) => ended.set(functional, (ended.get(functional) ?? 0) - fen)
  const paidBy = new Map<string, number>()

  /** Budget, adjustment and final of one leaf, under every family it is told in. */
  const enter = (tails: string[], functional: string, budget: number, adjustment: number, final: number) => {
    for (const tail of tails) {
      const [family, rest] = [tail.slice(0, tail.indexOf('/')), tail.slice(tail.indexOf('/') + 1)]
      add(`${family}/budget/${rest}`, budget)
      add(`${family}/adjustment/${rest}`, adjustment)
      if (done) add(`${family}/final/${rest}`, final)
    }
    add(`income/budget/general/${functional}`, budget)
    add(`income/adjustment/general/${functional}`, adjustment)
    if (done) add(`income/final/general/${functional}`, budget + adjustment)
    ended.set(functional, (ended.get(functional) ?? 0) + budget + adjustment)
    if (done) spent(functional, final)
  }

  for (const [economic, functional, fen] of BASIC) {
    const budget = grown(fen)
    const adjustment = economic === '30103' ? part(budget, 45) : 0
    const final = economic === '30211' || economic === '30201' ? part(budget, 962) : budget + adjustment
    const tails = [`spend/general/basic/${functional}`, `economic/general/basic/${economic}`]
    enter(tails, functional, budget, adjustment, final)
    paidBy.set(`basic/${functional}`, (paidBy.get(`basic/${functional}`) ?? 0) + final)
  }
  for (const [i, p] of PROJECTS.entries()) {
    const budget = grown(p.fen)
    const adjustment = i === 0 ? -part(budget, 80) : i === 2 ? part(budget, 50) : 0
    const final = part(budget + adjustment, [873, 1000, 954][i]!)
    const tails = [`spend/general/project/${p.functional}`, `project/${p.code}/general/${p.functional}`]
    enter(tails, p.functional, budget, adjustment, final)
    paidBy.set(`project/${p.functional}`, (paidBy.get(`project/${p.functional}`) ?? 0) + final)
  }
  for (const [functional, fen] of opening) add(`opening/final/general/${functional}`, fen)
  // A little interest that is no appropriation, spent on printing.
  const interest = 120_000 + nth * 10_000
  add('income/budget/other/2014001', interest)
  add('spend/budget/own/basic/2014001', interest)
  add('economic/budget/own/basic/30202', interest)
  if (done) {
    add('income/final/other/2014001', interest)
    add('spend/final/own/basic/2014001', interest)
    add('economic/final/own/basic/30202', interest)
  }

  for (const [key, fen] of paidBy) {
    const nature = key.startsWith('basic') ? 'basic' : 'project'
    let left = fen
    for (const [i, month] of MONTHS.entries()) {
      if (i >= until) break
      const paid = i === 11 ? left : part(fen, PACE[nature][i]!)
      left -= paid
      figures.set(`month/${month}/general/${key}`, paid)
    }
  }
  figures.set('month/06/own/basic/2014001', interest)
  if (until < 6) figures.delete('month/06/own/basic/2014001')
  for (const [month, points] of Object.entries(PLAN)) figures.set(`plan/${month}`, points)

  const economic = (code: string, stage: string) =>
    figures.get(`economic/${stage}/general/basic/${code}`) ?? 0
  const operating = (stage: string) =>
    [...figures]
      .filter(
        ([p]) =>
          p.startsWith(`economic/${stage}/general/basic/302`) ||
          p.startsWith(`economic/${stage}/general/basic/310`),
      )
      .reduce((n, [, fen]) => n + fen, 0)
  for (const stage of done ? ['budget', 'final'] : ['budget']) {
    figures.set(`three/${stage}/abroad`, 0)
    figures.set(`three/${stage}/purchase`, 0)
    figures.set(`three/${stage}/running`, economic('30231', stage))
    figures.set(`three/${stage}/reception`, economic('30217', stage))
    figures.set(`three/${stage}/training`, economic('30216', stage))
    figures.set(`organ-cost/${stage}`, operating(stage))
    figures.set(`procure/${stage}/goods`, grown(18_600_000))
    figures.set(`procure/${stage}/works`, 0)
    figures.set(`procure/${stage}/services`, grown(24_350_000))
  }
  if (done) yearEnd(figures, nth)
  return {
    figures,
    names: new Map(PROJECTS.map((p) => [p.code, p.name])),
    closing: new Map([...ended].filter(([, fen]) => fen !== 0)),
  }
}

function yearEnd(figures: Map<string, number>, nth: number): void {
  const at: Record<string, number> = {
    'procure/final/sme': 30_000_000,
    'procure/final/micro': 12_000_000,
    'count/abroad-groups': 0,
    'count/abroad-persons': 0,
    'count/cars-bought': 0,
    'count/cars-kept': 2,
    'count/reception-batches': 14 + nth,
    'count/reception-persons': 112 + 9 * nth,
    'count/foreign-batches': 0,
    'count/foreign-persons': 0,
    'asset/car-secret/count': 1,
    'asset/car-secret/value': 17_980_000,
    'asset/car-emergency/count': 1,
    'asset/car-emergency/value': 18_660_000,
    'asset/large-equipment/count': 0,
    'asset/equipment/count': 186 + 4 * nth,
    'asset/equipment/value': 214_350_000 + 6_200_000 * nth,
    'asset/furniture/count': 231,
    'asset/furniture/value': 38_720_000,
    'asset/books/count': 420,
    'asset/books/value': 1_260_000,
    'asset/intangible/count': 3,
    'asset/intangible/value': 46_800_000,
    'post/approved/administrative': 12,
    'post/approved/institution': 6,
    'post/approved/worker': 1,
    'post/actual/administrative': 11,
    'post/actual/institution': 6,
    'post/actual/worker': 1,
    'post/actual/contract': 4,
    'post/actual/retired': 3,
  }
  for (const [path, value] of Object.entries(at)) figures.set(path, value)
}
