/** Makes, keeps and hands out the open data of a bureau. Pages and files read the same kept figures. */
import { type BureauFacts, todayIn } from '../../bureau/index.ts'
import { type CallSumRow, readCallCounts } from '../../hotline/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import { interval } from '../../oversight/index.ts'
import type { OpennessRoom } from '../room.ts'
import { listTopics, NO_TOPIC, topicOf } from '../topic-store.ts'
import { type Cell, COLUMNS, type Dimension, FORMAT, isRate, type OpenData, type Row } from './contract.ts'
import { LICENCE } from './dictionary.ts'
import { keptFigures } from './kept.ts'
import { type Counted, csvOf, openFigures } from './rules.ts'
import { countAll, keepFigures, latestDay } from './store.ts'

/** Whole years before this one that the files reach back. */
const YEARS_BACK = 3

const CHANNELS: readonly { code: string; name: { zh: string; en: string } }[] = [
  { code: 'letter', name: { zh: '来信', en: 'Letter' } },
  { code: 'visit', name: { zh: '来访', en: 'Visit' } },
  { code: 'phone', name: { zh: '来电', en: 'Telephone' } },
  { code: 'web', name: { zh: '网上投诉', en: 'Web' } },
  { code: 'letter-box', name: { zh: '领导信箱', en: 'Letter box' } },
  { code: 'mobile', name: { zh: '手机', en: 'Mobile' } },
  { code: 'sms', name: { zh: '短信', en: 'Text message' } },
  { code: 'fax-mail', name: { zh: '传真、邮件', en: 'Fax, e-mail' } },
  { code: 'from-above', name: { zh: '上级转送交办', en: 'From above' } },
]
const NO_UNIT = { code: 'none', name: { zh: '未分派', en: 'Not assigned' } }

/** Counts afresh and keeps the result as that of today. Idempotent within a day but for what happened meanwhile. */
export async function makeOpenData(room: OpennessRoom, facts: BureauFacts, now: Date): Promise<OpenData> {
  const { bureauId, slug, name } = facts.bureau
  const day = todayIn(facts, now)
  const from = `${Number(day.slice(0, 4)) - YEARS_BACK}-01`
  const figures = await withTx(
    room.cases.app,
    { bureau: bureauId },
    async (tx): Promise<OpenData> => {
      const [rows, topics] = [
        await countAll(tx, bureauId, { from: `${from}-01`, to: day, today: day }),
        await listTopics(tx, bureauId),
      ]
      const known = new Set(topics.map((t) => t.code))
      const counted: Counted[] = rows.map((r) => {
        const topic = topicOf(r.category)
        return {
          month: r.month,
          measure: r.measure,
          unit: (r.unit_id && facts.units.get(r.unit_id)?.code) || NO_UNIT.code,
          topic: topic !== null && known.has(topic) ? topic : NO_TOPIC.code,
          channel: r.channel,
          value: r.value,
          of: r.of,
        }
      })
      const calls = await readCallCounts(tx, bureauId, { from: `${from}-01`, to: day, group: 'month' })
      // Calls belong to the bureau's line, to no unit, topic or channel.
      const called = openFigures(callsCounted(calls)).filter((c) => c.by === 'all')
      const cells = [...openFigures(counted), ...called]
      const used = (by: Dimension) => new Set(cells.filter((c) => c.by === by).map((c) => c.code))
      const [units, inTopics, channels] = [used('unit'), used('topic'), used('channel')]
      const codes: OpenData['codes'] = {
        unit: [...[...facts.units.values()].map((u) => ({ code: u.code, name: u.name })), NO_UNIT].filter(
          (u) => units.has(u.code),
        ),
        topic: [...topics, NO_TOPIC].filter((t) => inTopics.has(t.code)),
        channel: CHANNELS.filter((c) => channels.has(c.code)),
      }
      return {
        format: FORMAT,
        bureau: { slug, name },
        day,
        madeAt: now.toISOString(),
        from,
        licence: LICENCE.id,
        dictionary: `/${slug}/open-data/dictionary.json`,
        columns: [...COLUMNS],
        codes,
        rows: inOrder(cells, codes),
      }
    },
    { isolation: 'repeatable read', readOnly: true },
  )
  // Apart from the count: within its snapshot a second one of the same day, by the job and a reader at once, would fail.
  await withTx(room.cases.app, { bureau: bureauId }, (tx) => keepFigures(tx, bureauId, figures))
  return figures
}

const callsCounted = (rows: readonly CallSumRow[]): Counted[] =>
  rows.flatMap(({ key: month, calls, answered, in15 }) => {
    const of = { month, unit: NO_UNIT.code, topic: NO_TOPIC.code, channel: 'phone' }
    return [
      { ...of, measure: 'calls', value: calls, of: 0 },
      { ...of, measure: 'calls-connected', value: answered, of: calls },
      { ...of, measure: 'calls-in-15', value: in15, of: calls },
    ] as const
  })

/** By period, dimension, code in the order of its list, measure: the same figures always make the same file. */
function inOrder(cells: readonly Cell[], codes: OpenData['codes']): Row[] {
  const place = (c: Cell) => (c.by === 'all' ? 0 : codes[c.by].findIndex((k) => k.code === c.code))
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...cells]
    .sort(
      (a, b) =>
        compare(a.period, b.period) ||
        compare(a.by, b.by) ||
        place(a) - place(b) ||
        compare(a.measure, b.measure),
    )
    .map((c) => [c.period, c.by, c.code, c.measure, c.value, c.of])
}

const making = new Map<string, Promise<OpenData>>()

/**
 * The figures as kept last; counted now where there are none yet. Several who ask at once wait for one count, and all
 * get the same object, not to be changed.
 * The job of the day renews them, so that no reader starts a count of a million matters.
 */
export async function currentData(room: OpennessRoom, facts: BureauFacts, now: Date): Promise<OpenData> {
  const { bureauId } = facts.bureau
  const kept = await keptFigures(room.cases.app, bureauId)
  if (kept) return kept
  let made = making.get(bureauId)
  if (!made) {
    made = makeOpenData(room, facts, now).finally(() => making.delete(bureauId))
    making.set(bureauId, made)
  }
  return made
}

/** Makes today's figures unless they are there. @returns whether they were made */
export async function makeDue(room: OpennessRoom, bureauId: string, now: Date): Promise<boolean> {
  const facts = await room.cases.directory.byId(bureauId)
  if (!facts) return false
  const day = await withTx(room.cases.app, { bureau: bureauId }, (tx) => latestDay(tx, bureauId, FORMAT), {
    readOnly: true,
  })
  if (day !== null && day >= todayIn(facts, now)) return false
  await makeOpenData(room, facts, now)
  return true
}

/** The file without the rows of other years; the same shape. */
export const ofYear = (f: OpenData, year: string): OpenData => ({
  ...f,
  rows: f.rows.filter(([period]) => period.startsWith(year)),
})

/** The figures as CSV, names and intervals written out, with a mark that spreadsheets read as UTF-8. */
export function figuresCsv(f: OpenData): string {
  const names = new Map(
    (['unit', 'topic', 'channel'] as const).flatMap((by) =>
      f.codes[by].map((c) => [`${by} ${c.code}`, c.name]),
    ),
  )
  const head = ['period', 'by', 'code', 'name_zh', 'name_en', 'measure', 'value', 'of', 'rate', 'low', 'high']
  const lines = f.rows.map(([period, by, code, measure, value, of]) => {
    const name = by === 'all' ? { zh: '全部', en: 'All' } : names.get(`${by} ${code}`)
    const rated = isRate(measure) && value !== null && of !== null && of > 0
    const range = rated ? interval(value, of) : null
    return [
      period,
      by,
      code,
      name?.zh ?? '',
      name?.en ?? '',
      measure,
      value,
      of,
      rated ? Math.round((1000 * value) / of) / 10 : null,
      range?.low ?? null,
      range?.high ?? null,
    ]
  })
  return `\uFEFF${csvOf([head, ...lines])}`
}
