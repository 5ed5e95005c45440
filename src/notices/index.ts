/** What others may use of the notices. */

export { GROUPS, type NoticeGroup, type NoticeLine, type NoticePage } from './contract.ts'
export {
  type DeliveryRow,
  type DeliveryState,
  deliveriesOfMatter,
  insertDelivery,
  reportByReference,
  reviveDeliveries,
} from './delivery-store.ts'
export { fileAdapter } from './file-adapter.ts'
export { listNotices, masked, type NoticeQuestion, retryNotice } from './list.ts'
export {
  type Gateway,
  GatewayError,
  type Message,
  type Notice,
  type NoticeAdapter,
  type Outcome,
  type Recipient,
  type Via,
  type Words,
} from './notice.ts'
export { fillWords, isOther, otherText } from './other-texts.ts'
export { hasGateway, mayReach, outgoingNotices, plainAddress, quietHoursOf, senderOf } from './outgoing.ts'
export { type QuietHours, quietUntil } from './quiet-hours.ts'
export { type NoticesRoom, noticeRoutes } from './routes.ts'
export { createSender, type RunningSender, type SenderDeps, startSender } from './sender.ts'
export {
  type EmailSettings,
  type NoticeSettings,
  readNoticeSettings,
  type SmppSettings,
  type SmsSettings,
} from './settings.ts'
export { signatureOf, smsGateway } from './sms-gateway.ts'
export { smtpGateway } from './smtp-gateway.ts'
export { stayingInside } from './staying-inside.ts'
export {
  citizenText,
  isOwnable,
  NOTICE_TEXTS,
  type NoticeFacts,
  programHappening,
  programWords,
  receiptText,
  reminderText,
  requiredVariables,
  variablesOf,
} from './templates.ts'
export { currentWords, insertOwnWords, listOwnWords, type OwnWords, ownWordsOf } from './words-store.ts'
