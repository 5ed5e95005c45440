/** Words of the pages that take a matter in: the matter itself. Who is asking: `tell-person.ts`; help on the way: `tell-help.ts`. */
import { TELL_HELP } from './tell-help.ts'
import { TELL_PERSON } from './tell-person.ts'
import { w } from './words.ts'

export const TELL = {
  ...TELL_PERSON,
  ...TELL_HELP,
  part: w('第 {n} 部分，共 4 部分：{name}', 'Part {n} of 4: {name}'),
  parts: {
    1: w('说事情', 'What it is about'),
    2: w('地点和材料', 'Place and papers'),
    3: w('您是谁', 'About you'),
    4: w('核对提交', 'Check and send'),
  },
  addition: w('补充材料', 'More papers'),
  kind: {
    title: w('您要办哪一类', 'What kind of matter is it'),
    help: w(
      '不确定就选第一项，选错了我们会帮您转，不会退回给您。',
      'Not sure? Take the first. If it is the wrong one we pass it on; nothing is sent back to you.',
    ),
    petition: w('信访事项', 'A petition'),
    petitionHint: w(
      '对单位的做法不服、要求解决问题、反映情况。由责任单位给书面答复，不服可以复查。',
      'You object to what an office did, ask for a solution or report a problem. The office answers in writing; you can ask for review.',
    ),
    'letter-box': w('写给领导信箱', 'A letter to a leader’s letter box'),
    'letter-boxHint': w(
      '写给您选的信箱，由我们转办并答复。',
      'To the letter box you choose; we have it handled and answer you.',
    ),
    'hotline-order': w('12345 诉求', 'A 12345 request'),
    'hotline-orderHint': w(
      '停水停电、噪音、路灯、垃圾等身边的事，处理较快。',
      'Everyday problems such as water, power, noise, street lights, rubbish. Quicker.',
    ),
    suggestion: w('意见建议', 'A suggestion'),
    suggestionHint: w(
      '对本地的工作、规定、建设提建议，不是为自己的事。',
      'To improve work, rules or building here; not about a case of your own.',
    ),
    misconduct: w('检举控告', 'A report of misconduct'),
    misconductHint: w(
      '反映单位或工作人员违纪违法。走保密通道，被反映的单位看不到。',
      'An office or official broke rules or the law. Goes through the protected channel; the unit you report never sees it.',
    ),
  },
  box: {
    title: w('写给哪一个信箱', 'Which letter box'),
    hint: w(
      '信由信访部门统一登记、转办，结果会告诉您。',
      'All letters are registered and passed on by this office, and you are told the result.',
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
    titleSuggestion: w('您的建议是什么', 'What is your suggestion'),
    hint: w(
      '什么时间、什么事、涉及哪个单位、您的理由。想到什么写什么，不用讲究格式。',
      'When, what, which office, and why you think so. Write as it comes; no special form is needed.',
    ),
    hintSuggestion: w(
      '现在是什么情况、可以怎么改、改了有什么好处。',
      'How it is now, what could change, and what would be better then.',
    ),
    speak: w(
      '不方便打字，可以用手机键盘上的话筒说出来，或者把写好的纸拍下来，后面一页上传。',
      'If typing is hard, speak into the microphone of your phone’s keyboard, or photograph what you wrote on paper and upload it later on.',
    ),
    privacy: w(
      '不要写身份证号、银行卡号等用不着的信息。',
      'Please leave out identity or bank card numbers: they are not needed.',
    ),
  },
  title: {
    title: w('用一句话概括', 'Say it in one sentence'),
    hint: w(
      '方便您以后辨认，也方便我们尽快转对单位。下面是按您写的开头摘的，可以改。',
      'So that you know it again, and we find the right office sooner. We took the beginning of your text; change it as you like.',
    ),
    label: w('一句话', 'One sentence'),
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
    remove: w('去掉这一项', 'Remove this one'),
    removeNth: w('去掉诉求 {n}', 'Remove request {n}'),
    full: w(
      '已经有 {max} 项了。还有别的，写进正文里，或者另提一件。',
      'There are {max} already. Put more into your text, or send a second matter.',
    ),
    skip: w(
      '说不清楚也没关系，可以空着，我们按整封信来答复。',
      'If it is hard to say, leave it empty: we then answer the letter as a whole.',
    ),
  },
  where: {
    title: w('事情发生在哪里', 'Where did it happen'),
    lead: w(
      '知道地点，才能转给当地的单位。与地点无关就直接继续。',
      'The place tells us which office is in charge. If no place matters, just continue.',
    ),
    area: w('乡镇、街道', 'Township or subdistrict'),
    areaNone: w('不选，或者不清楚', 'None, or I do not know'),
    place: w('村、路名、门牌或者附近的标志', 'Village, street and number, or something near it'),
    hint: w(
      '例如：建设路与和平街路口，邮局对面',
      'For example: corner of Jianshe Road and Heping Street, opposite the post office',
    ),
    map: w('在地图上点出来', 'Show it on the map'),
    mapAgain: w('改地图上的点', 'Move the mark on the map'),
    marked: w('地图上已标出', 'Marked on the map'),
  },
  map: {
    title: w('在地图上点出地方', 'Show the place on the map'),
    hint: w(
      '点一下图，就标在那里并放大；再点一下，标得更准。不用地图也可以，在上一页写地址就行。',
      'Press the map: the mark goes there and the map comes closer. Press again to be more exact. You need not use the map: an address is enough.',
    ),
    alt: w(
      '{name}地图。点图标出地方。不用鼠标时请用下面的名单。',
      'Map of {name}. Press it to mark a place. Without a pointer use the list below.',
    ),
    keyboard: w(
      '用键盘按图，我们不知道您指哪里。请在下面选一个地方再按“到那里”。',
      'Pressed by keyboard, the map cannot tell which place you mean. Choose one below and press “Go there”.',
    ),
    outside: w(
      '您点的地方不在本地范围内。请再点一次，或者在上一页写地址。',
      'That place lies outside our area. Press again, or write the address on the page before.',
    ),
    none: w('还没有标出地方。', 'No place is marked yet.'),
    at: w('已标出：{area}{lat}，{lng}（{datum}）', 'Marked: {area}{lat}, {lng} ({datum})'),
    list: w('到某个地方', 'Go to a place'),
    go: w('到那里', 'Go there'),
    closer: w('放大', 'Closer'),
    wider: w('缩小', 'Wider'),
    whole: w('看全图', 'Whole map'),
    unmark: w('去掉标记', 'Remove the mark'),
    use: w('就是这里', 'This is the place'),
    source: w('底图：', 'Map: '),
  },
  files: {
    title: w('有照片或材料吗', 'Do you have photos or papers'),
    hint: w(
      '照片或 PDF，每个不超过 10 MB，最多 {max} 个。没有就直接继续。',
      'Photos or PDF, up to 10 MB each, at most {max}. If you have none, just continue.',
    ),
    hintShort: w('每个不超过 10 MB，最多 {max} 个', 'Up to 10 MB each, at most {max}'),
    place: w(
      '照片里自带的拍摄地点、时间和手机型号会去掉再保存，不留原图。要留作证据的原图，请自己保管好。',
      'The place, time and device hidden in a photo are taken out before it is kept; we keep no original. Keep the original yourself if you may need it as proof.',
    ),
    choose: w('选照片、拍照，或者选文件', 'Choose photos, take one, or choose files'),
    chooseHint: w(
      '选好后按“上传”。一次可以选几个，也可以分几次。',
      'Choose, then press “Upload”. Several at once, or one after the other.',
    ),
    upload: w('上传', 'Upload'),
    have: w('已上传', 'Uploaded'),
    look: w('查看', 'Look'),
    removeFile: w('删除 {name}', 'Remove {name}'),
    shrinking: w('正在把照片缩小，请稍等…', 'Making the photos smaller, one moment…'),
    shrunk: w('已缩小到 {size}，省流量。现在按“上传”。', 'Made smaller: {size}. Now press “Upload”.'),
  },
  check: {
    title: w('请核对，然后提交', 'Check your answers, then send'),
    kind: w('类别', 'Kind'),
    box: w('信箱', 'Letter box'),
    reported: w('被反映的单位', 'Unit reported'),
    reportedNone: w('没有选', 'None chosen'),
    subject: w('一句话', 'In one sentence'),
    body: w('事情的经过', 'What happened'),
    place: w('地点', 'Place'),
    point: w('地图上的点', 'Mark on the map'),
    who: w('谁的事', 'Whose matter'),
    person: w('您代理的人', 'The person you act for'),
    proof: w('代理证明', 'Proof that you may act'),
    proofLater: w('以后交', 'Handed in later'),
    decided: w('以前有没有决定', 'Decided before'),
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
    send: w('确认提交', 'Send it'),
    sendHint: w('重复按也只会登记一件。', 'Pressing twice registers it only once.'),
  },
  error: {
    kind: w('请选一类。不确定就选“信访事项”', 'Choose one. If you are not sure, choose “A petition”'),
    box: w('请选一个信箱', 'Choose a letter box'),
    bodyNeeded: w(
      '请写一写发生了什么，一两句话也行',
      'Please write what happened; one or two sentences are enough',
    ),
    tooLong: w(
      '多了 {over} 个字：最多 {max} 个。请删短一些，长的材料可以拍照或作为文件上传',
      '{over} characters too many: at most {max}. Please shorten it; longer papers can be uploaded as photos or files',
    ),
    demandMany: w(
      '最多 {max} 项，请把相近的合在一起',
      'At most {max}; please join those that belong together',
    ),
    phone: w(
      '电话号码不对。请只写数字，如 13800000000，座机加区号',
      'This is not a phone number. Write digits only, with the area code for a fixed line',
    ),
    email: w(
      '邮箱地址不对，请写成 name@example.com 这样，或者空着',
      'This is not an e-mail address. Write it like name@example.com, or leave it empty',
    ),
    choose: w('请选一项', 'Choose one'),
    unit: w(
      '请从名单中选择，名单上没有就选第一项',
      'Choose from the list; if it is not there, take the first entry',
    ),
    area: w(
      '请从名单中选择，不清楚就选第一项',
      'Choose from the list; if you do not know, take the first entry',
    ),
    since: w(
      '日期不对，请写成 2026、8、31 这样三格；记不清就都空着',
      'This is no date. Fill the three boxes like 2026, 8, 31; if you do not remember, leave all three empty',
    ),
    sinceFuture: w('日期还没有到，请再看一下', 'This day has not come yet; please look again'),
    who: w('请选是谁的事', 'Choose whose matter it is'),
    personName: w('请写您代理的人的姓名', 'Write the name of the person you act for'),
    personReach: w(
      '请写这个人的电话或地址，至少一样',
      'Write the phone or the address of this person, at least one',
    ),
    relation: w('请选您和这个人的关系', 'Choose how you are related to this person'),
    agentName: w('替别人提出，请写您自己的姓名', 'As you act for somebody, write your own name'),
    agentReach: w(
      '替别人提出，请留一种能找到您的方式',
      'As you act for somebody, leave one way to reach you',
    ),
    proofNeeded: w('请上传证明，或者勾选“以后交”', 'Upload the proof, or tick “I will hand it in later”'),
    secrecy: w('请选要不要保密', 'Choose whether something is to be kept secret'),
    persons: w('请填 2 到 100000 之间的整数', 'Enter a whole number from 2 to 100000'),
    repsMany: w(
      '代表比总人数还多，请改人数或删去几位代表',
      'There are more representatives than people: change the number or remove some',
    ),
    repName: w('请填这位代表的姓名', 'Enter this representative’s name'),
    fileLarge: w(
      '“{name}”超过 10 MB。请在手机上选小一点的尺寸，或者截图后再传',
      '“{name}” is larger than 10 MB. Choose a smaller size on your phone, or send a screenshot of it',
    ),
    fileType: w(
      '“{name}”不是照片或 PDF。可以把它拍下来再传',
      '“{name}” is neither a picture nor a PDF. You can photograph it and send that',
    ),
    fileHeic: w(
      '“{name}”是 HEIC 格式，里面可能带着拍摄地点，这里没法去掉。请把它截图，或者在手机相机设置里选“兼容性最佳”再拍',
      '“{name}” is HEIC, which may hold the place where it was taken, and we cannot take that out. Send a screenshot of it, or set your camera to “Most compatible”',
    ),
    fileBroken: w(
      '“{name}”打不开，可能没有传完。请再选一次，或者截图后再传',
      '“{name}” cannot be read; perhaps it was cut short. Choose it again, or send a screenshot of it',
    ),
    fileEmpty: w('“{name}”是空文件，请再选一次', '“{name}” is empty; choose it again'),
    fileMany: w(
      '最多 {max} 个文件，“{name}”没有上传。多的可以提交以后再补',
      'At most {max} files; “{name}” was not uploaded. You can add more after sending',
    ),
    fileFull: w(
      '暂时放不下更多文件，请先提交，稍后在“我的事项”里补充',
      'There is no room for more files now: send first and add them in your matter later',
    ),
    fileNone: w(
      '还没有选择文件。请先选，再按“上传”；没有文件就按“继续”',
      'No file was chosen. Choose first, then press “Upload”; without files press “Continue”',
    ),
    expired: w('页面停留太久，请再按一次', 'The page was open too long: please press again'),
    code: w(
      '接续码不对，或者已经用过、过期了。请在原来的手机上再取一个',
      'This code is wrong, used or too old. Get another on the first device',
    ),
  },
} as const
