/** Published budgets and final accounts: the list, one with its charts and the years beside it, its files. */
import type { FastifyInstance } from 'fastify'
import { barChart } from '../charts/index.ts'
import {
  blockHtml,
  compareYears,
  FILE_TYPES,
  FORMATS,
  type Format,
  type PackageRoom,
  type PackageRow,
  publicFile,
  publicPackage,
  publicPackages,
} from '../disclosurepackage/index.ts'
import { isRefusal, RefusedError, refuse } from '../kernel/errors/index.ts'
import { type Site, sendPage, type Visit, visitOf } from './site.ts'
import { fill, textsIn } from './texts/index.ts'

const config = { access: 'public' as const }

export function financePages(app: FastifyInstance, site: Site): void {
  const room: PackageRoom = { pool: site.cases.app, directory: site.cases.directory }

  app.get('/:bureau/finance', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const packages = await publicPackages(room, v.facts)
    return sendPage(v, 'finance', {
      packages: packages.map((p) => ({
        href: `/${v.slug}/finance/${p.packageId}`,
        department: p.department,
        name: nameOf(v, p),
        released: fill(textsIn(v.lang).finance.released, { day: p.releasedOn ?? '' }),
      })),
    })
  })

  app.get<{ Params: { packageId: string } }>(
    '/:bureau/finance/:packageId',
    { config },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const { packageId } = request.params
      const found = UUID.test(packageId) ? await publicPackage(room, v.facts, packageId) : refuse('not_found')
      if (isRefusal(found)) throw new RefusedError(found)
      const t = textsIn(v.lang).finance
      const years = [...found.others, { packageId, year: found.year, doc: found.doc }].sort(
        (a, b) => a.year - b.year,
      )
      const rows = compareYears(years.map((y) => y.doc)).map((r) => ({
        name: t[r.figure],
        values: r.values.map((x) => x ?? t.missing),
        numbers: r.values.map((x) => (x === null ? null : Number(x))),
      }))
      return sendPage(v, 'finance-package', {
        title: found.doc.title,
        released: fill(t.released, { day: found.releasedOn }),
        files: FORMATS.map((format) => ({
          href: `/${v.slug}/finance/${packageId}/${format}`,
          text: t[format],
        })),
        years: years.map((y) => ({
          text: fill(t.year, { year: y.year }),
          href: y.packageId === packageId ? '' : `/${v.slug}/finance/${y.packageId}`,
        })),
        rows,
        chart:
          years.length < 2
            ? ''
            : barChart({
                title: t.compare,
                desc: rows.map((r) => `${r.name} ${r.values.join(' ')}`).join('; '),
                labels: years.map((y) => fill(t.year, { year: y.year })),
                series: rows.slice(0, 2).map((r) => ({ name: r.name, values: r.numbers })),
                unit: t.compareUnit,
                missing: t.missing,
              }),
        contents: found.doc.blocks.flatMap((b, i) =>
          b.is === 'heading' && b.level < 3 ? [{ href: `#${placeOf(i)}`, text: b.text, level: b.level }] : [],
        ),
        document: found.doc.blocks.map((b, i) => blockHtml(b, placeOf(i))).join('\n'),
      })
    },
  )

  app.get<{ Params: { packageId: string; format: string } }>(
    '/:bureau/finance/:packageId/:format',
    { config },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const { packageId, format } = request.params
      const known = UUID.test(packageId) && (FORMATS as readonly string[]).includes(format)
      const file = known ? await publicFile(room, v.facts, packageId, format as Format) : refuse('not_found')
      if (isRefusal(file)) throw new RefusedError(file)
      return reply
        .header('cache-control', 'public, max-age=300')
        .header('etag', `"${file.sha256.slice(0, 32)}"`)
        .header(
          'content-disposition',
          `attachment; filename="${v.facts.bureau.slug}-${packageId.slice(0, 8)}.${format}"`,
        )
        .type(FILE_TYPES[format as Format])
        .send(file.bytes)
    },
  )
}

const nameOf = (v: Visit, p: PackageRow): string => fill(textsIn(v.lang).finance[p.kind], { year: p.year })

/** Where the list of contents leads. */
const placeOf = (n: number): string => `part-${n}`

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
