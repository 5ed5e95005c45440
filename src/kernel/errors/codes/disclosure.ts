/** Codes of checking a published disclosure. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const DISCLOSURE_CODES = {
  'disclosure.too_large': entry(
    413,
    ['文件太大', 'The file is too large'],
    ['最大 {max} MB；请把表格和正文分开检查。', 'At most {max} MB; check text and tables one by one.'],
  ),
  'disclosure.kind_unknown': entry(
    415,
    ['不认识这种文件', 'This kind of file is not known'],
    ['请用 .txt、.docx、.doc、.xlsx、.pdf 或 .html。', 'Use .txt, .docx, .doc, .xlsx, .pdf or .html.'],
  ),
  'disclosure.broken': entry(
    422,
    ['文件无法打开', 'The file cannot be opened'],
    [
      '文件已损坏、加了密码或过于复杂；请打开后另存一份。',
      'It is damaged, locked or too complex; open it and save it anew.',
    ],
  ),
  'disclosure.no_text': entry(
    422,
    ['文件里没有文字', 'There is no text in the file'],
    ['扫描件没有文字层，请用文字版。', 'A scan has no text layer; use a version with text.'],
  ),
  'disclosure.office_missing': entry(
    422,
    ['这台机器读不了旧的 .doc、.xls', 'This machine cannot read an old .doc or .xls'],
    [
      '请另存为 .docx、.xlsx，或在服务器上安装 LibreOffice。',
      'Save it as .docx or .xlsx, or install LibreOffice on the server.',
    ],
  ),
  'disclosure.busy': entry(
    503,
    ['正在检查的文件太多', 'Too many files are being checked'],
    ['请过一分钟再试；文件没有丢，也没有留存。', 'Try again in a minute; nothing was kept.'],
  ),
  'disclosure.encoding': entry(
    422,
    ['文字编码认不出来', 'The encoding of the text is not known'],
    ['请用 UTF-8 或 GB18030（GBK）保存。', 'Save it as UTF-8 or GB18030 (GBK).'],
  ),
} as const satisfies Record<string, CatalogueEntry>
