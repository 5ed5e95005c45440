/** What did not go through after the matter had its number: the matter is there, and the rest can be done on its page. */
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { useProblemWords } from '../../frame/problem.tsx'

export function Left({ left }: { left: unknown[] }) {
  const { t } = useTranslation()
  const words = useProblemWords()
  if (left.length === 0) return null
  return (
    <Alert
      className="no-print"
      type="warning"
      showIcon
      title={t('register.left')}
      description={
        <ul>
          {left.map((problem, i) => {
            const { title, detail } = words(problem)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list comes whole and stays as it is
              <li key={i}>{t('form.said', { title, detail })}</li>
            )
          })}
        </ul>
      }
    />
  )
}
