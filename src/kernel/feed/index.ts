/** What others may use of the feed. */
export {
  comparePositions,
  type Feed,
  type FeedDeps,
  type Follower,
  followAll,
  followOnce,
  type ReadStates,
  startFeed,
  type Turn,
} from './follow.ts'
export {
  dropPosition,
  type FeedEvent,
  nextEvents,
  type Position,
  readPositions,
  waitForTurn,
} from './store.ts'
