/**
 * One command, once: what its key was answered with before, and what to do when another writer was first. The rules'
 * refusals and earlier answers leave a transaction as errors, so that it is rolled back and leaves nothing.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { canonicalJson } from '../kernel/ledger/index.ts'
import { refuseUnclean } from './engine/clean-text.ts'
import type { CommandResult } from './run.ts'

/** Text that cannot be hashed is refused by its field before anything else; the verb's own wrapping is no field. */
export function refuseUncleanRequest(request: unknown): Refusal | undefined {
  const refused = refuseUnclean(request, '')
  return refused && { ...refused, field: refused.field?.replace(/^(input|contact)\./, '') }
}

/** What an idempotency key stands for: the same request gives the same hash. */
export const requestHash = (request: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(JSON.parse(JSON.stringify(request ?? null))))
    .digest('base64url')

/** The answer an earlier same command got, or a refusal when its key was used for something else. */
export function answered(command: { requestHash: string; response: unknown } | null, request: string) {
  if (!command) return null
  if (command.requestHash !== request)
    return refuse('write.idempotency_key_reused', { field: 'Idempotency-Key' })
  return { ...(command.response as CommandResult), replayed: true }
}

const duplicate = (error: unknown): string | null =>
  error instanceof pg.DatabaseError && error.code === '23505' ? (error.constraint ?? '') : null

export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.refused)
    this.refusal = refusal
  }
}

export class AlreadyAnswered extends Error {
  readonly result: CommandResult
  constructor(result: CommandResult) {
    super('answered before')
    this.result = result
  }
}

/** Runs `attempt` until no other writer was first, at most four times; it is told which time it is. */
export async function withRetries(
  attempt: (tries: number) => Promise<CommandResult>,
): Promise<CommandResult | Refusal> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries)
    } catch (error) {
      if (error instanceof Refused) return error.refusal
      if (error instanceof AlreadyAnswered) return error.result
      const constraint = duplicate(error)
      // Whichever key collides first, another writer had it: look again at what that one left. A number of another
      // system may stand on a different matter, hence once only.
      const most = constraint === null ? 0 : constraint === 'contacts_external' ? 1 : 3
      if (tries > most) {
        if (constraint === 'events_pkey') return refuse('write.stale_version')
        if (constraint === 'contacts_external')
          return refuse('contact.external_known', { field: 'external.number' })
        throw error
      }
    }
  }
}
