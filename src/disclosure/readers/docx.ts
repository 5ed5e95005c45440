/** Word documents: the text and tables as mammoth reads them, and the data behind charts, which no text shows. */
import { XMLParser } from 'fast-xml-parser'
import { unzipSync } from 'fflate'
import type { SourceLine } from '../contract.ts'
import { linesOfHtml } from './html.ts'

export async function linesOfDocx(bytes: Buffer): Promise<SourceLine[]> {
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.convertToHtml(
    { buffer: bytes },
    { includeDefaultStyleMap: true, convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
  )
  const lines = linesOfHtml(value)
  for (const [name, data] of chartsOf(bytes))
    lines.push({ text: data, line: lines.length + 1, place: { table: name } })
  return lines
}

interface Points {
  pt?: { v?: unknown } | { v?: unknown }[]
}
interface Ref {
  strCache?: Points
  numCache?: Points
}
interface Series {
  tx?: { strRef?: Ref }
  cat?: { strRef?: Ref; numRef?: Ref }
  val?: { numRef?: Ref }
}

/** Each series of a chart as a line of names and as many figures, parted by tabs. */
function chartsOf(bytes: Buffer): [string, string][] {
  const files = unzipSync(new Uint8Array(bytes), {
    filter: (f) => /^word\/charts\/chart\d*\.xml$/.test(f.name),
  })
  const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, processEntities: false })
  const out: [string, string][] = []
  for (const [name, data] of Object.entries(files)) {
    const found: Series[] = []
    const look = (x: unknown): void => {
      if (Array.isArray(x)) for (const y of x) look(y)
      else if (x && typeof x === 'object')
        for (const [k, v] of Object.entries(x)) {
          if (k === 'ser') found.push(...(Array.isArray(v) ? v : [v]))
          else look(v)
        }
    }
    look(parser.parse(Buffer.from(data).toString('utf8')))
    for (const s of found) {
      const title = points(s.tx?.strRef?.strCache).join('')
      const labels = points(s.cat?.strRef?.strCache ?? s.cat?.numRef?.numCache)
      const values = points(s.val?.numRef?.numCache)
      if (labels.length === values.length && labels.length > 0)
        out.push([
          name.replace(/^word\/charts\//, ''),
          [...(title ? [title] : []), ...labels, ...values].join('\t'),
        ])
    }
  }
  return out
}

const points = (cache: Points | undefined): string[] =>
  (Array.isArray(cache?.pt) ? cache.pt : cache?.pt ? [cache.pt] : []).map((p) => String(p.v ?? ''))
