/** What other rooms may use to keep the public pages usable. */
export { DEFAULT_PACE, type PaceSettings } from './contract.ts'
export { createPace, type Pace, type PageVerdict } from './pace.ts'
export { createTickets, isWork, type Ticket, type Tickets } from './work.ts'
