import type { Procedure } from '../../api/types.ts'

/** Tables of matters that these roles may open by hand. */
export function openTables(procedures: readonly Procedure[], roles: readonly string[]): Procedure[] {
  return procedures.filter(
    (p) =>
      p.kind === 'main' && p.openedBy.some((w) => 'roles' in w && w.roles.some((r) => roles.includes(r))),
  )
}
