/** Figures, the files they are drawn from, the yearly report, and the daily ledger root. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { SVG_TYPE } from '../../charts/index.ts'
import { type Lang, RefusedError, refuse } from '../../kernel/errors/index.ts'
import { publicSeals } from '../../ledgerkeeping/index.ts'
import {
  COLUMN_WORDS,
  currentData,
  DATA_RULES,
  dictionary,
  figuresCsv,
  LEAST,
  LICENCE,
  MEASURE_WORDS,
  type OpenData,
  ofYear,
} from '../../openness/index.ts'
import { type Site, sendPage, type Visit, visitOf } from '../site.ts'
import { type ChartSize, monthsChart, REPORT_CHARTS, type ReportChart, reportChart } from './figures-chart.ts'
import { choiceOf, figuresPage, reportPage, yearsOf } from './figures-model.ts'

const config = { access: 'public' as const }
const SEALS_SHOWN = 14
const SEALS_IN_FEED = 90

const dataOf = (v: Visit) => currentData(v.site.openness, v.facts, v.now)

/** A file that changes once a day: kept an hour, then asked about by its mark. */
function sendFile(v: Visit, body: string, type: string, name: string): FastifyReply {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  v.reply
    .header('etag', etag)
    .header('cache-control', 'public, max-age=3600')
    .header('access-control-allow-origin', '*')
  if (v.request.headers['if-none-match'] === etag) return v.reply.code(304).send()
  return v.reply.header('content-disposition', `inline; filename="${name}"`).type(type).send(body)
}

const JSON_TYPE = 'application/json; charset=utf-8'

async function figures(v: Visit): Promise<FastifyReply> {
  const data = await dataOf(v)
  const choice = choiceOf(data, (v.request.query ?? {}) as Record<string, unknown>)
  return sendPage(v, 'figures', { page: figuresPage(data, choice, v.lang), day: data.day })
}

/** `figures.csv`, `figures.json`, `figures-2026.json`. */
async function file(v: Visit, name: string): Promise<FastifyReply> {
  if (name === 'dictionary.json') return sendFile(v, JSON.stringify(dictionary(), null, 1), JSON_TYPE, name)
  const data = await dataOf(v)
  if (name === 'figures.csv') return sendFile(v, figuresCsv(data), 'text/csv; charset=utf-8', name)
  if (name === 'figures.json') return sendFile(v, JSON.stringify(data), JSON_TYPE, name)
  const year = /^figures-(\d{4})\.json$/.exec(name)?.[1]
  if (!year || !yearsOf(data).includes(year)) throw new RefusedError(refuse('not_found'))
  return sendFile(v, JSON.stringify(ofYear(data, year)), JSON_TYPE, name)
}

/** Language and size stand in the address of a chart's file, so that it can be kept by whoever stands between. */
function askedFor(v: Visit): { lang: Lang; size: ChartSize } {
  const query = (v.request.query ?? {}) as Record<string, unknown>
  return {
    lang: query.in === 'en' ? 'en' : 'zh',
    size: { phone: query.on === 'phone', large: query.letters === 'large' },
  }
}

/** The chart of the page with the same question. */
async function monthsFile(v: Visit): Promise<FastifyReply> {
  const data = await dataOf(v)
  const choice = choiceOf(data, (v.request.query ?? {}) as Record<string, unknown>)
  const { lang, size } = askedFor(v)
  return sendFile(v, monthsChart(data, choice, lang, size), SVG_TYPE, 'figures.svg')
}

async function reportFile(v: Visit, year: string, name: string): Promise<FastifyReply> {
  const data = await dataOf(v)
  const which = (Object.keys(REPORT_CHARTS) as ReportChart[]).find((c) => `${c}.svg` === name)
  if (!which || !yearsOf(data).includes(year)) throw new RefusedError(refuse('not_found'))
  const { lang, size } = askedFor(v)
  return sendFile(v, reportChart(data, year, which, lang, size), SVG_TYPE, `${which}-${year}.svg`)
}

function dataPage(v: Visit, data: OpenData): FastifyReply {
  return sendPage(v, 'open-data', {
    day: data.day,
    format: data.format,
    years: yearsOf(data),
    licence: LICENCE,
    columns: COLUMN_WORDS,
    measures: Object.entries(MEASURE_WORDS).map(([id, words]) => ({ id, ...words })),
    rules: DATA_RULES,
  })
}

async function report(v: Visit, year: string): Promise<FastifyReply> {
  const data = await dataOf(v)
  if (!yearsOf(data).includes(year)) throw new RefusedError(refuse('not_found'))
  return sendPage(v, 'report', {
    page: reportPage(data, year, v.lang),
    day: data.day,
    years: yearsOf(data),
    least: LEAST,
  })
}

export function figuresRoutes(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/figures', { config }, async (request, reply) =>
    figures(await visitOf(site, request, reply)),
  )
  app.get('/:bureau/figures/months.svg', { config }, async (request, reply) =>
    monthsFile(await visitOf(site, request, reply)),
  )
  app.get<{ Params: { year: string; file: string } }>(
    '/:bureau/report/:year/:file',
    { config },
    async (request, reply) =>
      reportFile(await visitOf(site, request, reply), request.params.year, request.params.file),
  )
  app.get('/:bureau/open-data', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    return dataPage(v, await dataOf(v))
  })
  app.get<{ Params: { file: string } }>('/:bureau/open-data/:file', { config }, async (request, reply) =>
    file(await visitOf(site, request, reply), request.params.file),
  )
  app.get<{ Params: { year: string } }>('/:bureau/report/:year', { config }, async (request, reply) =>
    report(await visitOf(site, request, reply), request.params.year),
  )
  app.get('/:bureau/ledger', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    return sendPage(v, 'ledger', await publicSeals(site.cases, v.facts.bureau.bureauId, SEALS_SHOWN))
  })
  app.get('/:bureau/ledger/roots.json', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const found = await publicSeals(site.cases, v.facts.bureau.bureauId, SEALS_IN_FEED)
    return sendFile(
      v,
      JSON.stringify({ bureau: v.facts.bureau.slug, ...found }, null, 1),
      JSON_TYPE,
      'roots.json',
    )
  })
}
