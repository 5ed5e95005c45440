/**
 * The runs of a PDF's page put back as lines. Rows of tables keep their columns: the places of the figures tell which
 * column each stands in, so an empty cell stays empty; a name broken over lines is put together in its row.
 */

export interface Run {
  text: string
  x: number
  y: number
  width: number
  size: number
}

export interface PageLine {
  text: string
  /** Of a row of a table: its cells, empty ones too. */
  cells?: string[]
}

interface Piece {
  text: string
  from: number
  to: number
}
interface Line {
  y: number
  size: number
  pieces: Piece[]
}

const FIGURE = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?$/
const figure = (p: Piece): boolean => FIGURE.test(p.text)
const textOf = (l: Line): string => l.pieces.map((p) => p.text).join(' ')
const ofTable = (l: Line): boolean => !/[。；]|，.*，/.test(textOf(l))

export function linesOfPage(runs: readonly Run[]): PageLine[] {
  const lines = rows(runs)
  const out: PageLine[] = []
  for (let i = 0; i < lines.length; ) {
    let end = i
    while (end < lines.length && ofTable(lines[end]!)) end++
    const block = lines.slice(i, end)
    // Fewer rows with figures than three are no table.
    if (block.filter((l) => l.pieces.some(figure)).length >= 3) out.push(...tableLines(block))
    else out.push(...block.map((l) => ({ text: textOf(l) })))
    if (end < lines.length) out.push({ text: textOf(lines[end]!) })
    i = end + 1
  }
  return out
}

/** Runs whose baselines are close make a line, from the left; a gap wider than half a character parts two pieces. */
function rows(runs: readonly Run[]): Line[] {
  const found: Run[][] = []
  for (const r of runs.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const row = found.at(-1)
    if (row && Math.abs(row[0]!.y - r.y) <= Math.max(row[0]!.size, r.size) * 0.45) row.push(r)
    else found.push([r])
  }
  return found.map((row) => {
    const pieces: Piece[] = []
    for (const r of row.toSorted((a, b) => a.x - b.x)) {
      const last = pieces.at(-1)
      if (last && r.x - last.to <= r.size * 0.5) {
        last.text += r.text
        last.to = r.x + r.width
      } else pieces.push({ text: r.text, from: r.x, to: r.x + r.width })
    }
    for (const p of pieces) p.text = p.text.trim()
    return { y: row[0]!.y, size: row[0]!.size, pieces: pieces.filter((p) => p.text !== '') }
  })
}

function tableLines(block: readonly Line[]): PageLine[] {
  const joined = namesJoined(block)
  const columns = columnsOf(joined)
  return joined.map((l) => {
    const text = textOf(l)
    if (!l.pieces.some(figure) || columns.length < 2) return { text }
    const cells = columns.map((c) =>
      l.pieces
        .filter((p) => overlap(p, c))
        .map((p) => p.text)
        .join(''),
    )
    // What lies over two columns cannot be told apart.
    return l.pieces.some((p) => columns.filter((c) => overlap(p, c)).length !== 1)
      ? { text }
      : { text, cells }
  })
}

const overlap = (p: Piece, c: { from: number; to: number }): boolean => p.from < c.to && c.from < p.to

/** Where figures, and names, stand above each other, is a column. */
function columnsOf(block: readonly Line[]): { from: number; to: number }[] {
  const spans = block
    .filter((l) => l.pieces.some(figure))
    .flatMap((l) => l.pieces.map((p) => ({ from: p.from, to: p.to })))
    .toSorted((a, b) => a.from - b.from)
  const out: { from: number; to: number }[] = []
  for (const s of spans) {
    const last = out.at(-1)
    if (last && s.from < last.to) last.to = Math.max(last.to, s.to)
    else out.push({ ...s })
  }
  return out
}

/** A name broken over two or three lines stands about the middle of its row; its pieces go back into it. */
function namesJoined(block: readonly Line[]): Line[] {
  const full = block.filter((l) => l.pieces.some(figure))
  const own = new Map<Line, Line[]>()
  const taken = new Set<Line>()
  for (const l of block) {
    const [only] = l.pieces
    if (l.pieces.length !== 1 || !only || !/^[\u4e00-\u9fff（）、“”]+$/.test(only.text)) continue
    const near = full
      .map((f) => ({ f, far: Math.abs(f.y - l.y) }))
      .filter(({ f, far }) => far <= Math.max(f.size, l.size) * 1.35 && (gap(f, only) || sameColumn(f, only)))
      .toSorted((a, b) => a.far - b.far)
    const [first, second] = near
    // As near to two rows as to one: it belongs to neither for sure.
    if (!first || (second && second.far - first.far < l.size * 0.3)) continue
    own.set(first.f, [...(own.get(first.f) ?? []), l])
    taken.add(l)
  }
  return block
    .filter((l) => !taken.has(l))
    .map((l) => {
      const more = own.get(l)
      if (!more) return l
      const parts = [...more, ...(nameOf(l) ? [{ ...l, pieces: [nameOf(l)!] }] : [])].toSorted(
        (a, b) => b.y - a.y,
      )
      const name: Piece = {
        text: parts.map((x) => x.pieces[0]!.text).join(''),
        from: Math.min(...parts.map((x) => x.pieces[0]!.from)),
        to: Math.max(...parts.map((x) => x.pieces[0]!.to)),
      }
      const rest = l.pieces.filter((p) => p !== nameOf(l))
      return { ...l, pieces: [...rest, name].toSorted((a, b) => a.from - b.from) }
    })
}

const nameOf = (l: Line): Piece | undefined => l.pieces.find((p) => /^[\u4e00-\u9fff（）、“”]+$/.test(p.text))
/** The row has no name of its own, and nothing where the piece stands. */
const gap = (l: Line, p: Piece): boolean =>
  !nameOf(l) && !l.pieces.some((x) => x.from < p.to && p.from < x.to)
const sameColumn = (l: Line, p: Piece): boolean => {
  const name = nameOf(l)
  return name !== undefined && name.from < p.to && p.from < name.to
}
