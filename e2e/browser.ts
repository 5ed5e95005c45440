/** The browser of the journeys: Chromium as the system has it, without a window where it is installed that way too. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** As bin/bootstrap.mjs looks for one, for journeys that are run by hand. */
const KNOWN = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
const CHROMIUM = process.env.HUIYIN_CHROMIUM ?? KNOWN.find((at) => existsSync(at)) ?? '/usr/bin/chromium'

/**
 * Why browser journeys cannot run here, or null.
 * @throws Error instead when HUIYIN_REQUIRE_BROWSER=1, so that CI cannot pass by skipping
 */
export function noBrowser(): string | null {
  if (existsSync(CHROMIUM)) return null
  const why = `no Chromium at ${CHROMIUM} (set HUIYIN_CHROMIUM)`
  if (process.env.HUIYIN_REQUIRE_BROWSER === '1') throw new Error(why)
  return why
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
