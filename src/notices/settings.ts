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
    /** Price of a segment in fen, for the costs of campaigns. */
    costFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    /** Messages of a campaign a second at most. */
    perSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  },
  closed,
)

const Small = Type.Integer({ minimum: 0, maximum: 9 })
const Smpp = Type.Object(
  {
    /** Its name on pages, in figures and beside each message; never changed while receipts are awaited. */
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,29}$' }),
    host: Text,
    port: Type.Integer({ minimum: 1, maximum: 65535 }),
    tls: Type.Optional(Type.Boolean()),
    /** A further authority for the certificate, PEM. */
    caFile: Type.Optional(Text),
    systemId: Text,
    password: Type.Optional(Text),
    passwordFile: Type.Optional(Text),
    systemType: Type.Optional(Text),
    serviceType: Type.Optional(Text),
    /** transceiver: one session for both ways; separate: one each. */
    bind: Type.Optional(
      Type.Unsafe<'transceiver' | 'separate'>(Type.String({ enum: ['transceiver', 'separate'] })),
    ),
    /** Number messages come from, and of single bureaus by slug. */
    source: Text,
    senders: Type.Optional(Type.Record(Type.String(), Text)),
    sourceTon: Type.Optional(Small),
    sourceNpi: Type.Optional(Small),
    destinationTon: Type.Optional(Small),
    destinationNpi: Type.Optional(Small),
    /** How long texts go: in segments with a header, or whole as message_payload. */
    long: Type.Optional(Type.Unsafe<'udh' | 'payload'>(Type.String({ enum: ['udh', 'payload'] }))),
    /** Submissions under way at once; as many messages may be uncertain after a crash. */
    window: Type.Optional(Type.Integer({ minimum: 2, maximum: 1000 })),
    /** Segments a second at most. */
    perSecond: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    /** Price of a segment in fen. */
    costFen: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    enquireSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 600 })),
    timeoutSeconds: Type.Optional(Seconds),
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
    /** Tried in this order, before `sms`; single notices go through the first. */
    smpp: Type.Optional(Type.Array(Smpp, { maxItems: 10 })),
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

export type SmppSettings = Omit<Static<typeof Smpp>, 'passwordFile' | 'caFile'> & { ca?: string }

export interface NoticeSettings {
  email: EmailSettings | null
  sms: SmsSettings | null
  smpp: readonly SmppSettings[]
  senders: Readonly<Record<string, Static<typeof Sender>>>
  allow: readonly string[]
}

const NONE: NoticeSettings = { email: null, sms: null, smpp: [], senders: {}, allow: [] }
const VARIABLE = 'HUIYIN_NOTICES'

/**
 * Reads the gateways; without a file there are none, and notices are written as files.
 * @param env `HUIYIN_NOTICES`, `HUIYIN_SMTP_PASSWORD`, `HUIYIN_SMS_SECRET`, `HUIYIN_SMPP_PASSWORD_<NAME>`
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
  for (const line of value.smpp ?? [])
    if (!line.tls && !isLocal(line.host) && !isPrivate(line.host))
      throw new ConfigError(VARIABLE, `${at}: /smpp/${line.name} needs tls outside of a private network`)
  if (new Set(value.smpp?.map((line) => line.name)).size !== (value.smpp?.length ?? 0))
    throw new ConfigError(VARIABLE, `${at}: /smpp has two lines of one name`)
  const { email, sms } = value
  return {
    email: email
      ? emailOf(email, path.dirname(at), secret(email.password, email.passwordFile, env.HUIYIN_SMTP_PASSWORD))
      : null,
    sms: sms ? smsOf(sms, secret(sms.secret, sms.secretFile, env.HUIYIN_SMS_SECRET)) : null,
    smpp: (value.smpp ?? []).map((line) =>
      smppOf(
        line,
        path.dirname(at),
        secret(line.password, line.passwordFile, env[passwordVariable(line.name)]),
      ),
    ),
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

/** `HUIYIN_SMPP_PASSWORD_` and the name of the line in capitals. */
const passwordVariable = (name: string) => `HUIYIN_SMPP_PASSWORD_${name.toUpperCase().replaceAll('-', '_')}`

function smppOf(s: Static<typeof Smpp>, folder: string, password: string | undefined): SmppSettings {
  const { passwordFile: _file, caFile, ...rest } = s
  const ca = caFile ? { ca: readSecret(path.resolve(folder, caFile)) } : {}
  return { ...rest, ...(password ? { password } : {}), ...ca }
}

/** Addresses of private networks (RFC 1918): the line of an operator without TLS, as most offer, comes by a VPN or leased line. */
const isPrivate = (host: string) => /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host)
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
