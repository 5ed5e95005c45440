/** The commands of the figures. */
import type { Command } from 'commander'
import { JSON_FLAG, withInstallation } from './cli-common.ts'

export function addStatisticsCommands(program: Command): void {
  const statistics = program.command('statistics').description('统计 · the figures')
  statistics
    .command('verify')
    .description('由台账重新计算统计，逐行核对 · recompute the figures from the ledger and compare every row')
    .option('--bureau <slug>', '只核对一个单位 · one bureau only')
    .option(...JSON_FLAG)
    .action((o: { bureau?: string; json?: boolean }) =>
      withInstallation(async (i) => {
        const { runStatisticsVerify } = await import('./statistics.ts')
        return runStatisticsVerify(i, o.bureau)
      }, o.json ?? false),
    )
  statistics
    .command('rebuild')
    .description('清空统计，由记录重新统计 · empty the figures and count anew')
    .option('--bureau <slug>', '只重建一个单位 · one bureau only')
    .option(...JSON_FLAG)
    .action((o: { bureau?: string; json?: boolean }) =>
      withInstallation(async (i) => {
        const { runStatisticsRebuild } = await import('./statistics.ts')
        return runStatisticsRebuild(i, o.bureau)
      }, o.json ?? false),
    )
}
