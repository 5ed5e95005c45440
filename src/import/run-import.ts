/** `huiyin import`: arguments in, exit code and output out. */
import { parseArgs } from 'node:util'
import { isRefusal, problemOf, type Refusal } from '../kernel/errors/index.ts'
import type { ImportDeps, ImportOutput, ImportReport } from './contract.ts'
import { IMPORT_PROCEDURES, importFile } from './import-file.ts'

export const IMPORT_USAGE =
  'huiyin import FILE.jsonl --bureau SLUG --procedure letter-box [--replay] [--dry-run] [--json]'

const usage = (message: string): ImportOutput => ({
  exitCode: 2,
  json: { ok: false, error: { code: 'cli.usage', message }, usage: IMPORT_USAGE },
  text: `${message}\n${IMPORT_USAGE}\n`,
})

const refused = (refusal: Refusal): ImportOutput => {
  const zh = problemOf(refusal, 'zh', '')
  const en = problemOf(refusal, 'en', '')
  return {
    exitCode: 1,
    json: {
      ok: false,
      error: { code: refusal.refused, zh: zh?.title, en: en?.title, details: refusal.details },
    },
    text: `${zh?.title}。${zh?.detail}\n${en?.title}. ${en?.detail}\n(${refusal.refused})\n`,
  }
}

/**
 * Imports a file of messages. Lines that cannot be taken are listed and do not make it fail.
 * @param args without the name of the command; `--json` is accepted and left to the caller to act on
 * @throws what the database throws; running it again goes on where it stopped
 */
export async function runImport(args: readonly string[], deps: ImportDeps): Promise<ImportOutput> {
  const options = {
    bureau: { type: 'string' },
    procedure: { type: 'string' },
    replay: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    return usage((error as Error).message)
  }
  const { values, positionals } = parsed
  const [file] = positionals
  if (file === undefined || positionals.length > 1) return usage('one FILE is needed')
  if (values.bureau === undefined) return usage('--bureau is needed')
  if (values.procedure === undefined) return usage('--procedure is needed')
  if (!IMPORT_PROCEDURES.includes(values.procedure)) {
    const choices = IMPORT_PROCEDURES.join(', ')
    return usage(`--procedure ${values.procedure}: 只能导入到 · letters are imported as one of: ${choices}`)
  }
  const report = await importFile(deps, {
    file,
    bureau: values.bureau,
    procedure: values.procedure,
    replay: values.replay ?? false,
    dryRun: values['dry-run'] ?? false,
  })
  return isRefusal(report) ? refused(report) : { exitCode: 0, json: report, text: textOf(report) }
}

const UNITS = { wd: ['个工作日', 'working days'], cal: ['日', 'days'], hour: ['小时', 'hours'] } as const

function textOf(r: ImportReport): string {
  const rows: [string, string, string | number | null][] = [
    ['读取', 'read', r.read],
    [r.dryRun ? '可登记' : '已登记', r.dryRun ? 'acceptable' : 'registered', r.registered],
    ['其中本次新增', 'of these, by this run', r.dryRun ? null : r.added],
    ['未收', 'rejected', r.rejected],
    ['已答复', 'replied', r.replied],
    ['未办结', 'open', r.open],
    ['缺日期，不计时', 'without dates, not timed', r.undated],
    ['按时答复', 'met the limit', r.metLimit],
    ['超期（含未办结）', 'overdue, open ones included', r.overdue],
    ['答复天数中位数', 'median days', r.medianDays],
    ['90% 在几天内', '90 % within days', r.p90Days],
    ['摘要', 'digest', r.digest],
  ]
  const lines = rows.flatMap(([zh, en, value]) => (value === null ? [] : [`${zh} / ${en}: ${value}`]))
  if (r.limit) {
    const [zh, en] = UNITS[r.limit.unit]
    lines.push(
      `时限 ${r.limit.ruleId}（${r.limit.length}${zh}，标记 ${r.limit.mark}）：${r.limit.basis.zh}`,
      `limit ${r.limit.ruleId} (${r.limit.length} ${en}, mark ${r.limit.mark}): ${r.limit.basis.en}`,
    )
  }
  for (const { line, reason } of r.rejects)
    lines.push(`✗ 第 ${line} 行 / line ${line}: ${reason.zh} / ${reason.en}`)
  if (r.rejectsLeftOut > 0) lines.push(`… 另有 ${r.rejectsLeftOut} 行 / ${r.rejectsLeftOut} more`)
  for (const s of r.stuck) lines.push(`○ ${s.number} (${s.state}): ${s.reason.zh} / ${s.reason.en}`)
  return `${lines.join('\n')}\n`
}
