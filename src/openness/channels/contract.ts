/** Channels, addresses and hours a bureau must publish (R22 18), shared with the browser. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const words = (max: number) => Type.String({ maxLength: max })

/** In the order they are shown; the first five are those the article names. */
export const CHANNEL_FIELDS = [
  'online',
  'address',
  'phone',
  'hours',
  'place',
  'inquiry',
  'postcode',
  'hotline',
  'fax',
  'email',
  'transport',
  'access',
  'supervision',
  'note',
] as const
export type ChannelField = (typeof CHANNEL_FIELDS)[number]
/** What Article 18 asks every bureau to publish; the desk says which is missing. */
export const REQUIRED_FIELDS: readonly ChannelField[] = [
  'online',
  'address',
  'phone',
  'hours',
  'place',
  'inquiry',
]

const Field = Type.Object({ zh: words(500), en: words(500) }, closed)
const fields = Object.fromEntries(CHANNEL_FIELDS.map((f) => [f, Field])) as Record<ChannelField, typeof Field>

export const Channels = Type.Object(fields, { ...closed, $id: 'BureauChannels' })
export type Channels = Static<typeof Channels>

export const ChannelsSave = Type.Object(
  { channels: Channels, expectedVersion: Type.Integer({ minimum: 0 }) },
  { ...closed, $id: 'BureauChannelsSave' },
)
export const ChannelsView = Type.Object(
  {
    channels: Channels,
    version: Type.Integer(),
    savedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    missing: Type.Array(Type.String()),
  },
  { ...closed, $id: 'BureauChannelsView' },
)
export type ChannelsView = Static<typeof ChannelsView>
