/** Paragraphs that budget and final accounts share. */
import type { Accounts, CodeLine, Natures } from '../../accounts/index.ts'
import { quotient } from '../../performance/index.ts'
import type { Writing } from '../asking.ts'
import type { Block, DocChart } from '../document.ts'
import { percent } from '../figures.ts'

export const heading = (level: 1 | 2 | 3, text: string): Block => ({ is: 'heading', level, text })
export const text = (words: string): Block => ({ is: 'text', text: words })
export const chart = (c: DocChart): Block => ({ is: 'chart', chart: c })

/** What a person typed, a paragraph a line. */
export const paragraphs = (words: string): Block[] =>
  words
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(text)

export const before = (w: Writing): Accounts | null => w.m.previous

/** `一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）`. */
export function wholeName(lines: readonly CodeLine<unknown>[], code: string): string {
  const at = (c: string) => lines.find((l) => l.code === c)?.name ?? c
  return `${at(code.slice(0, 3))}（类）${at(code.slice(0, 5))}（款）${at(code)}（项）`
}

/** `一般公共服务支出（类）20.00万元，占50.00%；…`: the classes that have anything, and their parts of the whole. */
export function structure(w: Writing, lines: readonly CodeLine<Natures>[], total: number): string {
  return lines
    .filter((l) => l.level === 1 && l.amounts.total !== 0)
    .map((l) => `${l.name}（类）${w.f.wan(l.amounts.total)}，占${percent(l.amounts.total, total)}`)
    .join('；')
}

/** Names of the economic items with anything under them. */
export const itemsNamed = (lines: readonly CodeLine<number>[], wanted: RegExp): string =>
  lines
    .filter((l) => l.code.length === 5 && wanted.test(l.code) && l.amounts !== 0)
    .map((l) => l.name)
    .join('、')

export const bar = (
  id: string,
  title: string,
  series: DocChart['series'],
  labels: readonly string[],
): Block => chart({ id, title, kind: 'bar', labels, series, unit: '万元' })

export function about(w: Writing): Block[] {
  const duties = w.ask({
    key: 'about/duties',
    topic: 'about',
    label: '主要职能（每行一条，按“三定”规定）',
    because: '',
    required: true,
  })
  const units = w.ask({
    key: 'about/units',
    topic: 'about',
    label: '机构设置和纳入编制范围的单位',
    because: '',
    required: true,
  })
  const { posts } = w.m.accounts
  const kinds = [
    ['administrative', '行政编制'],
    ['assimilated', '参公事业编制'],
    ['institution', '事业编制'],
    ['worker', '工勤编制'],
  ] as const
  const told = kinds.filter(([k]) => (posts.approved[k] ?? 0) > 0)
  const present = kinds.filter(([k]) => (posts.actual[k] ?? 0) > 0)
  const establishment =
    posts.approvedTotal === 0
      ? []
      : [
          text(
            `本部门总编制${posts.approvedTotal}名，其中${told.map(([k, name]) => `${name}${posts.approved[k]}名`).join('，')}。${
              posts.actualTotal === 0
                ? ''
                : `在职人员${posts.actualTotal}人，其中${present.map(([k, name]) => `${name.replace('编制', '人员')}${posts.actual[k]}人`).join('，')}。`
            }`,
          ),
        ]
  return [
    heading(2, '一、主要职能'),
    ...paragraphs(duties),
    heading(2, '二、机构设置'),
    ...paragraphs(units),
    ...establishment,
  ]
}

/** Score without needless digits. */
export const points = (n: number): string => String(quotient(BigInt(Math.round(n * 100)), 100n))
