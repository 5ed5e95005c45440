/** What other rooms may see of Open311. */

export { open311Plugin } from './georeport-routes.ts'
export { issueKey, readKeys, revoke } from './keys.ts'
export { open311Routes } from './routes.ts'
