/** 复查意见书 (R22 35), with the right to re-review (R22 36). */
import type { KindDef } from '../contract.ts'
import { reReviewLine } from '../remedy.ts'
import { dateWords, lines } from '../words.ts'
import { answered, asked, decided } from './opinion-parts.ts'

export const reviewOpinion: KindDef = {
  kind: 'review-opinion',
  audience: 'person',
  word: '复查',
  title: () => '信访事项复查意见书',
  merge: (f) => [
    `您对原处理意见不服，于${dateWords(f.receivedOn)}提出的复查请求（编号：${f.number}）收悉。本机关依照${f.regulation === 'R05' ? '《信访条例》' : '《信访工作条例》'}进行了复查，现提出复查意见如下：`,
    '一、复查请求',
    ...asked(f),
    '二、复查查明的事实和理由',
    ...(lines(f.given.opinion).length > 0 ? lines(f.given.opinion) : ['经复查，']),
    '三、复查意见及依据',
    ...answered(f),
    ...decided(f),
  ],
  fixed: (f) => [reReviewLine(f)],
}
