/** The checker at the desk: files checked and forgotten, reports kept where somebody asks. */
export { type DisclosureRoom, disclosureRoutes } from './routes.ts'
