/** Figures that were never filled in (R-E-02): a unit with nothing before it, where a sentence asks for a number. */
import { type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

const GAP =
  /(?:增加|减少|增长|下降|上升|降低|为|占|完成|合计|总计|共计|共|收入|支出|预算|决算|经费|费|安排|数)(?:了)?\s*(?:万元|亿元|个百分点|%)(?=\s*[，。；、）]|\s*$)|(?<=[，、；（]|接待|公务接待|来访)\s*(?:批次|人次)(?=[、，。；])/g
/** 单位：万元, （万元）, and words about the unit itself. */
const ABOUT_UNIT = /单位|精确|保留|金额单位|计量/
/** More than that is a text layer whose figures stand elsewhere. */
const MOST = 3

export function checkGaps(paragraphs: readonly ReadParagraph[], ledger: Ledger): void {
  const found = paragraphs.flatMap((p) =>
    p.quantities.length > 0 || /[，。；]/.test(p.text)
      ? [...p.text.matchAll(GAP)]
          .filter((m) => !ABOUT_UNIT.test(p.text.slice(Math.max(0, m.index - 12), m.index)))
          .map((m) => ({ p, m }))
      : [],
  )
  if (found.length > MOST) return
  for (const { p, m } of found) {
    const [start, end] = [Math.max(0, m.index - 12), Math.min(p.text.length, m.index + m[0].length + 8)]
    // Figures on lines of their own beside the sentence may be the ones it lacks.
    const beside = [paragraphs[p.index - 1], paragraphs[p.index + 1]].some(
      (x) => x && /^[-\d,.\s%]+$/.test(x.text.trim()),
    )
    if (beside || !/[，。；]/.test(p.text)) continue
    ledger.write(
      relation('R-E-02', 'coverage', span(p, { start }, { end }), m[0].trim(), '—', false, {
        severity: 'review',
        note: { key: 'gap' },
      }),
    )
  }
}
