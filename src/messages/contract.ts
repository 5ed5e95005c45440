/** Texts, groups, campaigns and replies as desk and API see them. */
import Type, { type Static } from 'typebox'
import { CAMPAIGN_STATES, type CampaignState, STEPS, type Step } from './rules.ts'

const closed = { additionalProperties: false } as const
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Uuid = Type.String({ format: 'uuid' })
const Version = Type.Integer({ minimum: 1 })
const oneOf = <T extends string>(all: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...all] }))
export const VIAS = ['sms', 'email'] as const
export type Via = (typeof VIAS)[number]
const ViaSchema = oneOf<Via>(VIAS)

export const Length = Type.Object(
  {
    alphabet: oneOf(['gsm7', 'ucs2'] as const),
    units: Type.Integer(),
    segments: Type.Integer(),
  },
  closed,
)

export const TemplateFields = {
  name: Type.String({ minLength: 1, maxLength: 60 }),
  body: Type.String({ minLength: 1, maxLength: 1000 }),
}

export const TextTemplate = Type.Object(
  {
    templateId: Uuid,
    version: Version,
    ...TemplateFields,
    active: Type.Boolean(),
    changedAt: Instant,
    variables: Type.Array(Type.String()),
    /** Of the text as it would be sent, its variables open. */
    length: Length,
  },
  { ...closed, title: 'TextTemplate' },
)
export type TextTemplate = Static<typeof TextTemplate>

export const ContactGroup = Type.Object(
  {
    groupId: Uuid,
    version: Version,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    unitId: Uuid,
    size: Type.Integer(),
    changedAt: Instant,
  },
  { ...closed, title: 'ContactGroup' },
)
export type ContactGroup = Static<typeof ContactGroup>

export const Contact = Type.Object(
  {
    /** Digest by which it is taken away. */
    key: Type.String(),
    via: ViaSchema,
    /** `138******09` unless it was disclosed. */
    address: Type.String(),
    name: Type.String(),
    consentSource: Type.String(),
    consentOn: Type.String({ format: 'date' }),
    optedOut: Type.Boolean(),
  },
  { ...closed, title: 'GroupContact' },
)
export type Contact = Static<typeof Contact>

export const CampaignFields = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 80 }),
    via: ViaSchema,
    body: Type.String({ minLength: 1, maxLength: 1000 }),
    /** Values of the variables that are the same for all. */
    variables: Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9_]{0,29}$' }),
      Type.String({ maxLength: 200 }),
    ),
    groupIds: Type.Array(Uuid, { minItems: 1, maxItems: 100, uniqueItems: true }),
    /** When it goes out; null: as soon as it may. */
    sendAt: nullable(Instant),
  },
  { ...closed, title: 'CampaignFields' },
)
export type CampaignFields = Static<typeof CampaignFields>

const count = () => Type.Integer({ minimum: 0 })
export const Counts = Type.Object(
  {
    sent: count(),
    delivered: count(),
    undelivered: count(),
    refused: count(),
    failed: count(),
    uncertain: count(),
    optedOut: count(),
    segments: count(),
    costFen: count(),
  },
  closed,
)
export type Counts = Static<typeof Counts>

export const Campaign = Type.Object(
  {
    campaignId: Uuid,
    version: Version,
    title: Type.String(),
    via: ViaSchema,
    body: Type.String(),
    variables: Type.Record(Type.String(), Type.String()),
    signature: Type.String(),
    groupIds: Type.Array(Uuid),
    sendAt: nullable(Instant),
    state: oneOf<CampaignState>(CAMPAIGN_STATES),
    /** Persons it goes to; before it starts those it would reach now. */
    people: Type.Integer(),
    counts: Counts,
    /** Still to be handed over. */
    waiting: Type.Integer(),
    byUnit: Type.Array(Type.Object({ unitId: Uuid, ...Counts.properties }, closed)),
    madeBy: Uuid,
    approvedBy: nullable(Uuid),
    note: nullable(Type.String()),
    madeAt: Instant,
    startedAt: nullable(Instant),
    finishedAt: nullable(Instant),
    /** End of the quiet hours that hold now. */
    quietUntil: nullable(Instant),
    /** Whether a second person has to agree. */
    needsApproval: Type.Boolean(),
    may: Type.Array(oneOf<Step>(STEPS)),
    tests: Type.Array(
      Type.Object(
        {
          address: Type.String(),
          state: Type.String(),
          code: nullable(Type.String()),
          gateway: nullable(Type.String()),
          segments: nullable(Type.Integer()),
          at: nullable(Instant),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'Campaign' },
)
export type Campaign = Static<typeof Campaign>

export const CampaignLine = Type.Object(
  {
    campaignId: Uuid,
    title: Type.String(),
    via: ViaSchema,
    state: oneOf<CampaignState>(CAMPAIGN_STATES),
    people: Type.Integer(),
    sent: Type.Integer(),
    delivered: Type.Integer(),
    uncertain: Type.Integer(),
    sendAt: nullable(Instant),
    madeAt: Instant,
  },
  { ...closed, title: 'CampaignLine' },
)
export type CampaignLine = Static<typeof CampaignLine>

export const PreviewLine = Type.Object(
  {
    unitId: Uuid,
    address: Type.String(),
    text: Type.String(),
    length: Length,
  },
  closed,
)
export const Preview = Type.Object(
  {
    people: Type.Integer(),
    optedOut: Type.Integer(),
    samples: Type.Array(PreviewLine),
    /** Of how many texts segments were counted; all where they are no more than this. */
    counted: Type.Integer(),
    /** Segments of all: counted, or carried over from those that were. */
    segments: Type.Integer(),
    costFen: nullable(Type.Integer()),
    gateways: Type.Array(Type.String()),
    /** Variables of the text without a value. */
    missing: Type.Array(Type.String()),
    needsApproval: Type.Boolean(),
  },
  { ...closed, title: 'CampaignPreview' },
)
export type Preview = Static<typeof Preview>

export const RECIPIENT_GROUPS = ['uncertain', 'failed', 'refused', 'undelivered'] as const
export const RecipientLine = Type.Object(
  {
    key: Type.String(),
    address: Type.String(),
    unitId: Uuid,
    state: Type.String(),
    code: nullable(Type.String()),
    gateway: nullable(Type.String()),
    attempts: Type.Integer(),
    at: nullable(Instant),
  },
  { ...closed, title: 'CampaignRecipient' },
)
export type RecipientLine = Static<typeof RecipientLine>

export const REPLY_KINDS = ['open', 'opt-out', 'matter', 'rating', 'closed'] as const
export type ReplyKind = (typeof REPLY_KINDS)[number]
export const Reply = Type.Object(
  {
    replyId: Uuid,
    version: Version,
    at: Instant,
    address: Type.String(),
    text: Type.String(),
    campaignId: nullable(Uuid),
    campaign: nullable(Type.String()),
    kind: oneOf<ReplyKind>(REPLY_KINDS),
    /** What it looks like: a grade; a person confirms it. */
    looksLike: nullable(Type.String()),
    matterId: nullable(Uuid),
    note: nullable(Type.String()),
    settledAt: nullable(Instant),
  },
  { ...closed, title: 'CampaignReply' },
)
export type Reply = Static<typeof Reply>

export const MonthFigures = Type.Object(
  {
    month: Type.String(),
    total: Counts,
    byUnit: Type.Array(Type.Object({ unitId: Uuid, ...Counts.properties }, closed)),
  },
  { ...closed, title: 'MessageMonth' },
)
export type MonthFigures = Static<typeof MonthFigures>

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
export const SettingsFields = {
  /** Above so many persons a second person agrees. */
  approveAbove: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  quietFrom: Time,
  quietTo: Time,
  signature: Type.String({ minLength: 2, maxLength: 20, pattern: '^[^【】]+$' }),
}
export const Settings = Type.Object(
  { version: Type.Integer({ minimum: 0 }), ...SettingsFields },
  { ...closed, title: 'MessageSettings' },
)
export type Settings = Static<typeof Settings>

export const ImportProblem = Type.Object(
  {
    row: Type.Integer(),
    cell: nullable(Type.String()),
    column: Type.String(),
    problem: Type.String(),
    value: Type.String(),
  },
  closed,
)
export const ContactImport = Type.Object(
  {
    rows: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    same: Type.Integer(),
    /** Of those that would be taken: persons who opted out and will get nothing. */
    optedOut: Type.Integer(),
    problems: Type.Array(ImportProblem),
  },
  { ...closed, title: 'ContactImport' },
)
export type ContactImport = Static<typeof ContactImport>
