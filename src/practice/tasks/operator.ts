/** Tasks of the operator of the 12345 desk. */
import { handedTo, type Seen, stepOf, type Task, words } from '../seen.ts'

const orders = (seen: Seen) =>
  seen.registered.filter((m) => m.doc.proceedings.main?.procedure === 'hotline-order')
const dispatched = (seen: Seen) => orders(seen).find((m) => stepOf(m, 'dispatch'))
const urgent = (seen: Seen) => orders(seen).find((m) => stepOf(m, 'dispatch-urgent'))
const answered = (seen: Seen) => orders(seen).find((m) => stepOf(m, 'answer-now'))
/** While nothing is sent yet, the newest order is the one that is worked on. */
const order = (seen: Seen, found: ReturnType<typeof dispatched>) => found ?? orders(seen)[0]

export const OPERATOR_TASKS: readonly Task[] = [
  {
    id: 'hotline-order',
    role: 'operator',
    title: words('接听来电，登记工单并派单', 'Take a call, make an order and dispatch it'),
    brief: words(
      '来电人说：练习路{n}号路口的垃圾箱满了三天没人清，味道很大，请派人处理。',
      'The caller says: the bins at Practice Road {n} have been full for three days and smell; please send somebody.',
    ),
    steps: [
      words(
        '打开“话务台”，电话已经接通：把来电人说的记成工单，地点要写到门牌。',
        'Open the hotline page; the call is connected: make an order of what is said, with the place down to the house.',
      ),
      words('派给“练习·城市管理局”。', 'Dispatch it to Practice: urban management.'),
    ],
    hint: words(
      '群众的办理时限从派单起算，不等签收。',
      'The caller’s time runs from the dispatch, not from signing.',
    ),
    where: 'hotline',
    prepares: [],
    parts: [
      {
        id: 'order',
        says: words('已登记一张 12345 工单', 'A hotline order is registered'),
        holds: (seen) => order(seen, dispatched(seen)) !== undefined,
      },
      {
        id: 'place',
        says: words('写了地点', 'The place is written down'),
        holds: (seen) => (order(seen, dispatched(seen))?.doc.placeId ?? null) !== null,
      },
      {
        id: 'dispatched',
        says: words('已派单', 'It is dispatched'),
        holds: (seen) => dispatched(seen) !== undefined,
      },
      {
        id: 'unit',
        says: words('派给了城市管理局', 'To urban management'),
        holds: (seen) => handedTo(seen, stepOf(dispatched(seen), 'dispatch'), 'cgj'),
      },
    ],
  },
  {
    id: 'hotline-urgent',
    role: 'operator',
    title: words('紧急事项马上派单', 'Dispatch what is urgent at once'),
    brief: words(
      '来电人说：练习乡道{n}公里处路面刚刚塌陷，有车差点掉下去，没有人拦。归交通运输局管。',
      'The caller says: at kilometre {n} of Practice Road the surface has just caved in, a car nearly fell in, and nobody keeps people off. Transport is responsible.',
    ),
    steps: [
      words(
        '在话务台把来电记成工单，写清地点。',
        'On the hotline page, make an order of the call with its place.',
      ),
      words('紧急程度选紧急，派给“练习·交通运输局”。', 'Choose urgent and send it to Practice: transport.'),
    ],
    hint: words(
      '紧急派单另有 2 小时先行处置的时限。',
      'An urgent order has a limit of its own: attended to within two hours.',
    ),
    where: 'hotline',
    prepares: [],
    parts: [
      {
        id: 'order',
        says: words('已登记一张 12345 工单', 'A hotline order is registered'),
        holds: (seen) => order(seen, urgent(seen)) !== undefined,
      },
      {
        id: 'urgent',
        says: words('用的是紧急派单', 'It was dispatched as urgent'),
        holds: (seen) => urgent(seen) !== undefined,
      },
      {
        id: 'unit',
        says: words('派给了交通运输局', 'To transport'),
        holds: (seen) => handedTo(seen, stepOf(urgent(seen), 'dispatch-urgent'), 'jtj'),
      },
    ],
  },
  {
    id: 'answer-now',
    role: 'operator',
    title: words('咨询当场答复', 'Answer a question at once'),
    brief: words(
      '来电人问：回执上的查询码丢了，怎么查进度？答案在知识库里。',
      'The caller asks: the query code on the receipt is lost, how can progress be looked up? The knowledge base has the answer.',
    ),
    steps: [
      words(
        '在话务台选即时答复，写下问的是什么。',
        'On the hotline page choose to answer at once; write what was asked.',
      ),
      words(
        '引用知识库的答案，写上依据，提交。',
        'Take the answer from the knowledge base with its basis, and send.',
      ),
    ],
    hint: words(
      '在知识库里输入“查询码”，可以直接引用答案。',
      'Type 查询码 in the knowledge base to find the answer.',
    ),
    where: 'hotline',
    prepares: [],
    parts: [
      {
        id: 'order',
        says: words('已登记一张 12345 工单', 'A hotline order is registered'),
        holds: (seen) => order(seen, answered(seen)) !== undefined,
      },
      {
        id: 'answered',
        says: words('已即时答复', 'It was answered at once'),
        holds: (seen) => answered(seen) !== undefined,
      },
      {
        id: 'outcomes',
        says: words('每项诉求都有结果', 'Every demand has its outcome'),
        holds: (seen) => answered(seen)?.doc.demands.every((d) => d.outcome !== null) ?? false,
      },
    ],
  },
]
