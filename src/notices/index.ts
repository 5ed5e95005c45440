/** What others may use of the notices. */
export { fileAdapter } from './file-adapter.ts'
export type { Notice, NoticeAdapter, Recipient, Words } from './notice.ts'
export {
  citizenText,
  fillWords,
  NOTICE_TEXTS,
  type NoticeFacts,
  programWords,
  REQUIRED_VARIABLES,
  reminderText,
  VARIABLES,
} from './templates.ts'
export { currentWords, insertOwnWords, listOwnWords, type OwnWords } from './words-store.ts'
