/**
 * Pages and parts of pages are loaded when they are opened. With the line cut they cannot be: the page that is open then
 * stays, with all that is typed on it; what was asked for says so, and comes by itself when the server answers again.
 */
import type { AsyncRouteComponent } from '@tanstack/react-router'
import { type ComponentType, createElement, use } from 'react'
import { ApiProblem } from './api/client.ts'
import { answers, noteSilence, onReach, reachNow, useReach } from './api/reach.ts'
import { allTexts } from './text/index.ts'

/** Where it is kept which address was loaded anew, so that it happens once. */
const RELOADED = 'huiyin.reloaded'

/** The server answers and does not have the file: it was updated, and this tab still wants parts of before. */
class Outdated extends Error {}

const forgets = new Set<() => void>()

/** Lets everything that could not be loaded be asked for again. */
export function forgetFailures(): void {
  for (const forget of forgets) forget()
}
onReach(() => {
  if (reachNow() === 'back') forgetFailures()
})

/** What is loaded once. Its promise never fails: what went wrong is kept, until it is forgotten. */
function once<P>(load: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | undefined
  let failure: Error | undefined
  let loading: Promise<void> | undefined
  const start = (): Promise<void> => {
    loading ??= load().then(
      (component) => {
        loaded = component
      },
      async (error: unknown) => {
        failure = await whyNot(error)
      },
    )
    return loading
  }
  const forget = (): void => {
    if (failure === undefined) return
    failure = undefined
    loading = undefined
  }
  forgets.add(forget)
  const read = (): ComponentType<P> | Error => {
    if (loaded === undefined && failure === undefined) use(start())
    if (failure instanceof Outdated) loadAnewOnce()
    return loaded ?? failure!
  }
  return { start, forget, read }
}

async function whyNot(error: unknown): Promise<Error> {
  if (await answers()) return new Outdated(String(error))
  noteSilence()
  return new ApiProblem({ type: 'about:blank', title: 'network', status: 0, detail: '', code: 'network' })
}

function loadAnewOnce(): void {
  if (sessionStorage.getItem(RELOADED) === location.href) return
  sessionStorage.setItem(RELOADED, location.href)
  location.reload()
}

/** A page of the first load: it does with the words that came with the frame. */
export function firstPage<M extends Record<string, unknown>, K extends keyof M & string>(
  load: () => Promise<M>,
  name: K,
): AsyncRouteComponent<object> {
  const it = once<object>(async () => (await load())[name] as ComponentType<object>)
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each page, where its address is written down
  const Page: AsyncRouteComponent<object> = (props: object) => {
    const page = it.read()
    if (page instanceof Error) throw page
    return createElement(page, props)
  }
  // Asked for anew, by a link that is pointed at or followed: what failed before may be there now.
  Page.preload = () => {
    it.forget()
    return it.start()
  }
  return Page
}

/** A page by the file that holds it and its name there, together with the words of the desk. */
export function page<M extends Record<string, unknown>, K extends keyof M & string>(
  load: () => Promise<M>,
  name: K,
): AsyncRouteComponent<object> {
  return firstPage(async () => {
    const [module] = await Promise.all([load(), allTexts()])
    return module
  }, name)
}

/**
 * A part of a page: a dialog, a panel. While the server is away it is not there, which the band above the page says,
 * and it comes by itself when the server is back; the page around it stays.
 */
export function part<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const it = once(load)
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, beside the page that shows it
  return function Part(props: P) {
    useReach()
    const component = it.read()
    return component instanceof Error ? null : createElement(component, props)
  }
}
