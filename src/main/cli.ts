/** The command line. Results go to stdout, everything else to stderr; `--json` prints one JSON value. */
import { Command, CommanderError } from 'commander'
import { ConfigError, homeOf } from '../kernel/config/config.ts'
import { addAccountsCommands } from './accounts-command.ts'
import { addCallsCommands } from './calls-command.ts'
import { benchCommands } from './cli-bench.ts'
import { JSON_FLAG, positive, print, withInstallation } from './cli-common.ts'
import { fileCommands } from './cli-files.ts'
import { addReportCommand } from './cli-report.ts'
import { addStatisticsCommands } from './cli-statistics.ts'
import { addPackageCommands } from './package-command.ts'
import { addPracticeCommands } from './practice-command.ts'

/** Below the list of commands: what all of them stand on. */
const SETTINGS = `
设置（环境变量）· settings, from the environment:
  HUIYIN_HOME   数据、密钥、附件所在的文件夹 · folder of data, keys and files
                现在 now: ${homeOf(process.env)}
  HUIYIN_PORT   端口，默认 8080，0 取任一空闲端口 · port, 8080 unless set; 0 takes any free one
  DATABASE_URL  外部 PostgreSQL，不写则用自带的 · an outside PostgreSQL; without it the embedded one
  其余见 docs/operator.md · the others are in docs/operator.md
`

const program = new Command('huiyin')
  .description('回音：信访和 12345 办理系统 · open system for letters and visits')
  .version('0.1.0')
  .showHelpAfterError()
  .addHelpText('after', SETTINGS)
  // Before the commands are added: they take it over. What commander finds wrong is told below like the rest.
  .exitOverride()

program
  .command('start')
  .description('启动服务，首次启动建立演示单位 · start the server, with a demo bureau on first run')
  .option('--no-demo', '不建立演示单位 · make no demo bureau')
  .option(...JSON_FLAG)
  .action(async (o: { demo: boolean; json?: boolean }) => {
    const { start } = await import('./start.ts')
    await start({ demo: o.demo, json: o.json ?? false })
  })

program
  .command('demo')
  .description('建立演示单位和数据 · make the demo bureau and its matters')
  .option(...JSON_FLAG)
  .action((o: { json?: boolean }) =>
    withInstallation(async (i) => {
      const { ensureDemo } = await import('./start.ts')
      const report = await ensureDemo(i)
      const accounts = report.accounts.map((a) => `  ${a.login.padEnd(16)} ${a.name}`).join('\n')
      return {
        json: report,
        text: `演示单位 demo bureau: ${report.bureau}\n密码 password: ${report.password}\n${accounts}\n`,
      }
    }, o.json ?? false),
  )

program
  .command('migrate')
  .description('把数据库升级到当前版本 · bring the database up to date')
  .option(...JSON_FLAG)
  .action((o: { json?: boolean }) =>
    withInstallation(async (i) => {
      const { schemaVersion } = await import('../kernel/postgres/migrate.ts')
      const version = await schemaVersion(i.database.owner)
      return { json: { version }, text: `数据库版本 schema version: ${version}` }
    }, o.json ?? false),
  )

program
  .command('import')
  .description('导入信件，可按历史时间重放 · import letters, optionally replayed on their own clock')
  .argument('<file>', 'JSONL: {id, citizen, subject, at, body, reply?, repliedAt?}')
  .requiredOption(
    '--bureau <slug>',
    '目标单位（重放时不存在则新建为模拟单位）· target bureau; --replay makes a new one as simulated',
  )
  .option('--procedure <id>', '程序 · procedure', 'letter-box')
  .option('--replay', '按记录中的时间走完整个流程 · drive each through the loop on its own clock', false)
  .option('--dry-run', '只检查和计数，不写入 · check and count only, write nothing', false)
  .option(...JSON_FLAG)
  .action(
    (
      file: string,
      o: { bureau: string; procedure: string; replay: boolean; dryRun: boolean; json?: boolean },
    ) =>
      withInstallation(async (i) => {
        const { runImport } = await import('../import/index.ts')
        const args = [file, '--bureau', o.bureau, '--procedure', o.procedure]
        if (o.replay) args.push('--replay')
        if (o.dryRun) args.push('--dry-run')
        return runImport(args, { cases: i.cases, room: i.bureau, clock: i.clock })
      }, o.json ?? false),
  )

const exchange = program
  .command('exchange')
  .description('与上级和相邻系统交换 · exchange with upper and neighbouring systems')
exchange
  .command('import')
  .description('导入对方系统导出的 .xlsx 或 .csv · import the export of another system')
  .argument('<file>', '.xlsx, .csv (UTF-8, GB18030)')
  .requiredOption('--bureau <slug>', '本单位 · our bureau')
  .requiredOption('--system <name>', '对方系统（先在交换页建立）· their system, as set up at the desk')
  .option('--dry-run', '只检查，不写入 · check only, register nothing', false)
  .option(...JSON_FLAG)
  .action((file: string, o: { bureau: string; system: string; dryRun: boolean; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runExchange } = await import('../exchange/index.ts')
      const { bureau, system, dryRun } = o
      return runExchange(i, { verb: 'import', file, bureau, system, dryRun })
    }, o.json ?? false),
  )
exchange
  .command('export')
  .description('生成回传文件 · write what goes back to the other system')
  .requiredOption('--bureau <slug>', '本单位 · our bureau')
  .requiredOption('--system <name>', '对方系统 · their system')
  .requiredOption('--out <file>', '写到哪里 · where to')
  .option(...JSON_FLAG)
  .action((o: { bureau: string; system: string; out: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runExchange } = await import('../exchange/index.ts')
      const { bureau, system, out } = o
      return runExchange(i, { verb: 'export', bureau, system, out })
    }, o.json ?? false),
  )

const notices = program.command('notices').description('短信和邮件通知 · notices by text message and mail')
notices
  .command('test')
  .description('给一个号码或邮箱发一条测试消息 · send one test message to a number or an e-mail address')
  .requiredOption('--to <address>', '手机号或邮箱 · telephone number or e-mail address')
  .option('--bureau <slug>', '以哪个单位的名义，默认第一个 · in whose name; default the first')
  .option(...JSON_FLAG)
  .action((o: { to: string; bureau?: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { testNotice } = await import('./notices.ts')
      return testNotice(i, o)
    }, o.json ?? false),
  )
notices
  .command('list')
  .description('列出未发成、待发或已发的通知，号码已遮盖 · what failed, waits or was sent; addresses masked')
  .option('--state <group>', 'failed | waiting | sent', 'failed')
  .option('--via <way>', 'sms | email')
  .option('--limit <n>', '最多几条，1 到 200 · at most, 1 to 200', '50')
  .option('--after <mark>', '接着上一页 · goes on from an earlier page')
  .option('--bureau <slug>', '哪个单位，默认第一个 · which bureau; default the first')
  .option(...JSON_FLAG)
  .action(
    (o: { bureau?: string; state: string; via?: string; limit: string; after?: string; json?: boolean }) =>
      withInstallation(async (i) => {
        const { listOfNotices } = await import('./notices.ts')
        return listOfNotices(i, o)
      }, o.json ?? false),
  )
notices
  .command('retry')
  .description('网关修好后，重发已放弃的通知 · send again what was given up, once the gateway is put right')
  .option('--bureau <slug>', '哪个单位，默认第一个 · which bureau; default the first')
  .option(...JSON_FLAG)
  .action((o: { bureau?: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { retryNotices } = await import('./notices.ts')
      return retryNotices(i, o)
    }, o.json ?? false),
  )

const account = program.command('account').description('账号 · accounts')
account
  .command('reset')
  .description(
    '管理员无法登录时：解锁、结束会话，可重置密码和动态验证码 · let somebody back in when no administrator can',
  )
  .argument('<login>', '账号 · account name')
  .requiredOption('--reason <words>', '原因，记入管理操作日志 · why; kept in the log of administrative acts')
  .option('--password', '生成一次性密码 · make a one-time password', false)
  .option('--second-factor', '取消动态验证码 · take the second factor away', false)
  .option(...JSON_FLAG)
  .action((login: string, o: { reason: string; password: boolean; secondFactor: boolean; json?: boolean }) =>
    withInstallation(async (i) => {
      const { resetAccount } = await import('./account.ts')
      const { reason, password, secondFactor } = o
      return resetAccount(i, { login, reason, password, secondFactor })
    }, o.json ?? false),
  )

program
  .command('places')
  .description('载入本单位的地图 · load a bureau’s map for the forms of the public')
  .argument('<file>', 'GeoJSON: FeatureCollection, name, kind (area, road, water, point), code, parent')
  .requiredOption('--bureau <slug>', '本单位 · our bureau')
  .requiredOption('--source <words>', '底图来源，显示在图旁 · whose map it is, shown beside it')
  .option('--datum <name>', 'CGCS2000, WGS84', 'CGCS2000')
  .option(...JSON_FLAG)
  .action((file: string, o: { bureau: string; source: string; datum: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runPlaces } = await import('../places/index.ts')
      const deps = { owner: i.database.owner, directory: i.bureau.directory, clock: i.clock }
      return runPlaces(deps, { file, bureau: o.bureau, datum: o.datum, source: o.source })
    }, o.json ?? false),
  )

program
  .command('reindex')
  .description('重建全文检索的索引 · build the index of words anew')
  .option('--bureau <slug>', '只重建一个单位 · one bureau only')
  .option(...JSON_FLAG)
  .action((o: { bureau?: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runReindex } = await import('./reindex.ts')
      return runReindex(i, o.bureau)
    }, o.json ?? false),
  )

program
  .command('learn-categories')
  .description(
    '由本单位已分类的来信学习类别建议（每周自动进行）· learn categories from the bureau’s letters; done weekly by itself',
  )
  .option('--bureau <slug>', '只学一个单位 · one bureau only')
  .option(...JSON_FLAG)
  .action((o: { bureau?: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runLearnCategories } = await import('./learn-categories.ts')
      return runLearnCategories(i, o.bureau)
    }, o.json ?? false),
  )

program
  .command('gather-topics')
  .description(
    '把来信归成热点（每五分钟自动进行）· gather letters into topics; done every five minutes by itself',
  )
  .option('--bureau <slug>', '只归一个单位 · one bureau only')
  .option('--anew', '重新归拢，人已决定的不动 · gather anew; what a person decided stays', false)
  .option(...JSON_FLAG)
  .action((o: { bureau?: string; anew: boolean; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runGatherTopics } = await import('./gather-topics.ts')
      return runGatherTopics(i, o)
    }, o.json ?? false),
  )

program
  .command('measure-routing')
  .description(
    '以往答复的事项，若按建议分派会怎样 · how the suggested units would have done on matters that are answered',
  )
  .option('--bureau <slug>', '只看一个单位 · one bureau only')
  .option('--most <n>', '最多看多少件，默认最新的 2000 件 · matters looked at, the newest', positive(true))
  .option(...JSON_FLAG)
  .action((o: { bureau?: string; most?: string; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runMeasureRouting } = await import('./measure-routing.ts')
      return runMeasureRouting(i, o)
    }, o.json ?? false),
  )

program
  .command('backup')
  .description('备份数据库和文件，运行中也可以 · back up database and files, also while the server runs')
  .argument('<folder>', '空文件夹 · an empty folder')
  .option(
    '--with-keys',
    '连同密钥（默认不含，请另行保管）· with the keyring, which is else kept apart',
    false,
  )
  .option(...JSON_FLAG)
  .action((folder: string, o: { withKeys: boolean; json?: boolean }) =>
    withInstallation(async (i) => {
      const { backup } = await import('./backup.ts')
      return backup(i, folder, o.withKeys)
    }, o.json ?? false),
  )

program
  .command('restore')
  .description('把备份恢复到空的 HUIYIN_HOME 和空数据库 · restore into an empty HUIYIN_HOME and database')
  .argument('<folder>', '备份文件夹 · the backup')
  .option('--keys <folder>', '另行保管的密钥所在的文件夹 · folder of the keyring that was kept apart')
  .option(...JSON_FLAG)
  .action(async (folder: string, o: { keys?: string; json?: boolean }) => {
    const { restore } = await import('./backup.ts')
    print(await restore(process.env, folder, o.keys ?? null), o.json ?? false)
  })

program
  .command('verify')
  .description('核验账本、投影和封印 · verify ledger, projections and seals')
  .option('--bureau <slug>', '只核验一个单位 · one bureau only')
  .option('--seals <path...>', '外部留存的封印文件或文件夹 · seals held elsewhere')
  .option(...JSON_FLAG)
  .action((o: { bureau?: string; seals?: string[]; json?: boolean }) =>
    withInstallation(async (i) => {
      const { runVerify } = await import('../ledgerkeeping/index.ts')
      const args = [
        ...(o.bureau ? ['--bureau', o.bureau] : []),
        ...(o.seals ?? []).flatMap((path) => ['--seals', path]),
      ]
      return runVerify(args, {
        pool: i.database.owner,
        keyring: i.keyring,
        filesRoot: i.cases.filesRoot,
        home: i.config.home,
      })
    }, o.json ?? false),
  )

program
  .command('verify-receipt')
  .description('离线核验回执 · verify a receipt offline')
  .argument('<file>')
  .option('--key <file>', '单位公布的公钥文件 · published keys')
  .option(...JSON_FLAG)
  .action(async (file: string, o: { key?: string; json?: boolean }) => {
    const { runVerifyReceipt } = await import('../ledgerkeeping/index.ts')
    print(runVerifyReceipt([file, ...(o.key ? ['--key', o.key] : [])]), o.json ?? false)
  })

program
  .command('procedures')
  .description('列出程序表并检查 · list the procedure tables and check them')
  .argument('[id]', '只看一个 · one of them')
  .option(...JSON_FLAG)
  .action(async (id: string | undefined, o: { json?: boolean }) => {
    const { procedures } = await import('./procedures.ts')
    print(procedures(id), o.json ?? false)
  })

program
  .command('open311-key')
  .description('Open311 密钥：发放、吊销、列出 · issue, revoke or list keys of Open311')
  .requiredOption('--bureau <slug>', '机构 · bureau')
  .option('--add <name>', '发放给谁，密钥只显示这一次 · for whom; the key is shown this once')
  .option('--revoke <keyId>', '吊销 · revoke')
  .option(...JSON_FLAG)
  .action((o: { bureau: string; add?: string; revoke?: string; json?: boolean }) =>
    withInstallation(async (i) => (await import('./open311.ts')).open311Key(i, o), o.json ?? false),
  )

fileCommands(program)
addAccountsCommands(program)
addCallsCommands(program)
addReportCommand(program)
addStatisticsCommands(program)
addPackageCommands(program, withInstallation)
addPracticeCommands(program)
benchCommands(program)

/** Tells what went wrong: words on stderr, with `--json` one JSON value on stdout. @returns the exit code */
async function tell(error: unknown): Promise<number> {
  const json = process.argv.includes('--json')
  const say = (code: string, zh: string, en: string) => {
    const message = [zh, en].filter(Boolean).join(' · ')
    if (json) process.stdout.write(`${JSON.stringify({ ok: false, error: { code, message, zh, en } })}\n`)
  }
  if (error instanceof CommanderError) {
    // Help and version were asked for, and written. So were words on stderr for what was not understood.
    if (error.exitCode === 0) return 0
    const missing = error.code === 'commander.help'
    say('cli.usage', '', missing ? 'a command is needed' : error.message.replace(/^error: /, ''))
    return 2
  }
  const [{ codesOf }, { OperatorError }] = await Promise.all([
    import('./messages.ts'),
    import('./installation.ts'),
  ])
  const said = codesOf(error)
  if (!said) process.stderr.write(`${(error as Error)?.stack ?? error}\n`)
  const { code, zh, en } = said ?? { code: 'failed', zh: String((error as Error)?.message ?? error), en: '' }
  process.stderr.write(`${[zh, en].filter(Boolean).join('\n')}\n`)
  say(code, zh, en)
  return error instanceof OperatorError || error instanceof ConfigError ? 2 : 1
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = await tell(error)
}
