/** The draft this browser holds: found, begun, saved. */
import { randomUUID } from 'node:crypto'
import { clearCookie, DRAFT_COOKIE, setCookie, type Visit } from '../site.ts'
import { fill, textsIn } from '../texts/index.ts'
import { type Draft, type FieldError, newDraft } from './draft.ts'

export interface Open {
  token: string
  draft: Draft
}

export async function openDraft(v: Visit): Promise<Open | null> {
  const token = v.request.cookies[DRAFT_COOKIE]
  const draft = await v.site.drafts.find(token, v.now)
  return token && draft?.bureauId === v.facts.bureau.bureauId ? { token, draft } : null
}

export function beginDraft(v: Visit): Open {
  return {
    token: v.site.drafts.newToken(),
    draft: newDraft(v.facts.bureau.bureauId, `portal-${randomUUID()}`, v.now),
  }
}

/** Saves and lets the browser keep the key as long as the draft lives. */
export async function saveDraft(v: Visit, { token, draft }: Open): Promise<void> {
  await v.site.drafts.save(token, { ...draft, savedAt: v.now.toISOString() })
  setCookie(v, DRAFT_COOKIE, token, v.site.drafts.lifeSeconds)
}

/** Errors as the summary links them, and by field. */
export function fieldErrors(
  v: Visit,
  errors: readonly FieldError[],
): { list: { href: string; text: string }[]; at: Record<string, string> } {
  const words = textsIn(v.lang).tell.error as Record<string, string>
  const list = errors.map((e) => ({
    href: `#${e.field}`,
    text: fill(words[e.word] ?? e.word, e.values ?? {}),
  }))
  return { list, at: Object.fromEntries(errors.map((e, i) => [e.field, list[i]!.text])) }
}

/** Deletes the draft of this browser, with its files. */
export async function dropDraft(v: Visit): Promise<void> {
  const open = await openDraft(v)
  if (open && !open.draft.sent) await v.site.drafts.remove(open.token, open.draft)
  clearCookie(v, DRAFT_COOKIE)
}
