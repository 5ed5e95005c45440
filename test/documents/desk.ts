/** How the tests of documents write, sign, seal and serve: short names for the verbs, as people of one bureau. */
import { randomUUID } from 'node:crypto'
import { approvePaper } from '../../src/documents/approve-paper.ts'
import type { PaperKind } from '../../src/documents/contract.ts'
import { draftPaper } from '../../src/documents/draft-paper.ts'
import { movePaper } from '../../src/documents/move-paper.ts'
import { papersOfMatter } from '../../src/documents/read-papers.ts'
import { sealPaper } from '../../src/documents/seal-paper.ts'
import { outcomes, WORDS } from '../harness/factories.ts'
import type { Login, MiniBureau } from '../harness/mini-bureau.ts'
import { granted } from '../harness/world.ts'

/** What the sealed file holds. */
export const SEALED = `sealed ${WORDS.name}`

export function paperDesk(m: () => MiniBureau) {
  const deps = () => ({ cases: m().deps })
  const as = (login: Login, key: string = randomUUID()) => {
    const actor = m().actorOf(login)
    return {
      now: m().clock.now(),
      idempotencyKey: key,
      session: {
        bureauId: m().county.bureauId,
        accountId: actor.id!,
        unitId: actor.unitId!,
        roles: actor.roles,
      },
    } as Parameters<typeof draftPaper>[1]
  }

  /** A petition with `works`, accepted. */
  async function accepted(more: Parameters<MiniBureau['register']>[1] = {}): Promise<string> {
    const { matterId } = await m().register('petition', { class: 'claim-31-6', ...more })
    await m().act(m().as('clerk'), matterId, 'assign', { unit: m().county.units.works, mode: 'assign' })
    await m().act(m().as('works'), matterId, 'accept')
    return matterId
  }
  async function atCheck(more: Parameters<MiniBureau['register']>[1] = {}): Promise<string> {
    const matterId = await accepted(more)
    await m().act(m().as('works'), matterId, 'submit-opinion', {
      outcomes: outcomes(await m().load(matterId)),
      result: 'supported',
      opinion: '经查，情况属实。',
    })
    return matterId
  }
  async function begin(login: Login, matterId: string, kind: PaperKind, documentId?: string | null) {
    const { possible } = granted(await papersOfMatter(deps(), m().looks(login), matterId))
    const found = possible.find(
      (p) => p.kind === kind && (documentId === undefined || p.documentId === documentId),
    )
    if (!found) throw new Error(`${kind} is not possible: ${possible.map((p) => p.kind)}`)
    const { proceedingId } = found
    return granted(
      await draftPaper(deps(), as(login), { matterId, kind, proceedingId, documentId: found.documentId }),
    ).paperId
  }
  const submit = (login: Login, matterId: string, paperId: string, revision = 1) =>
    movePaper(deps(), as(login), { matterId, paperId, revision, move: 'submit' })
  const approve = (login: Login, matterId: string, paperId: string, revision = 1, key?: string) =>
    approvePaper(deps(), as(login, key), { matterId, paperId, revision })
  const seal = (login: Login, matterId: string, paperId: string, mediaType = 'application/pdf') =>
    sealPaper(deps(), as(login), {
      matterId,
      paperId,
      name: '盖章件.pdf',
      mediaType,
      content: (async function* () {
        yield Buffer.from(SEALED)
      })(),
    })
  /** Serves a document by hand. */
  const deliver = async (login: Login, matterId: string, documentId: string) =>
    m().act(
      m().as(login),
      matterId,
      'deliver',
      { method: 'in-person', date: m().today(), detail: '本人签收' },
      (await m().load(matterId)).documents[documentId]!.serviceId,
    )
  return { deps, as, accepted, atCheck, begin, submit, approve, seal, deliver }
}
