/** Turns a page model into HTML: Nunjucks with autoescape, govuk-frontend's macros, our words in the reader's language. */
import nunjucks from 'nunjucks'
import { LANG_TAGS, type Lang } from '../kernel/errors/index.ts'
import { type Assets, TEMPLATE_FOLDERS } from './assets.ts'
import { dayText, whenText } from './dates.ts'
import { fill, textsIn, type Words } from './texts/index.ts'

/** What the frame of every page needs. */
export interface Frame {
  lang: Lang
  /** Address of this page without `lang`, for the language switch; it is asked for by GET. */
  path: string
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

/** Escaped at compile time by Nunjucks; a template that is missing or wrong throws. */
export function createRenderer(assets: Assets): PageRenderer {
  const loader = new nunjucks.FileSystemLoader([...TEMPLATE_FOLDERS], { watch: false })
  const env = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  })
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
        base: frame.bureau ? `/${frame.bureau.slug}` : '',
        assets: { css: assets.css.url, script: assets.script.url, icon: assets.icon.url },
        t: textsIn(frame.lang),
        ...model,
      })
      .replace(/\n\s*\n+/g, '\n')
  }
}
