/** The document as a page: measures of the standard, in characters of its own size. */
import { useTranslation } from 'react-i18next'
import type { Paper, PaperMarks } from './api.ts'

const heading = (text: string): string =>
  /^[一二三四五六七八九十]+、/u.test(text)
    ? 'first'
    : /^（[一二三四五六七八九十]+）/u.test(text)
      ? 'second'
      : ''

const GRADES = { secret: '秘密', confidential: '机密', 'top-secret': '绝密' } as const
const URGENCIES = { urgent: '加急', 'very-urgent': '特急' } as const

/** As the server prints them. */
const markingLines = ({ copyNumber, secrecy, urgency }: PaperMarks): string[] => [
  ...(copyNumber ? [copyNumber.padStart(6, '0')] : []),
  ...(secrecy ? [`${GRADES[secrecy.grade]}${secrecy.years ? `★${secrecy.years}年` : ''}`] : []),
  ...(urgency ? [URGENCIES[urgency]] : []),
]

const dateWords = (date: string): string => {
  const [y, m, d] = date.split('-').map(Number)
  return `${y}年${m}月${d}日`
}

const Marking = ({ text }: { text: string }) => <p className="page-marking">{text}</p>

interface Props {
  paper: Paper
  paragraphs: readonly string[]
  /** Head and foot as they are being set; null once they are fixed with the document. */
  marks: PaperMarks | null
}

export function Preview({ paper, paragraphs, marks }: Props) {
  const { t } = useTranslation()
  const markings = marks ? markingLines(marks) : paper.markings
  const copyTo = marks?.copyTo ?? paper.copyTo
  const imprint = !paper.letter && (marks?.imprint ?? paper.imprintBy !== null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="page-frame" lang="zh-CN" aria-label={t('papers.page')} tabIndex={0}>
      <div className={`page-sheet ${paper.letter ? 'letter' : ''}`}>
        {!paper.letter && markings.map((text) => <Marking key={text} text={text} />)}
        {paper.letter && (
          <>
            <p className="page-organ">{paper.organ}</p>
            <p className="page-letter-number">
              <span className="page-marking">{markings[0]}</span>
              <span>{paper.number ?? t('papers.numberPending')}</span>
            </p>
            {markings.slice(1).map((text) => (
              <Marking key={text} text={text} />
            ))}
          </>
        )}
        {paper.numbered && !paper.letter && (
          <>
            <p className="page-organ">{paper.organ}</p>
            <p className={`page-number ${paper.upward ? 'upward' : ''}`}>
              <span>{paper.number ?? t('papers.numberPending')}</span>
              {paper.upward && <span>签发人：{paper.signedBy}</span>}
            </p>
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
        {(copyTo.length > 0 || imprint) && (
          <div className="page-foot">
            {copyTo.length > 0 && <p className="page-copies">抄送：{copyTo.join('，')}。</p>}
            {imprint && (
              <p className="page-imprint">
                <span>{paper.imprintBy ?? paper.organ}</span>
                <span>{paper.date ? `${dateWords(paper.date)}印发` : '　年　月　日印发'}</span>
              </p>
            )}
          </div>
        )}
      </div>
    </section>
  )
}
