/** What every figure is: name, definition, numerator, denominator, source. The docs and the desk are made from this table. */
import type { CountCode, Definition, RateCode, Step } from './contract.ts'
import { defining, type Label, label as w } from './defined.ts'

const { count, rate } = defining<CountCode, RateCode>()
const step = (code: Step, name: Label, definition: Label): Definition => ({
  code: `step-${code}`,
  kind: 'step',
  name,
  definition,
  numerator: null,
  denominator: null,
  source: w('本系统定义，按日历日', 'Defined here, in calendar days'),
})

const XF_S04 = w(
  'XF-S04（《信访工作条例》第四十一条：年度报告的统计事项）',
  'XF-S04 (Regulation of 2022, article 41: items of the yearly report)',
)
const XF_S09 = w(
  'XF-S09（见于在用系统；没有找到公开的计算口径，此处为本系统口径）',
  'XF-S09 (seen in systems in use; no published formula was found, this one is ours)',
)
const HL_19 = w(
  'HL-19（《北京市接诉即办工作条例》第三十二条：响应率、解决率、满意率）',
  'HL-19 (Beijing regulation, article 32: response, solving and satisfaction)',
)
const HL_13 = w(
  'HL-13（济南第二十七条、北京第二十三条：中心逐件审核并回访；各项问法为本系统口径）',
  'HL-13 (Jinan, article 27; Beijing, article 23: the centre checks and calls back; what is asked is defined here)',
)
const C3 = w(
  '批次、人次只从登记的来信来访计数；“集体”五人起是通行用法，没有条文规定',
  'Counted from registered arrivals alone; five persons for a group is usage, no article says so',
)
const OPINION = w('评价规则：XF-S07、XF-S09', 'Rules of rating: XF-S07, XF-S09')

export const DEFINITIONS: readonly Definition[] = [
  count(
    'received',
    w('收到件数', 'Matters received'),
    w(
      '按收到日计。登记错误撤销的不计；重复来信来访归入原事项，不另计件。',
      'By the day of receipt. Registrations cancelled as mistakes are left out; a further arrival about the same matter belongs to it and is no new matter.',
    ),
    XF_S04,
  ),
  count(
    'ended',
    w('办结件数', 'Matters ended'),
    w(
      '按办结日计，含答复、不予受理、导入法定途径、转出、撤回、无法送达。恢复办理的不再计为办结。',
      'By the day of ending, in whatever way: answered, not accepted, referred, transferred, withdrawn, undeliverable. One taken up again no longer counts as ended.',
    ),
    XF_S04,
  ),
  count(
    'replied',
    w('答复件数', 'Matters replied to'),
    w(
      '首次出具答复、处理意见、复查或复核意见的事项，按出具日计；重办后的答复不另计。',
      'Matters by the day their first reply or opinion was issued; an answer after a redo is not counted again.',
    ),
    XF_S04,
  ),
  count(
    'batches',
    w('批次', 'Batches'),
    w(
      '登记的每次来信、来访、来电、网上提交计一批，按其到达日和其渠道计。',
      'Each registered letter, visit, call or submission, by its own day and channel.',
    ),
    C3,
  ),
  count(
    'persons',
    w('人次', 'Persons'),
    w(
      '每批登记的人数之和。不辨认是谁，同一人两次即两人次。',
      'Sum of the persons registered with each batch. Nobody is identified: one person twice counts two.',
    ),
    C3,
  ),
  count(
    'group_batches',
    w('集体批次', 'Batches by groups'),
    w('五人以上（含五人）的批次。', 'Batches of five persons or more.'),
    C3,
  ),
  count(
    'group_persons',
    w('集体人次', 'Persons in groups'),
    w('集体批次的人数之和。', 'Persons of those batches.'),
    C3,
  ),
  count(
    'single_batches',
    w('个体批次', 'Batches by individuals'),
    w('批次减集体批次。', 'Batches less those by groups.'),
    C3,
  ),
  count(
    'single_persons',
    w('个体人次', 'Persons not in groups'),
    w('人次减集体人次。', 'Persons less those in groups.'),
    C3,
  ),
  count(
    'open',
    w('期内收到、现仍在办', 'Received then, open now'),
    w(
      '期内收到的事项中目前没有办结的件数。',
      'Of the matters received in the period, those not ended today.',
    ),
    XF_S04,
  ),
  count(
    'forwarded',
    w('转送、交办件次', 'Handed to units'),
    w(
      '事项每交给一个单位一次计一次，按交出日计，计在收到的单位。',
      'Each time a matter was handed to a unit, on that day, for the unit that got it.',
    ),
    XF_S04,
  ),
  count(
    'supervised',
    w('督办件次', 'Supervisions opened'),
    w(
      '按督办立项日计，计在被督办单位；取消的不计。',
      'By the day a supervision was opened, for the unit supervised; those cancelled are left out.',
    ),
    XF_S04,
  ),
  count(
    'advised',
    w('提出建议条数', 'Pieces of advice'),
    w(
      '改进工作、完善政策、追究责任三项建议，按提出日计；撤回的不计。',
      'Advice to improve work, mend a policy or hold accountable, by the day it was given; taken back, not at all.',
    ),
    XF_S04,
  ),
  count(
    'advice_answered',
    w('建议已反馈', 'Advice answered'),
    w(
      '期内提出的建议中，到现在已书面反馈的。',
      'Of the advice given in the period, answered in writing by now.',
    ),
    XF_S04,
  ),
  count(
    'advice_adopted',
    w('建议被采纳', 'Advice adopted'),
    w('期内提出的建议中，书面反馈为采纳的。', 'Of the advice given in the period, answered as adopted.'),
    XF_S04,
  ),
  count(
    'advice_partly',
    w('建议部分采纳', 'Advice adopted in part'),
    w(
      '期内提出的建议中，书面反馈为部分采纳的。',
      'Of the advice given in the period, answered as adopted in part.',
    ),
    XF_S04,
  ),
  rate(
    'acceptance',
    w('及时受理率', 'Accepted in time'),
    w(
      '期内届满的受理、转送、交办签收时限中，按时完成的比例。未到期的不计；因撤回、转出等中止的时限不计；没有日期的来件不计。算在时限所属单位。',
      'Of the limits for accepting, forwarding and signing that fell due in the period, those met in time. Limits still running within their day or cut off count nowhere, nor do letters without a date. Counted for the unit whose limit it was.',
    ),
    w('按时完成的时限数', 'limits met in time'),
    w('按时、逾期完成的，加已过期仍未完成的', 'met in time, met late, and past without being met'),
    XF_S09,
  ),
  rate(
    'handling',
    w('按期办结率', 'Handled in time'),
    w(
      '期内届满的办理、答复时限中按时完成的比例，算在现承办单位；转办后随事项移到新单位。',
      'Of the limits for handling and answering that fell due in the period, those met in time, counted for the unit that handles now; a transfer moves them.',
    ),
    w('按时完成的时限数', 'limits met in time'),
    w('按时、逾期完成的，加已过期仍未完成的', 'met in time, met late, and past without being met'),
    XF_S09,
  ),
  rate(
    'response',
    w('响应率', 'Answered at all'),
    w(
      '期内届满的办理、答复时限中，到现在已经完成的比例，逾期完成的也算。与公开数据中的响应率口径相同。',
      'Of the limits for handling and answering that fell due in the period, those met by now, late ones too; as in the open data.',
    ),
    w('按时和逾期完成的时限数', 'limits met in time or late'),
    w('按时、逾期完成的，加已过期仍未完成的', 'met in time, met late, and past without being met'),
    HL_19,
  ),
  rate(
    'participation',
    w('参评率', 'Rated'),
    w(
      '期内开始、已有结果的回访中得到评价的比例。评价期未满的不计。',
      'Of the follow-ups begun in the period that are over, those that were rated. Those whose time still runs are not counted.',
    ),
    w('已评价的回访', 'follow-ups rated'),
    w('已评价和超期未评价的回访', 'follow-ups rated or lapsed'),
    OPINION,
  ),
  rate(
    'satisfaction',
    w('满意率（责任单位）', 'Satisfied with the unit'),
    w(
      '期内作出的评价中，对责任单位满意或基本满意的比例。',
      'Of the ratings given in the period, those satisfied or fairly satisfied with the unit.',
    ),
    w('满意和基本满意的评价', 'ratings satisfied or fairly satisfied'),
    w('全部评价', 'all ratings'),
    OPINION,
  ),
  rate(
    'bureau_satisfaction',
    w('满意率（信访部门）', 'Satisfied with the bureau'),
    w(
      '期内作出的评价中，对信访部门满意或基本满意的比例。',
      'Of the ratings given in the period, those satisfied or fairly satisfied with the bureau.',
    ),
    w('满意和基本满意的评价', 'ratings satisfied or fairly satisfied'),
    w('全部评价', 'all ratings'),
    OPINION,
  ),
  rate(
    'solved',
    w('解决率', 'Solved'),
    w(
      '期内评价中，本人说每项诉求都已解决的比例。部分解决不算解决。',
      'Of the ratings given in the period that speak of demands, those in which the person says all are solved. Solved in part is not solved.',
    ),
    w('本人说全部解决的评价', 'ratings that say all is solved'),
    w('就诉求说了是否解决的评价', 'ratings that say anything of demands'),
    HL_19,
  ),
  rate(
    'connected',
    w('回访接通率', 'Call-backs connected'),
    w(
      '期内开始、已有结果的回访中，打过电话的，接通本人并作出评价的比例。',
      'Of the follow-ups begun in the period that are over and for which somebody telephoned, those that reached the person, who rated.',
    ),
    w('接通的回访', 'those connected'),
    w('打过电话的回访', 'those telephoned'),
    HL_13,
  ),
  rate(
    'contacted',
    w('联系率', 'Unit in touch'),
    w(
      '期内电话回访中，本人说承办单位联系过的比例。没有说的不计。',
      'Of the call-backs of the period, those in which the person says the unit had been in touch. Where nothing was said of it, it counts nowhere.',
    ),
    w('说联系过的', 'those who say so'),
    w('说了是否联系过的', 'those who say yes or no'),
    HL_13,
  ),
  rate(
    'truthful',
    w('答复属实率', 'Reply true to fact'),
    w(
      '期内网上评价和电话回访中，本人说答复所说属实的比例。没有说的不计。',
      'Of the ratings of the period, given on the page or by telephone, those in which the person says the reply is true to fact. Where nothing was said of it, it counts nowhere.',
    ),
    w('说属实的', 'those who say it is'),
    w('说了是否属实的', 'those who say yes or no'),
    HL_13,
  ),
  step(
    'acceptance',
    w('收到到受理', 'Receipt to acceptance'),
    w(
      '从收到日到受理日，按受理日计入期间。',
      'From the day of receipt to that of acceptance; counted on the latter.',
    ),
  ),
  step(
    'answer',
    w('受理到答复', 'Acceptance to answer'),
    w(
      '从受理日（没有受理环节的从收到日）到首次答复或意见出具日。',
      'From acceptance (receipt, where nothing is accepted) to the first reply or opinion.',
    ),
  ),
  step(
    'service',
    w('答复到送达', 'Answer to service'),
    w('从首次答复或意见出具日到送达日。', 'From the first reply or opinion to its service.'),
  ),
  step(
    'whole',
    w('收到到办结', 'Receipt to end'),
    w('从收到日到办结日。', 'From the day of receipt to the day of ending.'),
  ),
]
