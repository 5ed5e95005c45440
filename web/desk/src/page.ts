/** Pages are loaded when they are opened, each together with the words of the desk. */
import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import { allTexts } from './text/index.ts'

/** A page by the file that holds it and its name there. */
export function page<M extends Record<string, unknown>, K extends keyof M & string>(
  load: () => Promise<M>,
  name: K,
): AsyncRouteComponent<object> {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), allTexts()])
    return module as Record<string, never>
  }, name)
}
