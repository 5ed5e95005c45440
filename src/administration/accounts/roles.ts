/** What each role may do, read from the declared access of every route and from the tables of the procedures. Pure. */
import { PROCEDURES } from '../../cases/index.ts'
import { ROLE_LABELS, ROLES, type RoleName } from '../../kernel/access/index.ts'
import type { RoleRights } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'

export function rightsOf(
  routes: ReturnType<AdministrationDeps['routes']>,
  accountsByRole: ReadonlyMap<string, number>,
): RoleRights[] {
  return ROLES.map((role) => ({
    role,
    label: ROLE_LABELS[role],
    accounts: accountsByRole.get(role) ?? 0,
    rights: routes.flatMap(({ method, url, access, summary }) =>
      typeof access === 'object' && access.roles.includes(role) ? [{ method, url, label: summary }] : [],
    ),
    steps: stepsOf(role),
  }))
}

function stepsOf(role: RoleName): RoleRights['steps'] {
  return PROCEDURES.flatMap((procedure) => {
    const items = procedure.transitions.flatMap((t) => {
      const who = t.who.find((w) => 'roles' in w && w.roles.includes(role))
      return who ? [{ label: t.label, seat: 'seat' in who ? who.seat : null }] : []
    })
    // A step that leaves several states is one step to the person who takes it.
    const once = items.filter(
      (a, i) => items.findIndex((b) => b.label.zh === a.label.zh && b.seat === a.seat) === i,
    )
    return once.length > 0 ? [{ procedure: procedure.label, items: once }] : []
  })
}
