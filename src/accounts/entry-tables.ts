/**
 * The tables figures are typed in, as data: each row is what a figure is about, each column a stage, month or kind of number. The desk
 * draws any of them the same way and needs to know no family. Pure.
 */
import type { Accounts } from './figures.ts'
import {
  APPROVED_POSTS,
  ASSETS,
  type Book,
  CARS,
  COUNTS,
  FIXED_ASSETS,
  FUNDS,
  type Fund,
  MONTHS,
  NATURES,
  type Nature,
  POSTS,
  PROCURED,
  readPath,
  SOURCES,
  type Source,
  STAGES,
  THREE_ITEMS,
  type Unit,
} from './keys.ts'
import {
  ASSET_LABELS,
  COUNT_LABELS,
  FUND_LABELS,
  type Label,
  MONTH_LABELS,
  NATURE_LABELS,
  ORGAN_COST_LABEL,
  POST_LABELS,
  PROCURED_LABELS,
  SOURCE_LABELS,
  STAGE_LABELS,
  SURPLUS_LABELS,
  THREE_LABELS,
} from './labels.ts'

export const ENTRY_TABLES = [
  'income',
  'spending',
  'economic',
  'opening',
  'projects',
  'months',
  'plan',
  'three',
  'counts',
  'procurement',
  'assets',
  'posts',
] as const
export type EntryTableId = (typeof ENTRY_TABLES)[number]

export interface EntryColumn {
  id: string
  label: Label
  /** Of which book: where that is released, the column is closed. */
  book: Book
}

export interface EntryRow {
  /** What the row is about, as the writer of a new row chooses it: `general/basic/2010301`. */
  key: string
  code: string | null
  label: Label
  /** Under which heading it stands, e.g. the fund and nature. */
  group: Label | null
  /** By column: the leaf typed there, its unit and how it stands; no entry where nothing can be typed. */
  cells: Record<string, { path: string; unit: Unit; value: number | null }>
  /** Whether it is counted in the sum of the table: a part "of it" is not. */
  counts: boolean
}

/** What a new row is made of: each part is chosen from a list. */
export interface NewRow {
  /** `general/basic/{code}`: what stands before the code, with its name. */
  heads: { id: string; label: Label }[]
  /** Which code list the code is from. */
  codes: 'functional' | 'economic'
  /** A project has a code and a name of its own before. */
  project: boolean
  /** Paths of the columns: `spend/budget/{row}`. */
  paths: Record<string, string>
}

export interface EntryTable {
  id: EntryTableId
  label: Label
  columns: EntryColumn[]
  rows: EntryRow[]
  /** Columns that are the sum of others, shown and not typed: adjusted = budget + adjustment, all months. */
  sums: { id: string; label: Label; of: string[] }[]
  /** Null where the rows are fixed. */
  add: NewRow | null
  /** Whether the rows add up to a total that means something. */
  total: boolean
}

const l = (zh: string, en: string): Label => ({ zh, en })
const STAGE_COLUMNS: EntryColumn[] = STAGES.map((s) => ({
  id: s,
  label: STAGE_LABELS[s],
  book: s === 'budget' ? 'budget' : 'final',
}))
const TURN_COLUMNS = STAGE_COLUMNS.filter((c) => c.id !== 'adjustment')
const ADJUSTED = { id: 'adjusted', label: STAGE_LABELS.adjusted, of: ['budget', 'adjustment'] }

/** Every table of a year with what stands in it. */
export function entryTables(a: Accounts): EntryTable[] {
  const cell = (path: string) => {
    const p = readPath(path)
    return p ? { path, unit: p.unit, value: a.leaves[path] ?? null } : null
  }
  const cells = (columns: readonly EntryColumn[], path: (column: string) => string): EntryRow['cells'] =>
    Object.fromEntries(
      columns.flatMap((c) => {
        const found = cell(path(c.id))
        return found ? [[c.id, found] as const] : []
      }),
    )
  const name = (kind: 'functional' | 'economic', code: string): Label => {
    const known = a.names[kind][code] ?? code
    return { zh: known, en: known }
  }

  /** Rows of a family with a code at its end, by heading and code. */
  function coded(
    id: EntryTableId,
    label: Label,
    family: string,
    columns: readonly EntryColumn[],
    heads: { id: string; label: Label }[],
    codes: 'functional' | 'economic',
    also: readonly string[] = [],
  ): EntryTable {
    const rows = new Set<string>(also)
    for (const path of Object.keys(a.leaves)) {
      const [own, , ...rest] = path.split('/')
      if (own === family) rows.add(rest.join('/'))
    }
    const order = new Map(heads.map((h, i) => [h.id, i]))
    const sorted = [...rows].sort((x, y) => {
      const [hx, hy] = [headOf(x), headOf(y)]
      return (order.get(hx) ?? 99) - (order.get(hy) ?? 99) || (x < y ? -1 : 1)
    })
    return {
      id,
      label,
      columns: [...columns],
      sums:
        family === 'month'
          ? [{ id: 'all', label: l('合计', 'Sum'), of: MONTHS.slice() }]
          : columns.length === 3
            ? [ADJUSTED]
            : [],
      rows: sorted.map((key) => {
        const code = key.slice(key.lastIndexOf('/') + 1)
        return {
          key,
          code,
          label: name(codes, code),
          group: heads.find((h) => h.id === headOf(key))?.label ?? null,
          cells: cells(columns, (c) => `${family}/${c}/${key}`),
          counts: true,
        }
      }),
      add: {
        heads,
        codes,
        project: false,
        paths: Object.fromEntries(columns.map((c) => [c.id, `${family}/${c.id}/{row}`])),
      },
      total: true,
    }
  }

  const spendHeads = FUNDS.flatMap((f) =>
    NATURES.filter((n) => f === 'own' || n === 'basic' || n === 'project').map((n) => ({
      id: `${f}/${n}`,
      label: spendLabel(f, n),
    })),
  )
  const basicHeads = spendHeads.filter((h) => /\/(basic|project)$/.test(h.id))
  const months: EntryColumn[] = MONTHS.map((m) => ({
    id: m,
    label: MONTH_LABELS[m],
    book: 'final',
  }))
  const spent = Object.keys(a.leaves).flatMap((p) =>
    /^spend\/(budget|final)\//.test(p) ? [p.split('/').slice(2).join('/')] : [],
  )
  const fixed = (
    id: EntryTableId,
    label: Label,
    columns: EntryColumn[],
    rows: EntryRow[],
    o: { total?: boolean; sums?: EntryTable['sums'] } = {},
  ): EntryTable => ({
    id,
    label,
    columns,
    rows,
    sums: o.sums ?? [],
    add: null,
    total: o.total ?? false,
  })
  const row = (
    key: string,
    label: Label,
    own: EntryRow['cells'],
    counts = true,
    group: Label | null = null,
  ): EntryRow => ({
    key,
    code: null,
    label,
    group,
    cells: own,
    counts,
  })
  const number = (id: string, zh: string, en: string): EntryColumn => ({
    id,
    label: l(zh, en),
    book: 'final',
  })
  const opening = coded(
    'opening',
    l('年初结转和结余', 'Carried over'),
    'opening',
    TURN_COLUMNS,
    FUNDS.map((f) => ({ id: f, label: FUND_LABELS[f] })),
    'functional',
  )
  const surplus = (['used', 'distributed'] as const).map((s) =>
    row(
      `surplus/${s}`,
      SURPLUS_LABELS[s],
      cells(TURN_COLUMNS, (c) => `surplus/${c}/${s}`),
      false,
    ),
  )

  return [
    coded(
      'income',
      l('收入', 'Income'),
      'income',
      STAGE_COLUMNS,
      SOURCES.map((s: Source) => ({ id: s, label: SOURCE_LABELS[s] })),
      'functional',
    ),
    coded(
      'spending',
      l('支出（按功能分类）', 'Expenditure, functional'),
      'spend',
      STAGE_COLUMNS,
      spendHeads,
      'functional',
    ),
    coded(
      'economic',
      l('支出（按经济分类）', 'Expenditure, economic'),
      'economic',
      STAGE_COLUMNS,
      basicHeads,
      'economic',
    ),
    { ...opening, rows: [...opening.rows, ...surplus] },
    projectTable(),
    coded('months', l('各月支出', 'Paid by month'), 'month', months, spendHeads, 'functional', spent),
    fixed(
      'plan',
      l('支出计划（累计，%）', 'Plan of spending (cumulative, %)'),
      months.map((m) => ({ ...m, book: 'budget' as const })),
      [
        row(
          'plan',
          l('到月底累计', 'By the end of the month'),
          cells(months, (c) => `plan/${c}`),
        ),
      ],
    ),
    fixed(
      'three',
      l('“三公”经费、会议费、培训费', 'Three public expenses, meetings, training'),
      STAGE_COLUMNS,
      THREE_ITEMS.map((i) =>
        row(
          i,
          THREE_LABELS[i],
          cells(STAGE_COLUMNS, (c) => `three/${c}/${i}`),
          i !== 'reception-foreign' && i !== 'meeting' && i !== 'training',
        ),
      ),
      { total: true, sums: [ADJUSTED] },
    ),
    fixed(
      'counts',
      l('“三公”经费实物量', 'Counts of the three public expenses'),
      [number('count', '数量', 'Count')],
      COUNTS.map((i) =>
        row(
          i,
          COUNT_LABELS[i],
          cells([number('count', '', '')], () => `count/${i}`),
        ),
      ),
    ),
    fixed(
      'procurement',
      l('机关运行经费和政府采购', 'Operating cost and procurement'),
      STAGE_COLUMNS,
      [
        row(
          'organ-cost',
          ORGAN_COST_LABEL,
          cells(STAGE_COLUMNS, (c) => `organ-cost/${c}`),
          false,
        ),
        ...PROCURED.map((i) =>
          row(
            i,
            PROCURED_LABELS[i],
            cells(STAGE_COLUMNS, (c) => `procure/${c}/${i}`),
            i !== 'sme' && i !== 'micro',
          ),
        ),
      ],
      { sums: [ADJUSTED] },
    ),
    fixed(
      'assets',
      l('国有资产（12月31日）', 'State assets on 31 December'),
      [number('count', '数量', 'Count'), number('value', '价值（元）', 'Value (yuan)')],
      ASSETS.map((i) =>
        row(
          i,
          ASSET_LABELS[i],
          cells([number('count', '', ''), number('value', '', '')], (c) => `asset/${i}/${c}`),
          FIXED_ASSETS.includes(i) || i === 'intangible',
          CARS.some((c) => c === i) ? l('车辆', 'Cars') : null,
        ),
      ),
    ),
    fixed(
      'posts',
      l('编制和人员（12月31日）', 'Posts and people on 31 December'),
      [number('approved', '编制', 'Posts'), number('actual', '实有', 'In post')],
      POSTS.map((i) =>
        row(
          i,
          POST_LABELS[i],
          cells([number('approved', '', ''), number('actual', '', '')], (c) => `post/${c}/${i}`),
          APPROVED_POSTS.includes(i),
        ),
      ),
    ),
  ]

  function projectTable(): EntryTable {
    return {
      id: 'projects',
      label: l('项目', 'Projects'),
      columns: STAGE_COLUMNS,
      sums: [ADJUSTED],
      rows: a.projects.flatMap((p) =>
        p.parts.map((part) => {
          const key = `${p.code}/${part.fund}/${part.functional}`
          return {
            key,
            code: part.functional,
            label: { zh: `${p.code} ${p.name}`, en: `${p.code} ${p.name}` },
            group: FUND_LABELS[part.fund],
            cells: cells(STAGE_COLUMNS, (c) => `project/${c}/${key}`),
            counts: true,
          }
        }),
      ),
      add: {
        heads: FUNDS.map((f) => ({ id: f, label: FUND_LABELS[f] })),
        codes: 'functional',
        project: true,
        paths: Object.fromEntries(STAGES.map((s) => [s, `project/${s}/{row}`])),
      },
      total: true,
    }
  }
}

const headOf = (key: string): string => key.slice(0, key.lastIndexOf('/'))

const spendLabel = (fund: Fund, nature: Nature): Label => ({
  zh: `${FUND_LABELS[fund].zh} · ${NATURE_LABELS[nature].zh}`,
  en: `${FUND_LABELS[fund].en} · ${NATURE_LABELS[nature].en}`,
})
