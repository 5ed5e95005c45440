/** Words of the pages about who is asking. */
import { w } from './words.ts'

export const TELL_PERSON = {
  who: {
    title: w('这是谁的事', 'Whose matter is it'),
    self: w('我自己的事', 'My own'),
    selfHint: w('您一个人提出。', 'You file it alone.'),
    other: w('替别人提出', 'Somebody else’s'),
    otherHint: w(
      '比如替父母、孩子、当事人。要有对方的委托或者其他证明。',
      'For your parents, a child, a client. You need their authority or other proof.',
    ),
    group: w('我们几个人一起', 'We are several'),
    groupHint: w(
      '多人反映同一件事，可以推选代表。',
      'Several people with the same matter, with representatives.',
    ),
  },
  person: {
    title: w('您替谁提出', 'Who do you act for'),
    lead: w(
      '事情记在他或她的名下，书面答复也给本人。',
      'The matter is registered in their name, and the written answer goes to them.',
    ),
    name: w('这个人的姓名', 'Name of the person'),
    phone: w('这个人的电话', 'Phone of the person'),
    address: w('这个人的收信地址', 'Address of the person for letters'),
    reach: w('电话和地址至少写一样。', 'Give the phone or the address, at least one.'),
    relation: w('您是这个人的', 'How are you related'),
    relations: {
      family: w('家人', 'Family'),
      guardian: w('监护人', 'Guardian'),
      lawyer: w('律师或法律工作者', 'Lawyer or legal worker'),
      work: w('所在的村（社区）、单位推荐的人', 'Recommended by village, community or workplace'),
      other: w('其他', 'Other'),
    },
  },
  proof: {
    title: w('有证明吗', 'Do you have proof'),
    lead: w(
      '请拍下能证明您可以代理的材料，比如本人签名的委托书、户口本上你们俩的那两页、律师函。',
      'Photograph what shows that you may act: a signed letter of authority, the two pages of the household register, a lawyer’s letter.',
    ),
    secret: w(
      '证明只给受理和办理这件事的人看。身份证号可以先遮住。',
      'Only those who take in and handle the matter see it. You may cover identity numbers.',
    ),
    later: w('现在没有，以后再交', 'I cannot now, and will hand it in later'),
    laterHint: w(
      '不影响先登记。办理单位会联系您补交。',
      'It is registered all the same. The office will ask you for it.',
    ),
    filePrefix: w('代理证明', 'Proof of authority'),
  },
  you: {
    title: w('怎么联系您', 'How can we reach you'),
    titleAgent: w('怎么联系您（代理人）', 'How can we reach you, who act for the person'),
    lead: w(
      '信访事项一般用真实姓名提出。不留姓名、住址也会登记，但我们没法书面告知您，只能您自己凭编号和查询码来看。',
      'Petitions normally carry your real name. Without name or address the matter is still registered, but we cannot write to you: you would have to look with number and code.',
    ),
    leadReport: w(
      '可以不留姓名。留了也只有受理中心能看到。不留的话，请保管好编号和查询码，那是您查看结果的唯一途径。',
      'You need not give your name. If you do, only our intake can see it. If not, keep number and code safe: they are your only way to the result.',
    ),
    leadAgent: w(
      '请写您自己的姓名和联系方式，和您代理的人分开写。',
      'Write your own name and how to reach you, apart from the person you act for.',
    ),
    name: w('姓名', 'Name'),
    phone: w('手机或固定电话', 'Phone'),
    phoneHint: w('用于通知您进度', 'So that we can tell you how it goes'),
    address: w('住址或收信地址', 'Address for letters'),
    addressHint: w(
      '法律规定的书面答复要送到您手上，需要收信地址',
      'The written answer must reach you; for that we need an address',
    ),
    email: w('电子邮箱', 'E-mail'),
  },
  secrecy: {
    title: w('谁可以看到您的名字', 'Who may see your name'),
    short: w('保密', 'Secrecy'),
    lead: w(
      '登记的人总能看到内容；要看您的姓名电话，得写明理由，每次都记下来，您查得到。',
      'Who registers it always sees what you wrote. To see your name and phone they must state a reason; each look is recorded and you can see the record.',
    ),
    none: w('办理单位可以看到', 'The office that handles it may'),
    noneHint: w('方便它联系您、到现场找您。', 'So that it can call you or meet you at the place.'),
    name: w('不让办理单位知道我是谁', 'Not the office that handles it'),
    nameHint: w(
      '它只看得到您写的事，看不到您是谁，要问您什么由我们转达。',
      'It sees what you wrote, not who you are. Questions to you go through us.',
    ),
    matter: w('整件事都保密', 'Keep the whole matter secret'),
    matterHint: w(
      '走保密通道：只有经办的单位看得到内容，别的单位查不到有这件事。您的页面上也不写是哪个单位在办。',
      'Through the protected channel: only the office dealing with it sees it, no other can find that it exists. Your own page names no office.',
    ),
    tip: w(
      '您写的地点、照片和细节，也可能让人猜到是您。',
      'The place, photos and details you give may also tell who you are.',
    ),
  },
  group: {
    title: w('你们有几个人', 'How many are you'),
    persons: w('一共几个人', 'Number of people'),
    personsHint: w('包括您在内', 'Including you'),
    reps: w('代表', 'Representatives'),
    repsHint: w(
      '多人提出共同事项，推选的代表不超过 5 人（《信访工作条例》第二十条）。没有推选可以空着。',
      'A group sends at most five representatives (Regulations, Art. 20). Leave empty if you have chosen none.',
    ),
    rep: w('代表 {n}', 'Representative {n}'),
    more: w('再加一位代表', 'Add a representative'),
  },
} as const
