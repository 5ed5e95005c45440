/** The receipt: shown after sending and from one's own matter, printed, downloaded, and checked by anyone. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import QRCode from 'qrcode'
import { todayIn } from '../bureau/index.ts'
import { CITIZEN, type CitizenView, readForCitizen } from '../cases/index.ts'
import { publicKeysOf, queryCode } from '../kernel/crypto/index.ts'
import { isRefusal, RefusedError } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { checkReceipt, receiptOf } from '../ledgerkeeping/index.ts'
import { dayText } from './dates.ts'
import { readMultipart } from './forms.ts'
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
        { proof: withText },
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
    return sendPage(v, 'check-receipt', { errors: [], errorAt: {}, text: '', result: null })
  })

  app.post('/:bureau/check-receipt', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    let text = ''
    const fields = await readMultipart(request, async (file) => {
      if (!file.tooLarge) text = file.bytes.toString('utf8')
    })
    if (text === '') text = String(fields.receipt ?? '').trim()
    if (text === '') {
      const errors = [{ href: '#receipt', text: textsIn(v.lang).check.need }]
      return sendPage(
        v,
        'check-receipt',
        { errors, errorAt: { receipt: errors[0]!.text }, text, result: null },
        { status: 422 },
      )
    }
    return sendPage(
      v,
      'check-receipt',
      { errors: [], errorAt: {}, text, result: await resultOf(v, text) },
      { personal: true },
    )
  })
}

const HASH_AT = 'select hash from events where bureau_id = $1 and matter_id = $2 and version = $3'

/** Whether the ledger still holds the event the receipt stands for; null when it was issued elsewhere. */
async function stillOnFile(
  v: Visit,
  number: string,
  event: { version: number; hash: string },
): Promise<boolean | null> {
  const { bureauId } = v.facts.bureau
  const [found] = await withTx(v.site.cases.app, { bureau: bureauId }, (tx) =>
    tx.query<{ id: string | null }>('select find_matter_id($1, $2) as id', [bureauId, number]),
  )
  if (!found?.id) return false
  const rows = await withTx(v.site.cases.app, { bureau: bureauId, matter: found.id }, (tx) =>
    tx.query<{ hash: string }>(HASH_AT, [bureauId, found.id, event.version]),
  )
  return rows[0]?.hash === event.hash
}

async function resultOf(v: Visit, text: string) {
  const report = checkReceipt(text, publicKeysOf(v.site.cases.keyring))
  const words = textsIn(v.lang).check
  const findings = report.findings
    .filter((f) => f.severity === 'error')
    .map((f) => (words.findings as Record<string, string>)[f.code] ?? f.message[v.lang])
  const here = report.bureau?.slug === v.slug
  const receipt = report.ok ? readReceipt(text) : null
  return {
    ok: report.ok,
    findings,
    number: report.number,
    receivedAt: report.receivedAt,
    demands: receipt?.demands ?? null,
    otherBureau: report.ok && !here ? fill(words.otherBureau, { name: report.bureau?.name ?? '' }) : null,
    textProved: report.text === 'proved',
    onFile: receipt && here ? await stillOnFile(v, receipt.number, receipt.event) : null,
  }
}

/** The receipt within what `checkReceipt` has found to be one. */
function readReceipt(text: string): {
  number: string
  demands: number
  event: { version: number; hash: string }
} {
  const value = JSON.parse(text) as { receipt?: unknown }
  return (value.receipt ?? value) as ReturnType<typeof readReceipt>
}
