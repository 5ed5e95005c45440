/** Why a line of a file does not become a matter, in both languages. */
import { problemOf, type Refusal } from '../kernel/errors/index.ts'
import type { RejectReason } from './contract.ts'

const reason = (code: string, zh: string, en: string): RejectReason => ({ code, zh, en })

export const notUtf8 = (offset: number): RejectReason =>
  reason(
    'invalid_utf8',
    `不是有效的 UTF-8 文本（本行第 ${offset} 字节起）`,
    `not valid UTF-8 (from byte ${offset} of the line)`,
  )

export const lineTooLong = (max: number): RejectReason =>
  reason('line_too_long', `一行超过 ${max} 字节`, `the line is longer than ${max} bytes`)

export const NOT_JSON = reason('not_json', '不是完整的 JSON', 'not complete JSON')
export const NOT_A_RECORD = reason(
  'not_a_record',
  '不是一条记录（JSON 对象）',
  'not a record (a JSON object)',
)

export const missing = (field: string): RejectReason =>
  reason('missing', `缺少 ${field}`, `${field} is missing or empty`)

export const wrongType = (field: string): RejectReason =>
  reason('wrong_type', `${field} 不是文本`, `${field} is not text`)

export const tooLong = (field: string, max: number): RejectReason =>
  reason('too_long', `${field} 超过 ${max} 个字符`, `${field} has more than ${max} characters`)

export const brokenText = (field: string): RejectReason =>
  reason(
    'broken_text',
    `${field} 含有空字符或不成对的代理码，无法保存`,
    `${field} holds a NUL character or half a surrogate pair and cannot be kept`,
  )

export const notADate = (field: string): RejectReason =>
  reason(
    'not_a_date',
    `${field} 不是有效的日期时间（如 2019-04-23T17:03:19+08:00）`,
    `${field} is not a date that exists (such as 2019-04-23T17:03:19+08:00)`,
  )

export const tooOld = (field: string, from: string): RejectReason =>
  reason('date_too_old', `${field} 早于 ${from}`, `${field} is before ${from}`)

export const inFuture = (field: string): RejectReason =>
  reason('date_in_future', `${field} 晚于现在`, `${field} lies in the future`)

export const REPLIED_BEFORE = reason(
  'replied_before_written',
  '答复时间早于来信时间',
  'the answer is dated before the letter',
)

export const repeated = (line: number): RejectReason =>
  reason('repeated', `与第 ${line} 行完全相同，已经登记`, `the same as line ${line}, which is registered`)

export const sameId = (line: number): RejectReason =>
  reason('id_taken', `编号与第 ${line} 行相同而内容不同`, `has the id of line ${line} with other content`)

export const OTHER_LETTER = reason(
  'id_known',
  '此编号已登记过内容不同的来信',
  'a letter with this id and other content is registered already',
)

export const OTHER_REPLY = reason(
  'reply_known',
  '此编号的来信已有不同的答复',
  'the letter with this id has another answer already',
)

/** A rule's refusal, as the catalogue words it. */
export function refusedBy(refusal: Refusal): RejectReason {
  const say = (lang: 'zh' | 'en') => {
    const problem = problemOf(refusal, lang, '')
    return problem ? `${problem.title}${lang === 'zh' ? '：' : ': '}${problem.detail}` : refusal.refused
  }
  return reason(refusal.refused, say('zh'), say('en'))
}
