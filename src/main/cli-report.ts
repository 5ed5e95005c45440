/** The command that writes a monthly or yearly report. */
import type { Command } from 'commander'
import { JSON_FLAG, withInstallation } from './cli-common.ts'

interface Options {
  month?: string
  year?: string
  out: string
  bureau?: string
  outside?: boolean
  json?: boolean
}

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .description(
      '生成月度或年度报告 .docx（草稿，不保存为版本）· write a monthly or yearly report as .docx, a draft',
    )
    .option('--month <yyyy-mm>', '月度报告 · a month')
    .option('--year <yyyy>', '年度报告 · a year')
    .requiredOption('--out <file>', '写到这个文件 · where to write it')
    .option(
      '--bureau <slug>',
      '单位；不写则取该时段来件最多的 · the bureau; left out, the one that received most',
    )
    .option(
      '--outside',
      '对外公开：小数字以区间列示，不含单位和附件 · for everybody: small numbers as intervals',
    )
    .option(...JSON_FLAG)
    .action((o: Options) =>
      withInstallation(async (i) => {
        const { runReport } = await import('./report.ts')
        return runReport(i, o)
      }, o.json ?? false),
    )
}
