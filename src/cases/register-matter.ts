/** 登记: an arrival on any channel becomes a matter with number, clocks and receipt. */

import { plainDateIn } from '../kernel/calendar/index.ts'
import { isUuid, queryCode } from '../kernel/crypto/index.ts'
import { isRefusal, type Refusal, refuse } from '../kernel/errors/refusal.ts'
import { areaOf, placesOf } from '../places/index.ts'
import { createMatter } from './create-matter.ts'
import { registerMatter as decide, type Registration } from './engine/open-matter.ts'
import { PROCEDURES } from './procedures/index.ts'
import { type Caller, type CasesDeps, type CommandResult, randomMint } from './run.ts'

/** What a desk, a portal, an import or a job hands over; the rest has its defaults here. */
export type RegisterInput = Pick<Registration, 'procedure' | 'channel' | 'body'> &
  Partial<
    Omit<
      Registration,
      'matterId' | 'number' | 'procedure' | 'channel' | 'body' | 'receivedOn' | 'receivedAt' | 'area'
    >
  > & {
    /** Instant of arrival; default now. A letter may have come earlier than it is registered, never later. */
    receivedAt?: string
    /** Replay and linked matters: the same source makes the same matter once. */
    matterId?: string
    sourceKey?: string
  }

/** What the procedure's class is unless the clerk says otherwise. */
const CLASS_OF: Record<string, Registration['class']> = {
  petition: 'claim-31-6',
  simple: 'claim-31-6',
  review: 'claim-31-6',
  're-review': 'claim-31-6',
  misconduct: 'misconduct',
}

/**
 * Registers and answers with the number; the person's query code follows from it and is never stored.
 * @returns refusals as `engine/open-matter.ts`, and `input.date_in_future`.
 */
export async function registerMatter(
  deps: CasesDeps,
  caller: Caller,
  input: RegisterInput,
): Promise<(CommandResult & { code: string }) | Refusal> {
  const facts = await deps.directory.byId(caller.bureauId)
  if (!facts) return refuse('not_found')
  const table = PROCEDURES.find((p) => p.id === input.procedure && p.kind === 'main')
  if (!table) return refuse('input.invalid_choice', { field: 'procedure' })
  const received = input.receivedAt ? new Date(input.receivedAt) : caller.occurredAt
  if (Number.isNaN(received.getTime())) return refuse('input.invalid_date', { field: 'receivedAt' })
  if (received > caller.occurredAt) return refuse('input.date_in_future', { field: 'receivedAt' })
  const mint = caller.mint ?? randomMint(caller.recordedAt, facts.bureau.hashName)
  const matterId = input.matterId && isUuid(input.matterId) ? input.matterId : mint.id()
  const receivedAt = received.toISOString()
  const { sourceKey, ...rest } = input
  // By its code alone a place can be counted; the words stay under the key of the matter.
  const area =
    input.place || input.point
      ? areaOf(await placesOf(deps.app, facts), { words: input.place ?? '', point: input.point ?? null })
      : null
  const result = await createMatter(
    deps,
    { ...caller, mint },
    {
      matterId,
      letter: table.numberLetter ?? 'X',
      request: { verb: 'register', input },
      parties: input.parties ?? [],
      sourceKey,
      decide: (number, world) =>
        decide(
          {
            class:
              (table.onlyClass as Registration['class'] | undefined) ?? CLASS_OF[input.procedure] ?? 'other',
            category: null,
            secrecy: 'none',
            subject: null,
            place: null,
            demands: [],
            parties: [],
            persons: 1,
            representatives: 0,
            reportedUnitId: null,
            reportedElsewhere: null,
            external: null,
            undated: false,
            links: [],
            file: null,
            seats: {},
            ...rest,
            area,
            matterId,
            number,
            receivedAt,
            receivedOn: plainDateIn(facts.bureau.zone, receivedAt),
          },
          caller.actor,
          world,
        ),
    },
  )
  return isRefusal(result) ? result : { ...result, code: queryCode(deps.keyring.codeKey, result.matterId) }
}
