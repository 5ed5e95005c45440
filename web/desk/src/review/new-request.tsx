/** A request for review or re-review, handed in where it is decided: of an opinion in this system, or of one given outside. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Alert, Radio } from 'antd'
import { useState } from 'react'
import type { Registered } from '../api/types.ts'
import { Done } from '../cases/register/done.tsx'
import type { RegisterFields } from '../cases/register/draft.ts'
import { useMay, useTitle } from '../frame/hooks.ts'
import { useWords } from '../text/words.ts'
import { OpinionHere } from './opinion-here.tsx'
import { OpinionOutside } from './opinion-outside.tsx'
import './review.css'

export function NewReviewPage() {
  const t = useWords()
  const may = useMay('reviewer')
  const { kind = 'here' } = useSearch({ from: '/signed-in/reviews/new' })
  const navigate = useNavigate({ from: '/reviews/new' })
  const [done, setDone] = useState<{ result: Registered; fields: RegisterFields } | null>(null)
  useTitle(t('review.newTitle'))
  if (!may) return <Alert type="info" showIcon title={t('review.notYours')} />
  if (done) return <Done {...done} left={[]} onAnother={() => setDone(null)} />
  return (
    <>
      <div className="page-head">
        <h1>{t('review.newTitle')}</h1>
      </div>
      <Radio.Group
        className="review-kinds"
        aria-label={t('review.which')}
        optionType="button"
        buttonStyle="solid"
        value={kind}
        onChange={(e) =>
          void navigate({ search: { kind: e.target.value as 'here' | 'outside' }, replace: true })
        }
        options={[
          { value: 'here', label: t('review.kindHere') },
          { value: 'outside', label: t('review.kindOutside') },
        ]}
      />
      {kind === 'here' ? (
        <OpinionHere />
      ) : (
        <OpinionOutside onDone={(result, fields) => setDone({ result, fields })} />
      )}
    </>
  )
}
