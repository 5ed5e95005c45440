/** `huiyin statistics verify` and `huiyin statistics rebuild`: the figures against the ledger, and counted anew. */
import { type CallFinding, rebuildCallCounts, verifyCallCounts } from '../hotline/index.ts'
import { refuse } from '../kernel/errors/index.ts'
import { rebuildStatistics, type StatisticsFinding, verifyStatistics } from '../statistics/index.ts'
import type { Output } from './cli-common.ts'
import { type Installation, OperatorError } from './installation.ts'

async function chosen(i: Installation, slug?: string) {
  const all = await i.bureau.directory.all()
  const some = slug === undefined ? all : all.filter((b) => b.slug === slug)
  if (slug !== undefined && some.length === 0) throw new OperatorError(refuse('not_found'))
  return some
}

function words(f: StatisticsFinding): string {
  switch (f.code) {
    case 'row-differs': {
      const row = `${f.dim}${f.value ? `=${f.value}` : ''} ${f.grain} ${f.startsOn} ${f.unit}`
      return `${row} ${f.measure}: 现存 ${f.kept}，应为 ${f.right} · kept ${f.kept}, should be ${f.right}`
    }
    case 'matter-differs':
      return `${f.matterId}: 记存的计数与记录不符 · is remembered to count as something else`
    case 'entries-differ':
      return `${f.matterId}: 数字后的清单与记录不符 · the lists behind the figures hold something else`
    case 'matter-missed':
      return `${f.matterId}: 第 ${f.version} 条记录没有计入 · event ${f.version} was not counted`
    case 'matter-not-to-count':
      return `${f.matterId}: 不应计入 · must not be counted`
  }
}

const callWords = (f: CallFinding): string =>
  f.code === 'call-differs'
    ? `${f.callId}: 通话与其事件、经过不符 · the call is not what its events and acts give`
    : `来电 calls ${f.day} ${f.hour}:00 ${f.measure}: 现存 ${f.kept}，应为 ${f.right} · kept ${f.kept}, should be ${f.right}`

/** @throws OperatorError `not_found` for a bureau that is not there */
export async function runStatisticsVerify(i: Installation, slug?: string): Promise<Output> {
  const bureaus = []
  const lines: string[] = []
  for (const b of await chosen(i, slug)) {
    const deps = { app: i.database.app, directory: i.bureau.directory }
    const report = await verifyStatistics(deps, b.bureauId)
    const calls = await verifyCallCounts(deps, b.bureauId)
    bureaus.push({ bureau: b.slug, ...report, ok: report.ok && calls.ok, calls })
    const left = report.findingsLeftOut + calls.findingsLeftOut
    lines.push(
      ...report.findings.map((f) => `✗ ${b.slug} ${words(f)}`),
      ...calls.findings.map((f) => `✗ ${b.slug} ${callWords(f)}`),
      ...(left > 0 ? [`… ${left}`] : []),
      `${report.ok ? '✓' : '✗'} ${b.slug}: ${report.matters} 件事项，${report.rows} 行统计 · matters, rows of figures`,
      `${calls.ok ? '✓' : '✗'} ${b.slug}: ${calls.calls} 次通话，${calls.rows} 行统计 · calls, rows of figures`,
    )
  }
  const ok = bureaus.every((b) => b.ok)
  if (!ok) lines.push('用 huiyin statistics rebuild 重新统计 · count anew with huiyin statistics rebuild')
  return { json: { ok, bureaus }, text: lines.join('\n'), exitCode: ok ? 0 : 1 }
}

/** @throws OperatorError `not_found` for a bureau that is not there */
export async function runStatisticsRebuild(i: Installation, slug?: string): Promise<Output> {
  const bureaus: { bureau: string; matters: number; calls: number }[] = []
  const deps = { app: i.database.app, directory: i.bureau.directory }
  for (const b of await chosen(i, slug)) {
    const onProgress = (matters: number) => void process.stderr.write(`${b.slug}: ${matters} matters\n`)
    bureaus.push({
      bureau: b.slug,
      matters: await rebuildStatistics({ app: i.database.app }, b.bureauId, { onProgress }),
      calls: await rebuildCallCounts(deps, b.bureauId),
    })
  }
  const lines = bureaus.map(
    (b) => `${b.bureau}: ${b.matters} 件事项、${b.calls} 次通话已重新统计 · matters and calls counted anew`,
  )
  return { json: { bureaus }, text: lines.join('\n') }
}
