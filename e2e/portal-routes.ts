/** The addresses of the portal, read off the routes themselves, so that a new page cannot be left out of a walk. */
import { tmpdir } from 'node:os'
import Fastify from 'fastify'
import { createAttempts } from '../src/kernel/access/index.ts'
import { type PortalDeps, portalRoutes } from '../src/portal/index.ts'

/** Patterns of all addresses answered to GET, without those of style sheets and scripts. */
export async function portalAddresses(): Promise<string[]> {
  const found = new Set<string>()
  const app = Fastify()
  app.addHook('onRoute', (route) => {
    if ([route.method].flat().includes('GET') && !route.url.startsWith('/portal-assets/'))
      found.add(route.url)
  })
  // The routes are only named here, never asked: of all they stand on, the keys alone are touched.
  const deps = {
    cases: { keyring: { codeKey: Buffer.alloc(32), suite: 'aes-256-gcm' } },
    home: tmpdir(),
    clock: { now: () => new Date() },
    attempts: createAttempts(),
  } as unknown as PortalDeps
  await app.register(portalRoutes(deps))
  await app.ready()
  await app.close()
  return [...found].sort()
}
