/** Leaders' instructions (批示件) and urgent reports (信访要情). */

export type { RecordDetail, RecordSummary } from './contract.ts'
export { listFor, readRecord } from './read.ts'
export { enterInstruction, noticeUrgent, takeStep } from './record.ts'
export type { InstructionsRoom } from './room.ts'
export { instructionRoutes } from './routes.ts'
export { markSealed, type SealedStep, stepsOfRecords, unsealedSteps } from './sealing.ts'
