/** Recovery codes, shown once: to be printed or copied, and put away before one goes on. */
import { Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../text/words.ts'

interface Props {
  codes: readonly string[]
  /** Whose they are, for the printed page. */
  owner: string
  done: string
  onDone: () => void
}

export function RecoveryCodes({ codes, owner, done, onDone }: Props) {
  const t = useWords()
  const [saved, setSaved] = useState(false)
  const [copied, setCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <section className="recovery" aria-labelledby="recovery-title">
      <h2 id="recovery-title" tabIndex={-1} ref={heading}>
        {t('mine.codes.title')}
      </h2>
      <p>{t('mine.codes.help')}</p>
      <p className="quiet">{owner}</p>
      <ol className="recovery-codes" data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="recovery-ways no-print">
        <Button onClick={() => window.print()}>{t('mine.codes.print')}</Button>
        {/* Not offered by browsers on pages without https. */}
        {navigator.clipboard && (
          <Button onClick={() => void copy()}>{t(copied ? 'mine.codes.copied' : 'mine.codes.copy')}</Button>
        )}
      </div>
      <div className="no-print">
        <Checkbox checked={saved} onChange={(e) => setSaved(e.target.checked)}>
          {t('mine.codes.saved')}
        </Checkbox>
      </div>
      <div className="recovery-ways no-print">
        <Button type="primary" disabled={!saved} onClick={onDone}>
          {done}
        </Button>
      </div>
    </section>
  )
}
