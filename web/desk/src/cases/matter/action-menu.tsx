/** The menu, drawn from the tables: what this account may do here now, the usual next step first. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MatterView, ProceedingView } from '../../api/types.ts'
import { useMay, useMe } from '../../frame/hooks.ts'
import { say } from '../../text/language.ts'
import { useNaming } from './proceeding-name.ts'
import { openTask, stepTask } from './tasks.ts'

const withActions = (matter: MatterView): ProceedingView[] =>
  matter.proceedings.filter((p) => p.actions.length > 0)

/** The usual next step: of the matter itself first, then of what hangs on it. */
export function primaryTask(matter: MatterView): string | null {
  for (const p of withActions(matter)) {
    const action = p.actions.find((a) => a.primary)
    if (action) return stepTask(p.proceedingId, action.id)
  }
  return null
}

interface Props {
  matter: MatterView
  current: string | undefined
  onOpen: (task: string) => void
}

export function ActionMenu({ matter, current, onOpen }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const groups = withActions(matter)
  const centre =
    useMay('clerk', 'operator', 'supervisor', 'bureau-head') && matter.seats.centre?.unitId === me.unit.unitId
  const takesPart =
    Object.values(matter.seats).some((u) => u?.unitId === me.unit.unitId) ||
    matter.proceedings.some((p) => p.responsible.unitId === me.unit.unitId)
  const more = [
    ...(takesPart && !matter.erased ? (['note'] as const) : []),
    ...(centre && !matter.erased ? (['contact'] as const) : []),
    ...(centre && !matter.end ? (['class'] as const) : []),
  ]
  const main = matter.proceedings.find((p) => p.proceedingId === 'main')
  return (
    <nav className="sheet pad acts" aria-label={t('acts.title')}>
      <h2>{t('acts.title')}</h2>
      {groups.length === 0 && (
        <p className="quiet">
          {matter.end
            ? t('acts.ended')
            : t('acts.none', { unit: say(main?.responsible.name), state: say(matter.stateLabel) })}
        </p>
      )}
      {groups.map((p) => (
        <Group
          key={p.proceedingId}
          matter={matter}
          proceeding={p}
          alone={groups.length === 1}
          current={current}
          onOpen={onOpen}
        />
      ))}
      {(matter.openable.length > 0 || more.length > 0) && (
        <div className="acts-more">
          {matter.openable.map((o) => (
            <Button key={o.procedure} size="small" onClick={() => onOpen(openTask(o.procedure))}>
              {t('acts.open', { what: say(o.label) })}
            </Button>
          ))}
          {more.map((name) => (
            <Button key={name} size="small" onClick={() => onOpen(name)}>
              {t(`acts.${name}`)}
            </Button>
          ))}
        </div>
      )}
    </nav>
  )
}

function Group(props: {
  matter: MatterView
  proceeding: ProceedingView
  alone: boolean
  current: string | undefined
  onOpen: (task: string) => void
}) {
  const { proceeding: p } = props
  const name = useNaming(props.matter)
  const actions = [...p.actions].sort((a, b) => Number(b.primary) - Number(a.primary))
  return (
    <div className="acts-group">
      {(!props.alone || p.proceedingId !== 'main') && (
        <h3>
          {name(p)} · {say(p.stateLabel)}
        </h3>
      )}
      {actions.map((a) => {
        const task = stepTask(p.proceedingId, a.id)
        return (
          <Button
            key={a.id}
            block
            type={a.primary ? 'primary' : 'default'}
            aria-current={props.current === task ? 'step' : undefined}
            onClick={() => props.onOpen(task)}
          >
            {say(a.label)}
          </Button>
        )
      })}
    </div>
  )
}
