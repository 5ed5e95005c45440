/** What other rooms may see of the administration. */
export type { Category, CodeItem, CodeList } from './contract.ts'
export type { AdministrationDeps } from './deps.ts'
export { addCategory } from './lists/categories.ts'
export { inForce, itemsOf, readCodeLists } from './lists/code-lists.ts'
export { listCategories } from './lists/store.ts'
export { administrationRoutes } from './routes/routes.ts'
