/**
 * Makes the one small style sheet of the portal out of govuk-frontend's: keeps the components we use, takes our colours
 * in place of its custom properties (old phones know none), leaves its brand and its fonts out.
 */

interface Block {
  head: string
  body: string
}

/** The blocks of one level of a minified sheet; statements without a block (`@charset`) are left out. */
function blocksOf(css: string): Block[] {
  const out: Block[] = []
  let start = 0
  let depth = 0
  let open = 0
  for (let i = 0; i < css.length; i++) {
    const c = css[i]
    if (c === '{' && depth++ === 0) open = i
    else if (c === '}' && --depth === 0) {
      out.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, i) })
      start = i + 1
    } else if (c === ';' && depth === 0) start = i + 1
  }
  return out
}

/** Splits a selector list at its commas outside of brackets. */
function selectorsOf(head: string): string[] {
  const out: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i <= head.length; i++) {
    const c = head[i]
    if (c === '(' || c === '[') depth++
    else if (c === ')' || c === ']') depth--
    else if (i === head.length || (c === ',' && depth === 0)) {
      out.push(head.slice(start, i).trim())
      start = i + 1
    }
  }
  return out.filter((s) => s !== '')
}

export interface TrimOptions {
  /** Class prefixes after `govuk-` that are kept; a selector goes when it names any other. */
  keep: readonly string[]
  /** Values of the custom properties, by full name. */
  values: Readonly<Record<string, string>>
  fontFamily: string
}

/** @returns the trimmed sheet, minified. Pure. */
export function trimCss(css: string, options: TrimOptions): string {
  const kept = new RegExp(`^govuk-(?:${options.keep.join('|')})(?:$|[-_])`)
  const wanted = (selector: string): boolean => {
    const classes = selector.match(/govuk-[a-zA-Z0-9_-]+/g)
    return (
      classes?.every((c) => kept.test(c)) === true && !/js-enabled|govuk-frontend-supported/.test(selector)
    )
  }
  const walk = (source: string): string =>
    blocksOf(source)
      .map(({ head, body }) => {
        if (/^@(?:media|supports)/.test(head)) {
          const inner = walk(body)
          return inner === '' ? '' : `${head}{${inner}}`
        }
        if (head.startsWith('@')) return ''
        const selectors = selectorsOf(head).filter(wanted)
        return selectors.length === 0 ? '' : `${selectors.join(',')}{${body}}`
      })
      .join('')
  return settle(walk(css.replace(/\/\*[\s\S]*?\*\//g, '')), options)
}

function settle(css: string, { values, fontFamily }: TrimOptions): string {
  let out = css
  // Innermost first: a fallback may itself be a property.
  for (let before = ''; before !== out; ) {
    before = out
    out = out.replace(/var\((--[\w-]+)(?:,([^()]*))?\)/g, (all, name: string, fallback?: string) => {
      // A component's own variable is set and read inside it.
      if (name.startsWith('--_')) return all
      const value = values[name] ?? fallback
      if (value === undefined) throw new Error(`style sheet: ${name} has neither value nor fallback`)
      return value
    })
  }
  return out.replace(/font-family:[^;}]*/g, `font-family:${fontFamily}`)
}

/** Takes comments, line ends and needless blanks out of a sheet written by hand. */
export function minifyCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
}
