/** What a verification of a bureau can find, in words. Codes of chains and seals come from the kernel. */
import { describeFinding, type Finding, type FindingCode } from '../kernel/ledger/index.ts'

const WORDS = {
  'event-beyond-head': { zh: '事项表未承认的记录', en: 'the event stands beyond the head of its matter' },
  'fold-failed': { zh: '记录无法还原为事项状态', en: 'the events cannot be folded' },
  'doc-differs': { zh: '事项状态与记录不符', en: 'the stored state is not what the events make' },
  'projection-differs': { zh: '台账数据与记录不符', en: 'the stored value is not what the events make' },
  'projection-missing': { zh: '台账缺少应有的数据行', en: 'a row that the events make is missing' },
  'projection-extra': { zh: '台账多出无记录的数据行', en: 'a row that no event makes' },
  'row-orphan': { zh: '数据行所属事项不存在', en: 'a row of a matter that does not exist' },
  'content-missing': { zh: '缺少正文内容', en: 'a content is missing' },
  'content-extra': { zh: '正文内容无对应记录', en: 'a content that no event names' },
  'content-changed': { zh: '正文内容与承诺值不符', en: 'the content is not the one committed to' },
  'content-unopenable': { zh: '正文内容无法解密', en: 'the content does not open with its key' },
  'key-missing': { zh: '缺少事项密钥', en: 'the key of the matter is missing' },
  'key-destroyed': {
    zh: '事项密钥已销毁，但没有销毁决定的记录',
    en: 'the key of the matter was destroyed without a recorded decision',
  },
  'key-unopenable': { zh: '事项密钥无法解封', en: 'the key of the matter does not open' },
  'erasure-incomplete': { zh: '已决定销毁的内容仍然存在', en: 'content erased by decision is still there' },
  'attachment-missing': { zh: '附件文件缺失', en: 'the file of an attachment is missing' },
  'attachment-changed': { zh: '附件文件与承诺值不符', en: 'the file is not the one committed to' },
  'number-missing': { zh: '编号缺失', en: 'a number is missing' },
  'number-duplicated': { zh: '编号重复', en: 'a number is given twice' },
  'number-malformed': { zh: '编号格式不符', en: 'a number that this bureau does not give' },
  'number-counter': { zh: '编号计数与已用编号不符', en: 'the counter is not at the last number given' },
  'document-number-missing': { zh: '文号缺失', en: 'a number of a document is missing' },
  'document-number-duplicated': { zh: '文号重复', en: 'a number of a document is given twice' },
  'document-number-malformed': {
    zh: '文号格式不符',
    en: 'a number of a document without year and running number',
  },
  'document-number-counter': {
    zh: '文号计数与已用文号不符',
    en: 'the counter of documents is not at the last number given',
  },
  'document-number-differs': {
    zh: '文书表的文号与签发记录不符',
    en: 'the stored number is not the one the document was approved under',
  },
  'instruction-step-changed': { zh: '批示要情的办理记录被改动', en: 'a step of an instruction was changed' },
  'instruction-step-missing': { zh: '批示要情的办理记录缺失', en: 'a step of an instruction is missing' },
  'instruction-step-back-dated': {
    zh: '批示要情的办理记录倒填',
    en: 'a step of an instruction was back-dated',
  },
  'instruction-dropped': { zh: '整件批示要情被删除', en: 'all steps of an instruction were dropped' },
  'instruction-differs': {
    zh: '批示要情的状态与记录不符',
    en: 'the stored state is not what its steps make',
  },
  'outbox-orphan': { zh: '待办通知没有对应记录', en: 'an outbox row of no event' },
  'seal-row-differs': { zh: '封印表与封印文件内容不符', en: 'the row of the seal is not its document' },
  'held-seal-unreadable': { zh: '外部留存的封印无法读取', en: 'a seal held elsewhere cannot be read' },
} as const

export type VerifyCode = FindingCode | keyof typeof WORDS

/** One thing found wrong, exactly where. */
export interface VerifyFinding {
  code: VerifyCode
  /** Slug of the bureau. */
  bureau: string
  /** Id of the matter. */
  matter?: string
  /** Number of the matter, as printed. */
  number?: string
  version?: number
  eventId?: string
  sealNo?: number
  table?: string
  /** Key of the row within its matter. */
  key?: string
  column?: string
  details?: Readonly<Record<string, unknown>>
  message: { zh: string; en: string }
}

export type Found = Omit<VerifyFinding, 'bureau' | 'message'>

const isOwn = (code: VerifyCode): code is keyof typeof WORDS => code in WORDS

/** A finding with its words. */
export function worded(bureau: { slug: string; bureauId: string }, f: Found): VerifyFinding {
  return { ...f, bureau: bureau.slug, message: { zh: line(bureau, f, 'zh-CN'), en: line(bureau, f, 'en') } }
}

/** A finding of the kernel in the form of this room. */
export function fromKernel(f: Finding, number?: string): Found {
  const { code, matterId, version, eventId, sealNo, details } = f
  const found: Found = { code }
  if (matterId !== undefined) found.matter = matterId
  if (number !== undefined) found.number = number
  if (version !== undefined) found.version = version
  if (eventId !== undefined) found.eventId = eventId
  if (sealNo !== undefined) found.sealNo = sealNo
  if (details !== undefined) found.details = details
  return found
}

function line(bureau: { slug: string; bureauId: string }, f: Found, language: 'zh-CN' | 'en'): string {
  const zh = language === 'zh-CN'
  const matterId = f.number ?? f.matter
  if (!isOwn(f.code)) {
    const { version, sealNo, details } = f
    const kernel: Finding = { code: f.code, bureauId: bureau.bureauId, matterId, version, sealNo, details }
    return `${bureau.slug} ${describeFinding(kernel, language)}`
  }
  const place = [
    f.sealNo !== undefined && `${zh ? '封印' : 'seal'} ${f.sealNo}`,
    matterId !== undefined && `${zh ? '事项' : 'matter'} ${matterId}`,
    f.version !== undefined && `${zh ? '第' : 'version '}${f.version}${zh ? '条' : ''}`,
    f.table !== undefined && [f.table, f.key, f.column].filter((part) => part !== undefined).join('.'),
  ].filter((part) => part !== false)
  const details = Object.entries(f.details ?? {}).map(([name, value]) => `${name}=${show(value)}`)
  const tail = details.length > 0 ? ` (${details.join(', ')})` : ''
  const where = place.length > 0 ? ` ${place.join(zh ? ' ' : ', ')}` : ''
  return `${bureau.slug}${where}: ${WORDS[f.code][zh ? 'zh' : 'en']}${tail}`
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
