/** Notices as the desk and the command line list them. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Instant = Type.String({ format: 'date-time' })
const Way = Type.Unsafe<'sms' | 'email' | 'post'>(Type.String({ enum: ['sms', 'email', 'post'] }))

/** What a list holds: taken by a gateway; still on its way; refused for good or given up. */
export const GROUPS = ['failed', 'waiting', 'sent'] as const
export type NoticeGroup = (typeof GROUPS)[number]

export const NoticeLine = Type.Object(
  {
    noticeId: Type.String({ format: 'uuid' }),
    via: Way,
    /** Id of what it tells; null of a shielded matter. */
    template: nullable(Type.String()),
    /** The same in words. */
    what: nullable(Type.Object({ zh: Type.String(), en: Type.String() }, closed)),
    state: Type.Unsafe<'waiting' | 'sent' | 'delivered' | 'refused' | 'given-up'>(
      Type.String({ enum: ['waiting', 'sent', 'delivered', 'refused', 'given-up'] }),
    ),
    /** `138******09`; null once it is sent, and of a shielded matter or one with a wish for secrecy. */
    address: nullable(Type.String()),
    madeAt: Instant,
    /** When it is tried next; null when it is not. */
    nextAt: nullable(Instant),
    attempts: Type.Integer(),
    settledAt: nullable(Instant),
    /** What the gateway said last. */
    code: nullable(Type.String()),
    /** Ways that were refused before this one. */
    tried: Type.Array(Type.Object({ via: Way, code: Type.String(), at: Instant }, closed)),
    retryable: Type.Boolean(),
  },
  { ...closed, title: 'NoticeLine' },
)
export type NoticeLine = Static<typeof NoticeLine>

export const NoticePage = Type.Object(
  {
    items: Type.Array(NoticeLine),
    /** Give it back as `after` for the next page; null: this was the last. */
    next: nullable(Type.String()),
    sms: Type.Boolean(),
    email: Type.Boolean(),
    /** Hours in which no text message goes out; null where the operator set none. */
    quiet: nullable(
      Type.Object(
        {
          from: Type.String(),
          to: Type.String(),
          /** End of the quiet that holds now. */
          until: nullable(Instant),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'NoticePage' },
)
export type NoticePage = Static<typeof NoticePage>
