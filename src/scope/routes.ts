/** The API of the hints; the text is looked at and kept nowhere. */
import { only } from '../kernel/access/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { ScopeBody, ScopeHints } from './contract.ts'
import { scopeHints } from './rules.ts'

export function scopeRoutes(): Route[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/scope-hints',
      access: only('clerk', 'operator', 'supervisor', 'bureau-head', 'handler', 'unit-head', 'reviewer'),
      summary: {
        zh: '可能属于其他法定途径的提示（按用词，供人判断）',
        en: 'Hints at another statutory route, by the words used; a person decides',
      },
      schema: { body: ScopeBody, response: { 200: ScopeHints } },
      handler: ({ body }) => ({
        body: {
          items: scopeHints(body.text).map(({ rule, found }) => ({
            route: rule.route,
            label: rule.label,
            basis: rule.basis,
            class: rule.class,
            found,
            limits: rule.limits.map(({ label, basis, mark }) => ({ label, basis, mark })),
            advice: rule.advice,
          })),
        },
      }),
    }),
  ]
}
