/** Codes of the HTTP edge, of access and of writing. */
import { type CatalogueEntry, edge, entry } from '../entry.ts'

export const EDGE_CODES = {
  not_found: entry(
    404,
    ['没有找到', 'Not found'],
    [
      '请核对编号或链接；也可能您无权查看该内容。',
      'Check the number or link. You may also have no right to see it.',
    ],
  ),
  'http.no_such_page': edge(
    404,
    ['没有这个地址', 'No such address'],
    ['请核对地址，或从首页重新进入。', 'Check the address, or start again from the home page.'],
  ),
  'http.method_not_allowed': edge(
    405,
    ['该地址不支持这种请求', 'This address does not take that method'],
    ['请改用 {allow}。', 'Use {allow} instead.'],
  ),
  'http.body_too_large': edge(
    413,
    ['提交的内容过大', 'What was sent is too large'],
    ['请缩短内容，或将文件作为附件分次上传。', 'Shorten it, or send files as attachments one at a time.'],
  ),
  'http.too_fast': edge(
    429,
    ['请求太快', 'Too many requests'],
    ['请在 {seconds} 秒后再试。', 'Try again in {seconds} seconds.'],
  ),
  'http.unsupported_media_type': edge(
    415,
    ['不支持的内容格式', 'Unsupported content type'],
    ['请以 application/json 格式提交。', 'Send it as application/json.'],
  ),
  'http.malformed_body': edge(
    400,
    ['提交的内容无法读取', 'What was sent cannot be read'],
    ['请检查内容是否为完整的 JSON。', 'Check that it is complete, well-formed JSON.'],
  ),
  'http.malformed_request': edge(
    400,
    ['请求格式有误', 'Malformed request'],
    ['请检查地址和请求头后重试。', 'Check address and headers and send it again.'],
  ),
  'http.request_timeout': edge(
    408,
    ['请求超时', 'The request took too long to arrive'],
    [
      '请检查网络后重新提交；重复提交不会产生两份。',
      'Check the connection and send it again; sending twice does no harm.',
    ],
  ),
  'http.internal': edge(
    500,
    ['系统内部错误', 'Something went wrong on our side'],
    [
      '操作没有完成。请稍后重试；若仍不行，请把编号 {requestId} 告诉管理员。',
      'Nothing was completed. Try again later; if it persists, give the administrator the id {requestId}.',
    ],
  ),
  'http.unavailable': edge(
    503,
    ['系统暂时不可用', 'Temporarily unavailable'],
    ['请稍候几秒再试；重复提交不会产生两份。', 'Try again in a few seconds; sending twice does no harm.'],
  ),

  'access.signed_out': entry(
    401,
    ['尚未登录或登录已过期', 'Not signed in, or the session has ended'],
    ['请重新登录后再操作。', 'Sign in and try again.'],
  ),
  'access.other_account': entry(
    409,
    ['这一页是为另一账号打开的', 'This page was opened for another account'],
    [
      '本浏览器已改由另一账号登录，这一步没有执行。请以原账号再次登录，或以现在的账号重新打开页面。',
      'Another account is now signed in in this browser; nothing was done. Sign in again as before, or open the page anew.',
    ],
  ),
  'access.matter_not_opened': entry(
    401,
    ['需要编号和查询码', 'Number and code needed'],
    ['请输入回执上的编号和查询码。', 'Enter the number and the code printed on your receipt.'],
  ),
  'access.denied': entry(
    403,
    ['无权进行此操作', 'You may not do this'],
    [
      '请由有相应职责的人员办理，或请管理员核对您的角色。',
      'Leave it to someone whose role it is, or ask the administrator to check your roles.',
    ],
  ),
  'access.cross_site': edge(
    403,
    ['请求来自其他网站', 'The request came from another site'],
    ['请在本系统的页面上操作。', 'Do this on a page of this system.'],
  ),
  'access.form_not_ours': edge(
    403,
    [
      '这张表单不是从本系统的页面打开的，或者已经过期',
      'This form was not opened on a page of this system, or it is too old',
    ],
    [
      '请回到上一页，刷新后再提交；填过的内容还在草稿里。',
      'Go back, load the page again and send it from there; what you filled in is still in your draft.',
    ],
  ),
  'access.wrong_password': entry(
    401,
    ['账号或密码不正确', 'Wrong account name or password'],
    [
      '请核对后重新输入；连续五次错误将暂时锁定。',
      'Check both and try again; after five wrong attempts the account is locked for a while.',
    ],
  ),
  'access.locked': entry(
    429,
    ['登录已暂时锁定', 'Sign-in is locked for a while'],
    [
      '错误次数过多，请在 {minutes} 分钟后再试，或请管理员解锁。',
      'Too many wrong attempts. Try again in {minutes} minutes, or have the administrator unlock the account.',
    ],
  ),
  'access.too_many_attempts': entry(
    429,
    ['登录请求过多', 'Too many sign-ins at once'],
    ['请稍候几秒再试。', 'Wait a few seconds and try again.'],
  ),
  'access.too_many_codes': entry(
    429,
    ['编号和查询码错误次数过多', 'Too many wrong numbers or codes'],
    ['请在 {minutes} 分钟后再试。', 'Try again in {minutes} minutes.'],
  ),
  'access.account_inactive': entry(
    403,
    ['账号已停用', 'The account is no longer active'],
    ['请联系管理员。', 'Ask the administrator.'],
  ),
  'access.second_factor_required': entry(
    401,
    ['需要动态验证码', 'A one-time code is needed'],
    [
      '请输入验证器应用上的六位验证码，或一个恢复码。',
      'Enter the six digits shown by your authenticator app, or a recovery code.',
    ],
  ),
  'access.second_factor_setup_required': entry(
    403,
    ['需要先启用动态验证码', 'A second factor has to be set first'],
    [
      '本单位要求您的角色使用动态验证码，请按提示扫码启用后登录。',
      'Your bureau asks a second factor of your role: set it as shown, then sign in.',
    ],
  ),
  'access.second_factor_needed': entry(
    422,
    ['不能停用动态验证码', 'The second factor cannot be switched off'],
    [
      '本单位要求您的角色使用动态验证码；换手机请用“更换”。',
      'Your bureau asks it of your role; for another phone, replace it instead.',
    ],
  ),
  'access.current_password_wrong': entry(
    422,
    ['当前密码不正确', 'The current password is wrong'],
    [
      '请核对当前密码后重新输入；连续五次错误将暂时锁定。',
      'Check the current password and try again; after five wrong attempts the account is locked for a while.',
    ],
  ),
  'access.second_factor_wrong': entry(
    422,
    ['动态验证码不正确', 'Wrong one-time code'],
    [
      '每个验证码只能用一次：请等下一个验证码再试，并检查手机时间是否准确；恢复码请核对是否已用过。',
      'Each code works once: wait for the next one, and check the clock of your phone; a recovery code may be used up.',
    ],
  ),
  'access.password_too_short': entry(
    400,
    ['密码太短', 'The password is too short'],
    ['请使用至少 {min} 个字符。', 'Use at least {min} characters.'],
  ),
  'access.password_too_plain': entry(
    400,
    ['密码过于简单', 'The password is too easy to guess'],
    [
      '请混用字母、数字或符号，且不要包含账号名。',
      'Mix letters with digits or signs and leave out the account name.',
    ],
  ),

  'write.idempotency_key_required': edge(
    400,
    ['缺少 Idempotency-Key 请求头', 'The Idempotency-Key header is missing'],
    [
      '请为每次操作附上 8 至 200 个可见字符的 Idempotency-Key，重试时保持不变。',
      'Send an Idempotency-Key of 8 to 200 visible characters with every command and keep it when retrying.',
    ],
  ),
  'write.idempotency_key_weak': entry(
    400,
    ['Idempotency-Key 太容易重复', 'The Idempotency-Key is too easy to guess'],
    [
      '请使用至少 {min} 个字符的随机值（如 UUID），重试时保持不变。',
      'Send a random value of at least {min} characters, such as a UUID, and keep it when retrying.',
    ],
  ),
  'write.idempotency_key_reused': entry(
    409,
    ['同一 Idempotency-Key 已用于另一操作', 'This Idempotency-Key was used for something else'],
    ['新的操作请使用新的 Idempotency-Key。', 'Use a new Idempotency-Key for a new command.'],
  ),
  'write.stale_version': edge(
    409,
    ['内容已被他人更新', 'Somebody else changed it meanwhile'],
    ['请重新载入，核对最新情况后再提交。', 'Load it again, look at what changed, and decide anew.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
