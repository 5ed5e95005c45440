/** `huiyin learn-categories`: has one bureau, or all, learn its categories now. */
import { type Learned, learnCategories } from '../classify/index.ts'
import { refuse } from '../kernel/errors/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** @throws OperatorError `not_found` for a bureau that is not there */
export async function runLearnCategories(
  i: Installation,
  slug?: string,
): Promise<{ json: { bureaus: ({ bureau: string } & Learned)[] }; text: string }> {
  const all = await i.bureau.directory.all()
  const chosen = slug === undefined ? all : all.filter((b) => b.slug === slug)
  if (slug !== undefined && chosen.length === 0) throw new OperatorError(refuse('not_found'))
  const bureaus: ({ bureau: string } & Learned)[] = []
  for (const b of chosen) {
    bureaus.push({ bureau: b.slug, ...(await learnCategories(i.cases, b.bureauId, i.clock.now())) })
  }
  const lines = bureaus.map((b) =>
    b.branches > 0
      ? `${b.bureau}: 由 ${b.letters} 件学得 ${b.branches} 个分支，${b.seconds.toFixed(1)} s · branches learned`
      : `${b.bureau}: 已分类的只有 ${b.letters} 件，不足以学习，按类别名称和职责清单建议 · too few letters with a category; names and duty list serve`,
  )
  return { json: { bureaus }, text: lines.join('\n') }
}
