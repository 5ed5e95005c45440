/** Listens at the address of the configuration, and says what is wrong with it. */
import { refuse } from '../kernel/errors/index.ts'
import type { HttpServer } from '../kernel/http/index.ts'
import { type Installation, OperatorError } from './installation.ts'

/** Not allowed, or not an address of this machine. */
const CANNOT_LISTEN: readonly string[] = ['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND']

/**
 * A server that was just told to stop may hold the port for a moment more.
 * @throws OperatorError `start.port_taken`, `start.cannot_listen`
 */
export async function listen(http: HttpServer, i: Installation): Promise<string> {
  const { host, port } = i.config
  for (let tries = 1; ; tries++) {
    try {
      return await http.listen({ host, port })
    } catch (error) {
      const { code = '' } = error as { code?: string }
      if (CANNOT_LISTEN.includes(code)) {
        throw new OperatorError(refuse('start.cannot_listen', { details: { host, port, reason: code } }))
      }
      if (code !== 'EADDRINUSE') throw error
      if (tries >= 15) throw new OperatorError(refuse('start.port_taken', { details: { host, port } }))
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}
