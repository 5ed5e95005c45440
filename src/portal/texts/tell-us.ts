/** Words of the pages that take a matter in. */
import { w } from './words.ts'

export const TELL = {
  caption: w('第 {n} 步，共 {of} 步', 'Step {n} of {of}'),
  lost: w(
    '没有找到您正在填写的内容：可能已过 24 小时，或者浏览器没有保存 Cookie。请允许 Cookie 后重新开始。',
    'We could not find what you were filling in: 24 hours have passed, or your browser does not keep cookies. Please allow cookies and start again.',
  ),
  kept: w(
    '填写的内容只保存在加密的草稿里，24 小时后自动删除；提交之前任何人都看不到。',
    'What you enter is kept in an encrypted draft and deleted after 24 hours. Nobody can read it before you send it.',
  ),
  kind: {
    title: w('您要办哪一类', 'What kind of matter is it'),
    petition: w('信访事项', 'A petition'),
    petitionHint: w(
      '对单位的做法不服、要求解决问题、提意见建议。由责任单位给书面答复，不服可以复查。',
      'You object to what an office did, ask for a solution or make a suggestion. The office answers in writing; you can ask for review.',
    ),
    letter: w('领导信箱', 'A letter to a leader'),
    letterHint: w(
      '写给书记、市长、区（县）长，由我们转办并答复。',
      'To the Party secretary, mayor, district or county head; we have it handled and answer you.',
    ),
    order: w('12345 诉求', 'A 12345 request'),
    orderHint: w(
      '停水停电、噪音、路灯、垃圾等日常问题，处理较快。',
      'Everyday problems such as water, power, noise, street lights, rubbish. Quicker.',
    ),
    report: w('检举控告', 'A report of misconduct'),
    reportHint: w(
      '反映单位或工作人员违纪违法。走保密通道。',
      'An office or official broke rules or the law. Goes through the secret channel.',
    ),
  },
  shield: {
    title: w('谁会看到您的检举', 'Who will see your report'),
    lead: w(
      '检举控告走保密通道（《信访工作条例》第三十条）。',
      'Reports go through a protected channel (Regulations on Letters and Visits Work, Art. 30).',
    ),
    see1: w(
      '受理中心的登记人员：看得到内容；看您的姓名和联系方式要写明理由，每次都留下记录。',
      'Intake staff of this office: they see the report. To see your name and contact details they must state a reason, and each look is recorded.',
    ),
    see2: w(
      '有权处理的机关：只看得到反映的内容，看不到您是谁。',
      'The organ that deals with it: it sees what you report, not who you are.',
    ),
    see3: w(
      '被反映的单位及其下属单位：看不到、收不到，也查不到。',
      'The unit you report, and every unit below it: cannot see, receive or find it.',
    ),
    see4: w(
      '您自己：凭编号和查询码查看；页面上不显示任何单位名称。',
      'You: with number and code. Your page names no unit at all.',
    ),
    tip: w(
      '在正文里写下只有您知道的细节，可能会让人猜到是您。请自己斟酌。',
      'Details that only you can know may give you away. Please weigh what you write.',
    ),
    unit: w('被反映的单位', 'The unit you report'),
    unitHint: w(
      '选了之后，这个单位和它的下属单位在系统里完全接触不到这件事。名单上没有的，写在正文里即可。',
      'Once chosen, that unit and those below it cannot touch this matter in the system. If it is not listed, name it in your text.',
    ),
    unitNone: w('名单上没有，或者不想选', 'Not listed, or I would rather not say'),
    own: w(
      '如果您要检举的正是本信访部门，请不要用这个表，可以向上一级信访部门或者纪检监察机关提出。',
      'If you want to report this very office, do not use this form: turn to the next level up or to the discipline inspection and supervision organ.',
    ),
    superior: w('到上一级：{name}', 'Go to the next level up: {name}'),
  },
  what: {
    title: w('请告诉我们发生了什么', 'Tell us what happened'),
    subject: w('用一句话概括', 'In one sentence'),
    subjectHint: w('例如：小区停水三天没有修', 'For example: no water in our block for three days'),
    body: w('事情的经过', 'What happened'),
    bodyHint: w(
      '什么时间、什么地点、涉及哪个单位、有什么理由。想到什么写什么，不用讲究格式。',
      'When, where, which office, and why you think so. Write as it comes; no special form is needed.',
    ),
    privacy: w(
      '不要写身份证号、银行卡号等用不着的信息。',
      'Please leave out identity or bank card numbers: they are not needed.',
    ),
  },
  ask: {
    title: w('您希望怎么解决', 'What do you ask for'),
    hint: w(
      '一件事一格。每一项都会单独给您答复，不会漏掉。',
      'One thing per box. Each gets its own answer, so that none is forgotten.',
    ),
    one: w('诉求', 'What you ask'),
    nth: w('诉求 {n}', 'Request {n}'),
    add: w('再加一项', 'Add another'),
    skip: w(
      '说不清楚也没关系，可以空着，我们按整封信来答复。',
      'If it is hard to say, leave it empty: we then answer the letter as a whole.',
    ),
  },
  where: {
    title: w('事情发生在哪里', 'Where did it happen'),
    place: w('地点', 'Place'),
    hint: w(
      '例如：某某镇某某村，或者路名和门牌号',
      'For example a village and township, or street and number',
    ),
  },
  you: {
    title: w('怎么联系您', 'How can we reach you'),
    lead: w(
      '信访事项一般用真实姓名提出。不留姓名、住址也会登记，但我们没法书面告知您，只能您自己凭编号和查询码来看。',
      'Petitions normally carry your real name. Without name or address the matter is still registered, but we cannot write to you: you would have to look with number and code.',
    ),
    leadReport: w(
      '可以不留姓名。留了也只有受理中心能看到。不留的话，请保管好编号和查询码，那是您查看结果的唯一途径。',
      'You need not give your name. If you do, only our intake can see it. If not, keep number and code safe: they are your only way to the result.',
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
    secrecy: w('要不要保密', 'Do you want something kept secret'),
    secrecyNone: w('不需要特别保密', 'Nothing special'),
    secrecyNoneHint: w(
      '办理单位可以看到您的姓名和联系方式，以便联系您。',
      'The office handling it may see your name and contact details, so that it can reach you.',
    ),
    secrecyName: w('不让办理单位知道我是谁', 'Do not tell the handling office who I am'),
    secrecyNameHint: w('由我们转达。', 'We pass messages on.'),
    secrecyMatter: w('整件事都保密', 'Keep the whole matter secret'),
    secrecyMatterHint: w(
      '走保密通道，只有经办单位看得到内容。',
      'Goes through the protected channel; only the office dealing with it sees the content.',
    ),
    with: w('您是一个人，还是代表几个人', 'Are you writing alone or for several people'),
    alone: w('我一个人', 'Alone'),
    group: w('我们几个人一起', 'We are several'),
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
  },
  files: {
    title: w('有照片或材料吗', 'Do you have photos or papers'),
    hint: w(
      '照片或 PDF，每个不超过 10 MB，最多 {max} 个。没有就直接继续。',
      'Photos or PDF, up to 10 MB each, at most {max}. If you have none, just continue.',
    ),
    hintShort: w('每个不超过 10 MB，最多 {max} 个', 'Up to 10 MB each, at most {max}'),
    choose: w('选择文件', 'Choose files'),
    chooseHint: w(
      '选好后按“上传”。一次可以选几个，也可以分几次。',
      'Choose, then press “Upload”. Several at once, or one after the other.',
    ),
    upload: w('上传', 'Upload'),
    have: w('已上传', 'Uploaded'),
    removeFile: w('删除 {name}', 'Remove {name}'),
  },
  check: {
    title: w('请核对，然后提交', 'Check your answers, then send'),
    kind: w('类别', 'Kind'),
    reported: w('被反映的单位', 'Unit reported'),
    reportedNone: w('没有选', 'None chosen'),
    persons: w('人数', 'Number of people'),
    representatives: w('代表', 'Representatives'),
    files: w('材料', 'Files'),
    whole: w('按整封信答复', 'The letter as a whole'),
    noContact: w(
      '您没有留联系方式。提交后请一定保存编号和查询码：没有它们就查不到结果，我们也无法核实您是谁。',
      'You left no way to reach you. Keep number and code safe after sending: without them you cannot see the result, and we cannot tell that it is you.',
    ),
    noAddress: w(
      '没有收信地址，书面答复要请您来取，或者以后在“我的事项”里补上地址。',
      'Without an address the written answer must be collected, or you add the address later in your matter.',
    ),
    promise: w(
      '我们用您的信息只为办理这件事（依法履行职责所必需），谁看过都会记录。',
      'We use your details only to handle this matter, as our duty by law requires. Every look at them is recorded.',
    ),
    changeWhat: w('修改：{what}', 'Change: {what}'),
    send: w('确认提交', 'Send it'),
    sendHint: w('重复按也只会登记一件。', 'Pressing twice registers it only once.'),
  },
  error: {
    kind: w('请选一类', 'Choose one'),
    bodyNeeded: w('请写一写发生了什么', 'Please write what happened'),
    tooLong: w(
      '最多 {max} 个字，现在有 {n} 个。更长的材料可以作为文件上传',
      'At most {max} characters; there are {n}. Longer papers can be uploaded as files',
    ),
    demandMany: w('最多 {max} 项，请合并一些', 'At most {max}; please join some'),
    phone: w('电话号码看起来不对，请再看一下', 'This does not look like a phone number'),
    email: w(
      '邮箱地址看起来不对，例如 name@example.com',
      'This does not look like an e-mail address, such as name@example.com',
    ),
    choose: w('请选一项', 'Choose one'),
    unit: w('请从名单中选择', 'Choose from the list'),
    persons: w('请填 2 到 100000 之间的整数', 'Enter a whole number from 2 to 100000'),
    repsMany: w('代表人数不能多于总人数', 'There cannot be more representatives than people'),
    repName: w('请填这位代表的姓名', 'Enter this representative’s name'),
    fileLarge: w(
      '“{name}”超过 10 MB。照片可以选小一点的尺寸',
      '“{name}” is larger than 10 MB. Try a smaller picture size',
    ),
    fileType: w('“{name}”不是照片或 PDF', '“{name}” is neither a picture nor a PDF'),
    fileEmpty: w('“{name}”是空文件', '“{name}” is empty'),
    fileMany: w('最多 {max} 个文件，“{name}”没有上传', 'At most {max} files; “{name}” was not uploaded'),
    fileFull: w(
      '暂时放不下更多文件，请先提交，稍后在“我的事项”里补充',
      'There is no room for more files now: send first and add them in your matter later',
    ),
    fileNone: w('还没有选择文件', 'No file was chosen'),
    expired: w('页面停留太久，请再按一次', 'The page was open too long: please press again'),
  },
} as const
