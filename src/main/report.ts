/** `huiyin report`: the figures of a month or year as .docx, without saving a version. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { writeDocx } from '../disclosurepackage/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { type ReportDoc, reportOf, type Wanted } from '../reports/index.ts'
import type { Output } from './cli-common.ts'
import { type Installation, OperatorError } from './installation.ts'

export interface ReportAsk {
  month?: string
  year?: string
  out: string
  bureau?: string
  outside?: boolean
}

/** @throws OperatorError `not_found` for an unknown bureau, `input.required` for no period or no choice, `reports.period` */
export async function runReport(i: Installation, ask: ReportAsk): Promise<Output> {
  const all = await i.bureau.directory.all()
  const period = ask.month ?? ask.year
  if (period === undefined || (ask.month !== undefined && ask.year !== undefined))
    throw new OperatorError(refuse('input.required', { field: 'period' }))
  const wanted: Wanted = {
    kind: ask.month === undefined ? 'year' : 'month',
    period,
    audience: ask.outside ? 'outside' : 'inside',
  }
  const slugs = all.filter((b) => ask.bureau === undefined || b.slug === ask.bureau)
  let chosen: { received: number; doc: ReportDoc } | null = null
  for (const { bureauId } of slugs) {
    const made = await reportOf(
      { pool: i.database.app, directory: i.bureau.directory },
      { bureauId, unitId: null, accountId: null, roles: ['auditor'] },
      wanted,
      { advice: '', other: '' },
      i.clock.now(),
    )
    if (isRefusal(made)) throw new OperatorError(made)
    // Where several bureaus share an installation and none is named: the one that received most.
    if (!chosen || made.received > chosen.received) chosen = made
  }
  if (!chosen) throw new OperatorError(refuse('not_found'))
  const { doc } = chosen
  const file = await writeDocx(doc)
  const out = path.resolve(ask.out)
  await writeFile(out, file)
  return {
    json: { ok: true, title: doc.title, out, bytes: file.length },
    text: `${doc.title} → ${out}（草稿，未经审定 · a draft, not approved）`,
  }
}
