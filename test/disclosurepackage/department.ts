/** A made-up department with two years of accounts, for tests of the package. */
import { type Accounts, accountsOf, type CodeLists } from '../../src/accounts/index.ts'
import { seedFor } from '../../src/codelists/index.ts'
import type { Material } from '../../src/disclosurepackage/asking.ts'
import { compose } from '../../src/disclosurepackage/compose.ts'
import type { Kind } from '../../src/disclosurepackage/contract.ts'
import { defaultSettings, findSet } from '../../src/disclosurepackage/sets.ts'
import type { PlanRecord } from '../../src/performance/index.ts'
import { DEFAULT_WEIGHTS } from '../../src/performance/index.ts'

/** 万元 as whole fen. */
export const wan = (n: number): number => Math.round(n * 1_000_000)

const codes = (year: number): CodeLists => {
  const seed = seedFor(year)
  const of = (kind: 'functional' | 'economic') => new Map(seed[kind].map((c) => [c.code, c.name] as const))
  return { functional: of('functional'), economic: of('economic') }
}

export function accountsFrom(
  year: number,
  leaves: Readonly<Record<string, number>>,
  o: { name?: string; projects?: Readonly<Record<string, string>> } = {},
): Accounts {
  return accountsOf({
    department: {
      departmentId: '00000000-0000-7000-8000-00000000d001',
      code: '101',
      name: o.name ?? '示例县信访局',
      kind: 'administrative',
    },
    year,
    version: 1,
    books: { budget: 'released', final: 'released' },
    leaves: new Map(Object.entries(leaves)),
    projectNames: new Map(Object.entries(o.projects ?? {})),
    codes: codes(year),
  })
}

const PROJECTS = { P1: '接待场所运行', P2: '民意短信平台' }

function year(y: number, k: number): Accounts {
  const leaves: Record<string, number> = {}
  for (const stage of ['budget', 'final'] as const) {
    const f = stage === 'final' ? k * 0.96 : k
    const set = (path: string, n: number) => {
      leaves[path] = Math.round(n * f * 100) * 10_000
    }
    set(`spend/${stage}/general/basic/2014001`, 180)
    set(`spend/${stage}/general/project/2014002`, 60)
    set(`spend/${stage}/general/project/2014004`, 30)
    set(`spend/${stage}/general/basic/2080505`, 18)
    set(`spend/${stage}/general/basic/2101101`, 8)
    set(`spend/${stage}/general/basic/2210201`, 14)
    set(`spend/${stage}/own/basic/2014001`, 5)
    set(`economic/${stage}/general/basic/30101`, 90)
    set(`economic/${stage}/general/basic/30108`, 18)
    set(`economic/${stage}/general/basic/30113`, 14)
    set(`economic/${stage}/general/basic/30110`, 8)
    set(`economic/${stage}/general/basic/30305`, 6)
    set(`economic/${stage}/general/basic/30201`, 52)
    set(`economic/${stage}/own/basic/30201`, 5)
    set(`project/${stage}/P1/general/2014002`, 60)
    set(`project/${stage}/P2/general/2014004`, 30)
    set(`three/${stage}/running`, 3)
    set(`three/${stage}/reception`, 1.2)
    set(`organ-cost/${stage}`, 52)
    set(`procure/${stage}/goods`, 8)
    set(`procure/${stage}/services`, 12)
    const sum = (start: string, not = '') =>
      Object.entries(leaves)
        .filter(([p]) => p.startsWith(start) && (not === '' || !p.startsWith(not)))
        .reduce((n, [, v]) => n + v, 0)
    // The last economic item is what is left, so that both classifications add up to the same.
    leaves[`economic/${stage}/general/basic/30102`] =
      sum(`spend/${stage}/general/basic`) - sum(`economic/${stage}/general/basic`)
    for (const p of Object.keys(leaves).filter((x) => x.startsWith(`spend/${stage}/general/`))) {
      const path = `income/${stage}/general/${p.split('/')[4]}`
      leaves[path] = (leaves[path] ?? 0) + leaves[p]!
    }
    leaves[`income/${stage}/other/2014001`] =
      leaves[`spend/${stage}/own/basic/2014001`]! + (stage === 'final' ? wan(1) : 0)
  }
  leaves['opening/final/general/2014002'] = wan(4)
  leaves['procure/final/sme'] = wan(10)
  leaves['procure/final/micro'] = wan(4)
  Object.assign(leaves, {
    'count/reception-batches': 12,
    'count/reception-persons': 86,
    'count/cars-kept': 1,
    'asset/car-emergency/count': 1,
    'asset/equipment/count': 60,
    'asset/equipment/value': wan(85),
    'asset/furniture/count': 40,
    'asset/furniture/value': wan(15),
    'post/approved/administrative': 12,
    'post/approved/institution': 6,
    'post/actual/administrative': 11,
    'post/actual/institution': 6,
  })
  return accountsFrom(y, leaves, { projects: PROJECTS })
}

export const THIS = year(2026, 1)
export const LAST = year(2025, 0.8)

export const PLAN: PlanRecord = {
  plan_id: '00000000-0000-7000-8000-00000000e001',
  year: 2026,
  version: 4,
  state: 'evaluated',
  plan: {
    name: '民意短信平台',
    projectCode: 'P2',
    department: '示例县信访局',
    unit: '示例县信访局',
    aim: '保障平台全年正常运行，及时告知办理进展。',
    funds: { fiscal: wan(30), carried: 0, other: 0, adjusted: wan(30), executed: wan(28.8) },
    weights: DEFAULT_WEIGHTS,
    indicators: [
      {
        id: 'a',
        first: 'output',
        second: '数量指标',
        name: '短信发送量',
        direction: 'at-least',
        target: '36',
        aim: '',
        unit: '万条',
        weight: 30,
        basis: '年度计划',
        query: null,
      },
      {
        id: 'b',
        first: 'output',
        second: '时效指标',
        name: '按期办结率',
        direction: 'at-least',
        target: '95',
        aim: '',
        unit: '%',
        weight: 20,
        basis: '年度计划',
        query: 'handling-in-time',
      },
      {
        id: 'c',
        first: 'effect',
        second: '社会效益指标',
        name: '办理进展知晓',
        direction: 'grade',
        target: null,
        aim: '群众及时了解进展',
        unit: '',
        weight: 30,
        basis: '年度计划',
        query: null,
      },
      {
        id: 'd',
        first: 'satisfaction',
        second: '服务对象满意度指标',
        name: '群众满意率',
        direction: 'at-least',
        target: '90',
        aim: '',
        unit: '%',
        weight: 10,
        basis: '年度计划',
        query: null,
      },
    ],
  },
  monitoring: null,
  evaluation: {
    on: '2026-12-31',
    executed: wan(28.8),
    results: [
      { id: 'a', actual: '38', grade: null, percent: null, done: '', reason: '', live: null },
      {
        id: 'b',
        actual: null,
        grade: null,
        percent: null,
        done: '',
        reason: '系统切换期间有两件延期',
        live: {
          query: 'handling-in-time',
          statement: 'x',
          from: '2026-01-01',
          to: '2026-12-31',
          asOf: '2026-12-31T00:00:00.000Z',
          numerator: 188,
          denominator: 200,
          value: '94',
        },
      },
      { id: 'c', actual: null, grade: 'reached', percent: 95, done: '', reason: '', live: null },
      { id: 'd', actual: '93', grade: null, percent: null, done: '', reason: '', live: null },
    ],
    executionReason: '',
    findings: '部分单位录入不及时。',
    measures: '按月通报录入情况。',
  },
}

/** Every question answered with something plain. */
export function answered(kind: Kind, over: Partial<Material> = {}): Material {
  const settings = { ...defaultSettings(kind, 2026), ...over.settings }
  const m: Material = {
    kind,
    accounts: THIS,
    previous: LAST,
    plans: kind === 'final' ? [PLAN] : [{ ...PLAN, state: 'approved', evaluation: null }],
    words: {},
    settings,
    set: findSet(settings.tableSet, kind, 2026)!,
    ...over,
  }
  const words: Record<string, string> = {}
  for (const q of compose(m).questions)
    words[q.key] =
      q.key === 'about/duties'
        ? '1、受理群众来信来访。\n2、督促办理群众诉求。'
        : q.key === 'about/units'
          ? '本部门内设股室2个，分别是办公室、接访股。'
          : q.key.startsWith('reason/')
            ? '人员和工作任务变动'
            : '按规定使用'
  return { ...m, words }
}
