/** The last page: what is read once more is sent, once; the same sent before is shown first, and a flood is asked to wait. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayText } from '../dates.ts'
import { goTo, type Site, sendPage, type Visit, visitOf } from '../site.ts'
import { fill, textsIn } from '../texts/index.ts'
import { offeredAt } from './choices.ts'
import { type Form, textOf } from './draft.ts'
import { type Open, openDraft } from './open.ts'
import { sentBefore } from './same-letter.ts'
import type { SameLetter } from './same-store.ts'
import { sendDraft } from './send.ts'
import { showStep } from './show.ts'
import { firstOpen } from './steps.ts'

function showSame(v: Visit, same: SameLetter, publish: boolean): FastifyReply {
  const t = textsIn(v.lang).tell.same
  // Who has that matter open in this browser goes straight there, others need its code.
  const opened = v.session?.matterId === same.matterId
  const mine = `/${v.slug}/my/${same.number}`
  const follow = `/${v.slug}/follow?number=${encodeURIComponent(same.number)}`
  return sendPage(
    v,
    'tell-us-same',
    {
      lead: fill(t.lead, { day: dayText(same.receivedOn, v.lang), number: same.number }),
      opened,
      publish,
      receipt: opened ? `${mine}/receipt` : follow,
      add: opened ? `${mine}/add` : follow,
    },
    { personal: true },
  )
}

/** The page that asks to wait, or null when it may be sent now. */
function mustWait(v: Visit, open: Open, form: Form): FastifyReply | null {
  const { pace, tickets } = v.site
  if (!pace) return null
  const t = textsIn(v.lang).tell.wait
  const show = (seconds: number, ticket: string, work: unknown, early: string | null) => {
    v.reply.header('retry-after', seconds)
    return sendPage(
      v,
      'tell-us-wait',
      {
        seconds,
        ticket,
        work,
        early,
        lead: fill(t.lead, { seconds }),
        again: textOf(form, 'again') !== '',
        publish: textOf(form, 'publish') === 'yes',
      },
      { personal: true, status: 429 },
    )
  }
  const held = textOf(form, 'ticket')
  const left = held ? tickets.secondsLeft(held, textOf(form, 'solution'), open.draft.key, v.now) : null
  if (left === 0) return null
  if (left !== null) return show(left, held, null, fill(t.early, { seconds: left }))
  const { bureauId } = v.facts.bureau
  const { seconds, busy } = pace.send(v.request.ip, bureauId, new Date(open.draft.startedAt), v.now)
  if (seconds === 0) return null
  const ticket = tickets.issue(open.draft.key, seconds, busy, v.now)
  return show(seconds, ticket.text, ticket.work, null)
}

/** Pressed twice at once: the other press has sent this very draft. */
const sentMeanwhile = async (v: Visit): Promise<boolean> => Boolean((await openDraft(v))?.draft.sent)

async function send(v: Visit, open: Open, form: Form): Promise<FastifyReply> {
  const publish = textOf(form, 'publish') === 'yes'
  const first = firstOpen(open.draft)
  if (first !== 'check') return goTo(v, `/tell-us/${first}`)
  if (textOf(form, 'again') === '') {
    const same = await sentBefore(v, open.draft)
    if (same) return (await sentMeanwhile(v)) ? goTo(v, '/tell-us/receipt') : showSame(v, same, publish)
  }
  const wait = mustWait(v, open, form)
  if (wait) return wait
  const offered = await offeredAt(v)
  let refused: Awaited<ReturnType<typeof sendDraft>>
  try {
    refused = await sendDraft(v, open.token, open.draft, offered, publish)
  } catch (error) {
    // The first of two presses has put the files away by now; what it sent is the same letter.
    if (!(await sentMeanwhile(v))) throw error
  }
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
      return send(v, open, request.body ?? {})
    },
  )
}
