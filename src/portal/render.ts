/** Turns a page model into HTML: Nunjucks with autoescape, govuk-frontend's macros, our words in the reader's language. */
import nunjucks from 'nunjucks'
import { LANG_TAGS, type Lang } from '../kernel/errors/index.ts'
import { type Asset, type Assets, TEMPLATE_FOLDERS } from './assets.ts'
import { dayText, whenText } from './dates.ts'
import { navigationOf } from './nav.ts'
import { fill, textsIn, type Words } from './texts/index.ts'

/** What the frame of every page needs. */
export interface Frame {
  lang: Lang
  /** Larger letters, as the reader chose. */
  large: boolean
  /** Address of this page without `lang` and `size`, for their switches; it is asked for by GET. */
  path: string
  /** What was asked besides, as in an address, without `lang` and `size`. */
  query: string
  bureau: { slug: string; name: Words; simulated: boolean } | null
  /** A matter is open in this browser: the page offers to leave. */
  signedIn: boolean
  /** Leave this out of search engines. */
  personal: boolean
}

export type PageRenderer = (template: string, frame: Frame, model: Record<string, unknown>) => string

interface FilterContext {
  ctx: { lang?: Lang; zone?: string }
}

const html = (markup: string) => new nunjucks.runtime.SafeString(markup)

function named(assets: ReadonlyMap<string, Asset>, name: string): string {
  const found = assets.get(name)
  if (!found) throw new Error(`the portal has no file "${name}"`)
  return found.url
}

/** The same page with another language or size. */
function switchTo(frame: Frame, name: 'lang' | 'size', value: string): string {
  const query = new URLSearchParams(frame.query)
  query.set(name, value)
  return `${frame.path}?${query}`
}

/** Escaped at compile time by Nunjucks; a template that is missing or wrong throws. */
export function createRenderer(assets: Assets): PageRenderer {
  const loader = new nunjucks.FileSystemLoader([...TEMPLATE_FOLDERS], { watch: false })
  const env = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  })
  // `{{ sheet("reception") }}` in the block `head` of a page links the room's own sheet.
  env.addGlobal('sheet', (name: string) =>
    html(`<link rel="stylesheet" href="${named(assets.sheets, name)}">`),
  )
  env.addGlobal('script', (name: string) =>
    html(`<script src="${named(assets.scripts, name)}" defer></script>`),
  )
  const lang = (c: FilterContext): Lang => c.ctx.lang ?? 'zh'
  env.addFilter('l', function (this: FilterContext, words: Words | null) {
    return words ? words[lang(this)] : ''
  })
  env.addFilter('fill', (sentence: string, values: Record<string, unknown>) => fill(sentence, values))
  env.addFilter('day', function (this: FilterContext, day: string) {
    return dayText(day, lang(this))
  })
  env.addFilter('when', function (this: FilterContext, instant: string) {
    return whenText(instant, lang(this), this.ctx.zone ?? 'Asia/Shanghai')
  })
  return (template, frame, model) => {
    const other: Lang = frame.lang === 'zh' ? 'en' : 'zh'
    return env
      .render(`${template}.njk`, {
        ...frame,
        langTag: LANG_TAGS[frame.lang],
        otherLang: other,
        otherTag: LANG_TAGS[other],
        langHref: switchTo(frame, 'lang', other),
        sizeHref: switchTo(frame, 'size', frame.large ? 'normal' : 'large'),
        base: frame.bureau ? `/${frame.bureau.slug}` : '',
        nav: frame.bureau ? navigationOf(frame.bureau.slug, frame.path, frame.lang) : null,
        assets: { css: assets.css.url, script: assets.script.url, icon: assets.icon.url },
        t: textsIn(frame.lang),
        ...model,
      })
      .replace(/\n\s*\n+/g, '\n')
  }
}
