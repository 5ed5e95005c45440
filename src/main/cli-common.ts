/** What the commands of the command line share: how results are printed and options read. */
import { InvalidArgumentError } from 'commander'
import type { Installation } from './installation.ts'

export type Output = { json: unknown; text: string; exitCode?: number }

export const JSON_FLAG = ['--json', '只输出一个 JSON 值 · print one JSON value'] as const

export function print(o: Output, json: boolean): void {
  process.stdout.write(json ? `${JSON.stringify(o.json)}\n` : o.text.endsWith('\n') ? o.text : `${o.text}\n`)
  process.exitCode = o.exitCode ?? 0
}

/** Reads an option that takes a positive number; the text is passed on as it is. */
export const positive = (whole: boolean) => (text: string) => {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value))) return text
  throw new InvalidArgumentError(
    whole ? '须为正整数 · a positive whole number is needed' : '须为正数 · a positive number is needed',
  )
}

/** Opens the installation for one command and closes it whatever happens. */
export async function withInstallation(
  work: (i: Installation) => Promise<Output>,
  json: boolean,
): Promise<void> {
  // Loaded here, so that help and a mistyped command need not wait for the whole program.
  const { openInstallation } = await import('./installation.ts')
  const i = await openInstallation({ logToStderr: true, applicationName: 'huiyin-cli' })
  try {
    print(await work(i), json)
  } finally {
    await i.close()
  }
}
