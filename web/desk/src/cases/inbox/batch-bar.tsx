/** What can be done with the rows that are selected. */
import { Button } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BatchVerb, ListItem } from '../../api/types.ts'
import { useMay } from '../../frame/hooks.ts'
import { part } from '../../page.ts'

const BatchDialog = part(async () => (await import('./batch-dialog.tsx')).BatchDialog)

export function BatchBar({
  items,
  onChosen,
}: {
  items: ListItem[]
  /** Keys of the rows that stay selected. */
  onChosen: (keys: string[]) => void
}) {
  const { t } = useTranslation()
  const maySign = useMay('handler', 'unit-head', 'clerk', 'operator', 'reviewer')
  const mayAssign = useMay('clerk', 'operator', 'bureau-head', 'supervisor')
  const mayRemind = useMay('supervisor', 'bureau-head', 'clerk', 'operator')
  const maySupervise = useMay('supervisor', 'bureau-head')
  const mayFile = useMay('clerk', 'operator', 'supervisor', 'bureau-head')
  const filing = items.some(
    (i) => i.procedure === 'archiving' || (i.procedure === 'hotline-order' && i.endedOn !== null),
  )
  const [verb, setVerb] = useState<BatchVerb | null>(null)
  const verbs: [BatchVerb, boolean][] = [
    ['sign', maySign],
    ['assign', mayAssign],
    ['remind', mayRemind],
    ['supervise', maySupervise],
    ['archive', mayFile && filing],
  ]
  return (
    <section className="batch-bar" aria-label={t('lists.batch.label')}>
      <strong role="status">{t('lists.selected', { count: items.length })}</strong>
      {verbs.map(
        ([v, may]) =>
          may && (
            <Button key={v} onClick={() => setVerb(v)}>
              {t(`lists.batch.${v}`)}
            </Button>
          ),
      )}
      <Button type="text" onClick={() => onChosen([])}>
        {t('lists.clearSelection')}
      </Button>
      <Suspense>
        {verb && <BatchDialog verb={verb} items={items} onChosen={onChosen} onClose={() => setVerb(null)} />}
      </Suspense>
    </section>
  )
}
