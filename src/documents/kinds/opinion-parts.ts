/** What the three opinions have in common: what was asked, and the answer to each demand with its basis (R22 32). */
import type { PaperFacts } from '../contract.ts'
import { lines, numeral, stopped, unstopped } from '../words.ts'

/** 一、投诉请求 … 二、处理意见 …: one section for what was asked, one for each answer. */
export function answered(f: PaperFacts): string[] {
  const many = f.demands.length > 1
  const ofOne = f.demands.flatMap((d, i) => {
    const head = many ? [`（${numeral(i + 1)}）关于“${unstopped(d.text)}”`] : []
    const result = d.result ? [`处理结果：${d.result}。`] : []
    const basis = d.basis ? [`依据：${stopped(d.basis)}`] : []
    return [...head, ...lines(d.words).map(stopped), ...result, ...basis]
  })
  return ofOne
}

export function asked(f: PaperFacts): string[] {
  return f.demands.map((d, i) => (f.demands.length > 1 ? `${i + 1}．${stopped(d.text)}` : stopped(d.text)))
}

/** What a review decides; a revocation with the time in which the matter is handled again. */
export function decided(f: PaperFacts): string[] {
  const { result, redoDays } = f.given
  if (!result) return []
  const again = redoDays
    ? [`原办理机关、单位应当自收到本意见书之日起${redoDays}日内重新办理并书面答复信访人。`]
    : []
  return [stopped(`综上，本机关决定：${result}`), ...again]
}
