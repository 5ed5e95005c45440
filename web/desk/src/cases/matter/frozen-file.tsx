/** The sealed copy a review is decided on: the file as it was on the day review was asked for. */

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export function FrozenFile({ file }: { file: unknown }) {
  const { t } = useTranslation()
  if (file === null || file === undefined) return null
  return (
    <section className="sheet pad" aria-labelledby="file">
      <h2 id="file">{t('file.title')}</h2>
      <p className="quiet">{t('file.help')}</p>
      <details>
        <summary>{t('file.open')}</summary>
        <div className="frozen">
          <Value value={file} depth={0} />
        </div>
      </details>
    </section>
  )
}

/** Drawn as it is, whatever version of the program sealed it. */
function Value({ value, depth }: { value: unknown; depth: number }): ReactNode {
  const { t, i18n } = useTranslation()
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value !== 'object') return <span className="words">{String(value)}</span>
  if (isLabel(value)) return i18n.language === 'en' ? value.en : value.zh
  if (Array.isArray(value)) {
    if (value.length === 0) return '—'
    return (
      <ol>
        {value.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sealed list never changes
          <li key={i}>
            <Value value={item} depth={depth + 1} />
          </li>
        ))}
      </ol>
    )
  }
  return (
    <dl className="facts">
      {Object.entries(value).map(([name, part]) => (
        <div key={name} className="facts-line">
          <dt>{i18n.exists(`file.part.${name}`) ? t(`file.part.${name}` as 'file.part.body') : name}</dt>
          <dd>
            <Value value={part} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const isLabel = (value: object): value is { zh: string; en: string } =>
  Object.keys(value).length === 2 && 'zh' in value && 'en' in value
