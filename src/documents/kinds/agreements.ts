/** 调解协议书、和解协议书 (R22 33): the terms are the parties', so the form gives only their places. */
import type { KindDef, PaperFacts } from '../contract.ts'
import { about, stopped } from '../words.ts'

const terms = (f: PaperFacts, by: string, organ: string[]): string[] => [
  `因${about(f)}信访事项（编号：${f.number}），双方当事人${by}，自愿达成如下协议：`,
  '一、争议的主要事实',
  ...f.demands.map((d) => stopped(d.text)),
  '二、协议内容',
  '（写明各方的权利义务）',
  '三、履行方式和期限',
  '（由当事人约定）',
  `本协议一式${organ.length > 0 ? '三' : '二'}份，当事人各执一份${organ.join('')}，自各方签名或者盖章之日起生效。`,
]

export const mediationAgreement: KindDef = {
  kind: 'mediation-agreement',
  audience: 'file',
  word: '调',
  title: () => '信访事项调解协议书',
  merge: (f) => terms(f, `经${f.organ}主持调解`, ['，调解机关（单位）存档一份']),
  signers: ['当事人（签名）', '对方当事人（签名或者盖章）', '调解人（签名）'],
}

export const settlementAgreement: KindDef = {
  kind: 'settlement-agreement',
  audience: 'file',
  word: null,
  title: () => '信访事项和解协议书',
  merge: (f) => terms(f, '经协商', []),
  signers: ['当事人（签名）', '对方当事人（签名或者盖章）'],
  signed: false,
}
