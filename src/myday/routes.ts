/** The API of the start page. */
import Type from 'typebox'
import { type CasesDeps, InboxItemSchema } from '../cases/index.ts'
import type { Session } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { FIGURES, type FigureId, type MyDayOf, type Scope } from './contract.ts'
import { readFigure, readMyDay, type Who } from './read-my-day.ts'
import { shareFigures } from './shared-figures.ts'

const closed = { additionalProperties: false } as const
const Day = Type.String({ format: 'date' })
const FigureName = Type.Unsafe<FigureId>(Type.String({ enum: [...FIGURES] }))
const Back = Type.Union([
  Type.Object(
    {
      kind: Type.Unsafe<'returned' | 'redo' | 'rated' | 'citizen'>(
        Type.String({ enum: ['returned', 'redo', 'rated', 'citizen'] }),
      ),
      at: Type.String({ format: 'date-time' }),
    },
    closed,
  ),
  Type.Null(),
])
const DayItem = Type.Object({ ...InboxItemSchema.properties, back: Back }, { ...closed, $id: 'DayItem' })
const Items = Type.Array(DayItem)

const MyDaySchema = Type.Object(
  {
    today: Day,
    due: Type.Object(
      {
        overdue: Type.Integer(),
        today: Type.Integer(),
        soon: Type.Integer(),
        all: Type.Integer(),
        items: Items,
      },
      closed,
    ),
    cameBack: Items,
    toSign: Items,
    added: Items,
    late: Type.Union([Items, Type.Null()]),
    figures: Type.Union([
      Type.Object(
        {
          scope: Type.Unsafe<Scope>(Type.String({ enum: ['unit', 'centre', 'bureau'] })),
          from: Day,
          to: Day,
          beforeFrom: Day,
          beforeTo: Day,
          list: Type.Array(
            Type.Object(
              { id: FigureName, now: Type.Integer(), before: Type.Union([Type.Integer(), Type.Null()]) },
              closed,
            ),
          ),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  { ...closed, $id: 'MyDay' },
)

const whoOf = ({ session, now }: { session: Session; now: Date }): Who => ({
  bureauId: session.bureauId,
  actor: { kind: 'account', id: session.accountId, unitId: session.unitId, roles: session.roles },
  now,
})

export function myDayRoutes(deps: CasesDeps): Route[] {
  const shared = shareFigures<MyDayOf<unknown>['figures']>()
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/my-day',
      access: 'signed-in',
      summary: {
        zh: '我的一天：到期、退回、待签、群众补充、本单位数字',
        en: 'My day: due, came back, to sign, added, figures',
      },
      schema: { response: { 200: MyDaySchema } },
      handler: async ({ ctx }) => {
        const day = await readMyDay(deps, whoOf(ctx), shared)
        return isRefusal(day) ? day : { body: day }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/my-day/figures/:figure',
      access: 'signed-in',
      summary: { zh: '一个数字背后的事项', en: 'The matters behind a figure' },
      schema: {
        params: Type.Object({ figure: FigureName }, closed),
        querystring: Type.Object(
          {
            before: Type.Optional(Type.Boolean()),
            cursor: Type.Optional(Type.String({ format: 'uuid' })),
          },
          closed,
        ),
        response: {
          200: Type.Object(
            {
              items: Type.Array(InboxItemSchema),
              next: Type.Union([Type.String(), Type.Null()]),
              from: Day,
              to: Day,
            },
            closed,
          ),
        },
      },
      handler: async ({ ctx, params, query }) => {
        const page = await readFigure(deps, whoOf(ctx), { ...params, ...query })
        return isRefusal(page) ? page : { body: page }
      },
    }),
  ]
}
