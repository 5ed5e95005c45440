/**
 * Tells the demo's stories through the same verbs everybody uses, each on its own day of the simulated past, so that
 * the county is alive on first sight. Safe to run again: every step has its key.
 */
import type { BureauRoom } from '../bureau/index.ts'
import { createBureau } from '../bureau/index.ts'
import {
  type Actor,
  type Caller,
  type CasesDeps,
  CITIZEN,
  type CommandResult,
  fireAction,
  openProceeding,
  readForCitizen,
  readMatter,
  registerMatter,
} from '../cases/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal } from '../kernel/errors/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { addDemoAccounts } from './accounts.ts'
import { addDemoCalls } from './calls.ts'
import { listDuties } from './duties.ts'
import { addDemoInstructions } from './instructions.ts'
import { addDemoKnowledge } from './knowledge.ts'
import { addDemoMessages } from './messages.ts'
import { OPEN_STORIES } from './open-stories.ts'
import { addDemoTopics, publishDemoMatters } from './openness.ts'
import { DEMO_BUREAUS } from './organs.ts'
import { addDemoPackages } from './packages.ts'
import { addDemoPerformance } from './performance.ts'
import { addDemoMap } from './places.ts'
import { addDemoPublicPages, addDemoReception } from './public-pages.ts'
import { answered, REACHES, studied } from './stages.ts'
import { STORIES, type Story } from './stories.ts'
import { addDemoTemplates } from './templates.ts'

export interface DemoDeps {
  cases: CasesDeps
  bureau: BureauRoom
  owner: Pool
}

export interface DemoResult {
  bureauId: string
  matters: number
}

const DAY = 86_400_000
const HOUR = 3_600_000

const must = <T>(what: string, value: T | Refusal): T => {
  if (isRefusal(value))
    throw new Error(
      `demo: ${what}: ${value.refused} ${value.field ?? ''} ${JSON.stringify(value.details ?? {})}`,
    )
  return value
}

/** The upper organ's letter: came that day, a report asked for within the days given. */
const senderOf = (sender: NonNullable<Story['sender']>, start: Date) => ({
  system: sender.system,
  number: sender.number,
  sender: sender.organ,
  receivedOn: start.toISOString().slice(0, 10),
  due: new Date(start.getTime() + sender.days * DAY).toISOString().slice(0, 10),
})

class Teller {
  readonly #deps: DemoDeps
  readonly #bureauId: string
  readonly #actors: ReadonlyMap<string, Actor>
  readonly #units: ReadonlyMap<string, string>

  constructor(
    deps: DemoDeps,
    bureauId: string,
    actors: ReadonlyMap<string, Actor>,
    units: ReadonlyMap<string, string>,
  ) {
    this.#deps = deps
    this.#bureauId = bureauId
    this.#actors = actors
    this.#units = units
  }

  #caller(actor: Actor, key: string, at: Date, recordedAt: Date): Caller {
    const principal = actor.id ?? actor.kind
    return {
      bureauId: this.#bureauId,
      actor,
      principal,
      idempotencyKey: `demo:${key}`,
      occurredAt: at,
      recordedAt,
    }
  }

  /** Somebody of a unit who may do it; the demo has no account for every department, so the unit itself acts. */
  #of(unit: string): Actor {
    const unitId = this.#units.get(unit)!
    for (const actor of this.#actors.values())
      if (actor.unitId === unitId && actor.roles.includes('unit-head')) return actor
    return { kind: 'account', id: null, unitId, roles: ['handler', 'unit-head'] }
  }

  async tell(story: Story, n: number, today: Date): Promise<void> {
    const start = new Date(Math.min(today.getTime() - story.daysAgo * DAY, today.getTime() - 2 * HOUR))
    const { procedure } = story.letter
    const citizen =
      story.letter.channel === 'web' ||
      story.letter.channel === 'mobile' ||
      story.letter.channel === 'letter-box'
    const desk = this.#actors.get(procedure === 'hotline-order' ? 'demo.operator' : 'demo.clerk')!
    const registrar = citizen ? CITIZEN : desk
    const matterId = deriveUuid(this.#deps.cases.keyring.installationKey, 'demo', String(n))
    const registered = await registerMatter(this.#deps.cases, this.#caller(registrar, `${n}`, start, today), {
      ...story.letter,
      ...(story.sender ? { external: senderOf(story.sender, start) } : {}),
      matterId,
      sourceKey: `demo:${n}`,
      receivedAt: start.toISOString(),
    })
    must(`register ${n}`, registered)
    const steps = REACHES[story.stage]
    // Each step some share of the way to today, never after it.
    const pace = Math.min((today.getTime() - start.getTime()) / (steps.length + 1), 2 * DAY)
    let at = start
    for (const step of steps) {
      at = new Date(at.getTime() + pace)
      await this.#step(step, story, n, matterId, desk, at, today)
    }
    if (story.supervised) {
      const supervisor = this.#actors.get('demo.supervisor')!
      const result = await openProceeding(
        this.#deps.cases,
        this.#caller(supervisor, `${n}:supervise`, today, today),
        {
          matterId,
          procedure: 'supervision',
          input: {
            trigger: 'overdue',
            words: '已超期，请说明原因并限期答复。',
            unit: this.#units.get(story.unit)!,
          },
        },
      )
      must(`supervise ${n}`, result)
    }
  }

  async #fire(
    n: number,
    matterId: string,
    actor: Actor,
    action: string,
    input: Record<string, unknown>,
    at: Date,
    today: Date,
    proceedingId = 'main',
  ): Promise<CommandResult> {
    const caller = this.#caller(actor, `${n}:${proceedingId}:${action}`, at, today)
    const result = await fireAction(this.#deps.cases, caller, { matterId, proceedingId, action, input })
    return must(`${action} ${n}`, result)
  }

  async #step(
    step: string,
    story: Story,
    n: number,
    matterId: string,
    desk: Actor,
    at: Date,
    today: Date,
  ): Promise<void> {
    const { procedure } = story.letter
    const handler = this.#of(story.unit)
    const fire = (actor: Actor, action: string, input: Record<string, unknown> = {}, proceedingId?: string) =>
      this.#fire(n, matterId, actor, action, input, at, today, proceedingId)
    const unit = this.#units.get(story.unit)!
    switch (step) {
      case 'assign-elsewhere': {
        // The same command comes again for the unit that answers: it has a key of its own.
        const first = this.#caller(desk, `${n}:assign-elsewhere`, at, today)
        const input = { unit: this.#units.get(story.firstUnit!)! }
        const ask = { matterId, proceedingId: 'main', action: 'assign', input }
        must(`assign ${n}`, await fireAction(this.#deps.cases, first, ask))
        return
      }
      case 'give-back':
        await fire(this.#of(story.firstUnit!), 'return-order', { reason: '不属于本单位职责（演示）。' })
        return
      case 'agree-return':
        await fire(desk, 'agree-return')
        return
      case 'assign': {
        const action = {
          'hotline-order': 'dispatch',
          misconduct: 'route',
        }[procedure]
        if (procedure === 'suggestion') await fire(desk, 'check-suggestion')
        const told = procedure === 'letter-box' || action ? { unit } : { unit, mode: 'transfer' }
        await fire(desk, action ?? 'assign', told)
        return
      }
      case 'object':
        await fire(handler, 'object', { reason: '该道路为乡道，依职责应由乡人民政府养护，请改派。' })
        return
      case 'take-on':
        if (procedure === 'route-31-4')
          await fire(handler, 'start-procedure', {
            procedure: 'confirmation',
            days: 60,
            basis: '所适用的法律（演示）',
          })
        else if (procedure === 'simple') await fire(handler, 'accept', { ground: 'daily-life' })
        else
          await fire(
            handler,
            procedure.startsWith('hotline') || procedure === 'letter-box' ? 'sign' : 'accept',
          )
        return
      case 'guide':
        await fire(desk.unitId === unit ? desk : handler, desk.unitId === unit ? 'refer' : 'refer-assigned', {
          route: story.route,
          reason: story.reply,
        })
        return
      case 'take-from-above': {
        const view = must(
          'read',
          await readMatter(this.#deps.cases, { bureauId: this.#bureauId, actor: desk, now: today }, matterId),
        )
        const above = view.proceedings.find((p) => p.procedure === 'from-above')!
        await fire(desk, 'take-assigned', {}, above.proceedingId)
        return
      }
      case 'assign-with-limit':
        await fire(desk, 'assign-with-limit', { unit, days: 25, words: '请限期办理并报办结报告。' })
        return
      case 'reply': {
        if (procedure === 'suggestion') {
          await fire(handler, 'submit-study', studied(story))
          return
        }
        const outcomes = answered(story)
        if (procedure === 'petition' || procedure === 'simple')
          await fire(handler, 'submit-opinion', { outcomes, opinion: story.reply, result: 'supported' })
        else await fire(handler, 'submit-reply', { outcomes, reply: story.reply })
        return
      }
      case 'approve':
        if (procedure === 'petition' || procedure === 'simple') await fire(handler, 'approve-opinion')
        else await fire(desk, procedure === 'suggestion' ? 'approve-study' : 'approve-reply')
        return
      case 'publish':
        await fire(desk, 'record-publication', {
          publishedOn: at.toISOString().slice(0, 10),
          words: '县政府网站“人民建议”栏目（演示），未公布提出人信息。',
        })
        return
      case 'serve': {
        const view = must(
          'read',
          await readMatter(
            this.#deps.cases,
            { bureauId: this.#bureauId, actor: handler, now: today },
            matterId,
          ),
        )
        const open = view.proceedings.filter((p) => p.procedure === 'service' && !p.end)
        const date = at.toISOString().slice(0, 10)
        for (const p of open) {
          await fire(
            handler,
            'deliver',
            { method: 'post', date, detail: '邮政专递，本人签收（演示）' },
            p.proceedingId,
          )
        }
        return
      }
      case 'rate-good':
      case 'rate-bad': {
        const good = step === 'rate-good'
        const view = must(
          'read',
          await readForCitizen(
            this.#deps.cases,
            { bureauId: this.#bureauId, actor: CITIZEN, now: today },
            matterId,
          ),
        )
        const rate = view.actions.find((a) => a.id === 'rate')!
        const solved = Object.fromEntries(view.demands.map((d, i) => [d.demandId, good || i === 0]))
        const rating = {
          bureau: good ? 'satisfied' : 'fairly-satisfied',
          unit: good ? 'satisfied' : 'unsatisfied',
          solved,
        }
        await fire(
          CITIZEN,
          'rate',
          { rating, words: good ? '路灯亮了，谢谢。' : '垃圾箱还没有增设。' },
          rate.proceedingId,
        )
        return
      }
      case 'ask-review':
        await fire(CITIZEN, 'request-review', { words: '答复的交付时间没有依据，请求复查。' })
        return
      case 'decline':
        await fire(desk, 'decline', { route: 'court', reason: '对生效判决不服，应依法向人民法院申请再审。' })
        return
      case 'withdraw':
        await fire(CITIZEN, 'withdraw', { words: '已在网上查到办理地点，谢谢。' })
        return
      default:
        throw new Error(`demo: unknown step ${step}`)
    }
  }
}

/** Makes the demo's organs and accounts. */
export async function makeDemoOrgans(deps: DemoDeps, now: Date, password: string): Promise<string> {
  let last = ''
  for (const b of DEMO_BUREAUS) {
    const made = await createBureau(
      deps.bureau,
      { now },
      {
        slug: b.slug,
        name: b.name,
        simulated: true,
        superiorBureauSlug: b.superiorSlug,
        units: b.units,
        accounts: b.accounts.map((a) => ({ ...a, password })),
      },
    )
    last = must(`bureau ${b.slug}`, made).bureauId
  }
  return last
}

/** Fills the demo county. @returns how many matters it has been told */
export async function fillDemo(deps: DemoDeps, now: Date, password: string): Promise<DemoResult> {
  const bureauId = await makeDemoOrgans(deps, now, password)
  const { rows: accounts } = await deps.owner.query<{
    login: string
    account_id: string
    unit_id: string
    roles: Actor['roles']
  }>('select login, account_id, unit_id, roles from accounts where bureau_id = $1', [bureauId])
  const { rows: units } = await deps.owner.query<{ code: string; unit_id: string }>(
    'select code, unit_id from units where bureau_id = $1',
    [bureauId],
  )
  // The stories hang on the day the bureau was made, so that a fill that was cut off goes on as it began.
  const { rows: made } = await deps.owner.query<{ created_at: Date }>(
    'select created_at from bureaus where bureau_id = $1',
    [bureauId],
  )
  const today = made[0]!.created_at
  const actors = new Map<string, Actor>(
    accounts.map((a) => [a.login, { kind: 'account', id: a.account_id, unitId: a.unit_id, roles: a.roles }]),
  )
  // Before the first letter, so that its place is known.
  await addDemoMap(deps, today)
  const teller = new Teller(deps, bureauId, actors, new Map(units.map((u) => [u.code, u.unit_id])))
  for (const [i, story] of STORIES.entries()) await teller.tell(story, i + 1, today)
  const filling = { ...deps, bureauId, actors, today }
  await addDemoTopics(filling)
  const open = STORIES.indexOf(OPEN_STORIES[0]!) + 1
  await publishDemoMatters(filling, open)
  await addDemoReception(filling)
  await addDemoPublicPages(filling, open)
  await listDuties(deps, bureauId, actors.get('demo.supervisor')!, units, today)
  await addDemoInstructions(deps, bureauId, actors.get('demo.supervisor')!, today)
  await addDemoKnowledge(deps, bureauId, actors, units, today)
  await addDemoCalls(deps, bureauId, actors, today)
  await addDemoTemplates(deps.bureau, bureauId, actors.get('demo.admin')!, today)
  await addDemoAccounts(filling)
  await addDemoMessages(filling, units)
  await addDemoPerformance(filling)
  await addDemoPackages(filling)
  return { bureauId, matters: STORIES.length }
}
