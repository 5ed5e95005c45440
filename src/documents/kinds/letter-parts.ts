/** What letters between organs have in common. */
import type { PaperFacts } from '../contract.ts'
import { about, dateWords, stopped } from '../words.ts'

/** The matter as the unit needs it. Who asked is never named in a letter: the unit finds it where looks are logged. */
export function theMatter(f: PaperFacts): string[] {
  return [
    `${dateWords(f.receivedOn)}，信访人（姓名和联系方式见系统登记）通过${f.channel}提出${about(f)}信访事项（编号：${f.number}），主要请求如下：`,
    ...f.demands.map((d, i) => `${i + 1}．${stopped(d.text)}`),
  ]
}

/** The limits the unit is bound by from its receipt of the letter; only those that are verified. */
export function organLimits(f: PaperFacts): string[] {
  const { notice, objection, handling } = f.limits
  const out: string[] = []
  if (notice)
    out.push(
      `请自收到之日起${notice.length}内书面告知信访人接收情况以及处理途径和程序（${notice.article}）。`,
    )
  if (objection)
    out.push(
      `认为不属于本单位职权范围的，应当自收到之日起${objection.length}内提出异议并详细说明理由，经我局核实同意后交还相关材料（${objection.article}）。`,
    )
  if (handling) out.push(`决定受理的，应当自受理之日起${handling.length}内办结（${handling.article}）。`)
  return out.length > 0 ? [out.join('')] : []
}
