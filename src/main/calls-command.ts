/** The options of `huiyin calls`. */
import type { Command } from 'commander'
import { JSON_FLAG, positive, withInstallation } from './cli-common.ts'

export function addCallsCommands(program: Command): void {
  const calls = program.command('calls').description('12345 来电 · calls of the hotline')
  calls
    .command('simulate')
    .description('向运行中的服务回放一天的来电 · play a day of calls against the running server')
    .option('--bureau <slug>', '机构，默认第一个 · bureau; default the first')
    .option('--calls <n>', '来电数 · calls', positive(true), '200')
    .option('--speed <x>', '几倍速，50 为半小时一天 · times real speed', positive(false), '50')
    .option('--hours <n>', '回放几小时 · hours of the day', positive(true), '24')
    .option('--agents <list>', '坐席分机，逗号分开 · extensions that answer', '8001,8002,8003,8004')
    .option(...JSON_FLAG)
    .action(
      (o: { bureau?: string; calls: string; speed: string; hours: string; agents: string; json?: boolean }) =>
        withInstallation(async (i) => {
          const { simulateCalls } = await import('./calls.ts')
          return simulateCalls(i, o)
        }, o.json ?? false),
    )
}
