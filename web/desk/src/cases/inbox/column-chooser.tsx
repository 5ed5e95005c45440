/** Which columns are shown; kept in the address, and with a saved view. */
import { TableOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { focusPanel } from '../../frame/dialog-focus.ts'
import { COLUMNS, columnsOf, type InboxSearch } from './search.ts'

export function ColumnChooser(props: { search: InboxSearch; onChange: (next: InboxSearch) => void }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const shown = columnsOf(props.search)
  const toggle = (column: (typeof COLUMNS)[number]) => {
    const next = COLUMNS.filter((c) => (c === column ? !shown.includes(c) : shown.includes(c)))
    props.onChange({ ...props.search, cols: next.join('.') })
  }
  const panel = (
    <fieldset className="column-list">
      <legend>{t('lists.columnsHelp')}</legend>
      {COLUMNS.map((c) => (
        <label key={c}>
          <input
            type="checkbox"
            checked={shown.includes(c)}
            disabled={c === 'matter'}
            onChange={() => toggle(c)}
          />
          {t(`lists.column.${c}`)}
        </label>
      ))}
      <Button type="link" onClick={() => props.onChange({ ...props.search, cols: undefined })}>
        {t('lists.columnsReset')}
      </Button>
    </fieldset>
  )
  return (
    <Popover
      content={panel}
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      afterOpenChange={focusPanel('.column-list', button)}
    >
      <Button ref={button} icon={<TableOutlined aria-hidden />} aria-expanded={open}>
        {t('lists.columns')}
      </Button>
    </Popover>
  )
}
