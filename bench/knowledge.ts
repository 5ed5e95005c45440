/**
 * `huiyin bench knowledge`: finding articles while typing among many, next to a plain scan of the questions for the same
 * words in the same run. Articles come in as people bring them: as tables, checked by a second person. Prints figures,
 * asserts none.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Session } from '../src/kernel/access/index.ts'
import { isRefusal } from '../src/kernel/errors/index.ts'
import { withTx } from '../src/kernel/postgres/connect.ts'
import { findArticles, importArticles, stepArticles } from '../src/knowledge/index.ts'
import { openInstallation } from '../src/main/installation.ts'
import { writeCsv } from '../src/tables/index.ts'
import { makePeople } from './people.ts'
import { environment, removeHome } from './place.ts'
import { median, round, type Spread, spreadOf } from './stats.ts'

const LARGE = 50_000
const ROWS_A_FILE = 5000
const AT_ONCE = 500
const ROUNDS = 5

const PLACES = ['城东', '城西', '南山', '北河', '新区', '老城', '临江', '高铁站', '工业园', '开发区']
const THINGS = [
  ...[
    '社会保障卡',
    '居住证',
    '公租房',
    '路灯',
    '井盖',
    '停车位',
    '电梯',
    '供暖',
    '自来水',
    '燃气',
    '宽带',
    '学位',
    '养老金',
    '医保报销',
  ],
  ...[
    '失业金',
    '低保',
    '残疾人证',
    '营业执照',
    '食品许可',
    '施工噪声',
    '油烟',
    '垃圾清运',
    '绿化',
    '公交线路',
    '出租车',
    '共享单车',
    '房产证',
    '户口',
  ],
]
const ACTS = [
  '怎样申请',
  '怎样补办',
  '多久办好',
  '需要什么材料',
  '向谁投诉',
  '由哪个单位负责',
  '收费标准是什么',
  '哪里可以办理',
  '能不能代办',
  '怎样查询进度',
]

/** What is typed, and what it stands for in characters, for the plain scan. */
const TYPED: readonly { kind: string; typed: string; plain: string }[] = [
  { kind: 'characters', typed: '社会保障卡怎样补办', plain: '社会保障卡' },
  { kind: 'characters', typed: '路灯', plain: '路灯' },
  { kind: 'sentence', typed: '请问临江的公租房需要什么材料才能申请', plain: '公租房' },
  { kind: 'sound', typed: '居主证怎样查寻进度', plain: '居住证' },
  { kind: 'pinyin', typed: 'gongzufang', plain: '公租房' },
  { kind: 'pinyin', typed: 'shenghuolaji', plain: '垃圾' },
  { kind: 'initials', typed: 'yybx', plain: '医保报销' },
  { kind: 'one', typed: '梯', plain: '梯' },
]

const questionOf = (n: number) => {
  const [place, thing, act] = [
    PLACES[n % 10]!,
    THINGS[Math.floor(n / 10) % THINGS.length]!,
    ACTS[Math.floor(n / 280) % 10]!,
  ]
  return `${place}${thing}${act}（第${Math.floor(n / 2800) + 1}种情形，编号${n}）？`
}

export interface KnowledgeReport {
  articles: number
  loadSeconds: number
  /** Rows and megabytes of the index with its key. */
  index: { rows: number; megabytes: number }
  /** Milliseconds of a search; `toScan`: its median over that of a plain scan of the questions for the same words. */
  kinds: Record<string, Spread & { toScan: number }>
  all: Spread
}

/** @param o articles in the base, 50,000 unless told */
export async function benchKnowledge(
  o: { articles?: string } = {},
): Promise<{ json: KnowledgeReport; text: string }> {
  const articles = Number(o.articles ?? LARGE)
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-bench-'))
  const i = await openInstallation({
    env: environment(home),
    logToStderr: true,
    applicationName: 'huiyin-bench',
  })
  try {
    const now = new Date()
    const people = await makePeople(i.bureau, i.database.owner, now)
    const { bureauId } = people
    const room = { pool: i.database.app, directory: i.bureau.directory }
    const facts = (await room.directory.byId(bureauId))!
    const session = (n: number) =>
      ({
        accountId: people.clerkActors[n]!.id,
        bureauId,
        unitId: people.clerkActors[n]!.unitId,
        roles: ['editor'],
      }) as unknown as Session
    const command = (n: number) => ({ now, idempotencyKey: randomUUID(), session: session(n) })
    const began = performance.now()
    const unitId = people.handlerActors[0]!.unitId!
    for (let from = 0; from < articles; from += ROWS_A_FILE) {
      const rows = Array.from({ length: Math.min(ROWS_A_FILE, articles - from) }, (_, k) => {
        const q = questionOf(from + k)
        return [
          q,
          `${q}请带身份证件到窗口办理，也可以在网上办理，五个工作日内办结。情况特殊的请先电话咨询。`,
          '基准测试规定',
          '是',
        ]
      })
      const content = writeCsv([['问题', '答复', '依据', '对外公开'], ...rows]).toString('base64')
      const ask = { fileName: 'bench.csv', content, dryRun: false, unitId, basis: '' }
      const done = await importArticles(room, command(0), ask, () => null)
      if (isRefusal(done) || done.problems.length > 0) throw new Error(JSON.stringify(done).slice(0, 500))
    }
    const ids = (
      await i.database.owner.query<{ id: string }>(
        'select article_id as id from knowledge_articles where bureau_id = $1',
        [bureauId],
      )
    ).rows.map((r) => r.id)
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE)
      await stepArticles(room, command(0), some, 'submit')
      await stepArticles(room, command(1), some, 'publish')
    }
    const loadSeconds = round((performance.now() - began) / 1000, 1)
    await i.database.owner.query('analyze')
    const size = await i.database.owner.query<{ rows: number; bytes: string }>(
      `select count(*)::integer as rows, pg_total_relation_size('knowledge_postings') as bytes from knowledge_postings`,
    )
    const search = (typed: string) => findArticles(room, { facts, typed, now, limit: 10, publicOnly: false })
    const scan = (plain: string) =>
      withTx(room.pool, { bureau: bureauId }, (tx) =>
        tx.query(
          `select article_id from knowledge_articles where bureau_id = $1 and question like '%' || $2 || '%' limit 10`,
          [bureauId, plain],
        ),
      )
    const timed = async (run: () => Promise<unknown>) => {
      const at = performance.now()
      await run()
      return performance.now() - at
    }
    const times = new Map<string, number[]>()
    const scans = new Map<string, number[]>()
    const note = (all: Map<string, number[]>, kind: string, ms: number) =>
      all.set(kind, [...(all.get(kind) ?? []), ms])
    for (let r = -1; r < ROUNDS; r++)
      // As it is typed: after each sign. The first round warms up.
      for (const { kind, typed, plain } of TYPED)
        for (let n = Math.min(2, typed.length); n <= typed.length; n++) {
          const ms = await timed(() => search(typed.slice(0, n)))
          // Words that no question holds, so that the scan goes to its end as it does for whoever finds nothing.
          const peer = await timed(() => scan(`${plain}无`))
          if (r < 0) continue
          note(times, kind, ms)
          note(scans, kind, peer)
        }
    const kinds = Object.fromEntries(
      [...times].map(([kind, all]) => [
        kind,
        { ...spreadOf(all), toScan: round(median(all) / median(scans.get(kind)!), 2) },
      ]),
    )
    const { rows, bytes } = size.rows[0]!
    const report: KnowledgeReport = {
      articles,
      loadSeconds,
      index: { rows, megabytes: round(Number(bytes) / 1e6, 1) },
      kinds,
      all: spreadOf([...times.values()].flat()),
    }
    return { json: report, text: JSON.stringify(report, null, 2) }
  } finally {
    await i.close()
    removeHome(home)
  }
}
