/** Topics: letters that tell of one thing, gathered as they come. Advice only: a person decides what is joined. */
export { decideMember } from './decide-member.ts'
export { gather, type Labelled, type Letter, measure, type TopicsReport } from './evaluate.ts'
export { gatherTopics, regatherTopics } from './follow.ts'
export { type HotNumbers, hottestNumbers } from './hottest.ts'
export { readTopic, readTopics } from './read.ts'
export { topicRoutes } from './routes.ts'
