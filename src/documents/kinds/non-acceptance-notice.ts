/** 不予（不再）受理告知书: never without reason and route. */
import type { KindDef } from '../contract.ts'
import { ROUTE_HASTE, routeLine } from '../remedy.ts'
import { received, stopped } from '../words.ts'

const again = (route: string | null): string => (route === 'finished-by-re-review' ? '不再受理' : '不予受理')
/** Only a route outside the procedure of petitions has limits of its own to warn of. */
const INSIDE = new Set(['pending-at-lower-level', 'finished-by-re-review', 'window-passed'])

export const nonAcceptanceNotice: KindDef = {
  kind: 'non-acceptance-notice',
  audience: 'person',
  word: '不受',
  title: (f) => `信访事项${again(f.given.route)}告知书`,
  merge: (f) => [`${received(f)}收悉。经审查，本机关（单位）决定${again(f.given.route)}。`],
  fixed: (f) => [
    ...(f.given.finished ? [`该事项已经复核终结：${stopped(f.given.finished)}`] : []),
    `${again(f.given.route)}的理由：${stopped(f.given.reason ?? '')}`,
    `处理途径：${routeLine(f)}${INSIDE.has(f.given.route ?? '') ? '' : ROUTE_HASTE}`,
  ],
}
