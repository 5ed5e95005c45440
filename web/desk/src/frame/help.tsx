/** The help sheet: what can be done by key on this page, and what the colours mean. */
import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from './dialog-focus.ts'
import { type KeyLine, keyLines, setSingleKeys, singleKeysOn } from './keys.ts'

export function HelpSheet({ onClose }: { onClose: () => void }) {
  useFocusBack()
  const { t } = useTranslation()
  const [on, setOn] = useState(singleKeysOn)
  const [{ page, everywhere }] = useState(keyLines)
  const always: KeyLine[] = [
    ...everywhere,
    ['Enter', t('help.open')],
    ['Ctrl+Enter', t('help.submit')],
    ['Esc', t('help.close')],
  ]
  return (
    <Modal open onCancel={onClose} footer={null} title={t('help.title')}>
      {page.length > 0 && <Keys title={t('help.page')} lines={page} />}
      <Keys title={t('help.everywhere')} lines={always} />
      <div className="help-switch">
        <Switch
          id="single-keys"
          checked={on}
          onChange={(next) => {
            setSingleKeys(next)
            setOn(next)
          }}
        />
        <label htmlFor="single-keys">{t('help.singleKeys')}</label>
      </div>
      <h3>{t('help.dueTitle')}</h3>
      <p>{t('help.due')}</p>
    </Modal>
  )
}

function Keys({ title, lines }: { title: string; lines: readonly KeyLine[] }) {
  return (
    <>
      <h3 className="keys-title">{title}</h3>
      <dl className="keys">
        {lines.map(([key, says]) => (
          <div key={key}>
            <dt>
              {key.split('+').map((part, i) => (
                <span key={part}>
                  {i > 0 && ' + '}
                  <kbd>{part}</kbd>
                </span>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
