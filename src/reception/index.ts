/** Reception days (领导接访): published, booked, the queue of the day. */
export {
  type Booked,
  book,
  changeBooking,
  comingDays,
  findByCode,
  type MyBooking,
  type PublicDay,
  publicDayOf,
  type Queue,
  readBooking,
  readQueue,
} from './book.ts'
export type { Booking, DayDetail, DayInput, ReceptionDay } from './contract.ts'
export { eraseOld, startErasing } from './erasing.ts'
export { recordReception, sponsorMatter, stepFollowUp } from './follow-ups/act.ts'
export {
  listForOffices,
  listOfMatter,
  type PromiseToPerson,
  promisesForCitizen,
  readFollowUp,
} from './follow-ups/read.ts'
export { changeDay, saveDay } from './publish-day.ts'
export type { ReceptionRoom, Visitor } from './room.ts'
export { receptionRoutes } from './routes.ts'
export { KEPT_DAYS } from './rules.ts'
export { actAtWindow, listForDesk, readForDesk, takeTicket } from './window.ts'
