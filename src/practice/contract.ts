/** Shapes of the practice ground, shared with the browser. */
import Type, { type Static } from 'typebox'

const closed = { additionalProperties: false } as const
const Words = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const Instant = Type.String({ format: 'date-time' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

export const GroundView = Type.Object(
  {
    name: Words,
    state: Type.Unsafe<'clearing' | 'filling' | 'ready'>(
      Type.String({ enum: ['clearing', 'filling', 'ready'] }),
    ),
    done: Type.Integer({ description: 'Matters made so far, of `total`.' }),
    total: Type.Integer(),
    readyAt: nullable(Instant),
    failed: nullable(Type.String({ description: 'Why the last try broke off; it is tried again.' })),
  },
  { ...closed, $id: 'PracticeGround' },
)

export const PracticeOverview = Type.Object(
  {
    inside: Type.Boolean({ description: 'I am in the practice ground now.' }),
    ground: nullable(GroundView),
  },
  closed,
)

export const PartView = Type.Object({ id: Type.String(), says: Words, done: Type.Boolean() }, closed)

export const TaskView = Type.Object(
  {
    id: Type.String(),
    role: Type.String(),
    title: Words,
    brief: Words,
    steps: Type.Array(Words),
    hint: Words,
    where: Type.Unsafe<'matter' | 'matters' | 'register' | 'hotline' | 'knowledge'>(
      Type.String({ enum: ['matter', 'matters', 'register', 'hotline', 'knowledge'] }),
    ),
    parts: Type.Array(Words, { description: 'What is looked at when it is checked.' }),
    begun: Type.Boolean(),
    passedAt: nullable(Instant),
    matters: Type.Array(Type.Object({ matterId: Type.String(), number: Type.String() }, closed), {
      description: 'Made for me and this task.',
    }),
  },
  { ...closed, $id: 'PracticeTask' },
)

export const Checked = Type.Object(
  { parts: Type.Array(PartView), passed: Type.Boolean(), passedAt: nullable(Instant) },
  closed,
)

export const CountView = Type.Object(
  {
    id: Type.String(),
    role: Type.String(),
    title: Words,
    accounts: Type.Integer({ description: 'Accounts of the ground that have the role.' }),
    begun: Type.Integer(),
    passed: Type.Integer(),
  },
  { ...closed, $id: 'PracticeCount' },
)

export type PracticeTaskView = Static<typeof TaskView>
export type PracticeCountView = Static<typeof CountView>
export type PracticeGroundView = Static<typeof GroundView>
