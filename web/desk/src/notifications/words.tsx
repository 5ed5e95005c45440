/** One notification in words: what happened, to which matter, by whom, when. */
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../frame/chip.tsx'
import { useMe } from '../frame/hooks.ts'
import { day, instant } from '../look/dates.ts'
import { say } from '../text/language.ts'
import type { Kind, Notification } from './queries.ts'

const TONES: Record<Kind, Tone> = {
  assigned: 'blue',
  returned: 'amber',
  redo: 'amber',
  signature: 'violet',
  supervised: 'red',
  citizen: 'green',
  rated: 'amber',
  decided: 'plain',
  note: 'plain',
  due: 'amber',
  'not-told': 'red',
  instruction: 'violet',
}

export function Words({ of }: { of: Notification }) {
  const { t } = useTranslation()
  const { bureau, today } = useMe()
  const { matter, by } = of
  const [on = '', at = ''] = instant(of.at, bureau.zone).split(' ')
  const who = by?.kind === 'citizen' ? t('bell.byCitizen') : by?.unit ? say(by.unit) : null
  return (
    <>
      <span className="bell-top">
        <Chip tone={TONES[of.kind]}>{t(`bell.kind.${of.kind}`)}</Chip>
        <span className="quiet">{on === today ? at : `${day(on, { today })} ${at}`}</span>
      </span>
      <span className="bell-subject">{matter ? (matter.subject ?? matter.number) : say(of.words)}</span>
      {matter && (
        <span className="bell-facts">
          {matter.subject && <span className="number">{matter.number}</span>}
          <span>{of.words ? say(of.words) : say(matter.stateLabel)}</span>
          {who && <span>{who}</span>}
        </span>
      )}
    </>
  )
}
