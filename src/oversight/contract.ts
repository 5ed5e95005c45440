/** Shapes of the oversight room, shared with the browser. */
import Type, { type Static, type TSchema } from 'typebox'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))

export const Trigger = Type.Object(
  {
    id: Type.String(),
    name: Label,
    source: Label,
    mark: Type.String(),
    condition: Label,
    by: Type.String(),
    ground: Type.String(),
    opens: Type.String(),
    where: Type.String(),
  },
  { ...closed, $id: 'SupervisionTrigger' },
)

export const SettingName = choice('returns', 'contacts', 'followup-share', 'followup-weeks')

export const Setting = Type.Object(
  {
    name: SettingName,
    /** In force today. */
    value: Type.Integer(),
    default: Type.Integer(),
    least: Type.Integer(),
    most: Type.Integer(),
    since: nullable(Day),
    basis: nullable(Type.String()),
    /** Set and not yet in force. */
    next: nullable(Type.Object({ value: Type.Integer(), validFrom: Day }, closed)),
  },
  { ...closed, $id: 'OversightSetting' },
)

export const SettingChange = Type.Object(
  {
    name: SettingName,
    value: Type.Integer({ minimum: 1, maximum: 1000 }),
    validFrom: Day,
    basis: Type.String({ minLength: 1, maxLength: 300 }),
  },
  closed,
)

/** A limit of an organ that has passed or will soon. */
export const Watched = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    procedure: Label,
    unitId: Uuid,
    limit: Label,
    ruleId: Type.String(),
    due: Day,
    /** Working days left; negative when past. */
    daysLeft: Type.Integer(),
    overdue: Type.Boolean(),
    /** Supervision or a reminder is open on the matter. */
    pressed: Type.Boolean(),
  },
  { ...closed, $id: 'WatchedLimit' },
)

export const SupervisionCase = Type.Object(
  {
    matterId: Uuid,
    proceedingId: Type.String(),
    number: Type.String(),
    procedure: choice('supervision', 'reminder', 'advice'),
    state: Type.String(),
    stateLabel: Label,
    end: nullable(Type.String()),
    unitId: Uuid,
    /** Ground, or kind of the advice, in the words of the table. */
    ground: nullable(Label),
    /** The rule that opened it by itself. */
    rule: nullable(Label),
    adoption: nullable(Label),
    openedOn: Day,
    due: nullable(Day),
    endedOn: nullable(Day),
    overdue: Type.Boolean(),
  },
  { ...closed, $id: 'SupervisionCase' },
)

export const FIGURES = [
  'acceptance',
  'handling',
  'satisfaction',
  'participation',
  'solved',
  'supervision',
] as const
export type FigureName = (typeof FIGURES)[number]
/** What more stands on the page of a unit than in the table of all, with the list behind it. */
export const LISTED = [...FIGURES, 'response', 'bureau_satisfaction', 'ended'] as const
export type ListedName = (typeof LISTED)[number]
const FigureNameSchema = choice(...FIGURES)
export const ListedNameSchema = choice(...LISTED)

export const Figure = Type.Object(
  {
    figure: FigureNameSchema,
    good: Type.Integer(),
    of: Type.Integer(),
    /** Wilson interval at 95 %, in per cent; absent without cases. */
    low: nullable(Type.Number()),
    high: nullable(Type.Number()),
  },
  { ...closed, $id: 'UnitFigure' },
)

export const UnitFigures = Type.Object(
  { unitId: Uuid, figures: Type.Array(Figure) },
  { ...closed, $id: 'UnitFigures' },
)

/** One case behind a figure. */
export const FigureItem = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    procedure: Label,
    day: Day,
    what: Label,
    /** Whether it counts among the good ones; null where the figure only counts. */
    good: nullable(Type.Boolean()),
  },
  { ...closed, $id: 'FigureItem' },
)

export const BulletinPart = Type.Object(
  {
    key: Type.String(),
    label: Label,
    opened: Type.Integer(),
    answered: Type.Integer(),
    late: Type.Integer(),
  },
  closed,
)

export const BulletinFigures = Type.Object(
  {
    units: Type.Array(Type.Object({ unitId: Uuid, name: Label, figures: Type.Array(Figure) }, closed)),
    /** Orders by ground. */
    orders: Type.Array(BulletinPart),
    /** Advice by kind, and how much of it was adopted. */
    advice: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          label: Label,
          given: Type.Integer(),
          answered: Type.Integer(),
          adopted: Type.Integer(),
        },
        closed,
      ),
    ),
    reminders: Type.Integer(),
  },
  closed,
)

export const BulletinDraft = Type.Object(
  {
    from: Day,
    to: Day,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    words: Type.String({ maxLength: 5000 }),
  },
  closed,
)

export const Bulletin = Type.Object(
  {
    bulletinNo: Type.Integer(),
    from: Day,
    to: Day,
    title: Type.String(),
    words: Type.String(),
    issuedOn: Day,
    figures: BulletinFigures,
  },
  { ...closed, $id: 'Bulletin' },
)

export const Sample = Type.Object(
  {
    periodFrom: Day,
    periodTo: Day,
    sealNo: Type.Integer(),
    seed: Type.String(),
    share: Type.Integer(),
    size: Type.Integer(),
    populationSize: Type.Integer(),
    drawnAt: Type.String(),
  },
  { ...closed, $id: 'FollowUpSample' },
)

export const AttemptOutcome = choice('no-answer', 'wrong-number', 'refused', 'call-later')

export const Call = Type.Object(
  {
    matterId: Uuid,
    proceedingId: Type.String(),
    number: Type.String(),
    place: Type.Integer(),
    procedure: Label,
    unitId: nullable(Uuid),
    answeredOn: Day,
    /** State of the follow-up itself: still to be asked, rated, lapsed. */
    state: Type.String(),
    stateLabel: Label,
    open: Type.Boolean(),
    until: nullable(Day),
    attempts: Type.Array(Type.Object({ at: Type.String(), outcome: AttemptOutcome }, closed)),
  },
  { ...closed, $id: 'FollowUpCall' },
)

export const FollowUpList = Type.Object({ sample: nullable(Sample), calls: Type.Array(Call) }, closed)

/** All that is needed to draw the sample again elsewhere. */
export const SampleProof = Type.Object(
  {
    ...Sample.properties,
    population: Type.Array(Type.Object({ matterId: Uuid, proceedingId: Type.String() }, closed)),
    chosen: Type.Array(Type.Object({ matterId: Uuid, proceedingId: Type.String() }, closed)),
    /** How, in words. */
    method: Label,
    /** Drawn again just now from seed, share and population: the same. */
    agrees: Type.Boolean(),
  },
  closed,
)

export const Attempt = Type.Object(
  {
    periodFrom: Day,
    matterId: Uuid,
    proceedingId: Type.String({ maxLength: 20 }),
    outcome: AttemptOutcome,
  },
  closed,
)

export type Trigger = Static<typeof Trigger>
export type Setting = Static<typeof Setting>
export type SettingChange = Static<typeof SettingChange>
export type SettingName = Static<typeof SettingName>
export type Watched = Static<typeof Watched>
export type SupervisionCase = Static<typeof SupervisionCase>
export type Figure = Static<typeof Figure>
export type UnitFigures = Static<typeof UnitFigures>
export type FigureItem = Static<typeof FigureItem>
export type BulletinFigures = Static<typeof BulletinFigures>
export type BulletinDraft = Static<typeof BulletinDraft>
export type Bulletin = Static<typeof Bulletin>
export type Sample = Static<typeof Sample>
export type Call = Static<typeof Call>
export type FollowUpList = Static<typeof FollowUpList>
export type SampleProof = Static<typeof SampleProof>
export type Attempt = Static<typeof Attempt>
