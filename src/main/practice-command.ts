/** The options of `huiyin practice`. */
import type { Command } from 'commander'
import { JSON_FLAG, withInstallation } from './cli-common.ts'

export function addPracticeCommands(program: Command): void {
  const practice = program.command('practice').description('练习场 · the practice ground of a bureau')
  const verb = (name: 'fill' | 'reset', description: string) =>
    practice
      .command(name)
      .description(description)
      .requiredOption('--bureau <slug>', '真实的机构，练习场是它的 · the real bureau whose ground it is')
      .option(...JSON_FLAG)
      .action((o: { bureau: string; json?: boolean }) =>
        withInstallation(async (i) => {
          const { runPractice } = await import('./practice.ts')
          return runPractice(i, { verb: name, bureau: o.bureau })
        }, o.json ?? false),
      )
  verb('fill', '开设并填好；中断后再次运行会接着做 · open and fill it; broken off and run again it goes on')
  verb(
    'reset',
    '清空后重新填好，账号和已通过的任务保留 · clear and fill anew; accounts and passed tasks stay',
  )
}
