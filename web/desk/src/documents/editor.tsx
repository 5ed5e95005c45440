/** The words of a draft, one field a paragraph. */
import { DeleteOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  paragraphs: readonly string[]
  /** What the rules make, shown below. */
  fixed: readonly string[]
  onChange: (next: string[]) => void
}

export function Editor({ paragraphs, fixed, onChange }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const focus = (i: number) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`#paragraph-${i}`)?.focus())
  const put = (i: number, text: string) => onChange(paragraphs.map((p, at) => (at === i ? text : p)))
  const insert = (i: number) => {
    onChange([...paragraphs.slice(0, i + 1), '', ...paragraphs.slice(i + 1)])
    focus(i + 1)
  }
  const up = (i: number) => {
    const next = [...paragraphs]
    ;[next[i - 1], next[i]] = [next[i]!, next[i - 1]!]
    onChange(next)
    focus(i - 1)
  }
  const take = (i: number) => {
    onChange(paragraphs.filter((_, at) => at !== i))
    focus(Math.max(0, i - 1))
  }
  return (
    <div ref={box} className="paper-editor">
      <p className="quiet">{t('papers.textHelp')}</p>
      <ol>
        {paragraphs.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
          <li key={i}>
            <Input.TextArea
              id={`paragraph-${i}`}
              aria-label={t('papers.paragraph', { n: i + 1 })}
              autoSize={{ minRows: 1, maxRows: 14 }}
              value={text}
              onChange={(e) => put(i, e.target.value)}
            />
            <span className="paragraph-acts">
              <Button
                type="text"
                size="small"
                icon={<PlusOutlined aria-hidden />}
                aria-label={`${t('papers.insertBelow')} (${i + 1})`}
                onClick={() => insert(i)}
              />
              <Button
                type="text"
                size="small"
                icon={<UpOutlined aria-hidden />}
                aria-label={`${t('papers.moveUp')} (${i + 1})`}
                disabled={i === 0}
                onClick={() => up(i)}
              />
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={`${t('papers.remove')} (${i + 1})`}
                disabled={paragraphs.length === 1}
                onClick={() => take(i)}
              />
            </span>
          </li>
        ))}
      </ol>
      {fixed.length > 0 && (
        <div className="paper-fixed">
          <h3>{t('papers.fixed')}</h3>
          <p className="quiet">{t('papers.fixedHelp')}</p>
          {fixed.map((text) => (
            <p key={text} lang="zh-CN">
              {text}
            </p>
          ))}
        </div>
      )}
    </div>
  )
}
