/** The reply check: what a reviewer may want to look at again in a reply, with reason and place. Advice only. */
export { type Answered, checkAll, type Distribution, distributionOf } from './distribution.ts'
export { indexReplies, replyFollower } from './follow.ts'
export { replyCheckRoutes } from './routes.ts'
