/** What was found: by severity, one by one, and the document with each of them marked where it stands. */
import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Chip, type Tone } from '../../frame/chip.tsx'
import { ProblemNote } from '../../frame/problem.tsx'
import { useWords } from '../../text/words.ts'
import { type Checked, countOf, type Finding, pageOf, type Severity } from './api.ts'
import { Marked } from './marked.tsx'

const SEVERITIES: readonly Severity[] = ['error', 'tail', 'review']
const TONES: Readonly<Record<Severity, Tone>> = { error: 'red', tail: 'amber', review: 'blue' }
/** Kinds where one side is computed and the other stated; elsewhere both are stated. */
const COMPUTED: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>([
  'sum',
  'share',
  'share-total',
  'yoy',
  'completion',
  'equal',
  'identity',
  'table-row',
  'table-hierarchy',
])
/** Four digits behind the point are enough to see what a percentage should be. */
const short = (value: string): string => value.replace(/(\.\d{4})\d+$/, '$1')

export function Result(props: {
  report: Checked
  severity: Severity | undefined
  onSeverity: (severity: Severity | undefined) => void
  actions?: ReactNode
}) {
  const { report, severity } = props
  const say = useWords()
  const shown = useMemo(
    () => report.findings.filter((f) => severity === undefined || f.severity === severity),
    [report, severity],
  )
  const [at, setAt] = useState(0)
  const list = useRef<HTMLOListElement>(null)
  const current = shown[Math.min(at, shown.length - 1)]
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its beginning
  useEffect(() => setAt(0), [shown])
  const go = (to: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, to))
    setAt(next)
    list.current?.querySelectorAll<HTMLElement>('button.finding')[next]?.focus()
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[e.key]
    if (step === undefined || e.ctrlKey || e.metaKey || e.altKey) return
    e.preventDefault()
    go(at + step)
  }
  return (
    <section className="sheet pad check-result" aria-label={report.document}>
      <div className="check-head">
        <div>
          <h2>{report.document}</h2>
          <p className="quiet">
            {say('checker.counts', { relations: report.relations, held: report.held })}
            {report.of.year !== null &&
              ` · ${say('checker.year', { year: report.of.year })} ${
                report.of.kind ? say(`checker.kind.${report.of.kind}`) : ''
              }`}
          </p>
        </div>
        <div className="check-actions">
          {props.actions}
          <Downloads report={report} />
        </div>
      </div>
      {report.findings.length === 0 ? (
        <p className="check-none">
          <strong>{say('checker.nothing')}</strong> {say('checker.nothingHelp')}
        </p>
      ) : (
        <>
          <Filter findings={report.findings} severity={severity} onSeverity={props.onSeverity} />
          <p className="quiet check-keys">{say('checker.keys')}</p>
          <div className="check-two">
            {/* biome-ignore lint/a11y/noNoninteractiveElementInteractions: the keys move between the buttons inside */}
            <ol className="check-list" ref={list} onKeyDown={onKeyDown}>
              {shown.map((f, i) => (
                <li key={f.id}>
                  <Row finding={f} current={f === current} onOpen={() => setAt(i)} />
                </li>
              ))}
            </ol>
            <Marked text={report.text} findings={shown} current={current} />
          </div>
        </>
      )}
    </section>
  )
}

function Filter(props: {
  findings: readonly Finding[]
  severity: Severity | undefined
  onSeverity: (severity: Severity | undefined) => void
}) {
  const say = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one control in all browsers
    <div className="switcher" role="group" aria-label={say('checker.filter')}>
      <button
        type="button"
        aria-pressed={props.severity === undefined}
        onClick={() => props.onSeverity(undefined)}
      >
        {say('checker.all')} {props.findings.length}
      </button>
      {SEVERITIES.map((s) => (
        <button
          key={s}
          type="button"
          aria-pressed={props.severity === s}
          disabled={countOf(props.findings, s) === 0 && props.severity !== s}
          onClick={() => props.onSeverity(s)}
        >
          {say(`checker.severity.${s}`)} {countOf(props.findings, s)}
        </button>
      ))}
    </div>
  )
}

function Row({ finding: f, current, onOpen }: { finding: Finding; current: boolean; onOpen: () => void }) {
  const say = useWords()
  const { i18n } = useTranslation()
  const lang = i18n.language.startsWith('zh') ? 'zh' : 'en'
  const place = [
    f.page === undefined ? '' : say('checker.page', { n: f.page }),
    f.cell ?? (f.line === undefined ? '' : say('checker.line', { n: f.line })),
  ].filter(Boolean)
  return (
    <button
      type="button"
      className={current ? 'finding current' : 'finding'}
      aria-current={current || undefined}
      onClick={onOpen}
    >
      <span className="finding-head">
        <Chip tone={TONES[f.severity]}>{say(`checker.severity.${f.severity}`)}</Chip>
        <span className="quiet">
          {place.join(' · ')} · {f.rule}
        </span>
      </span>
      <span className="finding-quote">{f.quote}</span>
      <span>{f.note[lang]}</span>
      {COMPUTED.has(f.kind) && f.leftValue !== undefined && f.rightValue !== undefined && (
        <span className="quiet">
          {say('checker.values', { left: short(f.leftValue), right: short(f.rightValue) })}
        </span>
      )}
      {f.proof && <span className="finding-proof">{f.proof}</span>}
      {f.shouldBe && <strong>{say('checker.shouldBe', { value: f.shouldBe })}</strong>}
    </button>
  )
}

function Downloads({ report }: { report: Checked }) {
  const say = useWords()
  const name = report.document.replace(/\.[A-Za-z0-9]{1,5}$/, '')
  const save = (content: Blob, ending: string) => {
    const url = URL.createObjectURL(content)
    const link = document.createElement('a')
    link.href = url
    link.download = `${name}-${say('checker.reportName')}.${ending}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  const page = useMutation({ mutationFn: () => pageOf(report), onSuccess: (blob) => save(blob, 'html') })
  const { text: _, ...rest } = report
  return (
    <>
      <Button icon={<DownloadOutlined aria-hidden />} loading={page.isPending} onClick={() => page.mutate()}>
        {say('checker.saveHtml')}
      </Button>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        onClick={() => save(new Blob([JSON.stringify(rest, null, 2)], { type: 'application/json' }), 'json')}
      >
        JSON
      </Button>
      {page.error && <ProblemNote error={page.error} />}
    </>
  )
}
