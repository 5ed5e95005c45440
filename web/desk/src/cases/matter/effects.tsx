/** What confirming does, in plain words: the server decides the step as if, and says which clocks and papers follow. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EffectsView } from '../../../../../src/cases/views/contract.ts'
import { newKey, post } from '../../api/client.ts'
import type { MatterView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { toInput } from './fields/input-fields.tsx'
import type { Values } from './task-form.tsx'
import type { Task } from './tasks.ts'

const SETTLE_MS = 500

/** Only what may change the effects: words do not, and need not go out with every key. */
function decisive(task: Task, values: Values) {
  if (task.kind !== 'step' && task.kind !== 'open') return null
  const fields = task.kind === 'step' ? task.action.input : task.input
  const asked = fields.filter((f) => !['text', 'outcomes', 'rating'].includes(f.kind))
  const input = toInput({ action: null, fields: asked }, values)
  return task.kind === 'step'
    ? { proceedingId: task.proceeding.proceedingId, action: task.action.id, input }
    : { procedure: task.procedure, input }
}

export function Effects({ task, values, matter }: { task: Task; values: Values; matter: MatterView }) {
  const { t } = useTranslation()
  const body = JSON.stringify(decisive(task, values))
  const [asked, setAsked] = useState(body)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(body), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [body])
  const { data, isFetching } = useQuery({
    queryKey: ['effects', matter.matterId, matter.version, asked],
    queryFn: () =>
      post<EffectsView>(`/matters/${matter.matterId}/actions/preview`, newKey(), JSON.parse(asked)),
    enabled: asked !== 'null',
    retry: false,
    staleTime: 60_000,
    gcTime: 60_000,
    placeholderData: (old) => old,
  })
  if (asked === 'null') return null
  if (!data) return isFetching ? <p className="quiet">{t('effects.checking')}</p> : null
  return <EffectsList effects={data} />
}

export function EffectsList({ effects: e }: { effects: EffectsView }) {
  const { t } = useTranslation()
  const { today } = useMe()
  const whose = (c: EffectsView['clocks'][number]) => {
    if (c.right && c.owner === 'citizen') return t('effects.right')
    const owner = c.owner === 'citizen' ? t('effects.citizen') : null
    const unit = c.unit ? say(c.unit.name) : t('effects.chosen')
    return owner ?? unit
  }
  const unit = (u: { name: { zh: string; en: string } } | null) => (u ? say(u.name) : t('effects.chosen'))
  return (
    <ul className="effects">
      {e.clocks.length === 0 && <li>{t('effects.noClock')}</li>}
      {e.clocks.map((c) => (
        <li key={c.clockId} className={`effect effect-${c.change}`}>
          {t(c.open ? 'effects.extendedOpen' : `effects.${c.change}`, {
            name: say(c.name),
            day: day(c.nominal, { today }),
            before: c.before ? day(c.before, { today }) : '',
            who: whose(c),
          })}
        </li>
      ))}
      {e.documents.map((d) => (
        <li key={d.kind}>{t('effects.document', { name: t(`document.kind.${d.kind}`) })}</li>
      ))}
      {e.opened.map((p) => (
        <li key={p.procedure}>{t('effects.opened', { what: say(p.label), unit: unit(p.unit) })}</li>
      ))}
      {e.ended.map((p) => (
        <li key={p.procedure}>{t('effects.closed', { what: say(p.label) })}</li>
      ))}
      {e.end ? (
        <li>{t('effects.ended', { end: t(`end.${e.end as 'answered'}`) })}</li>
      ) : (
        e.state.changed && (
          <li>{t('effects.state', { state: say(e.state.label), unit: unit(e.state.unit) })}</li>
        )
      )}
      {e.linkedMatter && <li>{t('effects.linked', { what: say(e.linkedMatter) })}</li>}
      {e.notified && <li>{t('effects.notified')}</li>}
    </ul>
  )
}
