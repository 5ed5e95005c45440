/** Tasks of those who answer: handler, head of a unit, reviewer, editor. */
import {
  matterOpened,
  procedureOpened,
  saidOnStep,
  stepInTime,
  stepOf,
  stepTaken,
  type Task,
  words,
} from '../seen.ts'

export const HANDLING_TASKS: readonly Task[] = [
  {
    id: 'accept',
    role: 'handler',
    title: words('受理一件转来的信访事项', 'Accept a matter that was sent to you'),
    brief: words(
      '{number} 今天转到您单位，请在期限内书面告知受理。',
      '{number} came to your unit today. Accept it in writing within the limit.',
    ),
    steps: [
      words('打开这一件，看内容和期限。', 'Open it; look at what is asked and at the limits.'),
      words('确属本单位职责，点“受理”。', 'It is your unit’s duty: press Accept.'),
    ],
    hint: words(
      '受理会印发受理告知书，六十日的办理期限从受理起算。',
      'Accepting issues the notice; the sixty days run from then.',
    ),
    where: 'matter',
    prepares: ['assigned'],
    parts: [
      {
        id: 'opened',
        says: words('已打开看过', 'It was opened'),
        holds: matterOpened,
      },
      {
        id: 'accepted',
        says: words('已受理', 'It was accepted'),
        holds: stepTaken('accept'),
      },
      {
        id: 'in-time',
        says: words('在告知期限之内', 'Within the limit'),
        holds: stepInTime('accept'),
      },
    ],
  },
  {
    id: 'extension',
    role: 'handler',
    title: words('申请延期', 'Ask for an extension'),
    brief: words(
      '{number} 要等噪声检测报告，六十日内办不完，请申请延期。',
      '{number} has to wait for a noise measurement and cannot be done in sixty days: ask for an extension.',
    ),
    steps: [
      words('打开这一件，点“申请延期”。', 'Open it and press Ask for an extension.'),
      words('填天数（不超过上限），写清为什么。', 'Give the days, within the cap, and the reason.'),
    ],
    hint: words(
      '理由会原样印在告知书上给群众看。批准之前期限不变。',
      'The reason is printed in the notice to the person. Until it is approved nothing changes.',
    ),
    where: 'matter',
    prepares: ['handling'],
    parts: [
      {
        id: 'asked',
        says: words('已申请延期', 'An extension was asked for'),
        holds: procedureOpened('extension'),
      },
      {
        id: 'reason',
        says: words('写了理由', 'With a reason'),
        holds: saidOnStep('reason', 'ask-extension'),
      },
    ],
  },
  {
    id: 'reply',
    role: 'handler',
    title: words('逐项答复，一项不漏', 'Answer demand by demand'),
    brief: words(
      '{number} 有三项诉求，调查已经做完，请提交答复。',
      '{number} makes three demands. The inquiry is done: submit the reply.',
    ),
    steps: [
      words('打开这一件，点“提交答复”。', 'Open it and press Submit the reply.'),
      words(
        '三项诉求各选结果，写办理情况和依据。',
        'Choose an outcome for each of the three, with what was done and the basis.',
      ),
    ],
    hint: words(
      '有一项没有结果，系统不会让它办结。',
      'While one demand has no outcome, nothing ends as answered.',
    ),
    where: 'matter',
    prepares: ['letterSigned'],
    parts: [
      {
        id: 'submitted',
        says: words('已提交答复', 'The reply is submitted'),
        holds: stepTaken('submit-reply'),
      },
      {
        id: 'outcomes',
        says: words('三项诉求各有一个结果', 'Each of the three demands has one outcome'),
        holds: (seen) =>
          new Set(stepOf(seen.own[0], 'submit-reply')?.outcomes.map((o) => o.demandId)).size === 3,
      },
    ],
  },
  {
    id: 'object',
    role: 'handler',
    title: words('不属本单位职责，提出异议', 'Object: it is not your unit’s duty'),
    brief: words(
      '{number} 反映乡道塌陷，转到了您单位。假定按职责清单不归您单位管。',
      '{number}, about a country road, was sent to your unit. Take it that by the duty list it is not yours.',
    ),
    steps: [
      words('打开这一件，点“提出异议”。', 'Open it and press Object.'),
      words('写清依据什么、该归谁。', 'Say on what ground, and whose it is.'),
    ],
    hint: words('同意退回之前，本单位仍须负责。', 'Until the return is agreed, your unit stays responsible.'),
    where: 'matter',
    prepares: ['assignedElsewhere'],
    parts: [
      {
        id: 'objected',
        says: words('已提出异议', 'The objection is made'),
        holds: stepTaken('object'),
      },
      {
        id: 'reason',
        says: words('写了理由', 'With its reason'),
        holds: saidOnStep('reason', 'object'),
      },
    ],
  },
  {
    id: 'contribution',
    role: 'handler',
    title: words('请另一个单位协办', 'Ask another unit to contribute'),
    brief: words(
      '{number} 反映夜间施工，许可由别的单位发。请它协助核实。',
      '{number} is about building at night; another unit gives the permits. Ask it to help.',
    ),
    steps: [
      words('打开这一件，点“请求协办”。', 'Open it and press Ask another unit to contribute.'),
      words('选一个别的单位，写清要它核实什么。', 'Choose another unit and say what it should find out.'),
    ],
    hint: words(
      '协办单位另有期限，主办的责任和期限不变。',
      'It has a limit of its own; yours and your responsibility stay.',
    ),
    where: 'matter',
    prepares: ['handling'],
    parts: [
      {
        id: 'asked',
        says: words('已请求协办', 'A contribution was asked for'),
        holds: procedureOpened('contribution'),
      },
      {
        id: 'words',
        says: words('写了请协办的事项', 'It says what is asked'),
        holds: saidOnStep('words', 'ask-contribution'),
      },
    ],
  },
  {
    id: 'sign-opinion',
    role: 'unit-head',
    title: words('签发处理意见', 'Sign a handling opinion'),
    brief: words(
      '经办人就 {number} 提交了处理意见，请您审核签发。',
      'The handler has submitted an opinion on {number}. Check and sign it.',
    ),
    steps: [
      words('打开这一件，看每项诉求的结果和依据。', 'Open it; look at the outcome and basis of each demand.'),
      words('没有问题，点“签发处理意见”。', 'If it is right, sign and issue it.'),
    ],
    hint: words('签发后要送达，送达才算办结。', 'After signing it has to be served; only then is it done.'),
    where: 'matter',
    prepares: ['opinionDrafted'],
    parts: [
      {
        id: 'opened',
        says: words('已打开看过', 'It was opened'),
        holds: matterOpened,
      },
      {
        id: 'signed',
        says: words('已签发', 'It is signed'),
        holds: stepTaken('approve-opinion'),
      },
    ],
  },
  {
    id: 'send-back',
    role: 'unit-head',
    title: words('退回修改，说清缺什么', 'Send an opinion back, saying what is missing'),
    brief: words(
      '经办人就 {number} 提交了处理意见，但没有写明补助什么时候发。请退回修改。',
      'The handler has submitted an opinion on {number} that does not say when the money comes. Send it back.',
    ),
    steps: [
      words('打开这一件，点“退回修改”。', 'Open it and press Send back.'),
      words('写清要补什么。', 'Say what has to be added.'),
    ],
    hint: words('退回不重新计算群众的期限。', 'The person’s limit is not begun again.'),
    where: 'matter',
    prepares: ['opinionDrafted'],
    parts: [
      {
        id: 'sent-back',
        says: words('已退回修改', 'It was sent back'),
        holds: stepTaken('send-back-opinion'),
      },
      {
        id: 'words',
        says: words('写了修改意见', 'It says what to change'),
        holds: (seen) => (stepOf(seen.own[0], 'send-back-opinion')?.contents.length ?? 0) > 0,
      },
    ],
  },
  {
    id: 'accept-review',
    role: 'reviewer',
    title: words('受理一件复查请求', 'Accept a request for review'),
    brief: words(
      '{number} 是一件复查请求，在期限之内提出。请审查后受理。',
      '{number} is a request for review made in time. Examine and accept it.',
    ),
    steps: [
      words('打开这一件，看请求和理由。', 'Open it; read the request and its reasons.'),
      words('符合条件，点“受理”。', 'It qualifies: press Accept.'),
    ],
    hint: words('复查三十日内作出书面意见。', 'The decision is due in writing within thirty days.'),
    where: 'matter',
    prepares: ['review'],
    parts: [
      {
        id: 'opened',
        says: words('已打开看过', 'It was opened'),
        holds: matterOpened,
      },
      {
        id: 'accepted',
        says: words('已受理', 'It was accepted'),
        holds: stepTaken('accept-review'),
      },
    ],
  },
  {
    id: 'ask-correction',
    role: 'reviewer',
    title: words('请求不完整，一次说清要补什么', 'Ask once for what is missing'),
    brief: words(
      '{number} 的复查请求没有说明不服原意见的哪一项，请要求补正。',
      'The request {number} does not say which part of the opinion it is against: ask to complete it.',
    ),
    steps: [
      words('打开这一件，点“要求补正”。', 'Open it and press Ask to complete it.'),
      words('把要补的内容一次写全。', 'Say everything that is missing at once.'),
    ],
    hint: words('只能要求一次，期限不因补正停止。', 'It may be asked once only, and the limit runs on.'),
    where: 'matter',
    prepares: ['review'],
    parts: [
      {
        id: 'asked',
        says: words('已要求补正', 'Completion was asked for'),
        holds: stepTaken('ask-correction'),
      },
      {
        id: 'words',
        says: words('写明了要补什么', 'It says what is missing'),
        holds: (seen) => (stepOf(seen.own[0], 'ask-correction')?.contents.length ?? 0) > 0,
      },
    ],
  },
  {
    id: 'write-article',
    role: 'editor',
    title: words('写一条知识并提交审核', 'Write an article and hand it in'),
    brief: words(
      '窗口常有人问：“代别人来问进度，要带什么？”请写成一条知识。',
      'People often ask: “What do I bring to ask about somebody else’s matter?” Write an article.',
    ),
    steps: [
      words(
        '打开知识库，新建一条：问题、答案、依据。',
        'Open the knowledge base; write question, answer and basis.',
      ),
      words('保存后提交审核。', 'Save it and submit it for checking.'),
    ],
    hint: words(
      '自己写的不能自己发布，要由另一个人审核。',
      'Nobody publishes what they wrote: a second person checks it.',
    ),
    where: 'knowledge',
    prepares: [],
    parts: [
      {
        id: 'written',
        says: words('已写好一条知识', 'An article is written'),
        holds: (seen) => seen.forms.some((f) => f.answer.trim() !== ''),
      },
      {
        id: 'basis',
        says: words('写了依据', 'It gives its basis'),
        holds: (seen) => seen.forms.some((f) => f.basis.trim() !== ''),
      },
      {
        id: 'submitted',
        says: words('已提交审核', 'It was handed in'),
        holds: (seen) => seen.forms.some((f) => f.what === 'submitted'),
      },
    ],
  },
]
