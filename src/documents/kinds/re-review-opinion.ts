/** 复核意见书: the end of the procedure on the same facts and reasons (R22 36). */
import type { KindDef } from '../contract.ts'
import { finalLine } from '../remedy.ts'
import { dateWords, lines } from '../words.ts'
import { answered, asked, decided } from './opinion-parts.ts'

export const reReviewOpinion: KindDef = {
  kind: 're-review-opinion',
  audience: 'person',
  word: '复核',
  title: () => '信访事项复核意见书',
  merge: (f) => [
    `您对复查意见不服，于${dateWords(f.receivedOn)}提出的复核请求（编号：${f.number}）收悉。本机关依照${f.regulation === 'R05' ? '《信访条例》' : '《信访工作条例》'}进行了复核，现提出复核意见如下：`,
    '一、复核请求',
    ...asked(f),
    '二、复核查明的事实和理由',
    ...(lines(f.given.opinion).length > 0 ? lines(f.given.opinion) : ['经复核，']),
    '三、复核意见及依据',
    ...answered(f),
    ...decided(f),
  ],
  fixed: (f) => [finalLine(f)],
}
