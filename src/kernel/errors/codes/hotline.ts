/** Codes of the hotline. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const HOTLINE_CODES = {
  'hotline.signature_wrong': entry(
    401,
    ['签名不对', 'The signature is wrong'],
    [
      '请核对密钥编号、密钥和签名方法（见热线接口说明）；密钥吊销后须换新的。',
      'Check the id, the key and how it is signed (see the page on the hotline); a revoked key has to be replaced.',
    ],
  ),
  'hotline.outside_window': entry(
    401,
    ['时间戳超出五分钟', 'The timestamp is more than five minutes away'],
    [
      '请校准电话系统的时钟，每次发送用新的时间戳重新签名。',
      'Set the clock of the telephone system; sign each sending with a new timestamp.',
    ],
  ),
  'hotline.not_an_event': entry(
    422,
    ['不是通话事件', 'Not a call event'],
    [
      '请按热线接口说明检查字段 {where}：{why}。',
      'Check the fields against the page on the hotline, at {where}: {why}.',
    ],
  ),
  'hotline.unknown_system': entry(
    404,
    ['没有这个电话系统', 'There is no such telephone system'],
    ['它可能已被吊销，请刷新列表。', 'It may have been revoked; reload the list.'],
  ),
  'hotline.no_extension': entry(
    409,
    ['还没有选择分机', 'No extension is chosen yet'],
    ['请先填写自己的坐席分机号并上线。', 'Enter the extension you sit at and go on line first.'],
  ),
  'hotline.not_your_call': entry(
    403,
    ['这次通话不在您的坐席', 'This call is not at your extension'],
    ['由接听的话务员办理。', 'Whoever took the call sees to it.'],
  ),
  'hotline.call_goes_on': entry(
    409,
    ['通话还没有结束', 'The call still goes on'],
    ['挂断后再整理。', 'Wrap up after it has ended.'],
  ),
  'hotline.wrapped_up': entry(
    409,
    ['这次通话已经整理完毕', 'This call is wrapped up'],
    ['需要补充的，请在对应的事项里补充。', 'Add what is missing to the matter itself.'],
  ),
  'hotline.called_back': entry(
    409,
    ['已经回拨过', 'It was called back already'],
    ['请刷新未接来电。', 'Reload the missed calls.'],
  ),
  'hotline.dial_not_set': entry(
    409,
    ['没有设置回拨地址', 'No address for dialling is set'],
    [
      '请管理员在“电话系统”里填写回拨地址，或者用话机拨打。',
      'Ask the administrator to set it under telephone systems, or dial on the telephone.',
    ],
  ),
  'hotline.no_number': entry(
    422,
    ['这次通话没有号码', 'This call has no number'],
    ['对方隐藏了号码，或者保存期已过。', 'It was withheld, or its time is over.'],
  ),
  'hotline.dial_failed': entry(
    502,
    ['电话系统没有接受', 'The telephone system did not take it'],
    [
      '请稍后再试，或者用话机拨打。原因：{reason}。',
      'Try again, or dial on the telephone. Reason: {reason}.',
    ],
  ),
  'hotline.dial_not_allowed': entry(
    409,
    ['回拨地址在内部网络，未经允许', 'The address to dial by lies in an inner network that is not allowed'],
    [
      '请运维人员核对后，把电话系统的地址写进 HUIYIN_DIAL_TO，或改用公开地址。',
      'Ask the operator of this server to check it and name the telephone system in HUIYIN_DIAL_TO, or set a public address.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
