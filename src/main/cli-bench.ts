/** `huiyin bench`: every benchmark prints a ratio to a peer measured in the same run. */
import type { Command } from 'commander'
import { JSON_FLAG, positive, print } from './cli-common.ts'

export function benchCommands(program: Command): void {
  const bench = program.command('bench').description('基准测试 · benchmarks')
  bench
    .command('lifecycle')
    .description('登记、交办、签收、答复、办结、查询 · the whole cycle over HTTP')
    .option('--stored <n>', '预先存有的事项数 · matters stored beforehand', positive(true))
    .option('--seconds <s>', '每轮秒数 · seconds a round', positive(false))
    .option(...JSON_FLAG)
    .action(async (o: { stored?: string; seconds?: string; json?: boolean }) => {
      const { benchLifecycle } = await import('../../bench/lifecycle.ts')
      print(await benchLifecycle({ stored: o.stored, seconds: o.seconds }), o.json ?? false)
    })

  bench
    .command('desk')
    .description('列表、检索、事项页面 · lists, search and the page of a matter')
    .option(
      '--stored <n>',
      '预先存有的事项数，默认一百万 · matters stored beforehand, a million by default',
      positive(true),
    )
    .option(
      '--home <folder>',
      '保留所载数据的目录，再次运行时沿用 · folder in which what was loaded is kept and used again',
    )
    .option(...JSON_FLAG)
    .action(async (o: { stored?: string; home?: string; json?: boolean }) => {
      const { benchDesk } = await import('../../bench/desk.ts')
      print(await benchDesk({ stored: o.stored, home: o.home }), o.json ?? false)
    })

  bench
    .command('disclosure')
    .description('对照已知答案检查公开文件 · the checker of disclosures against known answers')
    .option('--data <folder>', '有 *.txt 和 *.checks.json 的文件夹 · folder with texts and answers')
    .option('--mutations <n>', '每份文件改动次数 · figures changed in each clean text', positive(true))
    .option(...JSON_FLAG)
    .action(async (o: { data?: string; mutations?: string; json?: boolean }) => {
      const { benchDisclosure } = await import('../../bench/disclosure.ts')
      print(await benchDisclosure({ data: o.data, mutations: o.mutations }), o.json ?? false)
    })

  bench
    .command('hotline')
    .description('一座城市一天的来电和工单，加速回放 · a day of a city at the hotline, faster than it was')
    .option('--calls <n>', '来电数，默认两万 · calls, 20,000 by default', positive(true))
    .option('--speed <x>', '几倍速，默认 50 · times real speed, 50 by default', positive(false))
    .option('--hours <n>', '回放几小时，默认 24 · hours of the day, 24 by default', positive(true))
    .option('--operators <n>', '话务员数，默认 90 · operators, 90 by default', positive(true))
    .option(...JSON_FLAG)
    .action(
      async (o: { calls?: string; speed?: string; hours?: string; operators?: string; json?: boolean }) => {
        const { benchHotline } = await import('../../bench/hotline.ts')
        print(await benchHotline(o), o.json ?? false)
      },
    )

  bench
    .command('insight')
    .description(
      '类别学习、同一事项检索、统计面板，与数据库自带全文检索对比 · learning, same matters and figures next to plain full text',
    )
    .option('--sizes <n,n>', '存有的事项数，默认 10000,100000,1000000 · matters stored')
    .option(
      '--home <folder>',
      '保留所载数据的目录，与 bench desk 共用 · folder in which what was loaded is kept, shared with bench desk',
    )
    .option('--labelled <file>', '.jsonl：tokens，level1')
    .option(...JSON_FLAG)
    .action(async (o: { sizes?: string; home?: string; labelled?: string; json?: boolean }) => {
      const { benchInsight } = await import('../../bench/insight.ts')
      print(await benchInsight(o), o.json ?? false)
    })

  bench
    .command('knowledge')
    .description('边输入边查知识库 · finding articles while typing')
    .option('--articles <n>', '知识条目数，默认五万 · articles, 50,000 by default', positive(true))
    .option(...JSON_FLAG)
    .action(async (o: { articles?: string; json?: boolean }) => {
      const { benchKnowledge } = await import('../../bench/knowledge.ts')
      print(await benchKnowledge({ articles: o.articles }), o.json ?? false)
    })

  bench
    .command('messages')
    .description('通过 SMPP 群发短信 · a campaign of text messages through SMPP')
    .option('--people <n>', '收信人数，默认两万 · people, 20,000 by default', positive(true))
    .option(...JSON_FLAG)
    .action(async (o: { people?: string; json?: boolean }) => {
      const { benchMessages } = await import('../../bench/messages.ts')
      print(await benchMessages({ people: o.people }), o.json ?? false)
    })

  bench
    .command('portal')
    .description(
      '公众页面：速度、大小、慢手机上的首屏，以及提交 · pages of the portal, their weight, first paint, filing',
    )
    .option(
      '--stored <n>',
      '预先存有的事项数，默认一百万 · matters stored beforehand, a million by default',
      positive(true),
    )
    .option('--seconds <s>', '每轮秒数 · seconds a round', positive(false))
    .option(
      '--home <folder>',
      '保留所载数据的目录，再次运行时沿用 · folder in which what was loaded is kept and used again',
    )
    .option(...JSON_FLAG)
    .action(async (o: { stored?: string; seconds?: string; home?: string; json?: boolean }) => {
      const { benchPortal } = await import('../../bench/portal.ts')
      print(await benchPortal(o), o.json ?? false)
    })
}
