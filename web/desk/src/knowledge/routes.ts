/** The addresses of the knowledge base. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'
import { readKnowledgeSearch } from './queries.ts'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge',
  validateSearch: readKnowledgeSearch,
  component: page(() => import('./knowledge.tsx'), 'KnowledgePage'),
})

const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/new',
  component: page(() => import('./article-form.tsx'), 'NewArticlePage'),
})

const load = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/import',
  component: page(() => import('./import.tsx'), 'KnowledgeImportPage'),
})

const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/$articleId',
  component: page(() => import('./article.tsx'), 'ArticlePage'),
})

const edit = createRoute({
  getParentRoute: () => signedIn,
  path: '/knowledge/$articleId/edit',
  component: page(() => import('./article-form.tsx'), 'EditArticlePage'),
})

export const knowledge = [list, fresh, load, one, edit] as const
