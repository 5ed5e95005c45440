/** Sends a draft: registers the matter once, ties its files to it, and empties the draft. */
import { attachFile, type Caller, CITIZEN, registerMatter } from '../../cases/index.ts'
import { isRefusal } from '../../kernel/errors/index.ts'
import { saveConsent } from '../../openness/index.ts'
import { tieToTopic } from '../openness/topic-chosen.ts'
import { type ShownError, shownRefusal } from '../problem-model.ts'
import { signIn, type Visit } from '../site.ts'
import { TEXTS } from '../texts/index.ts'
import { mayAskToPublish } from './check-model.ts'
import type { Offered } from './choices.ts'
import { type Draft, newDraft } from './draft.ts'
import { registrationOf } from './registration.ts'
import { rememberSent } from './same-letter.ts'

/**
 * @param publish the person agreed to publication with the sending; not asked of everybody, and no unless ticked
 * @returns undefined when it is registered; the draft then holds the receipt's facts and nothing else
 */
export async function sendDraft(
  v: Visit,
  token: string,
  draft: Draft,
  offered: Offered,
  publish: boolean,
): Promise<ShownError | undefined> {
  const { bureauId } = v.facts.bureau
  const caller = (principal: string, idempotencyKey: string): Caller => ({
    bureauId,
    actor: CITIZEN,
    principal,
    idempotencyKey,
    occurredAt: v.now,
    recordedAt: v.now,
  })
  const phone = /\bMobile\b|Android|iPhone|HarmonyOS|MicroMessenger/i.test(
    v.request.headers['user-agent'] ?? '',
  )
  const result = await registerMatter(
    v.site.cases,
    caller(`public:${bureauId}`, draft.key),
    registrationOf(draft, offered, phone),
  )
  if (isRefusal(result)) return shownRefusal(result, v.lang, v.request.id)
  const { matterId, number } = result
  await tieToTopic(v, draft, matterId)
  // What was filed stands whatever becomes of this: it can be said on the person's own page at any time.
  if (publish && mayAskToPublish(draft))
    await saveConsent(v.site.openness, caller(`citizen:${matterId}`, `${draft.key}-publish`), matterId, {
      given: true,
      where: 'filing',
    })
  const filesFailed: string[] = []
  for (const file of draft.files) {
    // The key follows from the draft, so that sending twice ties each file once.
    const attached = await attachFile(
      v.site.cases,
      caller(`citizen:${matterId}`, `${draft.key}-${file.id}`),
      {
        matterId,
        name: file.proof ? `${TEXTS.tell.proof.filePrefix.zh}：${file.name}` : file.name,
        mediaType: file.mediaType,
        content: [await v.site.drafts.readFile(token, file.id)],
      },
    )
    if (isRefusal(attached)) filesFailed.push(file.name)
  }
  const emptied = newDraft(bureauId, draft.key, v.now)
  await v.site.drafts.save(token, {
    ...emptied,
    kind: draft.kind,
    sent: { matterId, number, at: v.now.toISOString(), filesFailed },
  })
  // Only now: whoever presses twice and finds the letter sent before finds the draft sent as well.
  await rememberSent(v, draft, matterId)
  for (const file of draft.files) await v.site.drafts.removeFile(token, file.id)
  signIn(v, { bureauId, matterId, number, showCode: true })
  return undefined
}
