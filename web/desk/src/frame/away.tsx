/** Says when the server cannot be reached, that nothing typed is lost, and when it is back. */
import { CheckCircleOutlined, DisconnectOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tryAgain, useReach } from '../api/reach.ts'

export function AwayBanner() {
  const { t } = useTranslation()
  const reach = useReach()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  // What was missed meanwhile is read again; what is typed lies in the forms and is not touched.
  useEffect(() => {
    if (reach === 'back') void client.invalidateQueries()
  }, [reach, client])
  return (
    <div className="shell-said" role="status">
      {reach === 'away' && (
        <div className="away">
          <DisconnectOutlined aria-hidden />
          <span>
            <strong>{t('reach.away')}</strong> {t('reach.awayHelp')}
          </span>
          <Button
            size="small"
            loading={busy}
            onClick={() => {
              setBusy(true)
              void tryAgain().finally(() => setBusy(false))
            }}
          >
            {t('reach.now')}
          </Button>
        </div>
      )}
      {reach === 'back' && (
        <div className="away away-back">
          <CheckCircleOutlined aria-hidden />
          <span>{t('reach.back')}</span>
        </div>
      )}
    </div>
  )
}
