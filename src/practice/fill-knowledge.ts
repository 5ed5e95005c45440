/** Articles of the practice ground: what a task sends learners to look up, and one that waits to be checked. */
import type { BureauFacts } from '../bureau/index.ts'
import { deriveUuid } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { addArticle, stepArticles } from '../knowledge/index.ts'
import { PracticeFault } from './bring.ts'
import type { Command, PracticeRoom } from './room.ts'
import { CENTRE, SUPERVISION } from './units.ts'

const ARTICLES = [
  {
    question: '查询码丢了，怎样查询进度？',
    alsoAsked: ['查询码忘了怎么办', '回执丢了怎么查'],
    answer: '凭登记时留的手机号获取验证码查询，或带身份证件到接待窗口补发查询码。旧的查询码随即作废。',
    materials: '本人身份证件。',
    basis: '练习用办法',
    tags: ['查询码', '进度', '回执'],
  },
  {
    question: '路灯不亮向谁报修？',
    alsoAsked: ['路灯坏了找谁'],
    answer: '市政道路上的路灯由城市管理局维护，报修时请说明路名和灯杆号；小区内的路灯由物业维护。',
    materials: '路名、灯杆号或最近的门牌。',
    basis: '练习用办法',
    tags: ['路灯', '照明'],
  },
] as const

/** Written by the supervisor of the ground and published by its head; a filling that was broken off goes on as it began. */
export async function addPracticeKnowledge(
  room: PracticeRoom,
  facts: BureauFacts,
  ground: { round: number },
  now: Date,
): Promise<void> {
  const { bureauId } = facts.bureau
  const unitId = (code: string) => [...facts.units.values()].find((u) => u.code === code)!.unitId
  const command = (code: string, role: 'supervisor' | 'bureau-head', key: string): Command => ({
    now,
    idempotencyKey: `practice:${ground.round}:knowledge:${key}`,
    session: {
      accountId: deriveUuid(room.cases.keyring.installationKey, 'practice-keeper', bureauId, role),
      bureauId,
      unitId: unitId(code),
      roles: [role],
      login: '',
      name: '',
      expiresAt: now,
      sessionId: '',
    },
  })
  const today = now.toISOString().slice(0, 10)
  const ids: string[] = []
  for (const [i, a] of ARTICLES.entries()) {
    const added = await addArticle(room.knowledge, command(SUPERVISION, 'supervisor', String(i)), {
      ...a,
      alsoAsked: [...a.alsoAsked],
      tags: [...a.tags],
      conditions: '',
      places: [],
      unitId: unitId(CENTRE),
      category: null,
      public: false,
      validFrom: today,
      validTo: null,
      reviewOn: `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace('02-29', '02-28'),
    })
    if (isRefusal(added)) throw new PracticeFault(`article ${i}`, added)
    ids.push(added.articleId)
  }
  for (const [code, role, step] of [
    [SUPERVISION, 'supervisor', 'submit'],
    [CENTRE, 'bureau-head', 'publish'],
  ] as const) {
    const done = await stepArticles(room.knowledge, command(code, role, step), ids, step)
    if (isRefusal(done)) throw new PracticeFault('articles', done)
  }
}
