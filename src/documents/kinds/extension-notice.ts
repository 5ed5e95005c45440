/** 延长办理期限告知书: how long and why (R22 34). */
import type { KindDef } from '../contract.ts'
import { dateWords, received, stopped } from '../words.ts'

export const extensionNotice: KindDef = {
  kind: 'extension-notice',
  audience: 'person',
  word: '延',
  title: () => '信访事项延长办理期限告知书',
  merge: (f) => [
    `${received(f)}，本机关（单位）${f.acceptedOn ? `于${dateWords(f.acceptedOn)}` : ''}受理后正在办理。因情况复杂，不能如期办结。`,
  ],
  fixed: (f) => [
    `延长的理由：${stopped(f.given.reason ?? '')}`,
    `经本机关（单位）负责人批准，办理期限${f.given.days ? `延长${f.given.days}日` : '予以延长'}${
      f.limits.handlingUntil ? `，至${dateWords(f.limits.handlingUntil)}` : ''
    }${f.limits.handling ? `（${f.limits.handling.article}）` : ''}。`,
  ],
}
