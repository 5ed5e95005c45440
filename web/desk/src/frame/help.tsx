/** The help sheet: what can be done by key, and what the colours mean. */
import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setSingleKeys, singleKeysOn } from './keys.ts'

const ROWS = [
  ['/', 'find'],
  ['n', 'register'],
  ['i', 'inbox'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['a', 'act'],
  ['Ctrl+Enter', 'submit'],
  ['Alt+N', 'demand'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const

export function HelpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [on, setOn] = useState(singleKeysOn)
  return (
    <Modal open onCancel={onClose} footer={null} title={t('help.title')}>
      <dl className="keys">
        {ROWS.map(([key, what]) => (
          <div key={key}>
            <dt>
              {key.split('+').map((part, i) => (
                <span key={part}>
                  {i > 0 && ' + '}
                  <kbd>{part}</kbd>
                </span>
              ))}
            </dt>
            <dd>{t(`help.${what}`)}</dd>
          </div>
        ))}
      </dl>
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
