/** What every figure of the hotline is. The docs, the desk and the reports are made from this table. */
import { defining, label as w } from '../../statistics/index.ts'
import type { CallCountCode, CallDefinition, CallRateCode } from './contract.ts'

const { count, rate } = defining<CallCountCode, CallRateCode>()

const OURS = w('本系统口径', 'Defined here')
const HL_01 = w(
  'HL-01（GB/T 33358-2016，据报道：15秒内接听；任意24小时接通率不低于95%。计算口径为本系统口径）',
  'HL-01 (GB/T 33358-2016 as the press reports it: answered within 15 s; connected at least 95 % over any 24 h. How it is counted is defined here)',
)
const HL_18 = w(
  'HL-18（《济南市12345市民服务热线条例》第三十三条：受理数量等按月公开）',
  'HL-18 (Jinan regulation, article 33: volumes are published monthly)',
)
const HL_03 = w(
  'HL-03（国办发〔2020〕53号：110、119、120、122以外的热线归并；转接为一次通话的事件）',
  'HL-03 (State Council Office 2020 No. 53: one number besides 110, 119, 120, 122; handing on is an event of a call)',
)

const handed = (code: CallCountCode, number: string): CallDefinition =>
  count(
    code,
    w(`转${number}`, `Handed to ${number}`),
    w(
      `至少一次转接${number}的通话；同一通话转过两个号码的，各计一次。`,
      `Calls handed to ${number} at least once; one handed to two numbers counts once for each.`,
    ),
    HL_03,
  )

export const CALL_DEFINITIONS: readonly CallDefinition[] = [
  count(
    'calls',
    w('来电量', 'Incoming calls'),
    w(
      '呼入的通话，接通和未接通之和，按首次振铃的日期和钟点计。还在排队的不计。不辨认是谁打来。',
      'Calls that came in, answered or missed, by the day and hour of the first ring. Those that still wait are not counted. Nobody is identified.',
    ),
    HL_18,
  ),
  count(
    'answered',
    w('接通', 'Answered'),
    w('呼入且有人接听的通话。', 'Incoming calls somebody answered.'),
    OURS,
  ),
  count(
    'abandoned',
    w('未接通', 'Missed'),
    w('呼入、没有人接听就结束的通话。', 'Incoming calls that ended without an answer.'),
    OURS,
  ),
  count(
    'called_back',
    w('未接通已回拨', 'Missed, called back'),
    w('未接通的来电中，登记为已回拨并联系上的。', 'Missed calls recorded as called back and reached.'),
    OURS,
  ),
  count(
    'at_once',
    w('即时答复', 'Answered at once'),
    w(
      '至少作出一次即时答复的通话（呼入、呼出都计）。',
      'Calls, in or out, with at least one immediate answer.',
    ),
    OURS,
  ),
  count(
    'orders',
    w('登记工单', 'Order made'),
    w(
      '至少登记一件工单的通话（呼入、呼出都计）。',
      'Calls, in or out, on which at least one order was made.',
    ),
    OURS,
  ),
  count(
    'linked',
    w('记入已有事项', 'Added to a matter'),
    w('记入已有事项作为后续来件的通话。', 'Calls added to a matter that is there, as a further contact.'),
    OURS,
  ),
  handed('to_110', '110'),
  handed('to_119', '119'),
  handed('to_120', '120'),
  handed('to_122', '122'),
  count(
    'to_other',
    w('转其他单位', 'Handed to another office'),
    w('转接其他单位的通话。', 'Calls handed on to another office.'),
    OURS,
  ),
  count(
    'nothing',
    w('接通未登记', 'Nothing made of it'),
    w(
      '接通的来电中，没有即时答复、工单、记入事项或转接的（如查询进度、无声）。',
      'Answered calls without an immediate answer, order, added contact or handing on: how far it is, silence.',
    ),
    OURS,
  ),
  count('outgoing', w('呼出', 'Outgoing calls'), w('坐席呼出的通话。', 'Calls made by operators.'), OURS),
  rate(
    'in15',
    w('15秒接听率', 'Answered within 15 s'),
    w(
      '首次振铃起15秒内接听的来电占来电量的比例。',
      'Incoming calls answered within 15 seconds of the first ring, of all of them.',
    ),
    w('15秒内接听的来电', 'answered within 15 s'),
    w('来电量', 'incoming calls'),
    HL_01,
  ),
  rate(
    'connected',
    w('接通率', 'Connected'),
    w('接通的来电占来电量的比例。', 'Incoming calls that were answered, of all of them.'),
    w('接通', 'answered'),
    w('来电量', 'incoming calls'),
    HL_01,
  ),
  rate(
    'settled_at_once',
    w('即答比例', 'Settled at once'),
    w(
      '即时答复的通话，占即时答复或登记工单的通话的比例。',
      'Calls answered at once, of those answered at once or made an order.',
    ),
    w('即时答复的通话', 'calls answered at once'),
    w('即时答复或登记工单的通话', 'calls answered at once or made an order'),
    OURS,
  ),
  rate(
    'missed_called_back',
    w('未接回拨率', 'Missed calls called back'),
    w('未接通的来电中，已回拨并联系上的比例。', 'Missed calls called back and reached, of all missed ones.'),
    w('已回拨并联系上的', 'called back and reached'),
    w('未接通', 'missed'),
    OURS,
  ),
  {
    code: 'mean_wait',
    kind: 'mean',
    name: w('平均等候', 'Mean wait'),
    definition: w(
      '接通的来电从首次振铃到接听的平均秒数。',
      'Seconds from the first ring to the answer, on the mean.',
    ),
    numerator: w('等候时间之和', 'sum of waits'),
    denominator: w('接通', 'answered'),
    source: OURS,
  },
  {
    code: 'mean_talk',
    kind: 'mean',
    name: w('平均通话', 'Mean talk'),
    definition: w(
      '已结束的通话从接听到结束的平均秒数，呼出也计。',
      'Seconds from the answer to the end, outgoing calls too.',
    ),
    numerator: w('通话时间之和', 'sum of talks'),
    denominator: w('已结束的通话', 'calls that are over'),
    source: OURS,
  },
]
