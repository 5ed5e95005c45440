/** Two bureaus, a county and the city above it, with what is needed to drive matters through the loop. Names are made up. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createBureau, createBureauRoom } from '../../src/bureau/index.ts'
import { openContent } from '../../src/cases/content.ts'
import type { MatterDoc } from '../../src/cases/engine/doc.ts'
import { type Actor, CITIZEN } from '../../src/cases/engine/world.ts'
import { fireAction } from '../../src/cases/fire-action.ts'
import { type CaseJobsDeps, caseJobHandlers } from '../../src/cases/jobs/index.ts'
import type { RoleName } from '../../src/cases/procedures/format.ts'
import { type RegisterInput, registerMatter } from '../../src/cases/register-matter.ts'
import { type Caller, type CommandResult, keyOf } from '../../src/cases/run.ts'
import { plainDateIn } from '../../src/kernel/calendar/index.ts'
import { settableClock } from '../../src/kernel/clock/clock.ts'
import { createKeyring, openKeyring } from '../../src/kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../../src/kernel/errors/refusal.ts'
import { type Drained, drainOutbox, type RelayDeps } from '../../src/kernel/jobs/index.ts'
import { fileAdapter } from '../../src/notices/index.ts'
import { createTestDatabase } from '../harness/database.ts'

const START = new Date('2026-03-02T02:00:00.000Z')
const name = (zh: string, en: string) => ({ zh, en })

function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result
}

export async function createWorld() {
  const database = await createTestDatabase()
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-jobs-'))
  granted(createKeyring(home, { now: START, databaseHasData: false }))
  const keyring = granted(openKeyring(home))
  const room = createBureauRoom({ pool: database.app, keyring, ttlMs: 0 })
  const bureau = async (slug: string) => {
    const made = await createBureau(
      room,
      { now: START },
      {
        slug,
        name: name(`${slug}信访局`, `${slug} bureau`),
        units: [
          { code: 'centre', name: name('接待科', 'Intake'), kind: 'office', seats: ['centre'] },
          { code: 'watch', name: name('督查科', 'Supervision'), kind: 'office', seats: ['supervisor'] },
          { code: 'review', name: name('复查科', 'Review'), kind: 'office', seats: ['reviewer'] },
          {
            code: 'town',
            name: name('镇', 'Town'),
            kind: 'township',
            children: [{ code: 'station', name: name('站', 'Station'), kind: 'office' }],
          },
          { code: 'lonely', name: name('孤立单位', 'Unit without superior'), kind: 'office' },
        ],
        accounts: [],
      },
    )
    const { bureauId } = granted(made)
    const facts = (await room.directory.byId(bureauId))!
    const units = Object.fromEntries([...facts.units.values()].map((u) => [u.code, u.unitId]))
    return { bureauId, slug, units }
  }
  const city = await bureau('city')
  const county = await bureau('county')
  const setSuperior = async (unitId: string, bureauId: string | null, superiorUnitId: string | null) => {
    await database.owner.query(
      'update units set superior_bureau_id = $2, superior_unit_id = $3 where unit_id = $1',
      [unitId, bureauId, superiorUnitId],
    )
    room.directory.invalidate()
  }
  // The town is reviewed by the county's own review unit, that one by the city's.
  await setSuperior(county.units.town!, null, county.units.review!)
  await setSuperior(county.units.review!, city.bureauId, city.units.review!)

  const clock = settableClock(START)
  const deps: CaseJobsDeps = {
    app: database.app,
    keyring,
    directory: room.directory,
    filesRoot: path.join(home, 'files'),
    clock,
    notices: fileAdapter(home),
    portalAddress: (slug) => `https://example.invalid/${slug}`,
    tellAddress: (slug) => `https://example.invalid/${slug}/tell-us`,
  }
  const relay = (more: Partial<RelayDeps> = {}): RelayDeps => ({
    worker: database.worker,
    handlers: caseJobHandlers(deps),
    clock,
    ...more,
  })

  const staff = (unitId: string, ...roles: RoleName[]): Actor => ({
    kind: 'account',
    id: randomUUID(),
    unitId,
    roles,
  })
  const caller = (bureauId: string, actor: Actor, key: string = randomUUID()): Caller => ({
    bureauId,
    actor,
    principal: actor.id ?? 'citizen',
    idempotencyKey: key,
    occurredAt: clock.now(),
    recordedAt: clock.now(),
  })
  const act = async (
    bureauId: string,
    matterId: string,
    actor: Actor,
    action: string,
    input: Record<string, unknown> = {},
    proceedingId = 'main',
  ): Promise<CommandResult> =>
    granted(await fireAction(deps, caller(bureauId, actor), { matterId, proceedingId, action, input }))

  const load = async (bureauId: string, matterId: string): Promise<MatterDoc> => {
    const { rows } = await database.owner.query(
      'select doc from matters where bureau_id = $1 and matter_id = $2',
      [bureauId, matterId],
    )
    return rows[0].doc as MatterDoc
  }
  /** Words of all contents of a matter by kind, opened as the program would. */
  const words = async (bureauId: string, matterId: string): Promise<{ kind: string; text: string }[]> => {
    const key = await database.owner.query('select kek_id, wrapped from matter_keys where matter_id = $1', [
      matterId,
    ])
    const { kek_id: kekId, wrapped } = key.rows[0]
    const { rows } = await database.owner.query(
      'select content_id, kind, cipher from contents where bureau_id = $1 and matter_id = $2 order by version, content_id',
      [bureauId, matterId],
    )
    const matterKey = keyOf(deps, bureauId, matterId, { kekId, wrapped })!
    return rows.map((r) => ({
      kind: r.kind as string,
      text: openContent(matterKey, { bureauId, matterId, contentId: r.content_id }, r.cipher).text,
    }))
  }

  return {
    database,
    home,
    city,
    county,
    clock,
    deps,
    directory: room.directory,
    relay,
    staff,
    caller,
    act,
    load,
    words,
    setSuperior,
    granted,
    drain: (bureauId?: string): Promise<Drained> => drainOutbox(relay(), bureauId),
    register: async (bureauId: string, actor: Actor, input: Partial<RegisterInput> & { procedure: string }) =>
      granted(
        await registerMatter(deps, caller(bureauId, actor), {
          channel: 'visit',
          body: '路灯坏了两个月。',
          ...input,
        }),
      ),
    async close() {
      await database.drop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export type JobsWorld = Awaited<ReturnType<typeof createWorld>>

export const outcomes = (doc: MatterDoc) =>
  doc.demands.map((d) => ({
    demandId: d.demandId,
    result: 'explained',
    words: '已核实。',
    basis: '条例第三十二条',
  }))

/** Serves the newest document of a matter in person. */
export async function serveNewest(
  w: JobsWorld,
  bureauId: string,
  matterId: string,
  server: Actor,
): Promise<void> {
  const doc = await w.load(bureauId, matterId)
  const document = Object.values(doc.documents).at(-1)!
  if (document.servedOn) return
  const date = plainDateIn('Asia/Shanghai', w.clock.now().toISOString())
  const input = { method: 'in-person', date, detail: '本人签收' }
  await w.act(bureauId, matterId, server, 'deliver', input, document.serviceId)
}

/** A petition of a reachable person, handled by `unit` and answered in writing. */
export async function answeredPetition(w: JobsWorld, unit: string, more: Partial<RegisterInput> = {}) {
  const { bureauId, units } = w.county
  const clerk = w.staff(units.centre!, 'clerk')
  const handler = w.staff(unit, 'handler', 'unit-head')
  const { matterId, number } = await w.register(bureauId, clerk, {
    procedure: 'petition',
    subject: '路灯',
    demands: ['修好路灯', '说明原因'],
    parties: [{ role: 'petitioner', name: '测试人甲', phone: '13800000001' }],
    ...more,
  })
  await w.act(bureauId, matterId, clerk, 'assign', { unit, mode: 'assign' })
  await w.act(bureauId, matterId, handler, 'accept')
  await serveNewest(w, bureauId, matterId, handler)
  const doc = await w.load(bureauId, matterId)
  await w.act(bureauId, matterId, handler, 'submit-opinion', {
    outcomes: outcomes(doc),
    result: 'explained',
    opinion: '经查，路灯线路老化。',
  })
  await w.act(bureauId, matterId, handler, 'approve-opinion')
  await serveNewest(w, bureauId, matterId, handler)
  return { bureauId, matterId, number, handler, clerk }
}

export { CITIZEN }
