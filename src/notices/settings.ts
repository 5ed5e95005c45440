/**
 * Gateways of one installation, read from `<home>/notices.json` (or the file `HUIYIN_NOTICES` names). Secrets may stand in
 * that file, in a file of their own or in the environment; they are never printed.
 */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { ConfigError } from '../kernel/config/config.ts'

const closed = { additionalProperties: false } as const
const Text = Type.String({ minLength: 1, maxLength: 500 })
const Seconds = Type.Integer({ minimum: 1, maximum: 60 })
/** `22:00` to `07:00` of the next morning, by the clock of the bureau. */
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const Codes = Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), { minItems: 1 })
/** A place in the answer of a gateway (`result.code`) and the values it may have there. */
const Condition = Type.Object({ field: Text, is: Codes }, closed)

const Email = Type.Object(
  {
    host: Text,
    port: Type.Integer({ minimum: 1, maximum: 65535 }),
    /** tls: from the first byte (465). starttls: required (587). none: to a relay on this machine only. */
    security: Type.Unsafe<'tls' | 'starttls' | 'none'>(Type.String({ enum: ['tls', 'starttls', 'none'] })),
    user: Type.Optional(Text),
    password: Type.Optional(Text),
    passwordFile: Type.Optional(Text),
    /** Address in From; a bureau may have its own. */
    from: Text,
    /** A further authority for the server's certificate, PEM. */
    caFile: Type.Optional(Text),
    timeoutSeconds: Type.Optional(Seconds),
  },
  closed,
)

const Sms = Type.Object(
  {
    url: Type.String({ pattern: '^https?://' }),
    /** JSON sent; {phone}, {text}, {sender}, {id}, {template} are filled in within its texts. */
    body: Type.Record(Type.String(), Type.Unknown()),
    /** Further headers; {secret} is filled in. */
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    keyId: Type.Optional(Text),
    /** Signs each request, see docs/operator.md. */
    secret: Type.Optional(Text),
    secretFile: Type.Optional(Text),
    language: Type.Optional(Type.Unsafe<'zh' | 'en' | 'both'>(Type.String({ enum: ['zh', 'en', 'both'] }))),
    /** Of an answer with status 2xx: what counts as taken. Absent: every 2xx. */
    taken: Type.Optional(Condition),
    /** What means that this number takes nothing, for good. */
    refused: Type.Optional(Condition),
    /** Where the answer holds the gateway's own number of the message. */
    reference: Type.Optional(Text),
    timeoutSeconds: Type.Optional(Seconds),
    /** Hours in which nothing goes out but a one-time code somebody waits for. */
    quiet: Type.Optional(Type.Object({ from: Time, to: Time }, closed)),
  },
  closed,
)

const Sender = Type.Object(
  { name: Text, discreetName: Type.Optional(Text), from: Type.Optional(Text) },
  closed,
)

const File = Type.Object(
  {
    email: Type.Optional(Email),
    sms: Type.Optional(Sms),
    /** By slug of the bureau. */
    senders: Type.Optional(Type.Record(Type.String(), Sender)),
    /** Telephone numbers and e-mail addresses that bureaus marked simulated may reach. */
    allow: Type.Optional(Type.Array(Text)),
  },
  closed,
)
const file = Compile(File)

export type EmailSettings = Omit<Static<typeof Email>, 'passwordFile' | 'caFile'> & { ca?: string }
export type SmsSettings = Omit<Static<typeof Sms>, 'secretFile'>

export interface NoticeSettings {
  email: EmailSettings | null
  sms: SmsSettings | null
  senders: Readonly<Record<string, Static<typeof Sender>>>
  allow: readonly string[]
}

const NONE: NoticeSettings = { email: null, sms: null, senders: {}, allow: [] }
const VARIABLE = 'HUIYIN_NOTICES'

/**
 * Reads the gateways; without a file there are none, and notices are written as files.
 * @param env `HUIYIN_NOTICES`, `HUIYIN_SMTP_PASSWORD`, `HUIYIN_SMS_SECRET`
 * @throws ConfigError naming what cannot be used, never repeating a value
 */
export function readNoticeSettings(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): NoticeSettings {
  const named = env[VARIABLE]?.trim()
  const at = named ? path.resolve(named) : path.join(home, 'notices.json')
  const text = readIfThere(at, Boolean(named))
  if (text === null) return NONE
  const value = parse(text, at)
  if (!file.Check(value)) {
    const [first] = file.Errors(value)
    throw new ConfigError(
      VARIABLE,
      `${at}: ${first?.instancePath || '/'} ${first?.message ?? 'is not usable'}`,
    )
  }
  const secret = (given: string | undefined, inFile: string | undefined, fromEnv: string | undefined) =>
    fromEnv || given || (inFile ? readSecret(path.resolve(path.dirname(at), inFile)) : undefined)
  if (value.email?.security === 'none' && !isLocal(value.email.host))
    throw new ConfigError(VARIABLE, `${at}: /email/security none is for a relay on this machine only`)
  if (value.sms && !value.sms.url.startsWith('https:') && !isLocal(URL.parse(value.sms.url)?.hostname ?? ''))
    throw new ConfigError(VARIABLE, `${at}: /sms/url must begin with https:`)
  const { email, sms } = value
  return {
    email: email
      ? emailOf(email, path.dirname(at), secret(email.password, email.passwordFile, env.HUIYIN_SMTP_PASSWORD))
      : null,
    sms: sms ? smsOf(sms, secret(sms.secret, sms.secretFile, env.HUIYIN_SMS_SECRET)) : null,
    senders: value.senders ?? {},
    allow: value.allow ?? [],
  }
}

function emailOf(e: Static<typeof Email>, folder: string, password: string | undefined): EmailSettings {
  const { passwordFile: _file, caFile, ...rest } = e
  const ca = caFile ? { ca: readSecret(path.resolve(folder, caFile)) } : {}
  return { ...rest, ...(password ? { password } : {}), ...ca }
}

function smsOf(s: Static<typeof Sms>, secret: string | undefined): SmsSettings {
  const { secretFile: _file, ...rest } = s
  return { ...rest, ...(secret ? { secret } : {}) }
}

const isLocal = (host: string) => ['localhost', '127.0.0.1', '::1', '[::1]'].includes(host)

function readIfThere(at: string, required: boolean): string | null {
  try {
    const text = readFileSync(at, 'utf8')
    if ((statSync(at).mode & 0o077) !== 0 && /"(?:password|secret)"/.test(text))
      throw new ConfigError(VARIABLE, `${at} holds a secret and can be read by others: chmod 600`)
    return text
  } catch (error) {
    if (error instanceof ConfigError) throw error
    if (!required && (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new ConfigError(VARIABLE, `${at} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function readSecret(at: string): string {
  try {
    return readFileSync(at, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(VARIABLE, `${at} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function parse(text: string, at: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigError(VARIABLE, `${at} is not JSON`)
  }
}
