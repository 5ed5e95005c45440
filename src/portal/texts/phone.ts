/** Words of opening one's matters by a code to the phone, and of sending the receipt. */
import { w } from './words.ts'

export const PHONE = {
  title: w('用手机验证码查询', 'Follow with a code to your phone'),
  lead: w(
    '填登记时留的手机号，我们发一个六位验证码。',
    'Enter the mobile number you gave when you wrote to us; we send it a six-digit code.',
  ),
  phone: w('手机号', 'Mobile number'),
  send: w('发送验证码', 'Send the code'),
  need: w('请填 11 位手机号', 'Enter a mobile number of 11 digits'),
  not: w(
    '检举控告和要求保密的事项不能这样查：手机可能借出、丢失、换人用。请用编号和查询码。',
    'Reports of misconduct and matters kept secret cannot be opened this way: a phone may be lent, lost or passed on. Use number and code for those.',
  ),
  instead: w('改用编号和查询码', 'Use number and code instead'),
  tooMany: w(
    '次数太多，请在 {minutes} 分钟后再试。',
    'Too many tries. Please try again in {minutes} minutes.',
  ),
  ended: w(
    '为了安全，查询已自动关闭。请重新获取验证码。',
    'For safety your visit has ended. Please ask for a new code.',
  ),
  codeTitle: w('输入验证码', 'Enter the code'),
  codeLead: w(
    '如果这个手机号在本机构登记过事项，几分钟内会收到六位验证码，10 分钟内有效。',
    'If matters are registered here with this number, a six-digit code arrives within minutes. It is valid for 10 minutes.',
  ),
  code: w('六位验证码', 'Six-digit code'),
  open: w('查看', 'Open'),
  wrong: w('验证码不对，或者已经失效', 'The code is wrong or no longer valid'),
  again: w('没有收到？换一个号码或重新发送', 'Nothing arrived? Change the number or send again'),
  mattersTitle: w('用这个手机号登记的事项', 'Matters registered with this number'),
  mattersHint: w(
    '为了安全，{minutes} 分钟后自动关闭。用完请点“马上离开”。',
    'For safety this closes after {minutes} minutes. Press “Leave now” when you are done.',
  ),
  nothing: w('现在没有可以这样查看的事项。', 'There is no matter that can be opened this way now.'),
  openMatter: w('查看 {number}', 'Open {number}'),
  received: w('{day}登记', 'registered on {day}'),
  follow: w('没有查询码？用手机验证码查询', 'No code? Use a code to your phone'),
  noWithdraw: w('撤回须用编号和查询码打开后办理。', 'To withdraw, open the matter with number and code.'),
} as const

export const SEND = {
  title: w('发一份给自己', 'Send it to yourself'),
  hint: w(
    '只发编号和查询地址，不发您写的内容。',
    'Only the number and the address to look at are sent, never what you wrote.',
  ),
  discreet: w(
    '为保护您，消息里不写编号和事由，只说有一条新消息。',
    'To protect you, the message names neither number nor subject; it only says that there is news.',
  ),
  way: w('发到哪里', 'Where to'),
  sms: w('短信 {address}', 'Text message to {address}'),
  email: w('邮件 {address}', 'E-mail to {address}'),
  withCode: w('把查询码也一起发', 'Send the code as well'),
  withCodeHint: w(
    '能看到这条消息的人就能查看您的事项。',
    'Whoever can read that message can open your matter.',
  ),
  go: w('发送', 'Send'),
  need: w('请选择发到哪里', 'Choose where to send it'),
  done: w('正在发送。收到可能要几分钟。', 'It is being sent and may take some minutes to arrive.'),
} as const
