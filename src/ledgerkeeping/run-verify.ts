/** `huiyin verify`: arguments in, exit code and output out. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sealFolder } from './seal-copies.ts'
import { type VerifyDeps, type VerifyReport, verifyBureaus } from './verify.ts'

/** What a command leaves to be printed. 0 all is well, 1 something was found, 2 the command was not understood. */
export interface CommandOutput {
  exitCode: 0 | 1 | 2
  json: unknown
  text: string
}

export const VERIFY_USAGE = 'huiyin verify [--bureau SLUG] [--seals DIR|FILE]... [--json]'

const usage = (message: string): CommandOutput => ({
  exitCode: 2,
  json: { ok: false, error: { code: 'cli.usage', message }, usage: VERIFY_USAGE },
  text: `${message}\n${VERIFY_USAGE}\n`,
})

/**
 * Verifies all bureaus or one. Besides the seals given, the copies under `<home>/seals` are compared.
 * @param args without the name of the command; `--json` is accepted and left to the caller to act on
 */
export async function runVerify(
  args: readonly string[],
  deps: VerifyDeps & { home: string },
): Promise<CommandOutput> {
  let values: { bureau?: string; seals?: string[]; json?: boolean }
  try {
    const options = {
      bureau: { type: 'string' },
      seals: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    } as const
    values = parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    return usage((error as Error).message)
  }
  const given = values.seals ?? []
  const absent = given.find((path) => !existsSync(path))
  if (absent !== undefined) return usage(`${absent}: there is no such file or folder`)
  const heldSealsOf = (slug: string) => {
    const own = sealFolder(join(deps.home, 'seals'), slug)
    return existsSync(own) ? [...given, own] : given
  }
  let report: VerifyReport
  try {
    report = await verifyBureaus(deps, values.bureau ?? null, heldSealsOf)
  } catch (error) {
    if (error instanceof RangeError) return usage(error.message)
    throw error
  }
  return { exitCode: report.ok ? 0 : 1, json: report, text: textOf(report) }
}

function textOf(r: VerifyReport): string {
  const lines = r.findings.map((f) => `✗ ${f.message.zh}\n  ${f.message.en}`)
  if (r.findingsLeftOut > 0) lines.push(`… 另有 ${r.findingsLeftOut} 处 / ${r.findingsLeftOut} more`)
  for (const e of r.erasures)
    lines.push(
      `○ ${e.bureau} ${e.number}: 内容已依决定销毁 / content erased by decision (${e.decision}, ${e.on})`,
    )
  for (const table of r.notChecked)
    lines.push(`○ ${table}: 未核验，无读取权限 / not checked, this role may not read it`)
  lines.push(
    `${r.bureaus} 个单位，${r.matters} 件事项，${r.events} 条记录，${r.contents} 项内容，${r.attachments} 个附件，` +
      `${r.seals} 个封印，外部留存 ${r.heldSeals} 个，依决定销毁 ${r.erased} 件`,
    `${r.bureaus} bureaus, ${r.matters} matters, ${r.events} events, ${r.contents} contents, ${r.attachments} ` +
      `attachments, ${r.seals} seals, ${r.heldSeals} held elsewhere, ${r.erased} erased by decision`,
    r.ok
      ? '✓ 核验通过 / everything verifies'
      : `✗ 发现 ${r.findings.length + r.findingsLeftOut} 处问题 / findings`,
  )
  return `${lines.join('\n')}\n`
}
