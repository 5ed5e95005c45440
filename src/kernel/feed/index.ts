/** What others may use of the feed. */
export {
  type Feed,
  type FeedDeps,
  type FollowAll,
  type Follower,
  followAll,
  followOnce,
  type ReadStates,
  startFeed,
  type Turn,
} from './follow.ts'
export {
  comparePositions,
  dropPosition,
  endOfFeed,
  type FeedEvent,
  type MatterState,
  nextEvents,
  nextStates,
  type Position,
  raisePosition,
  readPositions,
  waitForTurn,
} from './store.ts'
