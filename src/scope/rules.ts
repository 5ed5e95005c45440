/**
 * Which statutory route a letter may belong to (R22 31), by the words it uses. It names words and articles, decides
 * nothing, and is shown to the person who registers: whoever registers everything (R22 22) does so here too. Pure.
 */

interface Label {
  zh: string
  en: string
}

export type Route = 'court' | 'arbitration' | 'party-appeal' | 'review' | 'inaction' | 'misconduct'

/** A limit of another law. Only limits whose article was read in full stand here. */
export interface RouteLimit {
  label: Label
  basis: Label
  mark: 'V'
  /** How it counts from the day the act became known or the application arrived; `from`: the step opens then. */
  count: { n: number; unit: 'day' | 'month'; kind: 'last' | 'from' }
}

export interface RouteRule {
  route: Route
  label: Label
  basis: Label
  /** Class the matter would have. */
  class: string
  words: RegExp
  limits: RouteLimit[]
  advice: Label
}

const ASK_AT_ONCE: Label = {
  zh: '该途径可能有较短的期限，请告知本人尽快向受理机关询问。',
  en: 'Limits there can be short; tell the person to ask the competent body at once.',
}

export const ROUTE_RULES: readonly RouteRule[] = [
  {
    route: 'court',
    label: { zh: '诉讼（法院、检察院、公安程序）', en: 'Court, procuratorate or police procedure' },
    basis: {
      zh: '《信访工作条例》第二十二条第二款、第三十一条第一项',
      en: 'Regulations on Letters and Visits Work (2022), Arts. 22(2) and 31(1)',
    },
    class: 'claim-31-1',
    words:
      /法院|检察院|判决书?|裁定书?|起诉|上诉|再审|抗诉|一审|二审|终审|诉讼|强制执行|执行局|立案侦查|刑事案件|不予立案/g,
    limits: [],
    advice: ASK_AT_ONCE,
  },
  {
    route: 'arbitration',
    label: { zh: '仲裁', en: 'Arbitration' },
    basis: {
      zh: '《信访工作条例》第三十一条第二项',
      en: 'Regulations on Letters and Visits Work (2022), Art. 31(2)',
    },
    class: 'claim-31-2',
    words: /仲裁委?|劳动争议|劳动仲裁|人事争议|解除劳动合同|违法辞退|经济补偿金|土地承包经营纠纷/g,
    limits: [],
    advice: ASK_AT_ONCE,
  },
  {
    route: 'party-appeal',
    label: { zh: '党员申诉', en: 'Appeal of a Party member' },
    basis: {
      zh: '《信访工作条例》第三十一条第三项',
      en: 'Regulations on Letters and Visits Work (2022), Art. 31(3)',
    },
    class: 'claim-31-3',
    words: /党员申诉|开除党籍|留党察看|党纪处分|党内处分/g,
    limits: [],
    advice: ASK_AT_ONCE,
  },
  {
    route: 'review',
    label: { zh: '行政复议或行政诉讼', en: 'Administrative review or administrative suit' },
    basis: {
      zh: '《信访工作条例》第三十一条第四项',
      en: 'Regulations on Letters and Visits Work (2022), Art. 31(4)',
    },
    class: 'claim-31-4',
    words:
      /行政复议|行政诉讼|行政处罚|处罚决定书?|罚款决定|不予许可|行政许可|吊销(?:许可证|执照|驾驶证)|限期拆除|强制拆除|责令(?:改正|停产|拆除)|征收决定|征收补偿决定|工伤认定|不服[^，。；！？\n]{0,16}(?:决定|认定|处罚)/g,
    limits: [
      {
        label: {
          zh: '申请行政复议：自知道或者应当知道该行政行为之日起六十日内',
          en: 'Administrative review: within 60 days of learning of the act',
        },
        basis: { zh: '《行政复议法》第二十条', en: 'Administrative Review Law, art. 20' },
        mark: 'V',
        count: { n: 60, unit: 'day', kind: 'last' },
      },
      {
        label: {
          zh: '直接提起行政诉讼：自知道或者应当知道作出行政行为之日起六个月内',
          en: 'Administrative suit: within six months of learning of the act',
        },
        basis: { zh: '《行政诉讼法》第四十六条', en: 'Administrative Litigation Law, art. 46' },
        mark: 'V',
        count: { n: 6, unit: 'month', kind: 'last' },
      },
    ],
    advice: {
      zh: '从哪一天起算由复议机关或法院认定；请尽快告知本人。',
      en: 'The reviewing body or the court decides from which day; tell the person soon.',
    },
  },
  {
    route: 'inaction',
    label: {
      zh: '要求履行法定职责（查处、保护权利）',
      en: 'A duty to act: to investigate or protect rights',
    },
    basis: {
      zh: '《信访工作条例》第三十一条第五项',
      en: 'Regulations on Letters and Visits Work (2022), Art. 31(5)',
    },
    class: 'claim-31-5',
    words:
      /不作为|不履行[^，。；！？\n]{0,8}职责|拒不(?:履行|查处)|申请[^，。；！？\n]{0,20}(?:未|没有|不予)(?:答复|受理|处理)/g,
    limits: [
      {
        label: {
          zh: '行政机关接到申请两个月内不履行的，可以提起行政诉讼（另有规定的除外）',
          en: 'Suit when the organ has not acted within two months of the request, unless a law says otherwise',
        },
        basis: { zh: '《行政诉讼法》第四十七条', en: 'Administrative Litigation Law, art. 47' },
        mark: 'V',
        count: { n: 2, unit: 'month', kind: 'from' },
      },
    ],
    advice: {
      zh: '先看本人何时、向哪个机关书面申请过。',
      en: 'First see when and to which organ the person applied in writing.',
    },
  },
  {
    route: 'misconduct',
    label: { zh: '检举控告', en: 'Report of misconduct' },
    basis: {
      zh: '《信访工作条例》第二十二条第二款、第三十条',
      en: 'Regulations on Letters and Visits Work (2022), Arts. 22(2) and 30',
    },
    class: 'misconduct',
    words: /贪污|受贿|行贿|索贿|挪用公款|滥用职权|玩忽职守|徇私舞弊|以权谋私|侵吞集体/g,
    limits: [],
    advice: {
      zh: '如是检举控告，请改用“检举控告”程序登记：被反映的单位看不到，也查不到。',
      en: 'If it is a report of misconduct, register it under that procedure: the unit reported can neither see nor find it.',
    },
  },
]

export interface ScopeHint {
  rule: RouteRule
  /** Words of the text that spoke for it, each once, in their order; at most six. */
  found: string[]
}

const MOST_WORDS = 6
const MOST_TEXT = 60_000

/** The routes whose words the text uses, those with more words first; nothing means only that no word was found. */
export function scopeHints(text: string): ScopeHint[] {
  const read = text.slice(0, MOST_TEXT)
  return ROUTE_RULES.map((rule) => ({
    rule,
    found: [...new Set([...read.matchAll(rule.words)].map((m) => m[0]))].slice(0, MOST_WORDS),
  }))
    .filter((h) => h.found.length > 0)
    .sort((a, b) => b.found.length - a.found.length)
}
