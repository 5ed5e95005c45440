/** Words of the receipt and of the page that checks one. */
import { w } from './words.ts'

export const RECEIPT = {
  title: w('已经登记', 'It is registered'),
  lead: w('请把编号和查询码记下来或截屏保存。', 'Write down number and code, or take a screenshot.'),
  number: w('编号', 'Number'),
  code: w('查询码', 'Code'),
  codeHint: w(
    '查询码只在这里显示。谁有它谁就能看您的事项，请不要给别人。',
    'The code is shown only here. Whoever has it can open your matter: do not hand it on.',
  ),
  received: w('登记时间', 'Received'),
  kind: w('类别', 'Kind'),
  next: w('接下来', 'What happens next'),
  by: w('{day}前', 'by {day}'),
  follow: w('查看我的事项', 'Open my matter'),
  qr: w('用手机扫码打开查询页（再输入查询码）', 'Scan to open the look-up page (you then enter the code)'),
  proof: w('可核验的回执', 'A receipt that can be verified'),
  proofHint: w(
    '回执文件带有电子签名，证明我们在什么时间收到了什么。里面没有您的个人信息，可以给别人看。请保存好；以后登记被改动，用它能查出来。',
    'The receipt file is signed and proves what we received and when. It holds no personal data and may be shown to anyone. Keep it: if the record were ever altered, it would show.',
  ),
  download: w('下载回执文件', 'Download the receipt'),
  downloadText: w('下载回执和原文证明', 'Download the receipt with your text and its proof'),
  downloadTextHint: w(
    '第二个文件含有您的原文，能证明您当时一字一句写了什么。只留给自己，不要公开。',
    'The second file contains your text and proves word by word what you wrote. Keep it to yourself.',
  ),
  done: w('看完后请离开本页', 'Leave this page when you are done'),
  gone: w('回执页已关闭', 'The receipt page is closed'),
  goneHint: w(
    '为了安全，回执页只显示一会儿。请用编号和查询码查看您的事项。',
    'For safety the receipt is shown for a short time only. Open your matter with number and code.',
  ),
  filesFailed: w(
    '有文件没有存上：{names}。您的事项已经登记，请在“写留言、补充材料”里再传一次。',
    'Some files were not stored: {names}. Your matter is registered; please upload them again under “Write a message or add files”.',
  ),
} as const

export const CHECK = {
  title: w('核验回执', 'Check a receipt'),
  lead: w(
    '选择回执文件，或者把内容贴进来，马上知道是不是真的、有没有被改动。',
    'Choose the receipt file or paste its content: you see at once whether it is genuine and unaltered.',
  ),
  where: w(
    '核验全部在您的浏览器里进行，回执不会发给任何人，断网也能用。',
    'The check runs in your browser alone. The receipt is sent to nobody; it works without a connection too.',
  ),
  text: w('或者贴上回执内容', 'Or paste the content of the receipt'),
  file: w('选择回执文件', 'Choose the receipt file'),
  go: w('核验', 'Check'),
  ok: w('回执是真的', 'The receipt is genuine'),
  okHint: w('由本系统签发，签发后没有改动。', 'It was signed here and has not been altered since.'),
  bad: w('回执核验不通过', 'The receipt does not verify'),
  badHint: w(
    '请确认文件完整、没有编辑过。仍不通过的，请保存好文件，向上一级信访部门或监督机关反映。',
    'Make sure the file is whole and was not edited. If it still fails, keep it and turn to the next level up or a supervising organ.',
  ),
  textProved: w(
    '所附原文就是当时提交的原文，一字不差。',
    'The text in the file is what was received, letter by letter.',
  ),
  chainProved: w(
    '办理链完整：截至{day}共{n}步，一步接一步，没有缺失。',
    'The chain holds: {n} steps up to {day}, each hanging on the one before, none missing.',
  ),
  otherBureau: w('这张回执是别的机构签发的：{name}。', 'This receipt was issued by another office: {name}.'),
  findings: {
    nothing: w('请先选择文件，或者贴上内容。', 'Choose a file or paste the content first.'),
    'no-crypto': w(
      '这个浏览器太旧，或者没有用安全连接打开本页，不能在这里核验。请换新的浏览器，或用下面的命令。',
      'This browser is too old, or the page was not opened over a secure connection, so it cannot check here. Use a newer browser, or the command below.',
    ),
    'needs-command': w(
      '这张回执使用国密算法，浏览器不能核验。请用下面的命令。',
      'This receipt uses an algorithm that browsers do not know. Use the command below.',
    ),
    'not-a-receipt': w('这不是回执文件，或者内容不完整。', 'This is not a receipt, or it is incomplete.'),
    'unknown-version': w('这是更新版本的程序签发的。', 'It was made by a newer version of the program.'),
    'key-mismatch': w('回执里的公钥和编号对不上。', 'The key in the receipt does not fit its own id.'),
    'key-not-trusted': w('不是本系统的签名。', 'It was not signed by this system.'),
    'signature-invalid': w('签发之后被改动过。', 'It was altered after signing.'),
    'not-a-proof': w('所附原文的证明无法识别。', 'The proof of the text cannot be read.'),
    'other-receipt': w('所附原文的证明属于另一张回执。', 'The proof of the text belongs to another receipt.'),
    'other-text': w('所附原文与当时提交的不一样。', 'The text is not the one that was received.'),
    'not-a-chain': w('所附办理链无法识别。', 'The chain cannot be read.'),
    'chain-other-receipt': w('所附办理链属于另一张回执。', 'The chain belongs to another receipt.'),
    'chain-broken': w(
      '办理链断开：有步骤缺失或被移动。',
      'The chain is broken: a step is missing or was moved.',
    ),
    'chain-key-not-trusted': w('办理链不是本系统的签名。', 'The chain was not signed by this system.'),
    'chain-signature-invalid': w('办理链在签发之后被改动过。', 'The chain was altered after signing.'),
  },
  number: w('编号', 'Number'),
  office: w('签发机构', 'Issued by'),
  received: w('收到时间', 'Received'),
  demands: w('诉求项数', 'Requests recorded'),
  command: w('不用网页也能核验', 'Checking without this page'),
  commandHint: w(
    '没有脚本的浏览器，或者不放心网页的，可以在自己的电脑上用本程序的命令核验，不需要网络：',
    'Where the browser runs no script, or if you would rather not rely on a page, check on your own computer with the command of this program; it needs no network:',
  ),
  keys: w('公钥在这个固定地址：', 'The public keys are at this stable address:'),
  what: w('核验什么', 'What is checked'),
  whatSignature: w(
    '签名：回执确实由本系统签发，一个字也没有改。',
    'The signature: this system issued it and not a letter was changed.',
  ),
  whatText: w(
    '原文（含原文证明的文件）：所附的话就是当时收到的话。',
    'The text, in the file with proof: these are the words that were received.',
  ),
  whatChain: w(
    '办理链（含原文证明的文件）：从登记起每一步前后相接，没有缺失、没有倒填时间。',
    'The chain, in the file with proof: from registration on, each step hangs on the one before; none is missing or back-dated.',
  ),
} as const
