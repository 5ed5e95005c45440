/** The options of `huiyin package build|check|sets`. */
import { type Command, InvalidArgumentError } from 'commander'
import type { Installation } from './installation.ts'

type Output = { json: unknown; text: string; exitCode?: number }
type Within = (work: (i: Installation) => Promise<Output>, json: boolean) => Promise<void>
interface Asked {
  bureau: string
  department: string
  year: number
  kind: 'budget' | 'final'
  out?: string
  json?: boolean
}

const kindOf = (text: string): Asked['kind'] => {
  if (text === 'budget' || text === 'final') return text
  throw new InvalidArgumentError('budget 或 final · budget or final')
}
const yearOf = (text: string): number => {
  if (/^20\d{2}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('须为四位年份 · a year of four digits is needed')
}

export function addPackageCommands(program: Command, within: Within): void {
  const packages = program
    .command('package')
    .description('预决算公开材料 · the package of a published budget or final account')
  for (const verb of ['build', 'check'] as const) {
    const writes = verb === 'build'
    const command = packages
      .command(verb)
      .description(
        writes ? '生成全部文件并自查 · write all files and check them' : '只自查 · check only, write nothing',
      )
      .requiredOption('--bureau <slug>', '机构 · bureau')
      .requiredOption('--department <code>', '部门代码 · code of the department')
      .requiredOption('--year <year>', '年度 · year', yearOf)
      .requiredOption('--kind <kind>', 'budget 预算，final 决算', kindOf)
      .option('--json', '只输出一个 JSON 值 · print one JSON value')
    if (writes) command.requiredOption('--out <folder>', '写到哪个文件夹 · folder to write to')
    command.action((o: Asked) =>
      within(async (i) => (await import('./package.ts')).packageCommand(i, o), o.json ?? false),
    )
  }
  packages
    .command('sets')
    .description('查看或导入表套 · show the sets of tables, or load a file of them')
    .requiredOption('--bureau <slug>', '机构 · bureau')
    .option('--file <file>', '.json；不给则列出现有的 · none: show the sets as they are')
    .option('--dry-run', '只检查，不写入 · check only, write nothing', false)
    .option('--json', '只输出一个 JSON 值 · print one JSON value')
    .action((o: { bureau: string; file?: string; dryRun: boolean; json?: boolean }) =>
      within(async (i) => (await import('./package.ts')).setsCommand(i, o), o.json ?? false),
    )
}
