/** The options of `huiyin accounts import|export|codes`. */
import { type Command, InvalidArgumentError } from 'commander'
import { JSON_FLAG, type Output, withInstallation } from './cli-common.ts'

const oneOf =
  <T extends string>(...values: readonly T[]) =>
  (text: string): T => {
    const found = values.find((v) => v === text)
    if (found !== undefined) return found
    throw new InvalidArgumentError(values.join(' / '))
  }
const yearOf = (text: string): number => {
  if (/^20\d{2}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('须为四位年份 · a year of four digits is needed')
}
const BUREAU = ['--bureau <slug>', '机构 · bureau'] as const
const DEPARTMENT = ['--department <code>', '部门代码 · code of the department'] as const
const DRY = ['--dry-run', '只预览，不写入 · preview only, write nothing', false] as const

type Run = typeof import('./accounts.ts')
const run = (work: (run: Run, i: Parameters<Run['importCommand']>[0]) => Promise<Output>, json?: boolean) =>
  withInstallation(async (i) => work(await import('./accounts.ts'), i), json ?? false)

export function addAccountsCommands(program: Command): void {
  const accounts = program.command('accounts').description('部门账目 · accounts of departments')
  accounts
    .command('import')
    .description('导入公开表格或导出的工作簿 · import official tables or an exported workbook')
    .argument('<file>', '.xlsx')
    .requiredOption(...BUREAU)
    .requiredOption(...DEPARTMENT)
    .requiredOption('--year <year>', '年度 · year', yearOf)
    .option('--unit <unit>', '表中没写单位时 · where the tables name none: yuan, wan', oneOf('yuan', 'wan'))
    .option(...DRY)
    .option(...JSON_FLAG)
    .action((file: string, o) => run((r, i) => r.importCommand(i, file, o), o.json))
  accounts
    .command('export')
    .description('导出一个年度的账 · export the accounts of a year')
    .requiredOption(...BUREAU)
    .requiredOption(...DEPARTMENT)
    .requiredOption('--year <year>', '年度 · year', yearOf)
    .requiredOption('--out <file>', '.xlsx')
    .option('--part <part>', 'official, entry, all', oneOf('official', 'entry', 'all'), 'all')
    .option('--unit <unit>', 'yuan, wan', oneOf('yuan', 'wan'), 'yuan')
    .option(...JSON_FLAG)
    .action((o) => run((r, i) => r.exportCommand(i, o), o.json))
  accounts
    .command('codes')
    .description('查看或导入一个年度的科目表 · show or load the list of codes of a year')
    .requiredOption(...BUREAU)
    .requiredOption('--year <year>', '年度 · year', yearOf)
    .requiredOption(
      '--kind <kind>',
      'functional 功能分类，economic 经济分类',
      oneOf('functional', 'economic'),
    )
    .option('--file <file>', '.xlsx, .csv；不给则列出现有的 · none: show the list as it is')
    .option(...DRY)
    .option(...JSON_FLAG)
    .action((o) => run((r, i) => r.codesCommand(i, o), o.json))
}
