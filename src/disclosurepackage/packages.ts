/**
 * Steps of a package: begun, its words saved and submitted by the finance officer, released or returned by the head, who
 * must be another person. What is released is written once and kept.
 */
import { createHash } from 'node:crypto'
import { audit, type Command, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { type Built, build, checkBuilt } from './build.ts'
import { compose, openQuestions } from './compose.ts'
import { FORMATS, type Kind, type State, type Step, type StepName } from './contract.ts'
import { materialOf, previousOf, type Wanted } from './material.ts'
import { contextOf, type PackageRoom } from './room.ts'
import { defaultSettings, findSet } from './sets.ts'
import {
  findPackage,
  findPackageOf,
  insertFile,
  insertPackage,
  listSets,
  type PackageRecord,
  updatePackage,
} from './store.ts'

const WAYS: Readonly<Record<StepName, { from: readonly State[]; role: 'finance' | 'bureau-head' }>> = {
  save: { from: ['draft', 'withdrawn'], role: 'finance' },
  submit: { from: ['draft', 'withdrawn'], role: 'finance' },
  return: { from: ['submitted'], role: 'bureau-head' },
  release: { from: ['submitted'], role: 'bureau-head' },
  withdraw: { from: ['released'], role: 'bureau-head' },
}

/** Steps open to these roles in a state. Pure. */
export const stepsOpen = (state: State, roles: readonly string[]): StepName[] =>
  (Object.keys(WAYS) as StepName[]).filter(
    (s) => WAYS[s].from.includes(state) && roles.includes(WAYS[s].role),
  )

interface Done {
  packageId: string
  version: number
  state: State
}

export const wantedOf = (p: PackageRecord): Wanted => ({
  departmentId: p.department_id,
  year: p.year,
  kind: p.kind,
  words: p.words,
  settings: p.settings,
})

/** Begins the package of a department, year and kind. @returns refusals `package.exists`, `package.no_accounts` */
export function createPackage(
  room: PackageRoom,
  command: Command,
  input: { departmentId: string; year: number; kind: Kind },
): Promise<Done | Refusal> {
  const { bureauId, accountId } = command.session
  return once(room.pool, command, ['create-package', input], async (tx) => {
    if (await findPackageOf(tx, bureauId, input)) return refuse('package.exists')
    const settings = defaultSettings(input.kind, input.year, await listSets(tx, bureauId))
    if (!(await materialOf(tx, bureauId, { ...input, words: {}, settings })))
      return refuse('package.no_accounts')
    const record = {
      package_id: uuidv7(command.now),
      department_id: input.departmentId,
      year: input.year,
      kind: input.kind,
      state: 'draft' as const,
      version: 1,
      words: {},
      settings,
      accounts_version: null,
      submitted_by: null,
      released_at: null,
    }
    await insertPackage(tx, bureauId, record, { at: command.now, accountId, what: 'create', reason: '' })
    return { packageId: record.package_id, version: 1, state: record.state }
  })
}

/**
 * Takes one step.
 * @returns refusals `not_found`, `access.denied`, `write.stale_version`, `package.wrong_state`, `package.incomplete`,
 * `package.errors`, `package.stale`, `package.same_person`, `package.no_accounts`, `input.invalid`
 */
export async function takeStep(
  room: PackageRoom,
  command: Command,
  packageId: string,
  step: Step,
): Promise<Done | Refusal> {
  const { session } = command
  const { role } = WAYS[step.step]
  if (!session.roles.includes(role)) return refuse('access.denied', { details: { roles: [role] } })
  // Documents are written and checked before the transaction that keeps them: that takes seconds, and holds nothing up.
  const ready = step.step === 'release' ? await readyFiles(room, command, packageId) : null
  if (ready && isRefusal(ready)) return ready
  return once(room.pool, command, ['package-step', packageId, step], async (tx) => {
    const before = await findPackage(tx, session.bureauId, packageId, true)
    if (!before) return refuse('not_found')
    if (before.version !== step.expectedVersion)
      return refuse('write.stale_version', { details: { version: before.version } })
    if (!WAYS[step.step].from.includes(before.state)) return refuse('package.wrong_state')
    const after = await afterStep(tx, command, before, step)
    if (isRefusal(after)) return after
    const { department: _, ...record } = { ...after, version: before.version + 1 }
    const reason = step.step === 'return' || step.step === 'withdraw' ? step.reason : ''
    const made = { at: command.now, accountId: session.accountId, what: step.step, reason }
    if (ready && !isRefusal(ready)) {
      if (ready.accountsVersion !== before.accounts_version) return refuse('package.stale')
      await updatePackage(tx, session.bureauId, record, made, ready.built.doc)
      for (const format of FORMATS) {
        const bytes = ready.built.files[format]
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        await insertFile(tx, session.bureauId, { packageId, version: record.version, format, bytes, sha256 })
      }
    } else await updatePackage(tx, session.bureauId, record, made)
    await audit(tx, {
      bureauId: session.bureauId,
      accountId: session.accountId,
      action: `disclosure-package.${step.step}`,
      details: { packageId, version: record.version },
      now: command.now,
    })
    return { packageId, version: record.version, state: record.state }
  })
}

async function afterStep(
  tx: Tx,
  command: Command,
  before: PackageRecord,
  step: Step,
): Promise<PackageRecord | Refusal> {
  const { bureauId, accountId } = command.session
  switch (step.step) {
    case 'save':
      return findSet(step.settings.tableSet, before.kind, before.year, await listSets(tx, bureauId))
        ? { ...before, words: step.words, settings: step.settings, state: 'draft' }
        : refuse('input.invalid', { field: 'tableSet' })
    case 'submit': {
      const material = await materialOf(tx, bureauId, wantedOf(before))
      if (!material) return refuse('package.no_accounts')
      const { questions, missing } = compose(material)
      const open = openQuestions(questions).map((q) => q.label)
      if (open.length > 0 || missing.length > 0)
        return refuse('package.incomplete', {
          details: { missing: [...missing.map((m) => m.figure), ...open] },
        })
      return {
        ...before,
        state: 'submitted',
        accounts_version: material.accounts.version,
        submitted_by: accountId,
      }
    }
    case 'return':
      return { ...before, state: 'draft', submitted_by: null }
    case 'release':
      return before.submitted_by === accountId
        ? refuse('package.same_person')
        : { ...before, state: 'released', released_at: command.now }
    case 'withdraw':
      return { ...before, state: 'withdrawn', submitted_by: null }
  }
}

interface Ready {
  built: Built
  accountsVersion: number
}

/** Written from the accounts as they are now and checked; refused while the check has errors. */
async function readyFiles(room: PackageRoom, command: Command, packageId: string): Promise<Ready | Refusal> {
  const { session } = command
  const found = await withTx(
    room.pool,
    contextOf(session),
    async (tx) => {
      const record = await findPackage(tx, session.bureauId, packageId)
      if (!record) return refuse('not_found')
      const material = await materialOf(tx, session.bureauId, wantedOf(record))
      return material
        ? { material, previous: await previousOf(tx, session.bureauId, wantedOf(record)) }
        : refuse('package.no_accounts')
    },
    { readOnly: true, isolation: 'repeatable read' },
  )
  if (isRefusal(found)) return found
  const built = await build(found.material)
  const check = await checkBuilt(built, found.previous ? await build(found.previous) : null)
  if (!check.releasable) {
    const errors = check.findings.filter((f) => f.severity === 'error').map((f) => f.note.zh)
    return refuse('package.errors', { details: { errors } })
  }
  return { built, accountsVersion: found.material.accounts.version }
}
