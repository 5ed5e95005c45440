/** The receipt: shown after sending and from one's own matter, printed, downloaded; the page that checks one. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import QRCode from 'qrcode'
import { todayIn } from '../bureau/index.ts'
import { CITIZEN, type CitizenView, readForCitizen } from '../cases/index.ts'
import { publicKeysOf, queryCode } from '../kernel/crypto/index.ts'
import { isRefusal, RefusedError } from '../kernel/errors/index.ts'
import { publishedKeys, receiptOf } from '../ledgerkeeping/index.ts'
import { dayText } from './dates.ts'
import { limitsOf } from './limits.ts'
import { readOwnFacts } from './my/own-facts.ts'
import { requireSession } from './my/require.ts'
import type { MatterSession } from './my/session.ts'
import { maySendCode, sendReceipt, sendWays } from './send-receipt.ts'
import { followAddress, goTo, type Site, sendPage, signIn, type Visit, visitOf } from './site.ts'
import { type Form, textOf } from './tell-us/draft.ts'
import { openDraft } from './tell-us/routes.ts'
import { fill, textsIn } from './texts/index.ts'

const config = { access: 'public' as const }
/** How long after sending the page shows number and code. */
const SHOWN_MINUTES = 30

async function qrOf(v: Visit, number: string): Promise<string> {
  const address = `${followAddress(v)}?number=${encodeURIComponent(number)}`
  return QRCode.toString(address, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' })
}

function nextSteps(v: Visit, view: CitizenView) {
  const lines = limitsOf(view.procedure, todayIn(v.facts, v.now), v.facts.settings, v.lang)
  const t = textsIn(v.lang)
  return lines.map((line) => ({
    ...line,
    // A day is promised only where the clock already runs.
    by:
      view.due?.derivation.ruleId === line.ruleId
        ? fill(t.receipt.by, { day: dayText(view.due.day, v.lang) })
        : null,
  }))
}

interface Shown {
  filesFailed?: readonly string[]
  /** Said after the receipt was sent. */
  sent?: boolean
  error?: string
}

async function showReceipt(v: Visit, session: MatterSession, shown: Shown = {}): Promise<FastifyReply> {
  const { matterId, showCode } = session
  const view = await readForCitizen(
    v.site.cases,
    { bureauId: v.facts.bureau.bureauId, actor: CITIZEN, now: v.now },
    matterId,
  )
  if (isRefusal(view)) throw new RefusedError(view)
  const own = await readOwnFacts(v, session)
  return sendPage(
    v,
    'receipt',
    {
      send: sendWays(v, own),
      maySendCode: maySendCode(session, own),
      shielded: own.shielded,
      mark: v.site.sessions.mark(matterId),
      sent: shown.sent ?? false,
      errors: shown.error ? [{ href: '#way', text: shown.error }] : [],
      sendError: shown.error ?? null,
      number: view.number,
      code: showCode ? queryCode(v.site.cases.keyring.codeKey, matterId, session.since) : null,
      kind: view.procedureLabel,
      receivedOn: dayText(view.receivedOn, v.lang),
      next: v.session || showCode ? nextSteps(v, view) : [],
      qr: await qrOf(v, view.number),
      filesFailed: (shown.filesFailed ?? []).join(v.lang === 'zh' ? '、' : ', '),
    },
    { personal: true, status: shown.error ? 422 : 200 },
  )
}

export function receiptRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/tell-us/receipt', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const sent = (await openDraft(v))?.draft.sent
    if (!sent) return goTo(v, '/tell-us/kind?lost=1')
    if (v.now.getTime() - Date.parse(sent.at) > SHOWN_MINUTES * 60_000) return goTo(v, '/follow?closed=1')
    // Reloading the receipt must not end the visit of the matter that was just made.
    const { bureauId } = v.facts.bureau
    v.session = { bureauId, matterId: sent.matterId, number: sent.number, showCode: true }
    signIn(v, v.session)
    return showReceipt(v, v.session, { filesFailed: sent.filesFailed })
  })

  app.get('/:bureau/my/:number/receipt', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const session = requireSession(v)
    const { sent } = request.query as { sent?: string }
    return session ? showReceipt(v, session, { sent: sent !== undefined }) : goTo(v, '/follow?ended=1')
  })

  app.post<{ Body: Form }>('/:bureau/my/:number/receipt', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const session = requireSession(v)
    if (!session) return goTo(v, '/follow?ended=1')
    const form = request.body ?? {}
    const own = await readOwnFacts(v, session)
    const t = textsIn(v.lang)
    if (site.sessions.keyOf(textOf(form, 'mark'), session.matterId) === null)
      return showReceipt(v, session, { error: t.tell.error.expired })
    const way = sendWays(v, own).find((w) => w.way === textOf(form, 'way'))?.way
    if (!way) return showReceipt(v, session, { error: t.send.need })
    await sendReceipt(v, session, own, { way, withCode: textOf(form, 'withCode') === 'yes' })
    return goTo(v, `/my/${session.number}/receipt?sent=1`)
  })

  app.get<{ Params: { number: string; file: string } }>(
    '/:bureau/my/:number/:file(^receipt(?:-with-text)?\\.json$)',
    { config },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const session = requireSession(v)
      if (!session) return goTo(v, '/follow?ended=1')
      const withText = request.params.file === 'receipt-with-text.json'
      const { bureauId } = v.facts.bureau
      const found = await receiptOf(
        site.cases,
        { bureau: bureauId, matter: session.matterId },
        session.matterId,
        { proof: withText, now: v.now },
      )
      if (isRefusal(found)) throw new RefusedError(found)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${session.number}-${request.params.file}"`)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(withText ? found : found.receipt, null, 2))
    },
  )

  app.get('/:bureau/check-receipt', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    // All that the check needs goes into the page, so that the page need ask for nothing while it checks.
    return sendPage(v, 'check-receipt', {
      words: JSON.stringify(textsIn(v.lang).check),
      keys: JSON.stringify(Object.fromEntries(publicKeysOf(site.cases.keyring))),
      host: request.host,
      zone: v.facts.bureau.zone,
    })
  })

  // The stable address of the keys: for the command line, and for whoever keeps a copy of them elsewhere.
  app.get('/.well-known/huiyin-keys.pem', { config }, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .type('application/x-pem-file')
      .send(publishedKeys(site.cases.keyring)),
  )
}
