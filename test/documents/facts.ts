/** What documents are merged from, all made up. */
import type { PaperFacts } from '../../src/documents/contract.ts'

const R22 = (article: string) => `《信访工作条例》${article}`

export const FACTS: PaperFacts = {
  number: 'DEMO-X2026-000012',
  class: 'claim-31-6',
  procedure: 'petition',
  regulation: 'R22',
  channel: '来信',
  receivedOn: '2026-03-02',
  acceptedOn: '2026-03-05',
  today: '2026-03-25',
  subject: '演示路路灯长期不亮',
  demands: [
    {
      text: '修好演示路中段的三盏路灯',
      result: '支持',
      words: '经现场查看，三盏路灯因电缆老化不亮，已更换电缆并恢复照明。',
      basis: '《城市道路照明管理的演示规定》第十二条',
    },
    {
      text: '说明两个月没有修好的原因',
      result: '解释说明',
      words: '报修后等待电缆到货，未及时告知，我单位已向您说明情况。',
      basis: null,
    },
  ],
  organ: '演示县城市管理局',
  imprintBy: '演示县城市管理局办公室',
  bureau: '演示县信访局',
  superior: '演示县人民政府复查复核办公室',
  toUnit: '演示县城市管理局',
  given: {
    reason: '该事项正在人民法院审理',
    route: 'court',
    routeLabel: '人民法院',
    days: 30,
    opinion: '经调查核实，您反映的路灯不亮情况属实。',
    result: '支持',
    words: '请于核实后直接答复信访人',
    trigger: '无正当理由超期',
    date: '2026-03-24',
    bureau: '演示市信访局',
    redoDays: null,
    finished: null,
  },
  limits: {
    notice: { length: '15日', article: R22('第二十三条第三款') },
    objection: { length: '5个工作日', article: R22('第二十三条第三款') },
    handling: { length: '60日', article: R22('第三十四条') },
    handlingUntil: '2026-05-04',
    review: { length: '30日', article: R22('第三十五条') },
    reReview: { length: '30日', article: R22('第三十六条第一款') },
    reviewAnswer: { length: '30日', article: R22('第三十五条') },
  },
  served: { title: '信访事项处理意见书', number: '演城管信答〔2026〕3号' },
}

/** The same where no limit is verified: a bureau's own values stand over the law's. */
export const WITHOUT_LIMITS: PaperFacts = {
  ...FACTS,
  given: { ...FACTS.given, days: null },
  limits: {
    notice: null,
    objection: null,
    handling: null,
    handlingUntil: null,
    review: null,
    reReview: null,
    reviewAnswer: null,
  },
}
