/** The check over a whole file of letters with their replies: how often each question is answered how. Pure. */
import type { PlainDate } from '../kernel/calendar/index.ts'
import { gramsOf, type Rarity } from '../samematter/index.ts'
import { checkWords } from './check.ts'
import { TOO_SHORT, tellCopied } from './compare.ts'
import { type FindingView, QUESTIONS, type Question, type Verdict } from './contract.ts'
import { bandsOf, resemblance, runsOf } from './copied.ts'

export interface Answered {
  id: string
  subject: string
  body: string
  reply: string
  /** Day of the reply. */
  on: PlainDate
}

export interface Distribution {
  replies: number
  questions: {
    question: Question
    verdicts: Record<Verdict, number>
    /** Replies by the code of the reason. */
    reasons: Record<string, number>
  }[]
  /** Replies by the number of questions somebody should look at. */
  looks: number[]
}

/** How many letters of the file hold a pair. */
export function rarityIn(all: readonly Pick<Answered, 'subject' | 'body'>[]): Rarity {
  const held = new Map<string, number>()
  for (const { subject, body } of all)
    for (const gram of gramsOf(`${subject}\n${body}`)) held.set(gram, (held.get(gram) ?? 0) + 1)
  return { all: all.length, heldBy: (gram) => held.get(gram) ?? 0 }
}

/** Checks every reply, each compared with those before and after it in the file that share a band. */
export function checkAll(all: readonly Answered[]): Map<string, FindingView[]> {
  const runs = all.map((a) => runsOf(a.reply))
  const bands = runs.map(bandsOf)
  const holders = new Map<string, number[]>()
  bands.forEach((of, i) => {
    for (const band of of) holders.set(band, [...(holders.get(band) ?? []), i])
  })
  const rarity = rarityIn(all)
  return new Map(
    all.map((a, i) => {
      const others = new Set(bands[i]!.flatMap((band) => holders.get(band)!))
      others.delete(i)
      const compared = [...others].map((j) => ({
        alike: resemblance(runs[i]!, runs[j]!),
        matter: { matterId: all[j]!.id, number: all[j]!.id },
      }))
      const copied = bands[i]!.length === 0 ? TOO_SHORT : tellCopied(compared)
      const asked = { subject: a.subject, body: a.body, demands: [] }
      return [a.id, checkWords(asked, { reply: a.reply, outcomes: [] }, a.on, rarity, copied)] as const
    }),
  )
}

export function distributionOf(checked: Iterable<readonly FindingView[]>): Distribution {
  const replies = [...checked]
  const looks = new Array<number>(QUESTIONS.length + 1).fill(0)
  for (const findings of replies) looks[findings.filter((f) => f.verdict === 'look').length]! += 1
  return {
    replies: replies.length,
    questions: QUESTIONS.map((question) => {
      const of = replies.map((findings) => findings.find((f) => f.question === question)!)
      const verdicts: Record<Verdict, number> = { found: 0, look: 0, none: 0 }
      const reasons: Record<string, number> = {}
      for (const f of of) {
        verdicts[f.verdict] += 1
        for (const code of new Set(f.reasons.map((r) => r.code))) reasons[code] = (reasons[code] ?? 0) + 1
      }
      return { question, verdicts, reasons }
    }),
    looks,
  }
}
