/** E-mail by SMTP. The Message-ID is made of the notice's id, so that a mail sent twice after a doubt is one mail to its reader. */
import { type Gateway, GatewayError, type Message, type Outcome } from './notice.ts'
import type { EmailSettings } from './settings.ts'

/** Of an error of nodemailer, what tells how to go on. */
interface SmtpFailure {
  code?: string
  command?: string
  responseCode?: number
  syscall?: string
}

const SECOND = 1000

/** Subject of every notice: what is read on a locked screen says no more. */
const SUBJECT = { zh: '您有一条新消息', en: 'There is news for you' }
const CODE_SUBJECT = { zh: '验证码', en: 'Your one-time code' }

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)

/** The words as HTML: paragraphs, addresses of the web as links, nothing fetched from anywhere. */
export function htmlOf(text: Message['text']): string {
  const linked = (words: string) =>
    escaped(words).replace(
      /https?:\/\/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+/g,
      (url) => `<a href="${url}">${url}</a>`,
    )
  const paragraph = (lang: string, words: string) =>
    `<p lang="${lang}" style="font-size:17px;line-height:1.6">${linked(words)}</p>`
  return `<!doctype html><html lang="zh-CN"><body>${paragraph('zh-CN', text.zh)}${paragraph('en', text.en)}</body></html>`
}

/**
 * A pool of at most two connections; each is closed when idle. Timeouts cover connecting, greeting and silence.
 */
export function smtpGateway(e: EmailSettings): Gateway {
  const timeout = (e.timeoutSeconds ?? 20) * SECOND
  const options = {
    pool: true as const,
    maxConnections: 2,
    host: e.host,
    port: e.port,
    secure: e.security === 'tls',
    requireTLS: e.security === 'starttls',
    ignoreTLS: e.security === 'none',
    ...(e.user ? { auth: { user: e.user, pass: e.password ?? '' } } : {}),
    tls: { minVersion: 'TLSv1.2' as const, ...(e.ca ? { ca: e.ca } : {}) },
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const connected = async () => (await import('nodemailer')).default.createTransport(options)
  let transport: ReturnType<typeof connected> | undefined
  const domain = e.from.split('@')[1] ?? 'localhost'
  return {
    via: 'email',
    async send(m): Promise<Outcome> {
      const subject = m.template === 'one-time-code' ? CODE_SUBJECT : SUBJECT
      try {
        transport ??= connected()
        const info = await (await transport).sendMail({
          messageId: `<${m.id}@${domain}>`,
          from: { name: m.sender, address: m.from ?? e.from },
          to: { name: '', address: m.address },
          subject: `${subject.zh} · ${subject.en}`,
          text: `${m.text.zh}\n\n${m.text.en}\n`,
          html: htmlOf(m.text),
          textEncoding: 'base64',
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { sent: true, reference: info.messageId }
      } catch (error) {
        return refusedOr(error as SmtpFailure)
      }
    },
    async close() {
      ;(await transport)?.close()
    },
  }
}

/** Codes of nodemailer for a server that is not reached or does not let us in: no other mail need be tried now. */
const AWAY: ReadonlySet<string> = new Set([
  'ECONNECTION',
  'ETIMEDOUT',
  'ESOCKET',
  'EDNS',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'ECONNREFUSED',
])

/**
 * A refusal for good is a 5xx to this receiver or this mail (RFC 5321 4.2.1). One to the sender or to the sign-in is for
 * the operator to mend: the mail waits.
 */
function refusedOr(f: SmtpFailure): Outcome {
  const reply = f.responseCode ?? 0
  const toReceiver = f.code === 'EENVELOPE' && !f.command?.startsWith('MAIL')
  const toMail = f.code === 'EMESSAGE'
  if (reply >= 500 && (toReceiver || toMail)) return { sent: false, refused: `smtp ${reply}` }
  // An address that no mail program can read is none.
  if (f.code === 'EENVELOPE' && reply === 0) return { sent: false, refused: 'smtp address' }
  const reason = ['smtp', f.code ?? 'failed', reply || ''].join(' ').trim()
  // Cut in the middle of a session: the server may have taken it before the line went.
  const cut = f.code === 'ECONNECTION' || f.code === 'ETIMEDOUT' || f.code === 'ESOCKET'
  throw new GatewayError(reason, AWAY.has(f.code ?? ''), cut && f.syscall !== 'connect')
}
