/** A refusal of the server in words, announced to screen readers; what to do stands beside what happened. */
import { Alert, Button } from 'antd'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api/client.ts'

export function useProblemWords(): (error: unknown) => { title: string; detail: string } {
  const { t } = useTranslation()
  return (error) => {
    if (error instanceof ApiProblem && error.problem.detail) return error.problem
    const offline = error instanceof ApiProblem && error.code === 'network'
    return {
      title: t(offline ? 'error.offline' : 'error.broken'),
      detail: t(offline ? 'error.offlineHelp' : 'error.brokenHelp'),
    }
  }
}

/** What is said below the field itself, in one line. */
export function useFieldWords(): (error: ApiProblem) => string {
  const { t } = useTranslation()
  const words = useProblemWords()
  return (error) => {
    const { title, detail } = words(error)
    return t('form.said', { title, detail })
  }
}

/** Takes the focus when it appears, so that the keyboard stands where the news is. */
export function ProblemNote({ error, focus = true }: { error: unknown; focus?: boolean }) {
  const words = useProblemWords()(error)
  const box = useRef<HTMLDivElement>(null)
  useFocusOn(box, focus ? error : null)
  return (
    <div ref={box} tabIndex={-1} role="alert" className="problem">
      <Alert type="error" showIcon role="none" title={words.title} description={words.detail} />
    </div>
  )
}

/** What could not be read. Whether another try is worth offering hangs on why: what is not there stays so. */
export function Unread({ error, again }: { error: unknown; again: () => unknown }) {
  const { t } = useTranslation()
  const refused = error instanceof ApiProblem && [400, 403, 404, 410].includes(error.status)
  return (
    <div className="sheet pad">
      <ProblemNote error={error} focus={false} />
      {!refused && (
        <Button type="primary" onClick={() => void again()}>
          {t('error.again')}
        </Button>
      )}
    </div>
  )
}

function useFocusOn(box: RefObject<HTMLElement | null>, when: unknown): void {
  useEffect(() => {
    if (when) box.current?.focus()
  }, [box, when])
}
