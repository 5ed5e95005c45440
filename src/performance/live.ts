/**
 * The queries on the case system that indicators are linked to, by name. The rates are those of oversight, word for word.
 * Numbers of petitions are in none: an official indicator about them is entered as a given figure
 * (docs/refusals.md: organs are measured, never how many people complained).
 */
import { createHash } from 'node:crypto'
import type { Tx } from '../kernel/postgres/connect.ts'
import { RATE_CASES, rateParams } from '../oversight/index.ts'
import type { LiveQuery, LiveQueryName, LiveValue } from './contract.ts'
import { quotient } from './rules.ts'

const rate = (figure: string) =>
  `with ${RATE_CASES}\nselect count(*) filter (where good)::int as good, count(*)::int as of from items where figure = '${figure}'`
const MESSAGES = (good: string, of: string) =>
  `select count(*) filter (where ${good})::int as good, ${of} as of from measured_messages
where bureau_id = $1 and made_on between $2::date and $3::date`

interface Known {
  label: { zh: string; en: string }
  meaning: { zh: string; en: string }
  unit: string
  statement: string
  /** A rate asks for the limits' rules too; a count for bureau and days alone. */
  counts: boolean
}

const QUERIES: Readonly<Record<LiveQueryName, Known>> = {
  'acceptance-in-time': {
    label: { zh: '及时受理率', en: 'Accepted in time' },
    meaning: {
      zh: '受理、告知、签收期限在期间内届满的事项中按期完成的比例。',
      en: 'Of the limits for acceptance, notice and signing that ran out in the period, those met in time.',
    },
    unit: '%',
    statement: rate('acceptance'),
    counts: false,
  },
  'handling-in-time': {
    label: { zh: '按期办结率', en: 'Concluded in time' },
    meaning: {
      zh: '办理期限在期间内届满的事项中按期办结的比例。',
      en: 'Of the limits for handling that ran out in the period, those met in time.',
    },
    unit: '%',
    statement: rate('handling'),
    counts: false,
  },
  satisfaction: {
    label: { zh: '群众满意率', en: 'Satisfaction' },
    meaning: {
      zh: '期间内评价承办单位的群众中，评价为满意或基本满意的比例。',
      en: 'Of those who rated the unit in the period, who were satisfied or fairly satisfied.',
    },
    unit: '%',
    statement: rate('satisfaction'),
    counts: false,
  },
  participation: {
    label: { zh: '参评率', en: 'Participation in rating' },
    meaning: {
      zh: '期间内开始的回访中得到评价的比例。',
      en: 'Of the follow-ups begun in the period, those answered.',
    },
    unit: '%',
    statement: rate('participation'),
    counts: false,
  },
  solved: {
    label: { zh: '诉求解决率', en: 'Demands solved' },
    meaning: {
      zh: '期间内答复是否解决的群众中，认为诉求都已解决的比例。',
      en: 'Of those who said in the period whether their demands were solved, who said all were.',
    },
    unit: '%',
    statement: rate('solved'),
    counts: false,
  },
  'supervision-in-time': {
    label: { zh: '督办按期反馈率', en: 'Supervision answered in time' },
    meaning: {
      zh: '督办、催办期限在期间内届满的事项中按期反馈的比例。',
      en: 'Of the limits of supervision and reminders that ran out in the period, those met in time.',
    },
    unit: '%',
    statement: rate('supervision'),
    counts: false,
  },
  'messages-sent': {
    label: { zh: '短信发送量', en: 'Text messages sent' },
    meaning: {
      zh: '期间内交给网关发出的短信条数。',
      en: 'Text messages of the period that the gateway took.',
    },
    unit: '条',
    statement: MESSAGES("via = 'sms' and state in ('sent', 'delivered')", 'null::int'),
    counts: true,
  },
  'messages-delivered': {
    label: { zh: '短信送达率', en: 'Text messages delivered' },
    meaning: {
      zh: '期间内已有结果的短信中网关确认送达的比例。',
      en: 'Of the text messages of the period with a known result, those the gateway confirmed.',
    },
    unit: '%',
    statement: MESSAGES(
      "via = 'sms' and state = 'delivered'",
      "count(*) filter (where via = 'sms' and state in ('delivered', 'refused', 'given-up'))::int",
    ),
    counts: true,
  },
}

const digestOf = (statement: string): string => createHash('sha256').update(statement).digest('hex')

export const liveQueries = (): LiveQuery[] =>
  (Object.entries(QUERIES) as [LiveQueryName, Known][]).map(([name, { counts: _, ...q }]) => ({
    name,
    ...q,
    digest: digestOf(q.statement),
  }))

/**
 * Asks one query for the bureau over a period.
 * @returns numerator, denominator and the figure with two digits; the figure is null where there was nothing to measure
 */
export async function askLive(
  tx: Tx,
  bureauId: string,
  query: LiveQueryName,
  span: { from: string; to: string; today: string; now: Date },
): Promise<LiveValue> {
  const known = QUERIES[query]
  const params = known.counts ? [bureauId, span.from, span.to] : rateParams(bureauId, span)
  const [row] = await tx.query<{ good: number; of: number | null }>(known.statement, params)
  const { good = 0, of = null } = row ?? {}
  return {
    query,
    statement: digestOf(known.statement),
    from: span.from,
    to: span.to,
    asOf: span.now.toISOString(),
    numerator: good,
    denominator: of,
    value: of === null ? String(good) : of === 0 ? null : String(quotient(BigInt(good) * 100n, BigInt(of))),
  }
}
