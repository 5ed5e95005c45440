export { type Access, decideAccess, isAccess, only } from './access.ts'
export { ROLE_LABELS, ROLES, type RoleName } from './roles.ts'
export type { Authenticator, CitizenCredential, CitizenSession, Session } from './session.ts'
