/** Makes the home of the demo bureau once; every journey's server begins with a copy of it. */
import { rmSync } from 'node:fs'
import { noBrowser } from './browser.ts'
import { emptyHome, READY_HOME, serve } from './server.ts'

export default async function setup(): Promise<(() => void) | undefined> {
  if (noBrowser() !== null) return undefined
  const home = emptyHome()
  const server = await serve(home, {}, true)
  await server.stop()
  process.env[READY_HOME] = home
  return () => rmSync(home, { recursive: true, force: true })
}
