/** The person says whether the matter may be published, and takes it back as easily. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { CITIZEN } from '../../cases/index.ts'
import { isRefusal, RefusedError } from '../../kernel/errors/index.ts'
import { readConsent, saveConsent } from '../../openness/index.ts'
import { requireSession } from '../my/require.ts'
import type { MatterSession } from '../my/session.ts'
import { goTo, type Site, sendPage, signIn, type Visit, visitOf } from '../site.ts'
import { textOf } from '../tell-us/draft.ts'

const config = { access: 'public' as const }

async function show(v: Visit, session: MatterSession): Promise<FastifyReply> {
  const consent = await readConsent(v.site.openness, session)
  if (isRefusal(consent)) throw new RefusedError(consent)
  signIn(v, session)
  const { done } = v.request.query as { done?: unknown }
  return sendPage(
    v,
    'my-publish',
    {
      number: session.number,
      mark: v.site.sessions.mark(session.matterId),
      consent,
      done: done === 'given' || done === 'taken' ? done : null,
    },
    { personal: true },
  )
}

async function save(v: Visit, session: MatterSession): Promise<FastifyReply> {
  const form = (v.request.body ?? {}) as Record<string, unknown>
  const mark = textOf(form, 'mark')
  const given = textOf(form, 'consent') === 'give'
  // The form of another time or matter: shown anew rather than obeyed.
  const key = v.site.sessions.keyOf(mark, session.matterId)
  if (key === null) return goTo(v, `/my/${session.number}/publish`)
  const caller = {
    bureauId: session.bureauId,
    actor: CITIZEN,
    principal: `citizen:${session.matterId}`,
    idempotencyKey: `${key}-${given ? 'give' : 'take'}`,
    occurredAt: v.now,
    recordedAt: v.now,
  }
  const done = await saveConsent(v.site.openness, caller, session.matterId, { given, where: 'portal' })
  if (isRefusal(done)) throw new RefusedError(done)
  return goTo(v, `/my/${session.number}/publish?done=${given ? 'given' : 'taken'}`)
}

export function consentRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/my/:number/publish', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const session = requireSession(v)
    return session ? show(v, session) : goTo(v, '/follow?ended=1')
  })
  app.post('/:bureau/my/:number/publish', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const session = requireSession(v)
    return session ? save(v, session) : goTo(v, '/follow?ended=1')
  })
}
