/** After a further contact was recorded on a matter that was there already. */
import { CheckCircleFilled } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Left } from './left.tsx'

interface Props {
  matterId: string
  number: string
  left: unknown[]
  onAnother: () => void
}

export function Added({ matterId, number, left, onAnother }: Props) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="done">
      <h1 ref={heading} tabIndex={-1} className="done-head">
        <CheckCircleFilled aria-hidden /> {t('same.added', { number })}
      </h1>
      <Left left={left} />
      <p className="quiet">{t('same.addedHelp')}</p>
      <div className="form-foot">
        <Button type="primary" size="large" onClick={onAnother}>
          {t('register.another')}
        </Button>
        <Link to="/matters/$matterId" params={{ matterId }} className="button-link">
          {t('register.open')}
        </Link>
      </div>
    </div>
  )
}
