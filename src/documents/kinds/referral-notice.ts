/** 法定途径告知书: the matter has its own legal route (R22 31(1)-(5)). */
import type { KindDef } from '../contract.ts'
import { ROUTE_HASTE, routeLine } from '../remedy.ts'
import { received, stopped } from '../words.ts'

export const referralNotice: KindDef = {
  kind: 'referral-notice',
  audience: 'person',
  word: '导',
  title: () => '信访事项法定途径告知书',
  merge: (f) => [`${received(f)}收悉。经审查，您提出的请求应当通过法定途径处理，现告知如下：`],
  fixed: (f) => [`理由：${stopped(f.given.reason ?? '')}`, `法定途径：${routeLine(f)}${ROUTE_HASTE}`],
}
