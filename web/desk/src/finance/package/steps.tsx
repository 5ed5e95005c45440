/** The last steps: the finance officer submits, the head, another person, releases, returns or takes down. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { post } from '../../api/client.ts'
import { useCommand } from '../../api/command.ts'
import { Field } from '../../frame/field.tsx'
import { useMe } from '../../frame/hooks.ts'
import { ProblemNote } from '../../frame/problem.tsx'
import type { PackageDetail, Step } from './queries.ts'

type Simple = Exclude<Step['step'], 'save'>

export function Steps({ detail }: { detail: PackageDetail }) {
  const { t } = useTranslation()
  const { bureau } = useMe()
  const [reason, setReason] = useState('')
  const take = useCommand(
    (step: Simple, key) =>
      post(`/finance/packages/${detail.packageId}/steps`, key, {
        step,
        expectedVersion: detail.version,
        ...(step === 'return' || step === 'withdraw' ? { reason: reason.trim() } : {}),
      }),
    { changes: [['packages']], done: () => setReason('') },
  )
  const may = (step: Simple) => detail.may.includes(step)
  const back = may('return') ? 'return' : may('withdraw') ? 'withdraw' : null
  const button = (step: Simple, o: { primary?: boolean; disabled?: boolean } = {}) => (
    <Button
      type={o.primary ? 'primary' : 'default'}
      disabled={o.disabled ?? false}
      loading={take.isPending && take.variables === step}
      onClick={() => take.mutate(step)}
    >
      {t(`pack.act.${step}`)}
    </Button>
  )
  return (
    <section className="sheet pad" aria-labelledby="pack-release">
      <h3 id="pack-release">{t('pack.step.release')}</h3>
      <p>{t(`pack.next.${detail.state}`)}</p>
      {take.error && <ProblemNote error={take.error} />}
      <div className="pack-files">
        {may('submit') && button('submit', { primary: true })}
        {may('release') && button('release', { primary: true })}
        {detail.state === 'released' && (
          <a href={`/${bureau.slug}/finance/${detail.packageId}`} target="_blank" rel="noreferrer">
            {t('pack.seePublic')}
          </a>
        )}
      </div>
      {back && (
        <div className="pack-back">
          <Field id="pack-reason" label={t('pack.reason')}>
            {(control) => (
              <Input
                {...control}
                maxLength={300}
                value={reason}
                onChange={(e) => setReason(e.target.value)}
              />
            )}
          </Field>
          {button(back, { disabled: reason.trim().length < 2 })}
        </div>
      )}
    </section>
  )
}
