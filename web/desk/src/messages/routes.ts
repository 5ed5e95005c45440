/** The addresses of the message platform. */
import { createRoute } from '@tanstack/react-router'
import { signedIn } from '../base-routes.tsx'
import { page } from '../page.ts'

const list = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages',
  component: page(() => import('./campaigns.tsx'), 'CampaignsPage'),
})
const fresh = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/new',
  component: page(() => import('./campaign-form.tsx'), 'NewCampaignPage'),
})
const groups = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/groups',
  component: page(() => import('./groups.tsx'), 'GroupsPage'),
})
const group = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/groups/$groupId',
  component: page(() => import('./group.tsx'), 'GroupPage'),
})
const templates = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/templates',
  component: page(() => import('./templates.tsx'), 'TemplatesPage'),
})
const replies = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/replies',
  component: page(() => import('./replies.tsx'), 'RepliesPage'),
})
const figures = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/figures',
  component: page(() => import('./figures.tsx'), 'MessageFiguresPage'),
})
const one = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/campaigns/$campaignId',
  component: page(() => import('./campaign.tsx'), 'CampaignPage'),
})
const edit = createRoute({
  getParentRoute: () => signedIn,
  path: '/messages/campaigns/$campaignId/edit',
  component: page(() => import('./campaign-form.tsx'), 'EditCampaignPage'),
})

export const messages = [list, fresh, groups, group, templates, replies, figures, one, edit] as const
