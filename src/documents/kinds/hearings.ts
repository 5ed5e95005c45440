/** 听证通知书、听证笔录. */
import type { KindDef } from '../contract.ts'
import { about, dateWords, lines } from '../words.ts'

export const hearingNotice: KindDef = {
  kind: 'hearing-notice',
  audience: 'person',
  word: '听',
  title: () => '信访事项听证通知书',
  merge: (f) => [
    `为查明${about(f)}信访事项（编号：${f.number}）的事实，本机关（单位）决定举行听证，现通知如下：`,
    `听证日期：${f.given.date ? dateWords(f.given.date) : '（填写日期）'}`,
    ...(lines(f.given.opinion).length > 0
      ? lines(f.given.opinion)
      : ['（填写时间、地点、听证事项和主持人）']),
    '您可以参加听证、陈述意见、提交证据，也可以委托代理人参加；认为主持人与本事项有直接利害关系的，可以申请其回避。不能按时参加的，请提前告知。',
  ],
}

export const hearingRecord: KindDef = {
  kind: 'hearing-record',
  audience: 'file',
  word: null,
  title: () => '信访事项听证笔录',
  rows: (f) => [
    { label: '事项编号', value: f.number },
    { label: '听证时间', value: f.given.date ? dateWords(f.given.date) : '' },
    { label: '听证地点', value: '' },
    { label: '主持人', value: '' },
    { label: '记录人', value: '' },
    { label: '参加人', value: '' },
  ],
  merge: (f) => [
    `听证事项：${about(f)}。`,
    '一、主持人核对参加人身份，宣布听证事项和纪律',
    '二、信访人陈述请求、事实和理由',
    '三、办理机关、单位陈述处理意见和依据',
    '四、询问、质证和评议',
    '五、听证意见',
    '以上笔录已交参加人核对。',
  ],
  signers: ['信访人（签名）', '办理单位代表（签名）', '主持人（签名）', '记录人（签名）'],
  signed: false,
}
