/** Words of the way in that are other ones in a lane: nobody who suggests or reports asks for something of their own. */
import { w } from './words.ts'

const WHO_SPEAKS = {
  self: w('我自己', 'I do'),
  selfHint: w('您一个人提出。', 'You send it alone.'),
  other: w('我替别人提出', 'I write for somebody else'),
}

export const TELL_LANES = {
  suggestion: {
    ask: {
      title: w('您具体建议怎么做', 'What exactly do you suggest'),
      hint: w(
        '一条建议一格。每一条都会单独告诉您采不采纳、为什么。',
        'One suggestion per box. For each you are told whether it is taken up, and why.',
      ),
      one: w('建议', 'Suggestion'),
      nth: w('建议 {n}', 'Suggestion {n}'),
      removeNth: w('去掉建议 {n}', 'Remove suggestion {n}'),
      skip: w(
        '分不开也没关系，可以空着，我们按整篇来答复。',
        'If it cannot be divided, leave it empty: we then answer it as a whole.',
      ),
    },
    where: { title: w('建议和哪个地方有关', 'Which place is it about') },
    who: {
      ...WHO_SPEAKS,
      title: w('这是谁的建议', 'Whose suggestion is it'),
      groupHint: w('几个人一起提，可以推选代表。', 'Several people together, with representatives.'),
    },
    you: {
      lead: w(
        '可以不留姓名。留了联系方式，我们才能告诉您采纳没有；不留的话，请凭编号和查询码自己来看。',
        'You need not give your name. If we can reach you, we tell you what becomes of it; if not, please look with number and code.',
      ),
      addressHint: w('需要寄信给您时用', 'Used when something has to be sent to you'),
    },
    check: {
      body: w('建议的内容', 'The suggestion'),
      who: w('谁的建议', 'Whose suggestion'),
      whole: w('按整篇答复', 'Answered as a whole'),
    },
  },
  misconduct: {
    ask: { title: w('您希望有关机关做什么', 'What should the organ in charge do') },
    who: { ...WHO_SPEAKS, title: w('由谁来检举', 'Who makes the report') },
    you: { addressHint: w('需要寄信给您时用', 'Used when something has to be sent to you') },
    check: { who: w('由谁检举', 'Who reports') },
  },
  'hotline-order': {
    you: {
      lead: w(
        '留下电话，办理单位才能问清情况、告诉您结果。不留也会登记，请凭编号和查询码自己来看。',
        'With a phone number the unit can ask you and tell you the result. Without one it is registered all the same; please look with number and code.',
      ),
      addressHint: w('需要上门或者寄信给您时用', 'Used to call on you or to send something to you'),
    },
  },
  'letter-box': {
    you: {
      lead: w(
        '留下联系方式，我们才能把结果告诉您。不留也会登记，请凭编号和查询码自己来看。',
        'If we can reach you, we tell you the result. If not, it is registered all the same; please look with number and code.',
      ),
      addressHint: w('需要寄信给您时用', 'Used when something has to be sent to you'),
    },
  },
} as const
