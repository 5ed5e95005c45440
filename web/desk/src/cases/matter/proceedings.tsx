/** What hangs on the matter: supervision, service, follow-up, extension, contribution. */
import { useTranslation } from 'react-i18next'
import type { MatterView, Procedure, ProceedingView } from '../../api/types.ts'
import { Chip } from '../../frame/chip.tsx'
import { useMe, useProcedures, useUnitsById } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { useNaming } from './proceeding-name.ts'

export function Proceedings({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const attached = matter.proceedings.filter((p) => p.proceedingId !== 'main')
  if (attached.length === 0) return null
  const open = attached.filter((p) => !p.end)
  const ended = attached.filter((p) => p.end)
  return (
    <section className="sheet pad" aria-labelledby="attached">
      <h2 id="attached">{t('attached.title')}</h2>
      <ul className="attached">
        {open.map((p) => (
          <Attached key={p.proceedingId} proceeding={p} matter={matter} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details open={open.length === 0}>
          <summary>{t('attached.ended', { count: ended.length })}</summary>
          <ul className="attached">
            {ended.map((p) => (
              <Attached key={p.proceedingId} proceeding={p} matter={matter} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function Attached({ proceeding: p, matter }: { proceeding: ProceedingView; matter: MatterView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const name = useNaming(matter)
  return (
    <li>
      <p className="attached-head">
        <strong>{name(p)}</strong>
        <Chip tone={p.end ? undefined : 'blue'}>{say(p.stateLabel)}</Chip>
        <span className="quiet">
          {say(p.responsible.name)} · {day(p.openedOn, { today })}
          {p.endedOn
            ? ` – ${day(p.endedOn, { today })}`
            : p.nextDue && ` · ${t('find.due', { day: day(p.nextDue, { today }) })}`}
        </span>
      </p>
      <Given proceeding={p} />
      {p.texts.map((x) => x.text && <blockquote key={x.field}>{x.text}</blockquote>)}
    </li>
  )
}

/** Plain values in the words of the table that asked for them. */
function Given({ proceeding }: { proceeding: ProceedingView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const units = useUnitsById()
  const table = useProcedures().find((p) => p.id === proceeding.procedure)
  const lines = Object.entries(proceeding.values).flatMap(([name, value]) => {
    const field = table && fieldNamed(table, name)
    if (!field) return []
    const shown =
      field.kind === 'choice'
        ? say(field.options?.find((o) => o.value === value)?.label)
        : field.kind === 'unit'
          ? say(units.get(String(value))?.name)
          : field.kind === 'date'
            ? day(String(value), { today })
            : field.kind === 'days'
              ? t('clock.length.cal', { count: Number(value) })
              : field.kind === 'yes'
                ? t('form.yes')
                : ''
    return shown ? [{ name, label: say(field.label), shown }] : []
  })
  if (lines.length === 0) return null
  return (
    <dl className="facts">
      {lines.map((l) => (
        <div key={l.name} className="facts-line">
          <dt>{l.label}</dt>
          <dd>{l.shown}</dd>
        </div>
      ))}
    </dl>
  )
}

const fieldNamed = (table: Procedure, name: string) =>
  [...(table.openInput ?? []), ...table.transitions.flatMap((s) => s.input)].find((f) => f.name === name)
