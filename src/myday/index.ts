/** What other rooms may see of the start page. */
export { myDayRoutes } from './routes.ts'
