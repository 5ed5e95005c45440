/** Codes of backup and restore. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const BACKUP_CODES = {
  'backup.folder_not_empty': entry(
    409,
    ['备份文件夹不是空的', 'The folder of the backup is not empty'],
    ['请换一个空文件夹：{folder}。', 'Name an empty folder instead of {folder}.'],
  ),
  'backup.no_backup': entry(
    404,
    ['这里没有备份', 'There is no backup here'],
    [
      '{folder} 中没有本系统写完的 manifest.json；备份可能中断了。',
      '{folder} holds no finished manifest.json of this system; the backup may have been cut off.',
    ],
  ),
  'backup.damaged': entry(
    422,
    ['备份已损坏', 'The backup is damaged'],
    [
      '{file} 缺失或与备份时不一致，请换用另一份备份。',
      '{file} is missing or not as it was; use another backup.',
    ],
  ),
  'backup.newer_program': entry(
    409,
    ['备份来自更新的版本', 'The backup comes from a newer program'],
    [
      '请先升级程序（备份的结构版本是 {schema}）。',
      'Bring the program up to date first (schema {schema} of the backup).',
    ],
  ),
  'backup.home_not_empty': entry(
    409,
    ['目标不是空的', 'The home is not empty'],
    [
      '{home} 中已有数据或密钥；请把 HUIYIN_HOME 指向空文件夹。',
      '{home} holds data or keys; point HUIYIN_HOME to an empty folder.',
    ],
  ),
  'backup.database_not_empty': entry(
    409,
    ['数据库不是空的', 'The database is not empty'],
    ['请把 DATABASE_URL 指向一个新建的空数据库。', 'Point DATABASE_URL to a new, empty database.'],
  ),
  'backup.keyring_missing': entry(
    404,
    ['没有密钥', 'The keyring is missing'],
    [
      '{folder} 中没有 keyring.json。没有它任何来信都无法读取；请用 --keys 指明所在文件夹。',
      'There is no keyring.json in {folder}. Without it no letter can be read; name its folder with --keys.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
