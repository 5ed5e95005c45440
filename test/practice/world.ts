/** A county with a practice ground, filled, and people who do the tasks as somebody at the desk would. */
import { randomUUID } from 'node:crypto'
import {
  addContact,
  type Caller,
  callerOf,
  findMatter,
  fireAction,
  openProceeding,
  readMatter,
  registerMatter,
} from '../../src/cases/index.ts'
import { linkSame } from '../../src/cases/link-same.ts'
import { readMine } from '../../src/hotline/my-calls.ts'
import { makeOrder } from '../../src/hotline/on-call.ts'
import type { RoleName, Session } from '../../src/kernel/access/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import { addArticle, stepArticles } from '../../src/knowledge/index.ts'
import { fillGround, openGround, type PracticeRoom } from '../../src/practice/index.ts'
import { outcomes } from '../../src/practice/preparation.ts'
import { unitFor } from '../../src/practice/units.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

export interface PracticeWorld {
  m: MiniBureau
  room: PracticeRoom
  bureauId: string
  units: ReadonlyMap<string, string>
  fill(): Promise<boolean>
  /** A new account of the ground. */
  learner(role: RoleName, place?: number): Promise<Session>
  command(session: Session, key?: string): { now: Date; idempotencyKey: string; session: Session }
}

/** Nobody listens. */
const SILENT: PracticeRoom['hotline']['bell'] = {
  ring: () => {},
  listen: () => ({ next: async () => {}, close: () => {} }),
  stop: () => {},
}

export async function createPracticeWorld(): Promise<PracticeWorld> {
  const m = await createMiniBureau()
  const room: PracticeRoom = {
    bureau: m.room,
    cases: m.deps,
    knowledge: { pool: m.database.app, directory: m.room.directory },
    hotline: { cases: m.deps, bell: SILENT, used: async () => {} },
  }
  const { bureauId } = granted(
    await openGround(room, { homeId: m.county.bureauId, accountId: null, now: m.clock.now() }),
  )
  const fill = () => fillGround({ room, worker: m.database.worker, now: () => m.clock.now() }, bureauId)
  const facts = (await m.room.directory.byId(bureauId))!
  const units = new Map([...facts.units.values()].map((u) => [u.code, u.unitId]))
  let people = 0
  return {
    m,
    room,
    bureauId,
    units,
    fill,
    async learner(role, place = 0) {
      const accountId = randomUUID()
      const login = `learner${people++}`
      const unitId = units.get(unitFor([role], place))!
      await m.database.owner.query(
        'insert into accounts (bureau_id, account_id, login, name, unit_id, roles) values ($1, $2, $3, $3, $4, $5)',
        [bureauId, accountId, login, unitId, [role]],
      )
      return { accountId, bureauId, unitId, roles: [role], login, name: login } as unknown as Session
    },
    command: (session, key = randomUUID()) => ({ now: m.clock.now(), idempotencyKey: key, session }),
  }
}

/** How a task is done by the book; `w` gives the verbs, `own` are the learner's matters. */
type Solve = (w: PracticeWorld, session: Session, own: string[]) => Promise<void>

const caller = (w: PracticeWorld, session: Session): Caller => callerOf(w.command(session))

const fire = async (
  w: PracticeWorld,
  session: Session,
  matterId: string,
  action: string,
  input: Record<string, unknown> = {},
) =>
  granted(
    await fireAction(w.room.cases, caller(w, session), { matterId, proceedingId: 'main', action, input }),
  )

const look = async (w: PracticeWorld, session: Session, matterId: string) => {
  const { bureauId, accountId, unitId, roles } = session
  const actor = { kind: 'account' as const, id: accountId, unitId, roles }
  granted(await readMatter(w.room.cases, { bureauId, actor, now: w.m.clock.now() }, matterId))
}

/** The call that rang for this learner: exactly one goes on. */
const ownCall = async (w: PracticeWorld, session: Session): Promise<string> => {
  const { calls } = await readMine(w.room.hotline, session, w.m.clock.now())
  if (calls.length !== 1) throw new Error(`${calls.length} calls`)
  return calls[0]!.callId
}

const order = async (w: PracticeWorld, session: Session) =>
  granted(
    await registerMatter(w.room.cases, caller(w, session), {
      procedure: 'hotline-order',
      channel: 'phone',
      subject: '来电',
      body: '练习路口的垃圾箱满了。',
      place: '练习路口',
      parties: [{ role: 'petitioner', phone: '19900000002' }],
    }),
  ).matterId

const handlerOf = async (w: PracticeWorld, matterId: string): Promise<string> => {
  const found = await withTx(w.m.database.app, { bureau: w.bureauId, system: true }, (tx) =>
    findMatter(tx, w.bureauId, matterId),
  )
  return found!.doc.seats.handler!
}

export const SOLUTIONS: Record<string, Solve> = {
  'register-letter': async (w, s) => {
    granted(
      await registerMatter(w.room.cases, caller(w, s), {
        procedure: 'petition',
        channel: 'letter',
        subject: '电梯停运',
        body: '电梯停运半个月。',
        demands: ['维修', '公布合同', '说明基金'],
        persons: 12,
        representatives: 2,
        parties: [{ role: 'representative', phone: '19900000001' }],
      }),
    )
  },
  assign: (w, s, [a]) =>
    fire(w, s, a!, 'assign', { unit: w.units.get('cgj'), mode: 'transfer' }).then(() => {}),
  decline: (w, s, [a]) =>
    fire(w, s, a!, 'decline', { route: 'court', reason: '应当申请再审。' }).then(() => {}),
  'same-matter': async (w, s, [a, b]) => {
    await look(w, s, a!)
    await look(w, s, b!)
    const number = (await w.m.load(b!)).number
    granted(await linkSame(w.room.cases, caller(w, s), { matterId: a!, number, reason: '同一处路灯' }))
  },
  'find-by-number': async (w, s, [a]) => {
    await look(w, s, a!)
    granted(
      await addContact(w.room.cases, caller(w, s), a!, {
        channel: 'phone',
        persons: 1,
        representatives: 0,
        external: null,
        words: '又灭了一盏。',
      }),
    )
  },
  'hotline-order': async (w, s) => {
    const callId = await ownCall(w, s)
    granted(
      await makeOrder(w.room.hotline, w.command(s), callId, {
        words: '路口的垃圾箱满了三天。',
        subject: null,
        place: '练习路口',
        category: null,
        kind: 'complaint',
        urgency: 'general',
        secrecy: 'none',
        name: null,
        phone: null,
        demands: [],
        unitId: w.units.get('cgj')!,
      }),
    )
  },
  'hotline-urgent': async (w, s) => {
    await fire(w, s, await order(w, s), 'dispatch-urgent', { unit: w.units.get('jtj') })
  },
  'answer-now': async (w, s) => {
    await fire(w, s, await order(w, s), 'answer-now', { outcomes: outcomes(1), reply: '凭手机号查询。' })
  },
  accept: async (w, s, [a]) => {
    await look(w, s, a!)
    await fire(w, s, a!, 'accept')
  },
  extension: (w, s, [a]) =>
    fire(w, s, a!, 'ask-extension', { days: 10, reason: '等检测报告。' }).then(() => {}),
  reply: (w, s, [a]) =>
    fire(w, s, a!, 'submit-reply', { outcomes: outcomes(3), reply: '已办理。' }).then(() => {}),
  object: (w, s, [a]) => fire(w, s, a!, 'object', { reason: '不归我单位管。' }).then(() => {}),
  contribution: (w, s, [a]) =>
    fire(w, s, a!, 'ask-contribution', {
      unit: [...w.units.values()].find((u) => u !== s.unitId && u !== w.units.get('xfj')),
      words: '请核实许可。',
    }).then(() => {}),
  'sign-opinion': async (w, s, [a]) => {
    await look(w, s, a!)
    await fire(w, s, a!, 'approve-opinion')
  },
  'send-back': (w, s, [a]) =>
    fire(w, s, a!, 'send-back-opinion', { words: '请写明发放时间。' }).then(() => {}),
  supervise: async (w, s, [a]) => {
    granted(
      await openProceeding(w.room.cases, caller(w, s), {
        matterId: a!,
        procedure: 'supervision',
        input: { trigger: 'overdue', unit: await handlerOf(w, a!), words: '请限期办结。' },
      }),
    )
  },
  arbitrate: (w, s, [a]) =>
    fire(w, s, a!, 'designate', { unit: w.units.get('jtj'), words: '乡道由交通运输局负责。' }).then(() => {}),
  'approve-reply': async (w, s, [a]) => {
    await look(w, s, a!)
    await fire(w, s, a!, 'approve-reply')
  },
  'accept-review': async (w, s, [a]) => {
    await look(w, s, a!)
    await fire(w, s, a!, 'accept-review')
  },
  'ask-correction': (w, s, [a]) =>
    fire(w, s, a!, 'ask-correction', { correction: '请说明不服哪一项。' }).then(() => {}),
  'write-article': async (w, s) => {
    const day = w.m.today()
    const { articleId } = granted(
      await addArticle(w.room.knowledge, w.command(s), {
        question: '代别人来问进度，要带什么？',
        alsoAsked: [],
        answer: '委托书和双方身份证件。',
        conditions: '',
        materials: '',
        basis: '练习用办法',
        places: [],
        unitId: s.unitId,
        category: null,
        tags: [],
        public: false,
        validFrom: day,
        validTo: null,
        reviewOn: day,
      }),
    )
    granted(await stepArticles(w.room.knowledge, w.command(s), [articleId], 'submit'))
  },
}
