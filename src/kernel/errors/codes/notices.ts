/** Codes of the notices and their gateways. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const NOTICE_CODES = {
  'notice.no_gateway': entry(
    409,
    ['没有可用的发送通道', 'No gateway is set up'],
    [
      '请在 notices.json 里配置 {via}，见运维手册“短信和邮件”。',
      'Set up {via} in notices.json; see "Text messages and mail" in the operator guide.',
    ],
  ),
  'notice.not_allowed': entry(
    409,
    ['演练单位不能向这个地址发送', 'A practice bureau may not reach this address'],
    [
      '单位 {bureau} 是演练单位，只能发给 notices.json 里 allow 列出的号码和邮箱。',
      'Bureau {bureau} is marked simulated and reaches only what is listed under allow in notices.json.',
    ],
  ),
  'notice.not_retryable': entry(
    409,
    ['这条通知不能重发', 'This notice cannot be sent again'],
    [
      '只有因网关故障而放弃的通知可以重发；被对方拒收的，请先更正联系方式，或用别的办法告知本人。',
      'Only what was given up for trouble of a gateway can be sent again; where the address refused it, correct the contact or tell the person otherwise.',
    ],
  ),
  'notice.no_bureau': entry(
    404,
    ['没有这个单位', 'No such bureau'],
    ['请用 --bureau 指明已建立的单位。', 'Name an existing bureau with --bureau.'],
  ),
  'notice.report_not_signed': entry(
    403,
    ['回报没有通过核对', 'The report was not accepted'],
    [
      '请用双方约定的密钥签名，并在十分钟内送达。',
      'Sign it with the secret agreed on and deliver it within ten minutes.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
