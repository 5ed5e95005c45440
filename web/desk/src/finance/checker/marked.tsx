/** The document as it was read, its findings marked; of a long one the lines about them. */
import { Button } from 'antd'
import { Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../text/words.ts'
import type { Finding, Severity } from './api.ts'

/** A document of more lines is shown where something was found. */
const LONG = 400
const AROUND = 3
const RANK: Readonly<Record<Severity, number>> = { error: 0, tail: 1, review: 2 }

export function Marked(props: {
  text: readonly string[]
  findings: readonly Finding[]
  current: Finding | undefined
}) {
  const say = useWords()
  const [whole, setWhole] = useState(false)
  const box = useRef<HTMLElement>(null)
  const marks = useMemo(() => marksOf(props.findings), [props.findings])
  const short = props.text.length > LONG && !whole
  const lines = useMemo(() => linesShown(props.text, marks, short), [props.text, marks, short])
  const at = props.current?.line
  useEffect(() => {
    const line = box.current?.querySelector<HTMLElement>(`[data-line="${at}"]`)
    // Only the document moves, not the page about it.
    if (line && box.current) box.current.scrollTop = line.offsetTop - box.current.offsetTop - 60
  }, [at])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls by itself has to be reached by the keyboard
    <section className="check-document" ref={box} aria-label={say('checker.document')} tabIndex={0}>
      {short && (
        <p className="check-whole">
          <span className="quiet">{say('checker.onlyNear', { n: props.text.length })}</span>
          <Button size="small" onClick={() => setWhole(true)}>
            {say('checker.showWhole')}
          </Button>
        </p>
      )}
      {lines.map((n, i) => (
        <Fragment key={n}>
          {i > 0 && lines[i - 1] !== n - 1 && <p className="check-gap" aria-hidden />}
          <p
            data-line={n}
            className={[marks.get(n) ?? '', n === at ? 'current' : ''].filter(Boolean).join(' ') || undefined}
          >
            <span className="check-number" aria-hidden>
              {n}
            </span>
            {marks.has(n) ? <mark>{props.text[n - 1]}</mark> : props.text[n - 1]}
          </p>
        </Fragment>
      ))}
    </section>
  )
}

/** The worst of what was found on each line. */
function marksOf(findings: readonly Finding[]): Map<number, Severity> {
  const out = new Map<number, Severity>()
  for (const f of findings) {
    if (f.line === undefined) continue
    const before = out.get(f.line)
    if (before === undefined || RANK[f.severity] < RANK[before]) out.set(f.line, f.severity)
  }
  return out
}

function linesShown(text: readonly string[], marks: ReadonlyMap<number, Severity>, short: boolean): number[] {
  const all = text.map((_, i) => i + 1)
  if (!short) return all
  const near = new Set<number>()
  for (const n of marks.keys()) for (let k = n - AROUND; k <= n + AROUND; k++) near.add(k)
  return all.filter((n) => near.has(n))
}
