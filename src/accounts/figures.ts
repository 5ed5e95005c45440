/** What is derived from the leaves of a department's year, as types. Pure. */
import type { CodeLists } from './codes.ts'
import type { AssetItem, Book, CountItem, Fund, Month, Nature, Post, Source, ThreeItem } from './keys.ts'

/** The stages as they are read: `adjusted` is budget + adjustment (调整预算数). */
export const VIEWS = ['budget', 'adjusted', 'final'] as const
export type View = (typeof VIEWS)[number]

/** A leaf as it stands: whole fen, a count or basis points, by its path (`keys.ts`). */
export type Leaves = ReadonlyMap<string, number>

/** A line of a table by codes: 类, 款 or 项 with the sum of all below. */
export interface CodeLine<A> {
  code: string
  name: string
  /** 1 类, 2 款, 3 项. */
  level: 1 | 2 | 3
  amounts: A
}

/** Expenditure by nature; `total` is their sum. All in fen. */
export type Natures = Record<Nature | 'total', number>
/** Income by source; `fiscal` is the appropriations (财政拨款收入), `total` everything. All in fen. */
export type Incomes = Record<Source | 'fiscal' | 'total', number>

/** Basic expenditure by part. `other` is under classes that basic expenditure does not have: an error, told by the controls. */
export interface EconomicSum {
  total: number
  personnel: number
  operating: number
  other: number
}

/** What came in, what went out and what is left, of one fund or of all. In fen; closing = in - out. */
export interface Balance {
  opening: number
  income: number
  /** 使用非财政拨款结余. */
  used: number
  spending: number
  /** 结余分配. */
  distributed: number
  /** 年末结转和结余, derived: opening + income + used - spending - distributed. */
  closing: number
  /** Either side of 收入支出总表: opening + income + used. */
  total: number
}

/** 三公经费 with its parts, in fen. `cars` = purchase + running; `total` = abroad + cars + reception; meetings and training stand apart. */
export type ThreePublic = Record<ThreeItem | 'cars' | 'reception-domestic' | 'total', number>

/** One stage's figures. All amounts in fen. */
export interface StageFigures {
  income: { sum: Incomes; lines: CodeLine<Incomes>[] }
  spending: {
    sum: Natures
    /** 类, 款 and 项 over all funds, in the order of the codes. */
    lines: CodeLine<Natures>[]
    byFund: Record<Fund, { sum: Natures; lines: CodeLine<Natures>[] }>
    /** Appropriations alone: general + fund + capital. */
    fiscal: Natures
  }
  /** Basic expenditure by economic code, by fund; with its lines, 类 and 款. */
  basic: Record<Fund | 'all', { sum: EconomicSum; lines: CodeLine<number>[] }>
  /** Project expenditure by economic code over all funds, where it was entered. */
  projectEconomic: { sum: number; lines: CodeLine<number>[] }
  /** Carry-over by fund, all and the appropriations together; lines by functional code. The adjusted stage opens like the final accounts. */
  balance: Record<Fund | 'all' | 'fiscal', Balance>
  balanceLines: Record<Fund, CodeLine<Balance>[]>
  threePublic: ThreePublic
  /** 机关运行经费. */
  organCost: number
  procurement: { goods: number; works: number; services: number; total: number; sme: number; micro: number }
  /** By project code. */
  projects: Record<string, number>
}

/** One month: paid in it and up to its end, and what the plan asked for by then. */
export interface MonthLine {
  month: Month
  /** False while nothing is entered for the month. */
  entered: boolean
  paid: number
  paidBasic: number
  paidProject: number
  /** Up to the end of the month. */
  paidSoFar: number
  /** The plan's share in basis points; null where the plan says nothing for this month. */
  planned: number | null
  /** That share of the adjusted budget, in fen, rounded half up; null without a plan for the month. */
  plannedSoFar: number | null
}

export interface ProjectLine {
  code: string
  name: string
  /** By fund and functional item, as entered; a project may draw on several. */
  parts: { fund: Fund; functional: string; budget: number; adjusted: number; final: number }[]
  budget: number
  adjusted: number
  final: number
}

export type DepartmentKind = 'administrative' | 'assimilated' | 'institution' | 'mixed'

/**
 * Everything about one department and year. Plain data: it survives JSON as it is. Every amount is whole fen, every count a whole
 * number. A leaf that was never entered counts as zero in sums; whether it was entered is seen in `leaves`.
 */
export interface Accounts {
  department: { departmentId: string; code: string; name: string; kind: DepartmentKind }
  year: number
  /** Of the year's figures; counts up with every change. */
  version: number
  /** A released book cannot be changed; a package is generated from released books. */
  books: Record<Book, 'open' | 'released'>
  budget: StageFigures
  adjusted: StageFigures
  final: StageFigures
  /** Twelve lines, January first. */
  months: MonthLine[]
  /** Of the three public expenses; null where it was not entered. */
  counts: Record<CountItem, number | null>
  assets: {
    items: Record<AssetItem, { count: number | null; value: number | null }>
    /** Sum over the cars by use. */
    cars: number
    carsValue: number
    /** Sum over the classes of fixed assets, in fen. */
    fixedValue: number
    /** Fixed and intangible, in fen. */
    totalValue: number
  }
  posts: {
    approved: Record<Post, number | null>
    actual: Record<Post, number | null>
    approvedTotal: number
    /** In post: without those retired and those beyond the establishment. */
    actualTotal: number
  }
  projects: ProjectLine[]
  /** Every leaf as it stands, by path. */
  leaves: Record<string, number>
  /** Names of codes used, as they are in this year. */
  names: { functional: Record<string, string>; economic: Record<string, string> }
}

export interface AccountsInput {
  department: Accounts['department']
  year: number
  version: number
  books: Accounts['books']
  leaves: Leaves
  /** Names of projects by their code. */
  projectNames: ReadonlyMap<string, string>
  codes: CodeLists
}
