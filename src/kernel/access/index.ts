export { type Access, decideAccess, isAccess, only } from './access.ts'
export { type Attempts, createAttempts, MOST_FAILURES, WINDOW_MINUTES } from './attempts.ts'
export { ROLE_LABELS, ROLES, type RoleName } from './roles.ts'
export type { Authenticator, CitizenCredential, CitizenSession, Session } from './session.ts'
