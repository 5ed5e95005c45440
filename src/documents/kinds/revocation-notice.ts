/** 撤销处理意见决定书: the organ takes its own opinion back and handles the matter afresh. */
import type { KindDef } from '../contract.ts'
import { about, stopped } from '../words.ts'

export const revocationNotice: KindDef = {
  kind: 'revocation-notice',
  audience: 'person',
  word: '撤',
  title: () => '撤销信访事项处理意见决定书',
  merge: (f) => [
    `本机关（单位）对您提出的${about(f)}信访事项（编号：${f.number}）作出的处理意见，经自行复核，决定予以撤销。`,
  ],
  fixed: (f) => [
    `撤销的理由：${stopped(f.given.reason ?? '')}`,
    '原处理意见自本决定作出之日起失效。本机关（单位）将重新办理，并另行书面答复；对新的处理意见不服的，可以按新的处理意见书写明的途径请求复查。',
  ],
}
