/** Writes a composed package in its formats and has each checked as a stranger would check it. */
import { listedFigures } from '../accounts/index.ts'
import { type Report, readDisclosure, reportOn } from '../disclosure/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { LICENCE } from '../openness/index.ts'
import type { Material } from './asking.ts'
import { type Composed, compose, openQuestions } from './compose.ts'
import type { PackageCheck, PackageFinding } from './contract.ts'
import { writeDocx } from './write/docx.ts'
import { writeFiscal } from './write/fiscal.ts'
import { writeHtml } from './write/html.ts'
import { writeXlsx } from './write/xlsx.ts'

export interface Built extends Composed {
  files: { docx: Buffer; xlsx: Buffer; html: Buffer; zip: Buffer }
}

export async function build(m: Material): Promise<Built> {
  const composed = compose(m)
  const { doc } = composed
  const [docx, xlsx] = [await writeDocx(doc), await writeXlsx(doc, listedFigures(m.accounts, m.kind))]
  return {
    ...composed,
    files: {
      docx,
      xlsx,
      html: Buffer.from(writeHtml(doc)),
      zip: writeFiscal(m.exact ?? m.accounts, m.kind, { title: doc.title, licence: LICENCE.id }),
    },
  }
}

/** Every written format is read back and checked, last year's document beside it where there is one. */
export async function checkBuilt(b: Built, previous: Built | null): Promise<PackageCheck> {
  const before = previous ? await readDisclosure('previous.docx', previous.files.docx) : null
  let relations = 0
  let held = 0
  const findings: PackageFinding[] = []
  for (const format of ['docx', 'xlsx', 'html'] as const) {
    const source = await readDisclosure(`package.${format}`, b.files[format])
    if (isRefusal(source)) throw new Error(`the checker cannot read the ${format}: ${source.refused}`)
    const report: Report = reportOn(source, format === 'docx' && before && !isRefusal(before) ? before : null)
    relations += report.relations
    held += report.held
    for (const f of report.findings)
      findings.push({
        rule: f.rule,
        severity: f.severity,
        quote: f.quote,
        note: f.note,
        shouldBe: f.shouldBe ?? null,
        format,
      })
  }
  const open = openQuestions(b.questions).length + b.missing.length
  return {
    relations,
    held,
    findings,
    releasable: open === 0 && !findings.some((f) => f.severity === 'error'),
  }
}
