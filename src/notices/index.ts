/** What others may use of the notices. */
export { fileAdapter } from './file-adapter.ts'
export type { Notice, NoticeAdapter, Recipient, Words } from './notice.ts'
export { citizenText, NOTICE_TEXTS, type NoticeFacts, reminderText } from './templates.ts'
