/** The last page: what is read once more is sent, once. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { goTo, type Site, type Visit, visitOf } from '../site.ts'
import { offeredAt } from './choices.ts'
import type { Form } from './draft.ts'
import { type Open, openDraft } from './open.ts'
import { sendDraft } from './send.ts'
import { showStep } from './show.ts'
import { firstOpen } from './steps.ts'

async function send(v: Visit, open: Open): Promise<FastifyReply> {
  const first = firstOpen(open.draft)
  if (first !== 'check') return goTo(v, `/tell-us/${first}`)
  const offered = await offeredAt(v)
  const refused = await sendDraft(v, open.token, open.draft, offered)
  if (!refused) return goTo(v, '/tell-us/receipt')
  return showStep(v, 'check', open.draft, offered, { extra: { errors: [refused] }, status: 422 })
}

export function sendRoutes(app: FastifyInstance, site: Site): void {
  app.post<{ Body: Form }>(
    '/:bureau/tell-us/check',
    { config: { access: 'public' } },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      await site.drafts.sweep(v.now)
      const open = await openDraft(v)
      if (!open) return goTo(v, '/tell-us/kind?lost=1')
      if (open.draft.sent) return goTo(v, '/tell-us/receipt')
      return send(v, open)
    },
  )
}
