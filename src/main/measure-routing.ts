/** `huiyin measure-routing`: how the suggestions of the unit would have done on matters that are answered. */
import { refuse } from '../kernel/errors/index.ts'
import { isRefusal } from '../kernel/errors/refusal.ts'
import { interval } from '../oversight/index.ts'
import { measureRouting, type RoutingMeasure } from '../routing/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** @throws OperatorError `not_found` for a bureau that is not there */
export async function runMeasureRouting(
  i: Installation,
  o: { bureau?: string; most?: string },
): Promise<{ json: { bureaus: ({ bureau: string } & RoutingMeasure)[] }; text: string }> {
  const all = await i.bureau.directory.all()
  const chosen = o.bureau === undefined ? all : all.filter((b) => b.slug === o.bureau)
  if (chosen.length === 0 && o.bureau !== undefined) throw new OperatorError(refuse('not_found'))
  const bureaus: ({ bureau: string } & RoutingMeasure)[] = []
  for (const { slug, bureauId } of chosen) {
    const measured = await measureRouting(i.cases, bureauId, o.most ? Number(o.most) : undefined)
    if (isRefusal(measured)) throw new OperatorError(measured)
    bureaus.push({ bureau: slug, ...measured })
  }
  return { json: { bureaus }, text: bureaus.map(textOf).join('\n') }
}

function textOf({ bureau, ...m }: { bureau: string } & RoutingMeasure): string {
  const share = (s: { of: number; all: number }) => {
    const range = interval(s.of, s.all)
    return range ? `${s.of}/${s.all} (${range.low}–${range.high} %)` : '0/0'
  }
  const { returns: r } = m
  return [
    `${bureau}: ${m.matters} 件已答复 answered；首选 first ${share(m.top1)}，前三 first three ${share(m.top3)}，无建议 none ${m.silent}`,
    `  首选的把握 strength of the first: ${Object.entries(m.byStrength)
      .map(([name, s]) => `${name} ${share(s)}`)
      .join('，')}`,
    `  退回后改派 given back ${r.matters}：首选即最后承办 first would have been right ${r.avoided}，首选不是退回的单位 would have warned ${r.warned}`,
  ].join('\n')
}
