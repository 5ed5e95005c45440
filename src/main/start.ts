/** `huiyin start`: the server with a living demo bureau on first run. */
import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEMO_BUREAUS, fillDemo, gatherDemoTopics } from '../demo/index.ts'
import { readConfig } from '../kernel/config/config.ts'
import { onShutdown } from '../kernel/config/shutdown.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { drainOutbox } from '../kernel/jobs/index.ts'
import { sealBureau } from '../ledgerkeeping/index.ts'
import { type Installation, OperatorError, openInstallation } from './installation.ts'
import { type Claim, claimHome } from './running.ts'
import { jobHandlers, jobsOf, startServer } from './server.ts'

interface DemoFile {
  password: string
  filled: boolean
}

const demoFile = (home: string) => path.join(home, 'demo.json')

function readDemoFile(home: string): DemoFile | null {
  return existsSync(demoFile(home)) ? (JSON.parse(readFileSync(demoFile(home), 'utf8')) as DemoFile) : null
}

function writeDemoFile(home: string, content: DemoFile): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(demoFile(home), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
}

/** Letters and digits that are not mistaken for one another. */
const PLAIN = 'abcdefghjkmnpqrstuvwxyz23456789'
const newPassword = () => `demo-${Array.from({ length: 8 }, () => PLAIN[randomInt(PLAIN.length)]).join('')}`

export interface DemoReport {
  bureau: string
  matters: number
  accounts: { login: string; roles: string[]; name: string }[]
  password: string
}

/** Makes and fills the demo, or goes on where it was cut off. Each installation has a password of its own. */
export async function ensureDemo(i: Installation): Promise<DemoReport> {
  const { home } = i.config
  const file = readDemoFile(home) ?? { password: newPassword(), filled: false }
  const accounts = DEMO_BUREAUS.flatMap((b) => b.accounts).map(({ login, roles, name }) => ({
    login,
    roles,
    name,
  }))
  const report = (matters: number) => ({ bureau: 'demo', matters, accounts, password: file.password })
  if (file.filled) return report(0)
  // The password is kept before the accounts are made with it: a start that is cut off loses nothing.
  writeDemoFile(home, file)
  const deps = { cases: i.cases, bureau: i.bureau, owner: i.database.owner }
  const { bureauId, matters } = await fillDemo(deps, i.clock.now(), file.password)
  const jobs = jobsOf(i, `http://${i.config.host}:${i.config.port}`)
  await drainOutbox({
    worker: i.database.worker,
    handlers: jobHandlers(jobs),
    clock: i.clock,
    log: i.log,
  })
  await gatherDemoTopics(deps, bureauId, i.clock.now())
  await sealDemo(i)
  writeDemoFile(home, { ...file, filled: true })
  return report(matters)
}

/** The first seal: what is drawn by lot (the follow-up's sample) needs one after the days it asks about. */
async function sealDemo(i: Installation): Promise<void> {
  const { home, sealCopy } = i.config
  const seal = { app: i.cases.app, keyring: i.keyring, home, sealCopy }
  const demo = new Set(DEMO_BUREAUS.map((b) => b.slug))
  for (const b of await i.bureau.directory.all())
    if (demo.has(b.slug)) await sealBureau(seal, b.bureauId, i.clock.now())
}

/** An installation with bureaus of its own gets no demo unless it has one already. */
async function wantsDemo(i: Installation): Promise<boolean> {
  if (readDemoFile(i.config.home)) return true
  return (await i.bureau.directory.all()).length === 0
}

/**
 * Starts the server of the home named in the environment and returns when it is ready. What was opened is closed again
 * when it does not come to that.
 * @throws OperatorError (`start.already_running`, `start.port_taken`, `start.cannot_listen`), and what
 * `openInstallation` throws
 */
export async function start(o: { demo: boolean; json: boolean }): Promise<void> {
  const { home, host, port } = readConfig(process.env)
  const claim = await claimHome(home, `http://${host}:${port}`)
  if (isRefusal(claim)) throw new OperatorError(claim)
  try {
    const i = await openInstallation({ logToStderr: true })
    try {
      await run(i, claim, o)
    } catch (error) {
      await i.close()
      throw error
    }
  } catch (error) {
    claim.release()
    throw error
  }
}

async function run(i: Installation, claim: Claim, o: { demo: boolean; json: boolean }): Promise<void> {
  const began = performance.now()
  const demo = o.demo && (await wantsDemo(i)) ? await ensureDemo(i) : null
  const server = await startServer(i)
  claim.listening(server.address)
  onShutdown({
    drain: async (reason) => {
      i.log.info({ reason }, 'stopping')
      await server.stop().finally(() => claim.release())
    },
    onError: (error) => i.log.error({ error: String(error) }, 'did not stop cleanly'),
  })
  const milliseconds = Math.round(performance.now() - began)
  const { address } = server
  if (o.json) {
    const ready = { ready: true, desk: `${address}/desk/`, portal: `${address}/`, milliseconds, demo }
    process.stdout.write(`${JSON.stringify(ready)}\n`)
    return
  }
  process.stdout.write(welcome(address, demo))
}

function welcome(address: string, demo: DemoReport | null): string {
  const lines = [
    '',
    '  回音 Huiyin 已启动 · is ready',
    '',
    `  群众门户 portal   ${address}/`,
    `  工作台   desk     ${address}/desk/`,
  ]
  if (demo) {
    lines.push('', `  演示账号 demo accounts (密码 password: ${demo.password})`)
    for (const a of demo.accounts) lines.push(`    ${a.login.padEnd(16)} ${a.name}`)
  }
  lines.push('', '  Ctrl-C 停止 · stops it', '')
  return `${lines.join('\n')}\n`
}
