/** Service online: the person agrees to it or takes that back, and opens what waits, which serves it. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { agreeOnlineService, type Caller, CITIZEN, receiveOnline } from '../../cases/index.ts'
import { onlineServiceForCitizen } from '../../documents/index.ts'
import { isRefusal, RefusedError } from '../../kernel/errors/index.ts'
import { goTo, type Site, sendPage, signIn, type Visit, visitOf } from '../site.ts'
import { type Form, textOf } from '../tell-us/draft.ts'
import { requireSession } from './require.ts'
import type { MatterSession } from './session.ts'

const config = { access: 'public' as const }
const AT = '/:bureau/my/:number/service'

async function show(v: Visit, session: MatterSession): Promise<FastifyReply> {
  const { bureauId, matterId } = session
  const online = await onlineServiceForCitizen(v.site.cases, { bureauId, matterId, now: v.now })
  if (isRefusal(online)) throw new RefusedError(online)
  signIn(v, session)
  const { done } = v.request.query as { done?: unknown }
  return sendPage(
    v,
    'my-service',
    {
      number: session.number,
      mark: v.site.sessions.mark(matterId),
      online,
      done: done === 'agreed' || done === 'taken' ? done : null,
    },
    { personal: true },
  )
}

/** Who acts, under the key of the form; null for a form of another time or matter. */
function callerOf(v: Visit, session: MatterSession, what: string): Caller | null {
  const mark = textOf((v.request.body ?? {}) as Form, 'mark')
  const key = v.site.sessions.keyOf(mark, session.matterId)
  if (key === null) return null
  return {
    bureauId: session.bureauId,
    actor: CITIZEN,
    principal: `citizen:${session.matterId}`,
    idempotencyKey: `${key}-${what}`,
    occurredAt: v.now,
    recordedAt: v.now,
  }
}

async function decide(v: Visit, session: MatterSession): Promise<FastifyReply> {
  const at = `/my/${session.number}/service`
  const agreed = textOf((v.request.body ?? {}) as Form, 'agree') === 'yes'
  const caller = callerOf(v, session, agreed ? 'agree' : 'take')
  if (!caller) return goTo(v, at)
  const { cases } = v.site
  const result = await agreeOnlineService(cases, caller, session.matterId, { agreed, evidence: null })
  if (isRefusal(result)) throw new RefusedError(result)
  return goTo(v, `${at}?done=${agreed ? 'agreed' : 'taken'}`)
}

/** Opening is an act of the person, by a form of its own: a link that something fetches beforehand serves nothing. */
async function receive(v: Visit, session: MatterSession, serviceId: string): Promise<FastifyReply> {
  const mine = `/my/${session.number}`
  const caller = callerOf(v, session, `open-${serviceId}`)
  if (!caller) return goTo(v, mine)
  const result = await receiveOnline(v.site.cases, caller, session.matterId, serviceId)
  // Pressed twice, or served otherwise meanwhile: the page shows how it stands.
  if (isRefusal(result) && result.refused !== 'case.not_now') throw new RefusedError(result)
  return goTo(v, `${mine}?done=opened`)
}

export function serviceRoutes(app: FastifyInstance, site: Site): void {
  const withSession =
    (act: (v: Visit, session: MatterSession) => Promise<FastifyReply>) =>
    async (request: Parameters<typeof visitOf>[1], reply: FastifyReply) => {
      const v = await visitOf(site, request, reply)
      const session = requireSession(v)
      return session ? act(v, session) : goTo(v, '/follow?ended=1')
    }
  app.get(AT, { config }, withSession(show))
  app.post(AT, { config }, withSession(decide))
  app.post<{ Params: { serviceId: string } }>(`${AT}/:serviceId/open`, { config }, (request, reply) =>
    withSession((v, session) => receive(v, session, request.params.serviceId))(request, reply),
  )
}
