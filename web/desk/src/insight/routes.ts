/** The addresses of topics. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

export const hotTopics = createRoute({
  getParentRoute: () => signedIn,
  path: '/hot-topics',
  component: page(() => import('./topics.tsx'), 'TopicsPage'),
})

export const hotTopic = createRoute({
  getParentRoute: () => signedIn,
  path: '/hot-topics/$topicId',
  component: page(() => import('./topic.tsx'), 'TopicPage'),
})
