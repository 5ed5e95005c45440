/** Who is asking, as proved by a token or a code. */
import type { Refusal } from '../errors/refusal.ts'
import type { RoleName } from './roles.ts'

/** A signed-in account (工作人员). Roles and unit are read with the session, so they can be stale by its cache only. */
export interface Session {
  accountId: string
  bureauId: string
  unitId: string
  roles: readonly RoleName[]
  login: string
  name: string
  expiresAt: Date
  /** Hash of the token, lower hex: names the session without being able to open it. */
  sessionId: string
}

/** A citizen who opened one matter with its number and code: may see and act on that matter alone. */
export interface CitizenSession {
  bureauId: string
  matterId: string
  number: string
}

export interface CitizenCredential {
  number: string
  code: string
}

/**
 * Turns what a request carries into who is asking; null = proves nothing, a refusal says why it was not even tried.
 * `address` is the client's, for counting guesses. Rooms supply it, `main` wires it.
 */
export interface Authenticator {
  /** `attended`: a person acts. What an open page asks for by itself does not keep a session open. */
  staff(token: string, now: Date, attended: boolean): Promise<Session | null>
  citizen?(
    credential: CitizenCredential,
    now: Date,
    address: string,
  ): Promise<CitizenSession | Refusal | null>
}
