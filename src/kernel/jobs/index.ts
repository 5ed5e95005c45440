/** What others may use of the outbox and its relay. */
export { deadJobs, type Job, type OutboxFigures, outboxFigures, reviveJob } from './outbox.ts'
export {
  type BatchHandler,
  backOff,
  type Drained,
  drainOutbox,
  type JobHandler,
  type JobHandlers,
  type JobResult,
  jobKey,
  type Relay,
  type RelayDeps,
  startRelay,
} from './relay.ts'
export { HOUR_MS, type Rounds, type RoundsOptions, startRounds } from './rounds.ts'
export { createSlots } from './slots.ts'
