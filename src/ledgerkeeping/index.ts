/** Ledger keeping: daily seals, verification, receipts. What other rooms and the composition root may use. */
export type { VerifyCode, VerifyFinding } from './findings.ts'
export { publishedKeys, readPublicKeys } from './public-keys.ts'
export { type PublicSeal, publicSeals } from './public-seals.ts'
export { type CitizenReceipt, receiptOf } from './receipt-of.ts'
export { ledgerRoutes } from './routes.ts'
export { type CommandOutput, runVerify, VERIFY_USAGE } from './run-verify.ts'
export {
  checkReceipt,
  type ReceiptReport,
  runVerifyReceipt,
  VERIFY_RECEIPT_USAGE,
} from './run-verify-receipt.ts'
export { type SealDeps, type SealResult, sealAllBureaus, sealBureau } from './seal-day.ts'
export {
  type VerifyDeps,
  type VerifyOptions,
  type VerifyReport,
  verifyBureau,
  verifyBureaus,
} from './verify.ts'
