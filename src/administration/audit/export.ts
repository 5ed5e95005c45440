/** The logs as tables, for those who examine them elsewhere. */
import { instantOfLocal } from '../../kernel/calendar/index.ts'
import type { AccessLine, AuditLine } from './contract.ts'

/** Most lines of one export; the filters narrow it. */
export const MOST_EXPORTED = 20_000

/** Days of the bureau as instants, `to` inclusive as people mean it. */
export function spanOf(
  zone: string,
  from: string | undefined,
  to: string | undefined,
): { from: Date | null; to: Date | null } {
  return {
    from: from === undefined ? null : new Date(instantOfLocal(from, 0, zone)),
    to: to === undefined ? null : new Date(instantOfLocal(to, 1440, zone)),
  }
}

export const AUDIT_HEAD = ['时间', '账号', '姓名', '操作', '详情']
export const auditRow = (l: AuditLine): string[] => [
  l.at,
  l.account?.login ?? '',
  l.account?.name ?? '',
  l.action,
  JSON.stringify(l.details),
]

export const ACCESS_HEAD = ['时间', '账号', '姓名', '事项编号', '查阅内容', '理由']
export const accessRow = (l: AccessLine): string[] => [
  l.at,
  l.account?.login ?? '',
  l.account?.name ?? '',
  l.number,
  l.what,
  l.reason,
]
