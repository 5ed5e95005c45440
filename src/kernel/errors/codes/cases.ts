/** Codes of the closed loop: what a procedure does not allow now, and why. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const CASE_CODES = {
  'case.moved_on': entry(
    409,
    ['事项已有后续办理，不能作为误登记撤销', 'The matter has gone on and cannot be cancelled as a mistake'],
    ['请按程序办理，并在事项里写明情况。', 'Deal with it by its procedure, and say in it what happened.'],
  ),
  'case.unknown_proceeding': entry(
    404,
    ['没有这个环节', 'No such proceeding'],
    ['请重新载入后再选择。', 'Load the matter again and choose anew.'],
  ),
  'case.unknown_action': entry(
    400,
    ['没有这种操作', 'No such action'],
    ['请从列出的操作中选择。', 'Choose one of the actions listed.'],
  ),
  'case.not_now': entry(
    409,
    ['当前状态下不能进行此操作', 'Not possible in the present state'],
    [
      '请重新载入，查看当前状态和可用的操作。',
      'Load the matter again and look at its state and the actions it offers.',
    ],
  ),
  'case.ended': entry(
    409,
    ['该件已经结束', 'The matter has ended'],
    ['如有新情况，请作为补充或新的事项登记。', 'Register what is new as an addition or as a new matter.'],
  ),
  'case.not_ended': entry(
    409,
    ['该件尚未结束', 'The matter has not ended'],
    ['请在办结以后再进行此操作。', 'Do this after the matter has ended.'],
  ),
  'case.not_first_time': entry(
    409,
    ['不是初次提出，不适用简易办理', 'Not raised for the first time: the simple procedure does not fit'],
    ['请按普通程序受理。', 'Accept it in the ordinary way.'],
  ),
  'case.ground_unexplained': entry(
    422,
    ['“其他可以简易办理的”需要写明情形', 'The open ground of the simple procedure needs words'],
    ['请在意见中写明为什么可以简易办理。', 'Say in the remarks why the matter can be handled simply.'],
  ),
  'case.class_of_other_track': entry(
    422,
    ['分类与办理程序不一致', 'The class does not belong to this track'],
    [
      '这一程序只用于 {class}；请改选分类或者程序。',
      'This track is for {class} only; choose another class or track.',
    ],
  ),
  'case.erased': entry(
    410,
    ['该件的内容已按决定销毁', 'The content of this matter was destroyed by decision'],
    [
      '办理经过仍可查看；内容已无法恢复。',
      'Its history can still be seen; its content cannot be brought back.',
    ],
  ),
  'case.not_citizens_act': entry(
    403,
    ['须由信访人本人提出', 'Only the person who asked may do this'],
    [
      '请由信访人凭查询码提出，或附上其书面申请。',
      'Let the person do it with the code, or attach the written request.',
    ],
  ),
  'case.evidence_missing': entry(
    422,
    ['缺少书面依据', 'The written evidence is missing'],
    ['请先上传书面材料，再在 {field} 中选择。', 'Upload the paper first, then choose it in {field}.'],
  ),
  'case.demand_without_outcome': entry(
    422,
    ['还有诉求没有逐项答复', 'A demand is still unanswered'],
    ['请为每项诉求写明处理结果和依据：{open}。', 'Give each demand its outcome and basis: {open}.'],
  ),
  'case.reply_not_served': entry(
    422,
    ['答复尚未送达', 'The reply has not been served'],
    ['请先登记答复的送达日期和方式。', 'Record first when and how the reply was served.'],
  ),
  'case.notice_not_served': entry(
    422,
    ['告知书尚未送达', 'The notice has not been served'],
    ['请先登记告知书的送达日期和方式。', 'Record first when and how the notice was served.'],
  ),
  'case.objection_window_closed': entry(
    422,
    ['提出异议的期限已过', 'The time to object has passed'],
    [
      '收到转送交办后 5 个工作日内可提异议（截至 {until}）；请办理，或申请甄别。',
      'Objection is possible within 5 working days of receipt (until {until}); handle it, or ask the centre to decide.',
    ],
  ),
  'case.unit_designated': entry(
    422,
    ['经甄别指定的单位不得再退回', 'A designated unit may not return it'],
    [
      '请先行办理；确有困难请报中心协调。',
      'Handle it; where that is not possible, ask the centre to coordinate.',
    ],
  ),
  'case.unit_is_handler': entry(
    422,
    ['该单位已是主办单位', 'That unit already leads'],
    ['请在 {field} 中选择其他单位。', 'Choose another unit in {field}.'],
  ),
  'case.linked_matter_missing': entry(
    422,
    ['接收机构尚未登记', 'The receiving bureau has not registered it yet'],
    ['请等待接收机构登记后再结束本件。', 'Wait until the receiving bureau has registered it.'],
  ),
  'case.contribution_open': entry(
    422,
    ['协办尚未完成', 'A contributing unit has not finished'],
    ['请等待协办单位反馈，或先撤销协办。', 'Wait for the unit to report, or cancel its part first.'],
  ),
  'case.service_not_failed': entry(
    422,
    ['没有送达不成的记录', 'No failed service is on record'],
    ['请先登记送达的尝试和未能送达的原因。', 'Record the attempts to serve and why they failed.'],
  ),
  'case.online_service_not_agreed': entry(
    409,
    ['本人没有同意网上送达', 'The person has not agreed to be served online'],
    [
      '请当面、邮寄等方式送达；本人在查询页同意，或者提交签名的送达地址确认书后，才能发到查询页送达。',
      'Serve it in person, by post or otherwise; on the page only once the person agreed there or handed in a signed paper.',
    ],
  ),
  'case.portal_does_not_serve': entry(
    422,
    ['该文书不能以网页公布代替送达', 'Posting on the page does not serve this document'],
    ['请以当面、邮寄等方式送达并登记。', 'Serve it in person or by post and record that.'],
  ),
  'case.redo_not_allowed': entry(
    422,
    ['该件不能重办', 'This matter cannot be redone'],
    ['请告知当事人可以申请复查或复核。', 'Tell the person of the right to ask for review.'],
  ),
  'case.reason_and_route': entry(
    422,
    ['须写明理由和途径', 'Reason and route are needed'],
    [
      '请填写不予受理的理由和应当走的法定途径（{field}）。',
      'State why it is not accepted and which route is open ({field}).',
    ],
  ),
  'case.class_track_fixed': entry(
    422,
    ['已经派出，不能更换办理程序', 'It was dispatched; its track is fixed'],
    ['可以更正分类；需要换程序时请先收回。', 'Correct the class alone, or have the matter returned first.'],
  ),
  'case.class_lane_fixed': entry(
    422,
    ['普通件与保密件之间不能互换', 'A matter cannot move between open and shielded lane'],
    ['请另行登记为保密件。', 'Register a new shielded matter instead.'],
  ),
  'contact.too_many_representatives': entry(
    422,
    ['代表不得超过五人', 'At most five representatives'],
    [
      '多人提出共同请求的，推选不超过 5 名代表（{field}）。',
      'A group sends at most five representatives ({field}).',
    ],
  ),
  'contact.more_representatives_than_persons': entry(
    400,
    ['代表人数多于总人数', 'More representatives than persons'],
    ['请核对 {field} 和人数。', 'Check {field} against the number of persons.'],
  ),
  'contact.external_known': entry(
    409,
    ['该来件编号已经登记', 'This external number is registered already'],
    [
      '请按 {field} 查找已登记的事项，不要重复登记。',
      'Look up the matter by {field} instead of registering it twice.',
    ],
  ),
  'file.type_not_taken': entry(
    415,
    ['不接收这种文件', 'This kind of file is not taken'],
    [
      '请改用 PDF、图片或常用办公文档（{field}）。',
      'Send a PDF, a picture or a common office document ({field}).',
    ],
  ),
  'file.too_large': entry(
    413,
    ['文件过大', 'The file is too large'],
    [
      '每个文件最多 {maxBytes} 字节，请压缩或拆分（{field}）。',
      'A file takes at most {maxBytes} bytes; make it smaller or split it ({field}).',
    ],
  ),
  'portal.wrong_number_or_code': entry(
    401,
    ['编号或查询码不正确', 'Wrong number or code'],
    ['请对照回执重新输入编号和查询码。', 'Enter number and code again as printed on the receipt.'],
  ),
  'replay.bureau_not_simulated': entry(
    422,
    ['该机构不是演练机构', 'The bureau is not a simulated one'],
    [
      '请选择标为演练的机构；真实机构不得改用模拟时间。',
      'Choose a bureau marked simulated; a real one never takes a simulated clock.',
    ],
  ),
  'shield.unit_reported': entry(
    422,
    ['被反映的单位不得参与', 'The unit complained about takes no part'],
    [
      '请在 {field} 中选择被反映单位及其下属以外的单位。',
      'Choose a unit other than the one reported and those below it ({field}).',
    ],
  ),
  'review.window_closed': entry(
    422,
    ['申请复查（复核）的期限已过', 'The time to ask for review has passed'],
    [
      '期限截至 {lastDay}。确有正当理由的，请在 {field} 中说明。',
      'It ended on {lastDay}. If there is good reason, state it in {field}.',
    ],
  ),
  'review.already_requested': entry(
    409,
    ['已经申请过复查（复核）', 'Review was asked for already'],
    [
      '请等待复查（复核）机关的答复，可凭编号查询进度。',
      'Wait for the decision of the reviewing organ; its progress can be followed by number.',
    ],
  ),
  'review.no_next_level_up': entry(
    422,
    ['没有设置上一级机关', 'No next level up is set'],
    ['请管理员为承办单位设置上一级机关。', 'Have the administrator set the superior of the handling unit.'],
  ),
  'review.needs_opinion': entry(
    422,
    ['须写明对哪份意见请求复查（复核）', 'Say which opinion is to be reviewed'],
    [
      '请填写原意见书的机关、文号和送达日期；本系统内的意见请从原事项请求。',
      'Give organ, number and day of service of the opinion; one of this system is asked about from its own matter.',
    ],
  ),
  'review.asked_before_service': entry(
    422,
    ['请求早于意见书送达', 'The request came before the opinion was served'],
    [
      '请核对送达日期和请求到达日期（{field}）。',
      'Check the day of service and the day of the request ({field}).',
    ],
  ),
  'review.not_this_level': entry(
    422,
    ['本单位不是有权复查（复核）的上一级', 'This unit is not the next level up'],
    ['有权复查（复核）的是{organ}，请告知本人。', 'The request belongs to {organ}; please tell the person.'],
  ),
  'review.nothing_to_review': entry(
    422,
    ['该编号没有可以请求复查（复核）的意见', 'There is no opinion to review under this number'],
    [
      '请核对编号；已经请求过、已经复核终结或者还没有答复的，不能登记。',
      'Check the number; what was asked for already, ended by re-review or not answered yet cannot be recorded.',
    ],
  ),
  'review.known_outside': entry(
    409,
    ['这份意见已经登记过复查（复核）请求', 'A request about this opinion is registered already'],
    ['已登记为 {number}，请在该件中办理。', 'It is registered as {number}; go on there.'],
  ),
  'review.redo_days': entry(
    422,
    ['撤销须定重新办理的期限', 'A revocation sets the days to handle it again'],
    [
      '决定撤销的，请填写重新办理期限；其他决定请留空（{field}）。',
      'Fill in the days if the opinion is revoked; leave it empty otherwise ({field}).',
    ],
  ),
  'case.hearing_open': entry(
    409,
    ['听证还没有结束', 'A hearing is still open'],
    ['请先形成听证结论，或者登记不再听证。', 'Conclude the hearing or call it off first.'],
  ),
  'suggestion.conclusion_differs': entry(
    422,
    ['总体结论与逐条结果不一致', 'The conclusion does not fit the results of the items'],
    [
      '全部采纳才选“采纳”，一条都没有采纳（含部分采纳）才选“不采纳”，其余选“部分采纳”（{field}）。',
      'Choose "adopted" only if all items are, "not adopted" only if none is even in part, else "in part" ({field}).',
    ],
  ),
  'followup.unsatisfied': entry(
    422,
    ['评价为不满意', 'The rating is unsatisfied'],
    ['请按不满意的流程处理。', 'Take the step for an unsatisfied rating.'],
  ),
  'followup.satisfied': entry(
    422,
    ['评价不是不满意', 'The rating is not unsatisfied'],
    ['请按满意的流程结束回访。', 'End the follow-up as satisfied.'],
  ),
  'case.only_centre_writes': entry(
    409,
    ['答复之后只由受理单位与本人联系', 'After the answer only the centre writes to the person'],
    [
      '本人正在评价办理结果，为避免影响评价，请通过受理单位联系。',
      'The person is being asked to judge the result; to leave that alone, let the centre write.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
