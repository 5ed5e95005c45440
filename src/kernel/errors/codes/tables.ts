/** Codes of tables brought as files. Each names the sheet and the cell or line that is meant, where there is one. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const TABLE_CODES = {
  'table.too_large': entry(
    413,
    ['文件太大', 'The file is too large'],
    ['最大 {max} MB；请分成几个文件。', 'At most {max} MB; part it into several files.'],
  ),
  'table.unpacks_too_large': entry(
    413,
    ['表格解开后太大', 'The table unpacks to too much'],
    [
      '解开后超过 {max} MB，不像正常的登记表；请另存为新文件，只留需要的工作表。',
      'It unpacks to more than {max} MB, which no register does; save only the sheet needed as a new file.',
    ],
  ),
  'table.kind_unknown': entry(
    415,
    ['不认识这种文件', 'This kind of file is not known'],
    [
      '请用 .xlsx 或 .csv；旧的 .xls 在没装 LibreOffice 的服务器上须先另存为 .xlsx。',
      'Use .xlsx or .csv; without LibreOffice on the server, save an old .xls as .xlsx first.',
    ],
  ),
  'table.broken': entry(
    422,
    ['文件无法打开', 'The file cannot be opened'],
    [
      '文件已损坏或加了密码；请在表格程序里打开后另存一份。',
      'It is damaged or locked by a password; open it in a table program and save it anew.',
    ],
  ),
  'table.encoding': entry(
    422,
    ['文字编码认不出来', 'The encoding of the text is not known'],
    [
      'csv 请用 UTF-8 或 GB18030（GBK）保存，或改用 .xlsx。',
      'Save the csv as UTF-8 or GB18030 (GBK), or use .xlsx.',
    ],
  ),
  'table.quote_open': entry(
    422,
    ['引号没有配对', 'A quotation mark is never closed'],
    [
      '“{sheet}”第 {line} 行有一个引号没有结束；请补上或删去，或改用 .xlsx。',
      'In line {line} of {sheet} a quotation mark is never closed; close it, take it out, or use .xlsx.',
    ],
  ),
  'table.empty': entry(
    422,
    ['表里没有内容', 'The table holds nothing'],
    [
      '工作表“{sheet}”至少要有一行列名和一行内容（示例行不算）。',
      'Sheet {sheet} needs a row of headings and at least one row below (examples do not count).',
    ],
  ),
  'table.too_many_rows': entry(
    413,
    ['行数太多', 'Too many rows'],
    [
      '工作表“{sheet}”一次最多 {max} 行；请分成几个文件。',
      'Sheet {sheet}: at most {max} rows at a time; part it into several files.',
    ],
  ),
  'table.too_many_columns': entry(
    422,
    ['列数太多', 'Too many columns'],
    [
      '工作表“{sheet}”的列名一直排到 {cell}，最多 {max} 列；请删去多余的列。',
      'The headings of sheet {sheet} go on to {cell}; at most {max} columns: delete what is not needed.',
    ],
  ),
  'table.column_missing': entry(
    422,
    ['表格缺少必需的列', 'The table lacks a column that is needed'],
    [
      '工作表“{sheet}”第 {line} 行的列名中缺少：{column}。请下载模板对照列名；列的顺序不限。',
      'The headings in line {line} of sheet {sheet} lack: {column}. Compare with the model; any order will do.',
    ],
  ),
  'table.column_twice': entry(
    422,
    ['同一列出现了两次', 'The same column stands there twice'],
    [
      '工作表“{sheet}”的 {first} 和 {second} 是同一个列名；请删去一列。',
      '{first} and {second} of sheet {sheet} head the same column; delete one.',
    ],
  ),
  'table.has_problems': entry(
    422,
    ['表格中还有问题，没有写入任何一行', 'The table still has problems; nothing was written'],
    [
      '共 {count} 处。请按预览中标出的单元格修改后重新上传。',
      '{count} in all. Mend the cells marked in the preview and upload again.',
    ],
  ),
  'table.preview_outdated': entry(
    409,
    ['预览之后数据有变化', 'Something changed after the preview'],
    ['请重新预览，核对后再导入。', 'Preview again, check, and import then.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
