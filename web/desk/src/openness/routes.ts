/** The addresses of what the bureau puts up for everybody. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import { readPublicationSearch } from './queries.ts'

const publications = createRoute({
  getParentRoute: () => signedIn,
  path: '/publications',
  validateSearch: readPublicationSearch,
  component: page(() => import('./publications.tsx'), 'PublicationsPage'),
})

const publication = createRoute({
  getParentRoute: () => signedIn,
  path: '/publications/$publicationId',
  component: page(() => import('./publication.tsx'), 'PublicationPage'),
})

const topics = createRoute({
  getParentRoute: () => signedIn,
  path: '/suggestion-topics',
  // `new`, or the topic that is being changed.
  validateSearch: (search: Record<string, unknown>): { edit?: string } =>
    typeof search.edit === 'string' ? { edit: search.edit } : {},
  component: page(() => import('./topics.tsx'), 'TopicsPage'),
})

const channels = createRoute({
  getParentRoute: () => signedIn,
  path: '/channels',
  component: page(() => import('./channels.tsx'), 'ChannelsPage'),
})

export const openness = [publications, publication, topics, channels] as const
