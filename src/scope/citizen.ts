/**
 * The same hints for the person who writes: where else this may belong, in simple words, and a last day only where the
 * article was read and the day it counts from is known (docs/rules.md). They decide nothing and keep nobody from filing.
 * Pure; the words are looked at and kept nowhere.
 */
import { addDays, diffDays, isPlainDate, type PlainDate } from '../kernel/calendar/index.ts'
import { ROUTE_RULES, type Route, type RouteRule, scopeHints } from './rules.ts'

interface Label {
  zh: string
  en: string
}

/** What the person says has happened already; empty when not asked yet. */
export interface Happened {
  decided: 'agency' | 'asked' | 'court' | 'arbitration' | 'none' | 'unsure' | ''
  /** The day the decision became known, or the application arrived. */
  since: PlainDate | null
}

export interface CitizenLimit {
  label: Label
  basis: Label
  /** Last day by count, or the first day on which the step is open. */
  day: PlainDate
  kind: 'last' | 'from'
  passed: boolean
}

export interface CitizenRoute {
  route: Route
  title: Label
  /** Where to go, in one or two sentences. */
  how: Label
  basis: Label
  /** Words of the text that spoke for it. */
  found: string[]
  limits: CitizenLimit[]
}

const HOW: Record<Route, { title: Label; how: Label }> = {
  court: {
    title: { zh: '法院、检察院或公安机关', en: 'The court, the procuratorate or the police' },
    how: {
      zh: '已经起诉、判决或者立案的事，只有办案的机关能改变结果。请向该机关的诉讼服务中心或者信访窗口提出。',
      en: 'Once a court or the police have the case, only they can change the outcome. Turn to their service desk.',
    },
  },
  arbitration: {
    title: { zh: '仲裁', en: 'Arbitration' },
    how: {
      zh: '劳动、人事的争议一般先申请仲裁，农村土地承包的争议也可以仲裁。请问当地的劳动人事争议仲裁委员会、农村土地承包仲裁委员会。',
      en: 'Disputes over work and posts usually begin with arbitration; disputes over contracted farm land can go there too. Ask the arbitration commission of your county.',
    },
  },
  'party-appeal': {
    title: { zh: '党内申诉', en: 'Appeal within the Party' },
    how: {
      zh: '对党纪处分不服，向作出决定的党组织提出申诉。',
      en: 'An appeal against Party discipline goes to the Party organisation that decided.',
    },
  },
  review: {
    title: { zh: '行政复议，或者到法院起诉', en: 'Administrative review, or a suit in court' },
    how: {
      zh: '对行政机关的决定不服，可以向本级政府的行政复议机构申请复议，也可以到法院起诉。这两条路可以直接撤销或者改变决定。',
      en: 'Against a decision of an agency you can apply to the review office of its government, or sue. Only these can set the decision aside.',
    },
  },
  inaction: {
    title: { zh: '要求机关履行职责', en: 'Making an agency act' },
    how: {
      zh: '书面申请过、机关一直不办的，可以申请行政复议或者起诉，请求责令它履行职责。',
      en: 'If you applied in writing and the agency does nothing, you can ask for review or sue so that it must act.',
    },
  },
  misconduct: {
    title: { zh: '检举控告的保密通道', en: 'The protected channel for reports of misconduct' },
    how: {
      zh: '反映单位或者工作人员违纪违法的，请走检举控告通道：被反映的单位看不到、收不到，也查不到。',
      en: 'If an office or official broke rules or the law, use the protected channel: the unit you report can neither see, receive nor find it.',
    },
  },
}

const RULE_OF: ReadonlyMap<Route, RouteRule> = new Map(ROUTE_RULES.map((r) => [r.route, r]))

const SAID: Record<Happened['decided'], Route | null> = {
  agency: 'review',
  asked: 'inaction',
  court: 'court',
  arbitration: 'arbitration',
  none: null,
  unsure: null,
  '': null,
}

/** `months` later; the last day of a shorter month (《民法典》第二百零二条: no such day, then the month's last). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const first = month - 1 + months
  const y = year + Math.floor(first / 12)
  const m = (((first % 12) + 12) % 12) + 1
  for (let d = day; ; d--) {
    const made = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
    if (isPlainDate(made)) return made
  }
}

/**
 * The routes a text may belong to; what the person said comes first, then those with more words found. A report of
 * misconduct is hinted at whatever was decided.
 * @param today for "passed"; without it no day is worked out
 */
export function citizenRoutes(text: string, happened: Happened, today?: PlainDate): CitizenRoute[] {
  const hints = scopeHints(text)
  const said = SAID[happened.decided]
  const byWords = happened.decided === 'none' ? hints.filter((h) => h.rule.route === 'misconduct') : hints
  const rules = [...byWords]
  if (said && !rules.some((h) => h.rule.route === said)) {
    rules.unshift({ rule: RULE_OF.get(said)!, found: [] })
  }
  return rules
    .toSorted((a, b) => Number(b.rule.route === said) - Number(a.rule.route === said))
    .map(({ rule, found }) => ({
      route: rule.route,
      ...HOW[rule.route],
      basis: rule.basis,
      found,
      limits: rule.route === said ? limitsOf(rule, happened.since, today) : [],
    }))
}

function limitsOf(rule: RouteRule, since: PlainDate | null, today: PlainDate | undefined): CitizenLimit[] {
  // Not known from which day it counts: no limit is named, only that it may be short.
  if (since === null) return []
  return rule.limits.map(({ label, basis, count }) => {
    const day = count.unit === 'day' ? addDays(since, count.n) : addMonths(since, count.n)
    const passed = count.kind === 'last' && today !== undefined && diffDays(day, today) > 0
    return { label, basis, kind: count.kind, day, passed }
  })
}

export interface Danger {
  number: '110' | '119' | '120'
  label: Label
  found: string[]
}

const NEAR = '[^，。；！？\\n]{0,8}'
const DANGERS: readonly { number: Danger['number']; label: Label; words: RegExp }[] = [
  {
    number: '110',
    label: {
      zh: '有人正在伤害别人，或者您的安全受到威胁',
      en: 'Somebody is being hurt, or you are threatened',
    },
    words: new RegExp(
      `正在(?:打|砸|抢|持刀|强拆|行凶|施暴)|持刀|家暴|被(?:绑架|拘禁|关起来|软禁|跟踪)|扬言${NEAR}(?:杀|砍|报复)|要(?:杀|砍)(?:我|人)|非法拘禁|威胁${NEAR}(?:生命|性命|人身)`,
      'g',
    ),
  },
  {
    number: '119',
    label: { zh: '着火、漏气、有人被困', en: 'Fire, a gas leak, or somebody trapped' },
    words: new RegExp(
      `着火|起火|失火|燃气泄漏|煤气泄漏|天然气泄漏|漏气|有人被困|被困${NEAR}(?:电梯|水里|楼)|房(?:子|屋)${NEAR}(?:要塌|快塌|倒塌)|即将坍塌|爆炸`,
      'g',
    ),
  },
  {
    number: '120',
    label: {
      zh: '有人受伤、病危，或者不想活了',
      en: 'Somebody is hurt, very ill, or wants to end their life',
    },
    words:
      /不想活|想死|自杀|轻生|活不下去|跳楼|跳河|喝(?:了)?农药|昏迷|大出血|生命垂危|病危|休克|煤气中毒|食物中毒|触电/g,
  },
]

/** Signs of present danger in a text: a reason to show the emergency numbers first, and nothing else. */
export function dangersIn(text: string): Danger[] {
  const read = text.slice(0, 60_000)
  return DANGERS.flatMap(({ number, label, words }) => {
    const found = [...new Set([...read.matchAll(words)].map((m) => m[0]))].slice(0, 4)
    return found.length > 0 ? [{ number, label, found }] : []
  })
}
