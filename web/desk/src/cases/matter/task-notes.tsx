/** What a form has to say beside its fields: what changed meanwhile, and that its step is no longer possible. */
import { Alert, Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../api/types.ts'
import { say } from '../../text/language.ts'

export function Newer({ entries, onSeen }: { entries: TimelineEntry[]; onSeen: () => void }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} className="newer" tabIndex={-1} role="alert">
      <Alert
        type="warning"
        showIcon
        role="none"
        title={t('acts.newer')}
        description={
          <ul>
            {entries.map((e) => (
              <li key={e.version}>
                {[say(e.actor.unit?.name), e.actor.name, say(e.label)].filter(Boolean).join(' · ')}
                {e.to && ` → ${say(e.to)}`}
              </li>
            ))}
          </ul>
        }
        action={
          <Button size="small" onClick={onSeen}>
            {t('acts.newerSeen')}
          </Button>
        }
      />
    </div>
  )
}

export function Gone({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="info"
      showIcon
      title={t('acts.gone')}
      description={t('acts.goneHelp')}
      action={<Button onClick={onClose}>{t('acts.closeForm')}</Button>}
    />
  )
}
