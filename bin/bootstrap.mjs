// The only part that runs on the system's Node (18 or newer): brings the dependencies up to date, finds the pinned
// runtime among them, builds the desk when its sources changed, and hands over.
//
//   node bin/bootstrap.mjs start [options]     what `npm start` runs
//   node bin/bootstrap.mjs test [vitest args]  what `npm test` runs
//   node bin/bootstrap.mjs cli <command> ...   what bin/huiyin runs
//
// Whatever it has to say goes to stderr: stdout belongs to the command.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const inProject = (...parts) => path.join(project, ...parts)
const say = (text) => process.stderr.write(`${text}\n`)
const fail = (text) => {
  say(`huiyin: ${text}`)
  process.exit(1)
}

// ---- dependencies ----

const installMarker = inProject('node_modules', '.huiyin-installed')

function lockHash() {
  const hash = createHash('sha256').update(readFileSync(inProject('package-lock.json')))
  return hash.update(`${process.platform}-${process.arch}`).digest('hex')
}

/** An install made by hand (`npm install`) counts when npm's own record of it agrees with the lock file. */
function installedByHand() {
  try {
    const read = (...parts) => JSON.parse(readFileSync(inProject(...parts), 'utf8')).packages
    const wanted = read('package-lock.json')
    const present = read('node_modules', '.package-lock.json')
    const needed = Object.keys(wanted).filter((name) => name !== '' && !wanted[name].optional)
    return (
      needed.every((name) => present[name]) &&
      Object.keys(present).every((name) => wanted[name] && wanted[name].version === present[name].version)
    )
  } catch {
    return false
  }
}

function ensureInstalled() {
  const hash = lockHash()
  if (existsSync(installMarker) && readFileSync(installMarker, 'utf8') === hash && findRuntime()) return
  if (!installedByHand() || !findRuntime()) {
    say('huiyin: installing dependencies (npm ci) ...')
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
    const done = spawnSync(npm, args, {
      cwd: project,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    })
    if (done.error)
      fail(`npm cannot be run (${done.error.message}); install npm, or run "npm ci" in ${project}`)
    if (done.signal) process.exit(130)
    if (done.status !== 0) fail(`npm ci failed (${done.status}); is the package registry reachable?`)
  }
  writeFileSync(installMarker, hash)
}

// ---- the pinned runtime ----

/** Why: src/kernel/config/runtime.ts. */
const RUNTIME_FLAGS = ['--no-maglev']

/** Node as a package of the lock file; where there is none for the platform, the system's if it is new enough. */
function findRuntime() {
  const pinned = inProject('node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(pinned)) return pinned
  const pinnedHere = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
  return !pinnedHere && Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : null
}

function runtime() {
  const found = findRuntime()
  if (found) return found
  return fail(
    `there is no pinned Node for ${process.platform}-${process.arch}, and this one is ${process.version}: ` +
      'install Node 24 or newer and try again',
  )
}

// ---- the desk ----

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== 'dist') yield* filesUnder(file)
    } else if (entry.isFile()) yield file
  }
}

/** The desk shares contracts and procedure tables with the server, so those sources count too. */
function deskHash() {
  const hash = createHash('sha256').update(readFileSync(inProject('package-lock.json')))
  for (const folder of ['web/desk', 'src']) {
    for (const file of filesUnder(inProject(folder))) {
      if (/\.(test|integration)\.tsx?$/.test(file)) continue
      hash.update(`\0${path.relative(project, file)}\0`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

function ensureDesk() {
  if (!existsSync(inProject('web', 'desk', 'index.html'))) return
  const marker = inProject('dist', 'desk', '.sources')
  const hash = deskHash()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return
  say('huiyin: building the desk ...')
  const vite = inProject('node_modules', 'vite', 'bin', 'vite.js')
  const target = inProject('dist', 'desk')
  const args = [
    vite,
    'build',
    inProject('web', 'desk'),
    '--outDir',
    target,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]
  const built = spawnSync(runtime(), [...RUNTIME_FLAGS, ...args], { cwd: project, stdio: ['ignore', 2, 2] })
  if (built.signal) process.exit(130)
  if (built.status !== 0) fail('the desk could not be built (see above)')
  mkdirSync(target, { recursive: true })
  writeFileSync(marker, hash)
}

// ---- handing over ----

/** Process id of the npm that started us, whether or not its shell stands between; null when npm did not. */
function npmAbove() {
  if (process.env.npm_lifecycle_event === undefined) return null
  try {
    const isShell = /^[^\0]*sh\0-c\0/.test(readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8'))
    if (!isShell) return process.ppid
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return process.ppid
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs the pinned runtime to its end and gives the exit code.
 *
 * Ctrl-C in a terminal reaches every process of the group, npm passes it on once more, and a signal sent to this
 * process alone reaches nobody else: so each is passed on, once per second at most, and the command counts repeats
 * within two seconds as one (src/kernel/config/shutdown.ts). File descriptor 3 is a pipe that closes when this
 * process is killed; under npm, the death of npm ends the command too.
 */
function handOver(args, extraEnv = {}) {
  return new Promise((resolve) => {
    // What the runtime makes of the sources is kept for the next start; where it cannot be, it goes on without.
    const cache = inProject('node_modules', '.cache', 'huiyin')
    // Threads that wait for the disk: notices are files, each synced, and those that wait at the same time share one flush.
    const threads = { UV_THREADPOOL_SIZE: '16' }
    const env = { NODE_COMPILE_CACHE: cache, ...threads, ...process.env, ...extraEnv, HUIYIN_LIFELINE: '3' }
    const child = spawn(runtime(), [...RUNTIME_FLAGS, ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
      env,
    })
    let passedOn = 0
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (Date.now() - passedOn < 1000) return
        passedOn = Date.now()
        child.kill(signal)
      })
    }
    const launcher = npmAbove()
    const watch = setInterval(() => {
      if (launcher === null || npmAbove() === launcher) return
      clearInterval(watch)
      child.kill('SIGTERM')
    }, 250)
    child.on('error', (error) => fail(`${runtime()} cannot be run: ${error.message}`))
    child.on('exit', (code, signal) => {
      clearInterval(watch)
      for (const known of SIGNALS) process.removeAllListeners(known)
      const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }
      resolve(signal ? 128 + (numbers[signal] ?? 1) : (code ?? 1))
    })
  })
}

// ---- tests ----

function findChromium() {
  const named = process.env.HUIYIN_CHROMIUM
  if (named) return existsSync(named) ? named : null
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ]
  // The one made for no window takes a quarter less of the processor for the same pages.
  for (const name of [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]) {
    for (const folder of folders) {
      if (folder && existsSync(path.join(folder, name))) return path.join(folder, name)
    }
  }
  return null
}

function hasJourneys() {
  if (!existsSync(inProject('e2e'))) return false
  for (const file of filesUnder(inProject('e2e'))) if (file.endsWith('.e2e.ts')) return true
  return false
}

async function test(args) {
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs')
  // With a path or a filter only those tests are wanted; with options alone the whole check runs with them.
  if (args.some((arg) => !arg.startsWith('-'))) return handOver([vitest, 'run', ...args])
  const outcomes = []
  // Written by test/failures.ts, and told again at the close, where it is looked for.
  const failures = path.join(tmpdir(), `huiyin-failures-${process.pid}.txt`)
  process.on('exit', () => rmSync(failures, { force: true }))
  const step = async (name, command, env) => {
    say(`\nhuiyin: ${name} ...`)
    const code = await handOver(command, { ...env, HUIYIN_FAILURES: failures })
    outcomes.push([name, code === 0 ? 'passed' : `FAILED (${code})`])
    // 128 and more: stopped by a signal, nothing further is wanted.
    if (code > 128) process.exit(code)
    return code === 0
  }
  const tsc = inProject('node_modules', 'typescript', 'bin', 'tsc')
  let good = await step('types', [tsc, '-p', project])
  // The desk is checked with the browser's own types.
  good = (await step('types of the desk', [tsc, '-p', inProject('web', 'desk')])) && good
  const biome = [
    inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
    'check',
    '--diagnostic-level=error',
  ]
  good = (await step('format and lint', [...biome, project])) && good
  good = (await step('tests', [vitest, 'run', ...args])) && good
  if (hasJourneys()) {
    const chromium = findChromium()
    const required = process.env.CI === 'true' || process.env.HUIYIN_REQUIRE_BROWSER === '1'
    if (chromium) {
      const journeys = [vitest, 'run', '--config', inProject('vitest.e2e.config.ts')]
      good = (await step('browser journeys', journeys, { HUIYIN_CHROMIUM: chromium })) && good
    } else {
      const what = 'no Chromium found: install chromium, or name one in HUIYIN_CHROMIUM'
      outcomes.push(['browser journeys', required ? `FAILED (${what})` : `SKIPPED (${what})`])
      if (required) good = false
    }
  }
  if (existsSync(failures)) say(`\nhuiyin: what failed:\n\n${readFileSync(failures, 'utf8')}`)
  say('')
  for (const [name, outcome] of outcomes) say(`huiyin: ${name}: ${outcome}`)
  return good ? 0 : 1
}

// ---- what was asked ----

const [mode, ...args] = process.argv.slice(2)
if (!['start', 'test', 'cli'].includes(mode))
  fail('usage: bootstrap.mjs start | test [vitest args] | cli <command>')
ensureInstalled()
const cli = inProject('src', 'main', 'cli.ts')
if (mode === 'test') {
  ensureDesk()
  process.chdir(project)
  process.exit(await test(args))
}
const command = mode === 'start' ? ['start', ...args] : args
if (command[0] === 'start' && !command.includes('--help')) ensureDesk()
process.exit(await handOver([cli, ...command]))
