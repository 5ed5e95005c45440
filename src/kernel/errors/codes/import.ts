/** Codes of an import as a whole; what is wrong with a single line is told line by line. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const IMPORT_CODES = {
  'import.not_simulated': entry(
    409,
    ['这个机构不是模拟机构，不能回放历史', 'Not a simulated bureau: history is not replayed into it'],
    [
      '请换一个新的机构代号（会建立模拟机构），或去掉 --replay，把来信作为今天的来信登记。',
      'Name a new bureau, which is made as a simulated one, or leave out --replay to register the letters as of today.',
    ],
  ),
  'import.unknown_bureau': entry(
    404,
    ['没有这个机构', 'No such bureau'],
    [
      '请核对 --bureau；只有回放（--replay）会建立新的模拟机构。',
      'Check --bureau; only a replay (--replay) makes a new, simulated bureau.',
    ],
  ),
  'import.busy': entry(
    409,
    ['另一个导入正在写入这个机构', 'Another import is writing into this bureau'],
    ['请等它结束后再试。', 'Wait until it has ended, then try again.'],
  ),
  'import.file_unreadable': entry(
    400,
    ['文件无法读取', 'The file cannot be read'],
    [
      '请核对路径和权限（{reason}）；须是普通文件，每行一条 JSON 记录。',
      'Check path and permission ({reason}); it must be a regular file with one JSON record a line.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
