/** 受理告知书: told in writing that the matter is accepted, by whom and how it goes on (R22 23, 34). */
import type { KindDef, PaperFacts } from '../contract.ts'
import { about, dateWords, demandList, received } from '../words.ts'

const isReview = (f: PaperFacts): boolean => f.procedure === 'review' || f.procedure === 're-review'
const name = (f: PaperFacts): string => (f.procedure === 're-review' ? '复核' : '复查')

function limitLine(f: PaperFacts): string[] {
  if (isReview(f)) {
    const limit = f.limits.reviewAnswer
    return limit
      ? [
          `根据${limit.article}，本机关将自收到${name(f)}请求之日起${limit.length}内提出${name(f)}意见，并予以书面答复。`,
        ]
      : []
  }
  const { handling, handlingUntil } = f.limits
  if (!handling) return []
  const until = handlingUntil ? `，即于${dateWords(handlingUntil)}前（含当日）办结` : ''
  return [
    `根据${handling.article}，本机关（单位）将自受理之日起${handling.length}内办结${until}。情况复杂需要延长办理期限的，将另行书面告知理由。`,
  ]
}

export const acceptanceNotice: KindDef = {
  kind: 'acceptance-notice',
  audience: 'person',
  word: '受',
  title: (f) => (isReview(f) ? `信访事项${name(f)}受理告知书` : '信访事项受理告知书'),
  merge: (f) => [
    isReview(f)
      ? `您于${dateWords(f.receivedOn)}提出的${name(f)}请求（编号：${f.number}）收悉。经审查，本机关决定自${dateWords(f.acceptedOn ?? f.today)}起予以受理。`
      : `${received(f)}收悉。经审查，该事项属于本机关（单位）职权范围，决定自${dateWords(f.acceptedOn ?? f.today)}起予以受理。`,
    '您提出的请求如下：',
    ...demandList(f),
  ],
  fixed: (f) => [
    ...limitLine(f),
    `办理过程和结果可以凭编号和查询码在网上查询。${isReview(f) ? '' : `补充材料请注明${about(f)}及编号。`}`,
  ],
}
