/** Calls and operators as they are shown. */
import type { Agent, Call } from './contract.ts'
import { type HotlineRoom, open } from './room.ts'
import { masked } from './rules.ts'
import type { AgentRow, CallRow } from './store.ts'

/** The number as the system told it; null when it was withheld or its time is over. */
export const phoneIn = (room: HotlineRoom, bureauId: string, r: CallRow): string | null =>
  r.phone ? open(room, bureauId, 'phone', r.call_id, r.phone) : null

/** @param whole the number in full, for who has the call */
export function callView(room: HotlineRoom, bureauId: string, r: CallRow, whole: boolean): Call {
  const phone = phoneIn(room, bureauId, r)
  return {
    callId: r.call_id,
    direction: r.direction,
    state: r.state,
    phone: phone === null ? null : whole ? phone : masked(phone),
    queue: r.fold.queue?.value ?? null,
    extension: r.fold.agent?.value ?? null,
    agentId: r.agent_id,
    startedAt: r.started_at.toISOString(),
    answeredAt: r.answered_at?.toISOString() ?? null,
    endedAt: r.ended_at?.toISOString() ?? null,
    recording: r.fold.recording?.value ?? null,
    outcome: r.outcome,
    wrapCode: r.wrap_code,
    wrapped: r.wrapped_at !== null,
    matterId: r.matter_id,
    calledBackAt: r.called_back_at?.toISOString() ?? null,
  }
}

export const agentView = (r: AgentRow): Agent => ({
  accountId: r.account_id,
  name: r.name,
  extension: r.extension,
  state: r.state,
  since: r.since.toISOString(),
  callId: r.call_id,
})
