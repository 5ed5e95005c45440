/** The name of another department, left from the document that was copied (R-E-01). */
import { type Facts, type Ledger, type ReadParagraph, relation, span } from '../reading.ts'

const ENDING = '(?:局|委员会|办公室|委|厅)'
const NAME = new RegExp(`[\\u4e00-\\u9fff]{2,20}?${ENDING}`, 'g')
/** What is said of the department whose document it is. */
const OWN =
  /^(?:机关|本级)?(?:20\d\d年(?:度)?)?(?:部门|单位)?(?:收入|支出|机关运行经费|政府采购|“三公”|三公|财政拨款|一般公共预算|部门决算|部门预算|预算|决算|基本支出|项目支出)|^(?:是|为)[\u4e00-\u9fff]{0,8}(?:政府|党委|县委|区委|市委|省委)[\u4e00-\u9fff]{0,4}(?:工作|组成|直属|派出)/

export function checkEntities(paragraphs: readonly ReadParagraph[], facts: Facts, ledger: Ledger): void {
  const own = facts.entity
  const place = own && /^(.{1,8}?[省市县区旗州])/.exec(own)?.[1]
  if (!own || !place) return
  const text = paragraphs.map((p) => p.text).join('\n')
  const times = (name: string) => text.split(name).length - 1
  if (times(own) < 2) return
  for (const p of paragraphs) {
    for (const m of p.text.matchAll(NAME)) {
      const at = m[0].lastIndexOf(place)
      if (at < 0) continue
      const name = m[0].slice(at)
      const [start, end] = [m.index + at, m.index + m[0].length]
      if (own.includes(name) || name.includes(own) || name.length <= place.length + 1) continue
      if (!OWN.test(p.text.slice(end))) continue
      // A document of several bodies names each of them again and again.
      if (times(name) > 1 || times(own) <= times(name)) continue
      ledger.write(
        relation(
          'R-E-01',
          'entity',
          span(p, { start }, { end: Math.min(p.text.length, end + 16) }),
          name,
          own,
          false,
          {
            severity: 'review',
            shouldBe: own,
            note: { key: 'entity', values: { name, own } },
          },
        ),
      )
    }
  }
}
