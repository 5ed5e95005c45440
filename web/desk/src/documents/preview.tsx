/** The document as a page: measures of the standard, in characters of its own size. */
import { useTranslation } from 'react-i18next'
import type { Paper } from './api.ts'

const heading = (text: string): string =>
  /^[一二三四五六七八九十]+、/u.test(text)
    ? 'first'
    : /^（[一二三四五六七八九十]+）/u.test(text)
      ? 'second'
      : ''

const dateWords = (date: string): string => {
  const [y, m, d] = date.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

export function Preview({ paper, paragraphs }: { paper: Paper; paragraphs: readonly string[] }) {
  const { t } = useTranslation()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="page-frame" lang="zh-CN" aria-label={t('papers.page')} tabIndex={0}>
      <div className="page-sheet">
        {paper.numbered && (
          <>
            <p className="page-organ">{paper.organ}</p>
            <p className="page-number">{paper.number ?? t('papers.numberPending')}</p>
          </>
        )}
        <p className="page-title">{paper.title}</p>
        {paper.addressee && <p>{paper.addressee}：</p>}
        {paper.rows.length > 0 && (
          <table>
            <tbody>
              {paper.rows.map((r) => (
                <tr key={r.label}>
                  <th scope="row">{r.label}</th>
                  <td>{r.value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {paragraphs.map((text, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
          <p key={i} className={`page-text ${heading(text)}`}>
            {text}
          </p>
        ))}
        {paper.fixed.map((text) => (
          <p key={text} className="page-text">
            {text}
          </p>
        ))}
        {paper.signers.map((who) => (
          <p key={who} className="page-signer">
            {who}：
          </p>
        ))}
        {paper.signed && (
          <div className="page-signature">
            <p>{paper.organ}</p>
            <p>{paper.date ? dateWords(paper.date) : '　　年　　月　　日'}</p>
          </div>
        )}
      </div>
    </section>
  )
}
