/** What other rooms may see of notifications. */
export { type Bell, createBell } from './bell.ts'
export { KINDS, type Kind } from './contract.ts'
export { ringingDesk } from './desk-notices.ts'
export { type Notifier, notifyOnce, startNotifier } from './notifier.ts'
export { type Publication, publish } from './publish.ts'
export type { NotificationsDeps } from './room.ts'
export { notificationRoutes } from './routes.ts'
export { SIGNATURES, type Signature } from './signature.ts'
