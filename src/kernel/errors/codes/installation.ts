/** Codes of bureaus and their people, and of the installation's keys and seals. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const INSTALLATION_CODES = {
  'bureau.no_unit_for_seat': entry(
    422,
    ['没有单位担任受理或督办', 'No unit fills the centre or supervisor seat'],
    [
      '请管理员为一个单位设置“受理”和“督办”席位。',
      'Have the administrator give a unit the seats centre and supervisor.',
    ],
  ),
  'bureau.slug_invalid': entry(
    400,
    ['机构代号无效', 'Not a valid bureau slug'],
    [
      '{field} 须以小写字母开头，由小写字母、数字和连字符组成，2 至 31 个字符。',
      '{field} is 2 to 31 lower-case letters, digits and hyphens, beginning with a letter.',
    ],
  ),
  'bureau.zone_unknown': entry(
    400,
    ['没有这个时区', 'No such time zone'],
    ['请在 {field} 中填写如 Asia/Shanghai 的时区名。', 'Enter a zone name such as Asia/Shanghai in {field}.'],
  ),
  'bureau.unknown_superior': entry(
    422,
    ['没有找到上一级机构', 'The next level up was not found'],
    [
      '请先建立上一级机构及其单位，再填写 {field}。',
      'Create the superior bureau and its unit first, then fill in {field}.',
    ],
  ),
  'bureau.unit_code_taken': entry(
    409,
    ['单位代码已被使用', 'The unit code is taken'],
    ['请在 {field} 中换一个代码。', 'Choose another code in {field}.'],
  ),
  'bureau.login_taken': entry(
    409,
    ['账号名已被使用', 'The account name is taken'],
    [
      '账号名在整个系统内唯一，请在 {field} 中换一个，如“机构代号.姓名拼音”。',
      'Account names are unique in the installation; choose another in {field}, such as bureau.name.',
    ],
  ),
  'bureau.unknown_account': entry(
    404,
    ['没有这个账号', 'No such account'],
    ['请在账号列表中重新选择。', 'Choose it again from the list of accounts.'],
  ),
  'bureau.own_account': entry(
    422,
    ['不能停用自己的账号或更改自己的角色', 'Not on your own account'],
    ['请由另一位管理员操作。', 'Ask another administrator to do it.'],
  ),
  'bureau.roles_conflict': entry(
    422,
    ['管理员与审计员不得由同一账号兼任', 'Administrator and auditor are kept apart'],
    [
      '请在 {field} 中去掉其中一个角色，由两人分别担任。',
      'Leave one of the two out of {field} and give it to somebody else.',
    ],
  ),
  'bureau.last_administrator': entry(
    422,
    ['至少保留一名管理员', 'One administrator has to remain'],
    ['请先为另一账号设置管理员角色。', 'Give another account the role of administrator first.'],
  ),
  'bureau.setting_in_force': entry(
    409,
    ['该日起的设置已经生效，不能改写', 'A setting in force is not rewritten'],
    ['请以今天之后的日期新增一条设置（{field}）。', 'Add a setting with a start after today in {field}.'],
  ),
  'bureau.setting_backdated': entry(
    422,
    ['设置不能溯及既往', 'A setting does not reach back'],
    ['请把 {field} 设为 {today} 或以后。', 'Set {field} to {today} or later.'],
  ),
  'bureau.setting_against_the_law': entry(
    422,
    ['本地设置不得违反条例', 'A local setting may not go against the regulations'],
    [
      '条例规定的期限为 {limit}：机关的期限和延长上限不得加长，信访人的权利期限不得缩短，请修改 {field}。',
      'The regulations say {limit}: the limit or extension of an organ is never lengthened, the right of a citizen never shortened. Change {field}.',
    ],
  ),
  'start.port_taken': entry(
    409,
    ['端口已被占用', 'The port is taken'],
    [
      '{host} 的端口 {port} 正被其他程序使用；请停止该程序，或用 HUIYIN_PORT 指定其他端口。',
      'Port {port} of {host} is in use by another program: stop it, or name another port in HUIYIN_PORT.',
    ],
  ),
  'start.cannot_listen': entry(
    422,
    ['无法在该地址上监听', 'Cannot listen on this address'],
    [
      '{host} 的端口 {port} 不可用（{reason}）；请修改 HUIYIN_HOST 或 HUIYIN_PORT。',
      'Port {port} of {host} cannot be used ({reason}): change HUIYIN_HOST or HUIYIN_PORT.',
    ],
  ),
  'start.already_running': entry(
    409,
    ['服务已在运行', 'The server is running already'],
    [
      '{home} 的服务正在 {address} 运行（进程 {pid}）；请直接使用，或先停止它，或用 HUIYIN_HOME 指定其他文件夹。',
      'The server of {home} runs at {address} (process {pid}): use it, stop it first, or name another folder in HUIYIN_HOME.',
    ],
  ),
  'start.not_running': entry(
    409,
    ['服务没有运行', 'The server is not running'],
    [
      '请先用 bin/huiyin start 启动 {home} 的服务。',
      'Start the server of {home} first with bin/huiyin start.',
    ],
  ),
  'suite.unknown': entry(
    400,
    ['没有这种密码算法套件', 'No such cipher suite'],
    ['请使用 international 或 national。', 'Use international or national.'],
  ),
  'suite.unavailable': entry(
    503,
    ['运行环境不支持该密码算法套件', 'The runtime lacks this cipher suite'],
    ['请改用支持该算法的运行环境。', 'Run it on a runtime that has these ciphers.'],
  ),
  'keyring.missing': entry(
    503,
    ['缺少密钥文件', 'The keyring is missing'],
    ['请从备份恢复密钥文件后再启动。', 'Restore the keyring from its backup before starting.'],
  ),
  'keyring.readable_by_others': entry(
    503,
    ['密钥文件权限过宽', 'The keyring can be read by others'],
    ['请把 {path} 的权限改为 0600。', 'Set the mode of {path} to 0600.'],
  ),
  'keyring.exists': entry(
    409,
    ['密钥文件已存在', 'A keyring exists already'],
    ['不会覆盖已有密钥；请使用现有文件。', 'It is never overwritten; use the one there is.'],
  ),
  'keyring.lost': entry(
    503,
    ['数据库已有数据，密钥却不在', 'The database holds data but its keyring is gone'],
    [
      '请从备份恢复密钥文件；新密钥打不开已有内容。',
      'Restore the keyring from its backup; a new one could open none of the data.',
    ],
  ),
  'keyring.busy': entry(
    409,
    ['密钥文件正被另一进程修改', 'Another process is changing the keyring'],
    ['请稍候再试。', 'Try again in a moment.'],
  ),
  'keyring.kek_unknown': entry(
    404,
    ['没有这把密钥', 'No such key'],
    ['请核对密钥编号。', 'Check the id of the key.'],
  ),
  'keyring.kek_current': entry(
    422,
    ['正在使用的密钥不能停用', 'The current key cannot be retired'],
    ['请先轮换密钥。', 'Rotate the key first.'],
  ),
  'keyring.kek_in_use': entry(
    422,
    ['仍有内容使用这把密钥', 'Content still uses this key'],
    ['请先完成重新加密，再停用密钥。', 'Wrap the content anew before retiring the key.'],
  ),
  'key.unreadable': entry(
    400,
    ['公钥文件无法读取', 'The public keys cannot be read'],
    ['请使用本系统导出的公钥文件。', 'Use the file of public keys exported by an installation.'],
  ),
  'seal.file_missing': entry(
    404,
    ['没有找到封存文件', 'The seal file was not found'],
    ['请核对文件路径。', 'Check the path of the file.'],
  ),
  'seal.unreadable': entry(
    400,
    ['封存文件无法读取', 'The seal file cannot be read'],
    ['请使用未改动的原始封存文件。', 'Use the original file, unchanged.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
