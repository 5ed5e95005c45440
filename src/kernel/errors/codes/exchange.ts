/** Codes of exchange with other systems and of batch import: cells, mappings, files, batches, returns. */
import { type CatalogueEntry, entry } from '../entry.ts'

const CELLS = {
  'cell.required': entry(
    422,
    ['必填项是空的', 'A needed cell is empty'],
    ['请补上内容。', 'Fill the cell in.'],
  ),
  'cell.required_or_default': entry(
    422,
    ['没有填写，也没有指定默认值', 'Empty, and no default is set'],
    [
      '请填写这一格，或在对应关系里为整批指定默认值。',
      'Fill the cell in, or set a default for the whole file.',
    ],
  ),
  'cell.too_long': entry(
    422,
    ['内容太长', 'The text is too long'],
    [
      '最多 {max} 个字符，现有 {length} 个；请缩短。',
      'At most {max} characters, it has {length}; shorten it.',
    ],
  ),
  'cell.characters': entry(
    422,
    ['有无法保存的字符', 'It holds characters that cannot be kept'],
    ['请重新输入这一格，去掉乱码。', 'Type the cell anew without the broken characters.'],
  ),
  'cell.number_cut': entry(
    422,
    ['号码的末几位已被表格程序改成 0', 'The end of the number was turned to zeros by the table program'],
    [
      '请把这一列设为“文本”格式，重新填写完整号码。',
      'Format the column as text and enter the whole number again.',
    ],
  ),
  'cell.date': entry(
    422,
    ['不是日期', 'Not a date'],
    ['请写成 2026-03-21 或 2026-03-21 15:04。', 'Write it as 2026-03-21 or 2026-03-21 15:04.'],
  ),
  'cell.date_ambiguous': entry(
    422,
    ['分不清日和月', 'Day and month cannot be told apart'],
    ['请把年份写在最前面，如 2026-03-21。', 'Write the year first: 2026-03-21.'],
  ),
  'cell.date_too_old': entry(
    422,
    ['日期太早', 'The date is too early'],
    ['只接受 {earliest} 及以后的日期，请核对年份。', 'Dates from {earliest} on are taken; check the year.'],
  ),
  'cell.date_future': entry(
    422,
    ['日期在将来', 'The date lies in the future'],
    ['收到的时间不能晚于现在，请核对。', 'What came cannot have come later than now; check it.'],
  ),
  'cell.due_before_receipt': entry(
    422,
    ['期限早于收到的日期', 'The limit is earlier than the receipt'],
    ['请向对方核对期限；本行照常导入。', 'Ask them about the limit; the row is taken as it is.'],
  ),
  'cell.choice': entry(
    422,
    ['不是可选的内容', 'Not one of the choices'],
    [
      '可填：{options}；也可以在对应关系里说明这个词是什么意思。',
      'Choices: {options}; or say in the mapping what this word means.',
    ],
  ),
  'cell.misconduct_by_hand': entry(
    422,
    ['检举控告不能批量导入', 'Reports of misconduct are not imported in batches'],
    [
      '请在登记页逐件登记：须先指明被反映的单位，才能把它挡在外面。',
      'Register it by hand: the unit reported has to be named first, to be kept out.',
    ],
  ),
  'cell.count': entry(
    422,
    ['不是合适的数目', 'Not a fitting number'],
    ['请填 {least} 至 {most} 的整数。', 'Enter a whole number from {least} to {most}.'],
  ),
  'cell.more_representatives': entry(
    422,
    ['代表人数多于总人数', 'More representatives than persons'],
    ['请核对人数和代表人数。', 'Check both numbers.'],
  ),
  'cell.too_many_demands': entry(
    422,
    ['诉求太多', 'Too many demands'],
    ['一件最多 {max} 项；请合并或分成两行。', 'At most {max} for one matter; join some, or make two rows.'],
  ),
  'cell.phone': entry(
    422,
    ['电话号码不像号码', 'This does not look like a telephone number'],
    ['请核对；本行照常导入，号码照录。', 'Check it; the row is taken and the number kept as it stands.'],
  ),
  'cell.id_number': entry(
    422,
    ['证件号码校验不符', 'The check digit of the identity number is wrong'],
    ['请核对；本行照常导入，号码照录。', 'Check it; the row is taken and the number kept as it stands.'],
  ),
  'cell.email': entry(
    422,
    ['邮箱地址不完整', 'The e-mail address is not complete'],
    ['请核对；本行照常导入，地址照录。', 'Check it; the row is taken and the address kept as it stands.'],
  ),
  'cell.number_twice': entry(
    422,
    ['编号在本文件中重复', 'The number stands twice in this file'],
    ['与第 {row} 行相同；请核对哪一行是对的。', 'The same as in row {row}; check which of the two is right.'],
  ),
} as const satisfies Record<string, CatalogueEntry>

const MAPPING = {
  'mapping.unknown_column': entry(
    422,
    ['文件里没有这一列', 'The file has no such column'],
    [
      '没有名为“{column}”的列；请从列表里选择。',
      'There is no column called {column}; choose one from the list.',
    ],
  ),
  'mapping.column_twice': entry(
    422,
    ['同一列用了两次', 'One column is used twice'],
    ['“{column}”只能对应一个字段。', '{column} can be the source of one field only.'],
  ),
  'mapping.refused_column': entry(
    422,
    ['这一列不导入', 'This column is not taken in'],
    [
      '“{column}”是对人的标记；回音只管事、不给人贴标签。',
      '{column} puts marks on people; matters are recorded here, people are not tagged.',
    ],
  ),
  'mapping.field_missing': entry(
    422,
    ['缺少必要的列', 'A needed column is missing'],
    ['请为 {field} 选择一列。', 'Choose a column for {field}.'],
  ),
} as const satisfies Record<string, CatalogueEntry>

const BATCHES = {
  'batch.not_ready': entry(
    409,
    ['这一批现在不能这样做', 'This cannot be done with the batch now'],
    ['它正处在“{state}”；请刷新页面看看。', 'It is in state {state}; load the page again.'],
  ),
  'batch.nothing_good': entry(
    422,
    ['没有可以导入的行', 'No row can be imported'],
    ['请先改正列出的问题。', 'Mend the problems listed first.'],
  ),
  'batch.file_gone': entry(
    410,
    ['文件已按期删除', 'The file was thrown away on time'],
    ['上传的文件只保存 {days} 天；请重新上传。', 'Files are kept for {days} days; bring it again.'],
  ),
  'batch.moved_on': entry(
    409,
    ['有事项已经往下办了，这一批不能撤销', 'Some of the matters have gone on; the batch cannot be cancelled'],
    [
      '{count} 件已有后续办理；请逐件处理错误的事项。',
      '{count} of them have later steps; deal with the wrong ones one by one.',
    ],
  ),
  'batch.actor_gone': entry(
    409,
    ['启动导入的账号已不能登记', 'The account that began the import may no longer register'],
    ['请由有登记权限的账号点“继续”。', 'Let an account that may register continue it.'],
  ),
  'batch.broken_off': entry(
    500,
    ['导入中断了', 'The import broke off'],
    ['已登记的不会丢，也不会重复；请点“继续”。', 'Nothing is lost and nothing is doubled; press continue.'],
  ),
} as const satisfies Record<string, CatalogueEntry>

const SOURCES = {
  'exchange.unknown_system': entry(
    404,
    ['没有登记这个对方系统', 'This system is not on record'],
    ['请先在“交换”页建立对方系统。', 'Set the system up on the exchange page first.'],
  ),
  'exchange.system_known': entry(
    409,
    ['已有同名的对方系统', 'A system of that name is there already'],
    ['请直接修改它的对应关系。', 'Change the mapping of that one.'],
  ),
  'exchange.nothing_waiting': entry(
    409,
    ['没有需要回传的内容', 'Nothing waits to be sent back'],
    ['自上次回传后还没有新的答复或退回。', 'Nothing was answered or returned since the last time.'],
  ),
  'exchange.unknown_item': entry(
    422,
    ['回传里没有这个编号', 'The return holds no such number'],
    ['请核对编号 {number}。', 'Check the number {number}.'],
  ),
} as const satisfies Record<string, CatalogueEntry>

export const EXCHANGE_CODES = { ...CELLS, ...MAPPING, ...BATCHES, ...SOURCES } as const
