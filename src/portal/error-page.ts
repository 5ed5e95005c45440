/** Pages for what went wrong: what happened, what to do now, and that nothing is lost. */
import { type Lang, type Problem, problemOf, refuse } from '../kernel/errors/index.ts'
import { loadAssets } from './assets.ts'
import { SIZE_COOKIE } from './i18n.ts'
import { createRenderer, type PageRenderer } from './render.ts'

let own: PageRenderer | null = null

/** @param slug the bureau the address began with, if it exists */
export function renderError(
  render: PageRenderer,
  problem: Problem,
  reader: { lang: Lang; large: boolean },
  slug: string | null,
): string {
  return render(
    'error',
    { ...reader, path: '/', query: '', bureau: null, signedIn: false, personal: true },
    { problem, slug, serious: problem.status >= 500 },
  )
}

/**
 * The page of an error outside the portal's own routes, for the server.
 * @param cookies the request's header, for the size of letters
 */
export function portalErrorPage(problem: Problem, lang: Lang, cookies = ''): string {
  own ??= createRenderer(loadAssets())
  const large = new RegExp(`(?:^|; *)${SIZE_COOKIE}=large(?:;|$)`).test(cookies)
  return renderError(own, problem, { lang, large }, null)
}

export function fallbackProblem(lang: Lang, requestId: string): Problem {
  return problemOf(refuse('http.internal'), lang, requestId)!
}
