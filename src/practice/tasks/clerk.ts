/** Tasks of the clerk: register, send on, turn away, find. */
import {
  handedTo,
  matterOpened,
  opened,
  registeredIn,
  type Seen,
  saidOnStep,
  stepInTime,
  stepOf,
  stepTaken,
  type Task,
  words,
} from '../seen.ts'

const letter = (seen: Seen) => registeredIn(seen, 'petition', 'letter')

export const CLERK_TASKS: readonly Task[] = [
  {
    id: 'register-letter',
    role: 'clerk',
    title: words('登记一封联名来信', 'Register a letter of several people'),
    brief: words(
      '今天收到一封来信。练习小区{n}栋 12 户联名，由两名代表署名：一、电梯停运半个月，请督促维修；二、请公布电梯维保合同；三、请说明维修基金怎么用。留的电话是 19900000001。',
      'A letter came today. Twelve households of Practice Estate, block {n}, write together, two of them as representatives: (1) the lift has stood still for a fortnight, please have it mended; (2) publish the contract for its upkeep; (3) explain how the repair fund is used. Telephone 19900000001.',
    ),
    steps: [
      words('打开“登记”，选信访程序、来信。', 'Open Register; choose petition and letter.'),
      words(
        '标题、内容写清楚，三项诉求逐项填写。',
        'Write subject and text; enter the three demands one by one.',
      ),
      words('人数填 12，代表填 2，登记。', 'Persons 12, representatives 2; register.'),
    ],
    hint: words(
      '一封信里有几件要求，就填几项诉求：以后每项都要有单独的答复。',
      'As many demands as the letter makes: each will need an answer of its own.',
    ),
    where: 'register',
    prepares: [],
    parts: [
      {
        id: 'registered',
        says: words('已登记一件信访程序的来信', 'A letter is registered as a petition'),
        holds: (seen) => letter(seen) !== undefined,
      },
      {
        id: 'demands',
        says: words('诉求分成了三项', 'It has three demands'),
        holds: (seen) => letter(seen)?.doc.demands.length === 3,
      },
      {
        id: 'persons',
        says: words('人数是 12 人', 'Twelve persons are counted'),
        holds: (seen) => letter(seen)?.doc.contacts[0]?.persons === 12,
      },
      {
        id: 'representatives',
        says: words('代表是 2 人', 'Two are representatives'),
        holds: (seen) => letter(seen)?.doc.contacts[0]?.representatives === 2,
      },
      {
        id: 'reachable',
        says: words('留下了联系方式', 'A way to reach them is written down'),
        holds: (seen) => letter(seen)?.doc.reachable === true,
      },
    ],
  },
  {
    id: 'assign',
    role: 'clerk',
    title: words('把一件来信转送给责任单位', 'Send a letter to the unit responsible'),
    brief: words(
      '{number} 反映路灯不亮，前天登记，还没有转出。路灯由城市管理局负责。',
      '{number} tells of lamps that are out. It was registered the day before yesterday and not sent on. Urban management is responsible for lamps.',
    ),
    steps: [
      words('打开这一件，看清期限。', 'Open it and look at its limits.'),
      words(
        '点“转送、交办”，选“练习·城市管理局”。',
        'Press Transfer or assign; choose Practice: urban management.',
      ),
    ],
    hint: words(
      '转送交办有期限，页面右侧写着哪天到期、依据哪一条。',
      'There is a limit to pass it on; the page says the day and the article.',
    ),
    where: 'matter',
    prepares: ['registered'],
    parts: [
      {
        id: 'assigned',
        says: words('已转送或交办', 'It was transferred or assigned'),
        holds: stepTaken('assign', 'assign-with-limit'),
      },
      {
        id: 'unit',
        says: words('承办单位是城市管理局', 'It went to urban management'),
        holds: (seen) => handedTo(seen, stepOf(seen.own[0], 'assign', 'assign-with-limit'), 'cgj'),
      },
      {
        id: 'in-time',
        says: words('在转送期限之内', 'Within the limit'),
        holds: stepInTime('assign', 'assign-with-limit'),
      },
    ],
  },
  {
    id: 'decline',
    role: 'clerk',
    title: words('不予受理，写明理由和途径', 'Do not accept, with reason and route'),
    brief: words(
      '{number} 要求信访局改判法院已经生效的判决，这不属于信访受理的范围。',
      '{number} asks the bureau to change a judgment that is in force. That is not for the petition procedure.',
    ),
    steps: [
      words('打开这一件，点“不予受理”。', 'Open it and press Do not accept.'),
      words(
        '途径选人民法院，写明为什么、该怎么办。',
        'Choose the court as route; say why, and what the person can do.',
      ),
    ],
    hint: words(
      '不予受理不是关门：告知书必须写清理由和该找哪里。',
      'It does not shut a door: the notice must say why and where to turn.',
    ),
    where: 'matter',
    prepares: ['registeredJudgment'],
    parts: [
      {
        id: 'declined',
        says: words('已作出不予受理', 'It is not accepted'),
        holds: stepTaken('decline'),
      },
      {
        id: 'route',
        says: words('途径是人民法院', 'The route is the court'),
        holds: (seen) => stepOf(seen.own[0], 'decline')?.values.route === 'court',
      },
      {
        id: 'reason',
        says: words('写了理由', 'A reason is given'),
        holds: saidOnStep('reason', 'decline'),
      },
    ],
  },
  {
    id: 'same-matter',
    role: 'clerk',
    title: words('找出同一事项并关联', 'Find the same matter and tie the two'),
    brief: words(
      '有两封来信说的是同一处路灯，第一封是 {number}，另一封在它后面登记，标题也带着您的名字。',
      'Two letters tell of the same lamps. The first is {number}; the other was registered after it, with your name in its subject too.',
    ),
    steps: [
      words(
        '在列表里用标题查找，打开两件比一比。',
        'Find both in the list by their subject and compare them.',
      ),
      words(
        '在其中一件的页面上关联另一件，写明为什么是同一件事。',
        'On the page of one, tie the other to it and say why.',
      ),
    ],
    hint: words(
      '关联不是合并：两件各有编号、期限和答复。',
      'Tied, not merged: each keeps its number, limit and answer.',
    ),
    where: 'matter',
    prepares: ['registered', 'registeredAgain'],
    parts: [
      {
        id: 'opened',
        says: words('两件都打开看过', 'Both were opened'),
        holds: (seen) => seen.own.length === 2 && seen.own.every((m) => opened(seen, m)),
      },
      {
        id: 'linked',
        says: words('这两件已关联为同一事项', 'The two are tied as the same matter'),
        holds: ({ own: [a, b] }) =>
          a !== undefined &&
          b !== undefined &&
          [...a.acts, ...b.acts].some(
            (x) => x.type === 'matter.linked' && x.data.link.kind === 'same-matter',
          ) &&
          a.doc.links.some((l) => l.kind === 'same-matter' && l.matterId === b.matterId),
      },
    ],
  },
  {
    id: 'find-by-number',
    role: 'clerk',
    title: words(
      '凭编号查到事项，登记补充的内容',
      'Find a matter by its number and write down what is added',
    ),
    brief: words(
      '有人来电，报编号 {number}，说路灯昨晚又灭了一盏，请补记下来。',
      'Somebody calls, gives the number {number} and says one more lamp went out last night: please add it.',
    ),
    steps: [
      words('在页面上方的查找框输入编号。', 'Type the number into the box at the top of the page.'),
      words(
        '打开这一件，登记再次来件，或补充材料。',
        'Open it; record a further contact, or add information.',
      ),
    ],
    hint: words('按 / 键可以直接跳到查找框。', 'The key / goes straight to the box.'),
    where: 'matters',
    prepares: ['registered'],
    parts: [
      {
        id: 'opened',
        says: words('已打开这一件', 'It was opened'),
        holds: matterOpened,
      },
      {
        id: 'added',
        says: words('来电补充的内容已登记', 'What was added is written down'),
        holds: ({ own: [m] }) =>
          (m?.acts ?? []).some((a) => a.type === 'matter.contacted') ||
          stepOf(m, 'add-information') !== undefined,
      },
    ],
  },
]
