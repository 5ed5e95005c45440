/** Units as the administrator sees and changes them. */
import {
  type BureauFacts,
  type Command,
  changeUnit,
  saveUnits,
  type UnitChange,
  type UnitInfo,
  unitVersions,
} from '../../bureau/index.ts'
import { uuidv7 } from '../../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { type Tx, withTx } from '../../kernel/postgres/connect.ts'
import { digestOf, type PlannedRow, type TableRow } from '../../tables/index.ts'
import type { UnitBlockers, UnitRow } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'
import { bureauToday, inForce, itemsOf } from '../lists/code-lists.ts'
import { accountsByUnit, hasOpenWork, mattersOf } from './store.ts'
import { planUnits } from './unit-table.ts'

const SHOWN = 20

/** All units, closed ones too, by code. */
export async function readUnits(deps: AdministrationDeps, bureauId: string): Promise<UnitRow[]> {
  const facts = await factsOf(deps, bureauId)
  const [versions, accounts] = await withTx(
    deps.bureau.pool,
    { bureau: bureauId },
    (tx) => Promise.all([unitVersions(tx, bureauId), accountsByUnit(tx, bureauId)]),
    { readOnly: true },
  )
  const above = new Map<string, BureauFacts | null>()
  for (const u of facts.units.values()) {
    if (u.superiorBureauId && !above.has(u.superiorBureauId)) {
      above.set(u.superiorBureauId, await deps.bureau.directory.byId(u.superiorBureauId))
    }
  }
  return [...facts.units.values()].map((u) => {
    const superior = u.superiorBureauId ? above.get(u.superiorBureauId) : null
    const unit = u.superiorUnitId ? superior?.units.get(u.superiorUnitId) : null
    return {
      unitId: u.unitId,
      parentId: u.parentId,
      code: u.code,
      name: u.name,
      kind: u.kind,
      seats: [...u.seats],
      superior: superior && unit ? { bureau: superior.bureau.name, unit: unit.name } : null,
      active: u.active,
      version: versions.get(u.unitId) ?? 1,
      accounts: accounts.get(u.unitId) ?? 0,
    }
  })
}

export async function factsOf(deps: AdministrationDeps, bureauId: string): Promise<BureauFacts> {
  const facts = await deps.bureau.directory.byId(bureauId)
  if (!facts) throw new Error(`bureau ${bureauId} is not known`)
  return facts
}

const openWork = (deps: AdministrationDeps, bureauId: string, unitId: string): Promise<boolean> =>
  withTx(deps.bureau.pool, { bureau: bureauId, system: true }, (tx) => hasOpenWork(tx, bureauId, unitId), {
    readOnly: true,
  })

/** What keeps a unit from being closed, shown before it is tried. Refuses `bureau.unknown_unit`. */
export async function blockersOf(
  deps: AdministrationDeps,
  session: Command['session'],
  unitId: string,
): Promise<UnitBlockers | Refusal> {
  const { bureauId } = session
  deps.bureau.directory.invalidate(bureauId)
  const { units } = await factsOf(deps, bureauId)
  if (!units.has(unitId)) return refuse('bureau.unknown_unit')
  const context = { bureau: bureauId, unit: session.unitId, account: session.accountId }
  const [accounts, matters] = await withTx(
    deps.bureau.pool,
    context,
    (tx) => Promise.all([accountsByUnit(tx, bureauId), mattersOf(tx, bureauId, unitId, SHOWN)]),
    { readOnly: true },
  )
  return {
    children: [...units.values()].filter((u) => u.parentId === unitId && u.active).length,
    accounts: accounts.get(unitId) ?? 0,
    openWork: await openWork(deps, bureauId, unitId),
    matters,
  }
}

/** Changes, moves, closes or opens a unit. Refuses what `changeUnit` refuses, and `bureau.unit_has_open_work`. */
export function changeUnitOf(
  deps: AdministrationDeps,
  command: Command,
  unitId: string,
  change: UnitChange,
): Promise<UnitInfo | Refusal> {
  const { bureauId } = command.session
  return changeUnit(deps.bureau, command, unitId, change, async () =>
    (await openWork(deps, bureauId, unitId)) ? refuse('bureau.unit_has_open_work') : undefined,
  )
}

const kindsOf = async (deps: AdministrationDeps, tx: Tx, bureauId: string, now: Date) => {
  const today = await bureauToday(deps.bureau, bureauId, now)
  return (await itemsOf(tx, bureauId, 'unit-kind')).filter((k) => inForce(k, today))
}

/** What a table of units would do. Nothing is written. */
export async function previewUnits(
  deps: AdministrationDeps,
  bureauId: string,
  now: Date,
  table: readonly TableRow[],
): Promise<PlannedRow[]> {
  deps.bureau.directory.invalidate(bureauId)
  const { units } = await factsOf(deps, bureauId)
  const kinds = await withTx(
    deps.bureau.pool,
    { bureau: bureauId },
    (tx) => kindsOf(deps, tx, bureauId, now),
    {
      readOnly: true,
    },
  )
  return planUnits(table, [...units.values()], kinds, (code) => `new:${code}`).rows
}

/** Carries out what the preview showed, or nothing. Refuses `table.has_problems`, `table.preview_outdated`. */
export async function importUnits(
  deps: AdministrationDeps,
  command: Command,
  table: readonly TableRow[],
  digest: string,
): Promise<{ added: number; changed: number } | Refusal> {
  const { bureauId } = command.session
  const { now } = command
  const kinds = await withTx(
    deps.bureau.pool,
    { bureau: bureauId },
    (tx) => kindsOf(deps, tx, bureauId, now),
    {
      readOnly: true,
    },
  )
  const ids = new Map<string, string>()
  const newId = (code: string): string => {
    const id = ids.get(code) ?? uuidv7(now)
    ids.set(code, id)
    return id
  }
  return saveUnits(deps.bureau, command, [digest], (units) => {
    const plan = planUnits(table, units, kinds, newId)
    const problems = plan.rows.reduce((n, r) => n + r.problems.length, 0)
    if (problems > 0) return refuse('table.has_problems', { details: { count: problems } })
    return digestOf(plan.rows) === digest ? plan.units : refuse('table.preview_outdated')
  })
}
