/** Years (R-Y-01): the year compared with is the one before the document's; headings bear the document's own year. */
import { type Facts, type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

const COMPARED =
  /(?:比|较|与|于|同)\s*(20\d\d)\s*年(?:度|初|末|底)?(?:（[^）]*）)?(?:[^，。；\d]{0,16}?)(?:相比|增加|减少|增长|下降|持平|一致|多|少)/g
const MONEY_WORDS = /经费|预算|决算|支出|收入|拨款|接待|用车|资产/
const HEADED =
  /^\s*(?:第[一二三四五六]部分|[一二三四五六七八九十]+、|\d+[.、])?\s*[^，。；]{0,30}?(20\d\d)\s*年(?:度)?[^，。；\d]{0,40}(?:预算|决算)[^，。；]{0,20}$/

export function checkYears(paragraphs: readonly ReadParagraph[], facts: Facts, ledger: Ledger): void {
  const { year } = facts
  if (year === null) return
  const right = paragraphs.filter((p) => headingYear(p) === year).length
  for (const p of paragraphs) {
    for (const m of p.text.matchAll(COMPARED)) {
      const said = Number(m[1])
      const from = Math.max(p.text.lastIndexOf('。', m.index), 0)
      // What is compared may stand in the sentence before.
      const sentence = p.text.slice(Math.max(0, m.index - 120), m.index + m[0].length + 20)
      if (
        !MONEY_WORDS.test(sentence) ||
        !p.quantities.some((q) => q.dim === 'money' && q.start >= m.index - 120)
      )
        continue
      // A sentence about another year, or with its own budget, compares with what it says.
      if (said === year || new RegExp(`${said + 1}\\s*年`).test(p.text.slice(from, m.index))) continue
      const ok = said === year - 1
      ledger.write(
        relation(
          'R-Y-01',
          'year',
          span(p, { start: m.index }, { end: Math.min(p.text.length, m.index + m[0].length + 12) }),
          String(said),
          String(year - 1),
          ok,
          {
            ...(ok
              ? {}
              : {
                  severity: Math.abs(said - year) <= 3 ? ('error' as const) : ('review' as const),
                  shouldBe: `${year - 1}年`,
                }),
            note: { key: 'year-compared', values: { year: String(year) } },
          },
        ),
      )
    }
    const said = headingYear(p)
    if (said === null) continue
    const ok = said === year
    ledger.write(
      relation(
        'R-Y-01',
        'year',
        span(p, { start: 0 }, { end: p.text.length }),
        String(said),
        String(year),
        ok,
        {
          ...(ok
            ? {}
            : {
                // One heading against many is a slip; where headings differ anyway, a person should look.
                severity: right >= 5 ? ('error' as const) : ('review' as const),
                shouldBe: `${year}年`,
              }),
          note: { key: 'year-heading', values: { year: String(year) } },
        },
      ),
    )
  }
}

/** The year that a heading bears; null for what is no heading, or speaks of another year on purpose. */
function headingYear(p: ReadParagraph): number | null {
  if (p.text.length > 60 || p.quantities.length >= 2) return null
  if (/上年|去年|批复|关于|通知|依据|根据/.test(p.text) || /\d{4}\s*[-—~至]\s*\d{4}/.test(p.text)) return null
  const m = HEADED.exec(p.text)
  return m ? Number(m[1]) : null
}
