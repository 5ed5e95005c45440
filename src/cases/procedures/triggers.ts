/**
 * What opens supervision by itself (督办情形), as data: each rule with its article, its condition in words, the ground
 * it is recorded under and what it opens. The conditions are worked out in `engine/triggers.ts`; the six grounds of
 * 2005 (R05 36, XF-S02) are kept as system checks under R22 40 (XF-S01), those of the hotline follow HL-14.
 */
import type { SourceMark } from '../clocks/contract.ts'
import type { Label } from './format.ts'
import { label } from './parts.ts'

/** Ground under which an order is recorded; the words of R22 40 and R05 36. */
export type Ground =
  | 'acceptance-breach'
  | 'handling-breach'
  | 'overdue'
  | 'no-feedback'
  | 'shirking'
  | 'opinion-not-carried-out'
  | 'other'

export type TriggerId =
  | 'SV-ACCEPTANCE'
  | 'SV-OVERDUE'
  | 'SV-NO-FEEDBACK'
  | 'SV-PROCEDURE'
  | 'SV-SHIRKING'
  | 'SV-NOT-CARRIED-OUT'
  | 'SV-OTHER'
  | 'HL-SV-OVERDUE'
  | 'HL-SV-REPEATED'
  | 'HL-SV-REFUSED'
  | 'HL-SV-UNSOLVED'
  | 'HL-SV-KNOWLEDGE'
  | 'HL-SV-HARMFUL'

export interface TriggerRule {
  id: TriggerId
  name: Label
  /** Article or paper, as printed. */
  source: Label
  mark: SourceMark
  condition: Label
  /** What the program looks at; `hand`: no fact on record shows it, a person opens it. */
  by: 'clock' | 'returns' | 'contacts' | 'rating' | 'hand'
  ground: Ground
  /** order: an order to the unit at fault; decision: the supervisor must say who handles. */
  opens: 'order' | 'decision'
  /** Where it applies: everywhere, outside the hotline, or there alone. */
  where: 'all' | 'petitions' | 'hotline'
}

const R22 = '《信访工作条例》第四十条'
const R05 = (item: string) => `${R22}；2005年《信访条例》第三十六条第（${item}）项，作系统检查项`
const R05_EN = (item: number) =>
  `Regulations on Letters and Visits Work (2022), Art. 40; Art. 36(${item}) of 2005, kept as a check`
const HOTLINE = label(
  '热线地方规定（济南第二十八条、潍坊第二十六条；他地为本地设置）',
  'Hotline rules (Jinan Art. 28, Weifang Art. 26; elsewhere a local setting)',
)

export const TRIGGERS: readonly TriggerRule[] = [
  {
    id: 'SV-ACCEPTANCE',
    name: label('未按规定受理、告知', 'Acceptance rules not kept'),
    source: label(
      `${R22}（违反信访工作规定受理）`,
      'Regulations on Letters and Visits Work (2022), Art. 40 (rules of acceptance)',
    ),
    mark: 'V',
    condition: label(
      '转送、交办、告知、签收、分派的时限已过而没有办理',
      'A limit to pass on, notify, sign for or decide who handles has passed and the duty is still open',
    ),
    by: 'clock',
    ground: 'acceptance-breach',
    opens: 'order',
    where: 'all',
  },
  {
    id: 'SV-OVERDUE',
    name: label('无正当理由超期未办结', 'Not concluded in time without reason'),
    source: label(R05('一'), R05_EN(1)),
    mark: 'V',
    condition: label(
      '办理、复查、复核、重办的时限已过而没有办结',
      'The limit to conclude, review or handle again has passed and the matter is still open',
    ),
    by: 'clock',
    ground: 'overdue',
    opens: 'order',
    where: 'petitions',
  },
  {
    id: 'SV-NO-FEEDBACK',
    name: label('未按规定反馈办理结果', 'Result not reported or served'),
    source: label(R05('二'), R05_EN(2)),
    mark: 'V',
    condition: label(
      '反馈结果、送达文书、协办的时限已过',
      'The limit to report a result, serve a document or give a contribution has passed',
    ),
    by: 'clock',
    ground: 'no-feedback',
    opens: 'order',
    where: 'all',
  },
  {
    id: 'SV-PROCEDURE',
    name: label('未按规定程序办理', 'Procedure not followed'),
    source: label(R05('三'), R05_EN(3)),
    mark: 'V',
    condition: label(
      '审核、审批、甄别、异议审核、回访处理等内部环节的时限已过',
      'The limit of an inner step has passed: checking, approving, deciding a dispute or a follow-up',
    ),
    by: 'clock',
    ground: 'handling-breach',
    opens: 'order',
    where: 'all',
  },
  {
    id: 'SV-SHIRKING',
    name: label('多次退回，推诿', 'Returned again and again'),
    source: label(R05('四'), R05_EN(4)),
    mark: 'V',
    condition: label(
      '同一事项退回达到本地设定的次数（默认2次）',
      'One matter has been returned as often as the local setting says (default twice)',
    ),
    by: 'returns',
    ground: 'shirking',
    opens: 'decision',
    where: 'all',
  },
  {
    id: 'SV-NOT-CARRIED-OUT',
    name: label('处理意见未落实', 'Opinion not carried out'),
    source: label(R05('五'), R05_EN(5)),
    mark: 'V',
    condition: label(
      '答复支持（部分支持）的诉求，本人评价为没有解决',
      'A demand was supported, wholly or in part, and the person says that it is not solved',
    ),
    by: 'rating',
    ground: 'opinion-not-carried-out',
    opens: 'order',
    where: 'petitions',
  },
  {
    id: 'SV-OTHER',
    name: label('其他需要督办的情形', 'Other grounds'),
    source: label(R05('六'), R05_EN(6)),
    mark: 'V',
    condition: label(
      '由督办人员判断：条文只说“其他”，没有可以计算的事实',
      'Judged by the supervisor: the article says "other" and names no fact that could be looked at',
    ),
    by: 'hand',
    ground: 'other',
    opens: 'order',
    where: 'all',
  },
  {
    id: 'HL-SV-OVERDUE',
    name: label('工单超期', 'Order overdue'),
    source: HOTLINE,
    mark: 'V',
    condition: label(
      '热线工单的处置、答复或重办时限已过',
      'The limit to attend to, answer or redo a hotline order has passed',
    ),
    by: 'clock',
    ground: 'overdue',
    opens: 'order',
    where: 'hotline',
  },
  {
    id: 'HL-SV-REPEATED',
    name: label('同一事项反复来电未解决', 'Raised again and again, unsolved'),
    source: HOTLINE,
    mark: 'V',
    condition: label(
      '同一件未办结工单的来件达到本地设定的次数（默认3次）；只数本件，不数人',
      'One open order has as many contacts as the local setting says (default 3); contacts of the order, never of a person',
    ),
    by: 'contacts',
    ground: 'other',
    opens: 'order',
    where: 'hotline',
  },
  {
    id: 'HL-SV-REFUSED',
    name: label('指定后仍不签收', 'Designated and still not taken up'),
    source: HOTLINE,
    mark: 'V',
    condition: label(
      '经甄别指定（维持）的承办单位，签收时限已过仍未签收',
      'A unit designated or upheld by decision has let the limit to sign pass',
    ),
    by: 'clock',
    ground: 'shirking',
    opens: 'order',
    where: 'hotline',
  },
  {
    id: 'HL-SV-UNSOLVED',
    name: label('重办后仍未解决', 'Unsolved after a redo'),
    source: HOTLINE,
    mark: 'V',
    condition: label(
      '重办后本人仍评价有诉求没有解决',
      'After a redo the person still says that a demand is not solved',
    ),
    by: 'rating',
    ground: 'handling-breach',
    opens: 'order',
    where: 'hotline',
  },
  {
    id: 'HL-SV-KNOWLEDGE',
    name: label('知识库更新不及时', 'Knowledge out of date'),
    source: HOTLINE,
    mark: 'V',
    condition: label(
      '由督办人员判断：知识库各条有复核日期，是否应更新而未更新由人认定',
      'Judged by the supervisor: each article has its day of review; whether it should have been renewed a person decides',
    ),
    by: 'hand',
    ground: 'other',
    opens: 'order',
    where: 'hotline',
  },
  {
    id: 'HL-SV-HARMFUL',
    name: label('处置不当造成不良影响', 'Harmful handling'),
    source: HOTLINE,
    mark: 'V',
    condition: label(
      '由督办人员判断：影响是否由处置不当造成，台账上没有任何事实能说明',
      'Judged by the supervisor: no fact on record says that harm came from the way it was handled',
    ),
    by: 'hand',
    ground: 'handling-breach',
    opens: 'order',
    where: 'hotline',
  },
]

export const triggerOf = (id: string): TriggerRule | undefined => TRIGGERS.find((t) => t.id === id)
