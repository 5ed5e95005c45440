/** The open checker: a file is checked and forgotten; the answer is this page, or a report to keep. */
import type { FastifyInstance } from 'fastify'
import { type Checked, checkFile, type Finding, htmlReport, type NamedFile } from '../disclosure/index.ts'
import { isRefusal, problemOf } from '../kernel/errors/index.ts'
import { readMultipart } from './forms.ts'
import { type Site, sendPage, type Visit, visitOf } from './site.ts'
import { fill, textsIn } from './texts/index.ts'

const config = { access: 'public' as const }
const PATH = '/:bureau/check-disclosure'
/** More would bury the reader; the report has them all. */
const MOST_SHOWN = 200

export function disclosureRoutes(app: FastifyInstance, site: Site): void {
  app.get(PATH, { config }, async (request, reply) => form(await visitOf(site, request, reply)))

  app.post(PATH, { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const files = new Map<string, NamedFile>()
    let large: string | null = null
    const fields = await readMultipart(request, async (f) => {
      if (f.tooLarge) large ??= f.name
      else files.set(f.field, { name: f.name, bytes: f.bytes })
    })
    if (large !== null) return form(v, fill(textsIn(v.lang).disclosure.large, { name: large }))
    const file = files.get('file')
    if (!file) return form(v, textsIn(v.lang).disclosure.need)
    const answer = await checkFile(file, files.get('previous') ?? null)
    if (isRefusal(answer)) {
      const problem = problemOf(answer, v.lang, request.id)
      return form(v, [problem?.title, problem?.detail].filter(Boolean).join('：'), problem?.status)
    }
    if (fields.as === 'file') return report(v, answer)
    return sendPage(v, 'check-disclosure', { ...EMPTY, result: resultOf(v, answer) }, { personal: true })
  })
}

const EMPTY = { errors: [], errorAt: {}, result: null }

function form(v: Visit, error?: string, status = 422) {
  if (error === undefined) return sendPage(v, 'check-disclosure', EMPTY)
  const errors = [{ href: '#file', text: error }]
  return sendPage(v, 'check-disclosure', { ...EMPTY, errors, errorAt: { file: error } }, { status })
}

function report(v: Visit, answer: Checked) {
  const name = encodeURIComponent(
    `${answer.document.replace(/\.[A-Za-z0-9]{1,5}$/, '')}-${v.lang === 'zh' ? '检查报告' : 'report'}.html`,
  )
  return v.reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="report.html"; filename*=UTF-8''${name}`)
    .type('text/html; charset=utf-8')
    .send(htmlReport(answer, v.lang, answer.text))
}

function resultOf(v: Visit, r: Checked) {
  const t = textsIn(v.lang).disclosure
  return {
    document: r.document,
    counts: fill(t.counts, { relations: r.relations, held: r.held }),
    head: fill(t.head, { n: r.findings.length }),
    findings: r.findings.slice(0, MOST_SHOWN).map((f) => shown(f, v)),
  }
}

/** Kinds where one side is computed and the other stated; elsewhere both are stated. */
const COMPUTED = new Set<Finding['kind']>([
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

function shown(f: Finding, v: Visit) {
  const t = textsIn(v.lang).disclosure
  const place = [
    f.page === undefined ? null : fill(t.page, { n: f.page }),
    f.cell ?? (f.line === undefined ? null : fill(t.line, { n: f.line })),
  ]
  return {
    severity: f.severity,
    name: t.severity[f.severity],
    place: place.filter((x) => x !== null).join(' · '),
    quote: f.quote,
    note: f.note[v.lang],
    proof: f.proof ?? null,
    left: COMPUTED.has(f.kind) && f.leftValue !== undefined ? short(f.leftValue) : null,
    right: f.rightValue ?? null,
    shouldBe: f.shouldBe ?? null,
  }
}
