/** Duty roster (值班表). */
export { addNote, onDuty, type PublicDuty, planDuties, publicDuty, type RosterRoom } from './roster.ts'
export { rosterRoutes } from './routes.ts'
