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
import { requireSession } from './my/require.ts'
import { goTo, type Site, sendPage, signIn, type Visit, visitOf } from './site.ts'
import { openDraft } from './tell-us/routes.ts'
import { fill, textsIn } from './texts/index.ts'

const config = { access: 'public' as const }
/** How long after sending the page shows number and code. */
const SHOWN_MINUTES = 30

async function qrOf(v: Visit, number: string): Promise<string> {
  const address = `${v.secure ? 'https' : 'http'}://${v.request.host}/${v.slug}/follow?number=${encodeURIComponent(number)}`
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

async function showReceipt(
  v: Visit,
  matterId: string,
  showCode: boolean,
  filesFailed: readonly string[],
): Promise<FastifyReply> {
  const view = await readForCitizen(
    v.site.cases,
    { bureauId: v.facts.bureau.bureauId, actor: CITIZEN, now: v.now },
    matterId,
  )
  if (isRefusal(view)) throw new RefusedError(view)
  return sendPage(
    v,
    'receipt',
    {
      number: view.number,
      code: showCode ? queryCode(v.site.cases.keyring.codeKey, matterId) : null,
      kind: view.procedureLabel,
      receivedOn: dayText(view.receivedOn, v.lang),
      next: v.session || showCode ? nextSteps(v, view) : [],
      qr: await qrOf(v, view.number),
      filesFailed: filesFailed.join(v.lang === 'zh' ? '、' : ', '),
    },
    { personal: true },
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
    return showReceipt(v, sent.matterId, true, sent.filesFailed)
  })

  app.get('/:bureau/my/:number/receipt', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const session = requireSession(v)
    return session ? showReceipt(v, session.matterId, session.showCode, []) : goTo(v, '/follow?ended=1')
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
