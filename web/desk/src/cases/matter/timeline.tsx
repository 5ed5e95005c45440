/** The history in plain words, newest first; each step carries the start of its hash, so that it can be compared. */
import { useTranslation } from 'react-i18next'
import type { MatterView, TimelineEntry } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { day, instant } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import { useNaming } from './proceeding-name.ts'

/** A step recorded later than this after it happened says so. */
const LATE_RECORD_MS = 3_600_000

export function Timeline({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  const name = useNaming(matter)
  const names = new Map(matter.proceedings.map((p) => [p.proceedingId, name(p)]))
  return (
    <section className="sheet pad" aria-labelledby="timeline">
      <h2 id="timeline">
        {t('timeline.title')} <span className="count">{matter.timeline.length}</span>
      </h2>
      <TimelineList entries={matter.timeline} names={names} />
    </section>
  )
}

/** @param names what each proceeding is called where more is known than its procedure */
export function TimelineList(props: { entries: TimelineEntry[]; names?: ReadonlyMap<string, string> }) {
  return (
    <ol className="timeline" reversed>
      {[...props.entries].reverse().map((e) => (
        <Entry key={e.version} entry={e} name={props.names?.get(e.proceedingId ?? '')} />
      ))}
    </ol>
  )
}

function Entry({ entry: e, name }: { entry: TimelineEntry; name: string | undefined }) {
  const { t } = useTranslation()
  const { today, bureau } = useMe()
  const who =
    e.actor.kind === 'citizen'
      ? t('timeline.citizen')
      : e.actor.kind === 'system'
        ? t('timeline.system')
        : [say(e.actor.unit?.name), e.actor.name].filter(Boolean).join(' ')
  const late = Date.parse(e.recordedAt) - Date.parse(e.occurredAt) > LATE_RECORD_MS
  const attached = e.procedure && e.proceedingId !== 'main'
  return (
    <li className={`entry entry-${e.actor.kind}`}>
      <p className="entry-head">
        <strong>{say(e.label)}</strong>
        {attached && e.action && <span className="entry-procedure">{name ?? say(e.procedure)}</span>}
        {e.from && e.to && e.from.zh !== e.to.zh && (
          <span className="entry-move">
            {say(e.from)} → {say(e.to)}
          </span>
        )}
      </p>
      <p className="entry-who">
        <time dateTime={e.occurredAt}>{instant(e.occurredAt, bureau.zone)}</time> {who}
        {late && <span> · {t('timeline.recorded', { at: instant(e.recordedAt, bureau.zone) })}</span>}
        <span className="hash" title={t('timeline.hash', { hash: e.hash })}>
          #{e.version} {e.hash.replace(/^\w+:/, '').slice(0, 8)}
        </span>
      </p>
      {e.texts.map(
        (x, i) =>
          x.text && (
            // biome-ignore lint/suspicious/noArrayIndexKey: the words of a recorded step never move
            <blockquote key={i} className={x.kind === 'note' ? 'words no-print' : 'words'}>
              {x.text}
            </blockquote>
          ),
      )}
      {e.clocks.length > 0 && (
        <p className="entry-clocks">
          {e.clocks.map((c) => (
            <span key={c.clockId}>
              {t(`timeline.clock.${c.status}`, { name: say(c.name), day: day(c.nominal, { today }) })}
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
