/** From a request to who asks, and keyset cursors of lists by time. */
import type { Session } from '../../kernel/access/index.ts'
import { isRefusal, type Lang, type Refusal } from '../../kernel/errors/index.ts'
import { decodeCursor } from '../../kernel/http/index.ts'
import type { Asker } from '../deps.ts'

export interface AskContext {
  now: Date
  session: Session
  lang: Lang
}

export const askerOf = (ctx: Pick<AskContext, 'now' | 'session'>): Asker => ({
  bureauId: ctx.session.bureauId,
  accountId: ctx.session.accountId,
  unitId: ctx.session.unitId,
  roles: ctx.session.roles,
  now: ctx.now,
})

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** After which row of a list by time and id a page begins. */
export function afterOf(cursor: string | undefined): { at: string; id: string } | null | Refusal {
  const key = decodeCursor(cursor, [
    (at) => typeof at === 'string' && !Number.isNaN(Date.parse(at)),
    (id) => typeof id === 'string' && UUID.test(id),
  ])
  if (key === null || isRefusal(key)) return key
  return { at: String(key[0]), id: String(key[1]) }
}

/** Headers of a file that is saved and never shown in the browser. */
export const fileHeaders = (name: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  'cache-control': 'private, no-store',
})
