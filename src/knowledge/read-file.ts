/**
 * Reads articles out of a file: a table (.xlsx, .csv) with a row for each, or a document (.docx) in which each heading is a
 * question and what stands below it the answer, with paragraphs that begin with 依据：, 所需材料：, 办理条件： and the like.
 */
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Column, type NamedTable, readTable, type TableRow, zipFault } from '../tables/index.ts'

export const ARTICLE_COLUMNS = [
  { id: 'question', label: { zh: '问题', en: 'question' }, required: true, also: ['标准问题', '标题', '问'] },
  {
    id: 'alsoAsked',
    label: { zh: '类似问法', en: 'also asked' },
    required: false,
    also: ['相似问法', '相似问题'],
  },
  {
    id: 'answer',
    label: { zh: '答复', en: 'answer' },
    required: true,
    also: ['答案', '回答', '标准答案', '答'],
  },
  { id: 'conditions', label: { zh: '办理条件', en: 'conditions' }, required: false, also: ['条件'] },
  {
    id: 'materials',
    label: { zh: '所需材料', en: 'materials' },
    required: false,
    also: ['材料', '申请材料'],
  },
  { id: 'basis', label: { zh: '依据', en: 'basis' }, required: false, also: ['政策依据', '法律依据'] },
  { id: 'places', label: { zh: '适用地域', en: 'places' }, required: false, also: ['地域'] },
  { id: 'unitId', label: { zh: '责任单位', en: 'unit' }, required: false, also: ['单位', '主管单位'] },
  { id: 'category', label: { zh: '内容分类', en: 'category' }, required: false, also: ['分类'] },
  { id: 'tags', label: { zh: '标签', en: 'tags' }, required: false, also: ['关键词'] },
  { id: 'public', label: { zh: '对外公开', en: 'public' }, required: false, also: ['公开'] },
  { id: 'validFrom', label: { zh: '生效日期', en: 'valid from' }, required: false, also: ['生效'] },
  { id: 'validTo', label: { zh: '失效日期', en: 'valid to' }, required: false, also: ['失效'] },
  { id: 'reviewOn', label: { zh: '复核日期', en: 'review on' }, required: false, also: ['复核'] },
] as const satisfies readonly Column[]

export type ArticleColumn = (typeof ARTICLE_COLUMNS)[number]['id']

const MOST_ROWS = 5000
const MAX_UNPACKED = 60 * 1024 * 1024

/** Refuses `tables.*`, `knowledge.not_docx`, `knowledge.no_headings`. */
export async function readArticleFile(file: {
  name: string
  content: string
}): Promise<NamedTable | Refusal> {
  if (!/\.docx$/i.test(file.name)) return readTable(file, ARTICLE_COLUMNS, MOST_ROWS)
  const bytes = Buffer.from(file.content, 'base64')
  if (zipFault(bytes, MAX_UNPACKED)) return refuse('knowledge.not_docx', { field: 'content' })
  try {
    const { default: mammoth } = await import('mammoth')
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) },
    )
    const rows = rowsOfDocument(value)
    if (rows.length === 0) return refuse('knowledge.no_headings', { field: 'content' })
    const letters = Object.fromEntries(ARTICLE_COLUMNS.map((c) => [c.id, null]))
    return { sheet: file.name, letters, rows }
  } catch {
    return refuse('knowledge.not_docx', { field: 'content' })
  }
}

const textOf = (node: Tree.Node): string => {
  if ('value' in node) return node.value
  if (node.nodeName === 'br') return '\n'
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** Blocks of text in their order; a row of a table is one, its cells parted by blanks. */
function* blocks(node: Tree.ParentNode): Generator<{ heading: boolean; text: string }> {
  for (const child of node.childNodes) {
    const name = child.nodeName
    if (/^h[1-6]$/.test(name)) yield { heading: true, text: textOf(child).trim() }
    else if (name === 'p') yield { heading: false, text: textOf(child).trim() }
    else if (name === 'li') yield { heading: false, text: `· ${textOf(child).trim()}` }
    else if (name === 'tr' && 'childNodes' in child)
      yield { heading: false, text: child.childNodes.map((c) => textOf(c).trim()).join('　') }
    else if ('childNodes' in child) yield* blocks(child)
  }
}

const LABELS: readonly [RegExp, ArticleColumn][] = ARTICLE_COLUMNS.filter((c) => c.id !== 'question').map(
  (c) => {
    const names = [c.label.zh, ...('also' in c ? c.also : [])].join('|')
    return [new RegExp(`^(?:${names})\\s*[：:]\\s*`), c.id]
  },
)

/** Headings with text below them, as rows; a heading above another one is a chapter and no question. `line` counts headings. */
export function rowsOfDocument(html: string): TableRow[] {
  const rows: TableRow[] = []
  let row: TableRow | null = null
  let column: ArticleColumn = 'answer'
  let line = 0
  for (const { heading, text } of blocks(parseFragment(html))) {
    if (heading) {
      line++
      if (row?.cells.answer) rows.push(row)
      // Numbers before a heading are its place in the document, not what is asked.
      const question = text.replace(
        /^(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]+、|[（(]?\d+[）).、．])\s*/u,
        '',
      )
      row = { line, cells: { question } }
      column = 'answer'
    } else if (row && text !== '') {
      const labelled = LABELS.find(([label]) => label.test(text))
      if (labelled) column = labelled[1]
      const said = labelled ? text.replace(labelled[0], '') : text
      row.cells[column] = [row.cells[column], said].filter(Boolean).join('\n')
    }
  }
  if (row?.cells.answer) rows.push(row)
  return rows
}
