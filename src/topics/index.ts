/** Topics: letters that tell of one thing, gathered as they come. Advice only: a person decides what is joined. */
export { gather, type Labelled, type Letter, measure, type TopicsReport } from './evaluate.ts'
export { gatherTopics, regatherTopics } from './follow.ts'
export { type HotNumbers, hottestNumbers } from './hottest.ts'
export { topicRoutes } from './routes.ts'
