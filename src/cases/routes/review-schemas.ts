/** Schemas of review and re-review at the desk. */
import Type from 'typebox'
import { MAX_TEXT } from '../engine/read-input.ts'
import { choice, Day, Instant, Label, nullable, registerFields, Uuid } from './schemas.ts'

const closed = { additionalProperties: false } as const
const text = (maxLength: number) => Type.String({ maxLength })
const Channels = choice('visit', 'letter', 'phone', 'fax-mail')
const LateReason = Type.Optional(nullable(text(2000)))
export const ReviewRequestBody = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 60 }),
    words: Type.String({ minLength: 1, maxLength: MAX_TEXT }),
    channel: Channels,
    askedOn: Day,
    lateReason: LateReason,
  },
  closed,
)
export const ReviewRequestResult = Type.Object({ number: Type.String() }, closed)
export const OutsideReviewBody = Type.Object(
  {
    procedure: choice('review', 're-review'),
    channel: Channels,
    subject: registerFields.subject,
    body: registerFields.body,
    demands: registerFields.demands,
    secrecy: registerFields.secrecy,
    parties: registerFields.parties,
    persons: registerFields.persons,
    representatives: registerFields.representatives,
    outside: Type.Object(
      {
        organ: Type.String({ minLength: 1, maxLength: 200 }),
        number: Type.String({ minLength: 1, maxLength: 100 }),
        servedOn: Day,
        askedOn: Day,
        lateReason: LateReason,
      },
      closed,
    ),
  },
  closed,
)

const OnDay = nullable(Day)
export const Chain = Type.Object(
  {
    links: Type.Array(
      Type.Object(
        {
          procedure: Type.String(),
          procedureLabel: Label,
          bureau: Type.Object({ slug: Type.String(), name: Label }, closed),
          unit: nullable(Label),
          number: Type.String(),
          matterId: nullable(Uuid),
          here: Type.Boolean(),
          stateLabel: Label,
          receivedOn: Day,
          endedOn: OnDay,
          end: nullable(Type.String()),
          result: nullable(Type.String()),
          servedOn: OnDay,
          due: OnDay,
          paused: Type.Boolean(),
          late: nullable(Type.Boolean()),
          window: nullable(Type.Object({ lastDay: Day, open: Type.Boolean() }, closed)),
        },
        closed,
      ),
    ),
    finished: Type.Boolean(),
    file: nullable(
      Type.Object(
        {
          intact: Type.Boolean(),
          since: Type.Array(Type.Object({ on: Instant, label: Label }, closed)),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'ReviewChain' },
)
