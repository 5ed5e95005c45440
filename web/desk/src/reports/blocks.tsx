/** A report as it reads: headings, paragraphs, charts with their tables. */
import { Chart } from '../finance/chart.tsx'
import type { ReportBlock, ReportDoc } from './queries.ts'

type TableBlock = Extract<ReportBlock, { is: 'table' }>['table']

export function Blocks({ doc }: { doc: ReportDoc }) {
  return (
    <article className="sheet pad report-page" lang="zh-CN" aria-label={doc.title}>
      <h2 className="report-title">{doc.title}</h2>
      {doc.blocks.map((b, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a report do not change
        <Block key={at} of={b} />
      ))}
    </article>
  )
}

function Block({ of }: { of: ReportBlock }) {
  switch (of.is) {
    case 'heading':
      return <h3>{of.text}</h3>
    case 'text':
      return <p>{of.text}</p>
    case 'chart':
      // Where every figure is too small to be told, there is nothing to draw; the table says so.
      if (of.chart.series.every((s) => s.values.every((v) => v === '-'))) return null
      return (
        <Chart
          label={of.chart.title}
          categories={of.chart.labels}
          unit={of.chart.unit}
          series={of.chart.series.map((s) => ({ name: s.name, type: 'bar', data: s.values }))}
        />
      )
    case 'table':
      return <TableOf t={of.table} />
  }
}

function TableOf({ t }: { t: TableBlock }) {
  return (
    // A wide table scrolls by itself, also by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
    <section className="report-table" tabIndex={0} aria-label={t.title}>
      <table>
        <caption>{t.title}</caption>
        <thead>
          <tr>
            {t.head.map((h) => (
              <th key={h} scope="col">
                {h}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {t.rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key="name" scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={t.head[at]} className={at >= t.figuresFrom ? 'n' : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {t.note !== '' && <p className="quiet">{t.note}</p>}
    </section>
  )
}
