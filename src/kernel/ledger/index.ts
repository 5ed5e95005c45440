export { CanonicalError, canonicalJson } from './canonical.ts'
export {
  appendEvents,
  type ChainHead,
  type EventDraft,
  emptyHead,
  headAfter,
  verifyChain,
} from './chain.ts'
export {
  type ChainFindingCode,
  type ChainLink,
  type ChainStatement,
  makeChainStatement,
  verifyChainStatement,
} from './chain-statement.ts'
export {
  compareWithHeldSeal,
  compareWithSeal,
  compareWithSeals,
  findUnsealed,
  type HashLookup,
} from './compare-seal.ts'
export {
  genesisHash,
  hashEvent,
  isInstant,
  type LedgerActor,
  type LedgerEvent,
  type UnhashedEvent,
} from './event.ts'
export { describeFinding, type Finding, type FindingCode } from './finding.ts'
export {
  makeReceipt,
  type Receipt,
  type ReceiptContent,
  type ReceiptFinding,
  type ReceiptFindingCode,
  verifyReceipt,
} from './receipt.ts'
export { type ReceiptProof, receiptProof, verifyReceiptProof } from './receipt-proof.ts'
export {
  makeSeal,
  type Seal,
  type SealEntry,
  sealGenesis,
  verifySealChain,
  verifySealSignature,
} from './seal.ts'
export { parseSeal, readSealFile, sealFileName, writeSealFile } from './seal-file.ts'
export {
  type EventType,
  UnknownEventTypeError,
  UnknownSchemaVersionError,
  type Upcaster,
  type UpcastRegistry,
  upcastRegistry,
} from './upcast.ts'
