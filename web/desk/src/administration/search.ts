/** The filters of the administration as they stand in the address. What is not one of ours is left out. */
import type { AccountRow } from '../../../../src/administration/contract.ts'

type Raw = Record<string, unknown>
const text = (raw: unknown, most = 60): string | undefined => {
  const value = typeof raw === 'number' ? String(raw) : raw
  return typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined
}
const flag = (raw: unknown): true | undefined => (raw === true || raw === 'true' ? true : undefined)
const uuid = (raw: unknown) => (typeof raw === 'string' && /^[0-9a-f-]{36}$/.test(raw) ? raw : undefined)
const date = (raw: unknown) => (typeof raw === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined)
const word = (raw: unknown) => (typeof raw === 'string' && /^[a-z0-9.-]{1,40}$/.test(raw) ? raw : undefined)

/** Without what is not set, so that the address stays short. */
function kept<T extends object>(found: T): T {
  return Object.fromEntries(Object.entries(found).filter(([, v]) => v !== undefined)) as T
}

export const readUnitSearch = (raw: Raw): { q?: string; closed?: true } =>
  kept({ q: text(raw.q), closed: flag(raw.closed) })

export type AccountState = 'active' | 'inactive' | 'locked' | 'one-time'
export interface AccountSearch {
  q?: string
  role?: AccountRow['roles'][number]
  state?: AccountState
  unitId?: string
}
const STATES: readonly unknown[] = ['active', 'inactive', 'locked', 'one-time']
export const readAccountSearch = (raw: Raw): AccountSearch =>
  kept({
    q: text(raw.q),
    role: word(raw.role),
    state: STATES.includes(raw.state) ? (raw.state as AccountState) : undefined,
    unitId: uuid(raw.unitId),
  })

export const readCategorySearch = (raw: Raw): { q?: string; under?: string } => {
  const under = text(raw.under, 6)
  return kept({ q: text(raw.q), under: under && /^(\d\d){1,3}$/.test(under) ? under : undefined })
}

export const readLimitSearch = (raw: Raw): { q?: string; all?: true; rule?: string } => {
  const rule = text(raw.rule, 40)
  return kept({
    q: text(raw.q),
    all: flag(raw.all),
    rule: rule && /^[A-Z0-9-]+$/.test(rule) ? rule : undefined,
  })
}

export interface LogSearch {
  q?: string
  from?: string
  to?: string
  accountId?: string
  action?: string
  what?: string
}
export const readLogSearch = (raw: Raw): LogSearch =>
  kept({
    q: text(raw.q),
    from: date(raw.from),
    to: date(raw.to),
    accountId: uuid(raw.accountId),
    action: word(raw.action),
    what: word(raw.what),
  })

export const readReviewSearch = (raw: Raw): { sample?: string } => kept({ sample: uuid(raw.sample) })

export interface NoticeSearch {
  group?: 'failed' | 'waiting' | 'sent' | undefined
  via?: 'sms' | 'email' | undefined
  /** Where the page begins, as the last one gave it. */
  after?: string | undefined
}
export const readNoticeSearch = (raw: Raw): NoticeSearch =>
  kept({
    group: (['failed', 'waiting', 'sent'] as const).find((g) => g === raw.group),
    via: (['sms', 'email'] as const).find((v) => v === raw.via),
    after: text(raw.after),
  })
