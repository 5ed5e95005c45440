/** 名词解释: the terms a text uses, and each functional item of its tables (R-X-10). */
import type { Writing } from '../asking.ts'
import type { Block } from '../document.ts'
import { text, wholeName } from './parts.ts'

const TERMS: readonly { term: string; meaning: string; kinds: readonly ('budget' | 'final')[] }[] = [
  { term: '财政拨款收入', meaning: '指单位从同级财政部门取得的财政预算资金。', kinds: ['budget', 'final'] },
  {
    term: '其他收入',
    meaning: '指除财政拨款收入、上级补助收入、事业收入、经营收入、附属单位上缴收入以外的各项收入。',
    kinds: ['budget', 'final'],
  },
  {
    term: '年初结转和结余',
    meaning: '指以前年度尚未完成、结转到本年仍按原规定用途继续使用的资金，以及以前年度的结余。',
    kinds: ['final'],
  },
  {
    term: '年末结转和结余',
    meaning: '指单位结转到下年或以后年度继续使用的资金，以及本年度的结余。',
    kinds: ['final'],
  },
  {
    term: '基本支出',
    meaning: '指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。',
    kinds: ['budget', 'final'],
  },
  {
    term: '项目支出',
    meaning: '指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。',
    kinds: ['budget', 'final'],
  },
  {
    term: '“三公”经费',
    meaning:
      '指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。其中，因公出国（境）费反映单位公务出国（境）的国际旅费、国外城市间交通费、住宿费、伙食费、培训费、公杂费等支出；公务用车购置及运行维护费反映单位公务用车车辆购置支出（含车辆购置税）及租用费、燃料费、维修费、过路过桥费、保险费等支出；公务接待费反映单位按规定开支的各类公务接待（含外宾接待）支出。',
    kinds: ['budget', 'final'],
  },
  {
    term: '机关运行经费',
    meaning:
      '指为保障行政单位（含参照公务员法管理的事业单位）运行用于购买货物和服务的各项资金，包括办公及印刷费、邮电费、差旅费、会议费、福利费、日常维修费、专用材料及一般设备购置费、办公用房水电费、办公用房取暖费、办公用房物业管理费、公务用车运行维护费以及其他费用。',
    kinds: ['budget', 'final'],
  },
]

export function glossary(w: Writing): Block[] {
  const stage = w.m.kind === 'final' ? w.m.accounts.final : w.m.accounts.budget
  const items = stage.spending.lines.filter((l) => l.level === 3)
  const terms = TERMS.filter((t) => t.kinds.includes(w.m.kind)).map((t) => `${t.term}：${t.meaning}`)
  const codes = items.map((l) => {
    const said = w.ask({
      key: `detail/use-${l.code}`,
      topic: 'detail',
      label: `${l.code}${l.name}的用途（可不填）`,
      because: '',
      required: false,
    })
    return `${l.code}${wholeName(stage.spending.lines, l.code)}：${said === '' ? `指用于${l.name.replace(/支出$/, '')}的支出。` : said}`
  })
  return [...terms, ...codes].map((words, i) => text(`${i + 1}、${words}`))
}
