/** Hints at another statutory route: what is asked and answered. */
import Type from 'typebox'

const closed = { additionalProperties: false } as const
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)

export const ScopeBody = Type.Object({ text: Type.String({ maxLength: 60_000 }) }, closed)
export const ScopeHints = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          route: Type.String(),
          label: Label,
          basis: Label,
          class: Type.String(),
          found: Type.Array(Type.String()),
          limits: Type.Array(Type.Object({ label: Label, basis: Label, mark: Type.String() }, closed)),
          advice: Label,
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ScopeHintView = Type.Static<typeof ScopeHints>['items'][number]
