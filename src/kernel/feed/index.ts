/** What others may use of the feed. */
export {
  type Feed,
  type FeedDeps,
  type Follower,
  followAll,
  followOnce,
  startFeed,
  type Turn,
} from './follow.ts'
export { dropPosition, type FeedEvent, waitForTurn } from './store.ts'
