/** What other rooms may see of templates. */
export type { Purpose, TemplateView } from './contract.ts'
export { templateRoutes } from './routes.ts'
export { createTemplate, readTemplates, reviseTemplate, type TemplateInput } from './templates.ts'
