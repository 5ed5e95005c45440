/** The session of the matter in the address, if this browser has opened it. */
import type { Visit } from '../site.ts'
import type { MatterSession } from './session.ts'

export function requireSession(v: Visit): MatterSession | null {
  const { number } = v.request.params as { number?: string }
  return v.session && v.session.number === number ? v.session : null
}
