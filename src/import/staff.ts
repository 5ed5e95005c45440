/** Who acts in a replay: simulated accounts of the units, made once, without a way to sign in. */
import type { BureauFacts } from '../bureau/index.ts'
import { type Actor, type CasesDeps, SYSTEM } from '../cases/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { Names } from './names.ts'
import type { Router } from './routing.ts'
import { addAccounts, type SimulatedAccount } from './store.ts'

type Role = Actor['roles'][number]

/** The unit that takes letters in. Refuses `bureau.no_unit_for_seat`. */
export function centreOf(facts: BureauFacts): string | Refusal {
  const centre = [...facts.units.values()].find((u) => u.active && u.seats.includes('centre'))
  return centre?.unitId ?? refuse('bureau.no_unit_for_seat')
}

export class Staff {
  readonly #names: Names
  readonly #facts: BureauFacts
  readonly #centreId: string

  constructor(names: Names, facts: BureauFacts, centreId: string) {
    this.#names = names
    this.#facts = facts
    this.#centreId = centreId
  }

  /** Registers what the letter box hands over, and closes windows that are over. */
  readonly program = SYSTEM
  /** Routes. */
  get clerk(): Actor {
    return this.#actor(this.#centreId, 'clerk')
  }
  /** Checks replies: another person than the one who routes. */
  get checker(): Actor {
    return this.#actor(this.#centreId, 'supervisor')
  }
  handlerOf(unitId: string): Actor {
    return this.#actor(unitId, 'handler')
  }

  #actor(unitId: string, role: Role): Actor {
    const code = this.#facts.units.get(unitId)!.code
    return {
      kind: 'account',
      id: this.#names.bureauPart('account', `${code}/${role}`),
      unitId,
      roles: [role],
    }
  }

  /** Writes those accounts that are not there yet. */
  async hire(deps: CasesDeps, router: Router, now: Date): Promise<void> {
    const { bureau, units } = this.#facts
    const actors = [this.clerk, this.checker, ...router.unitIds.map((id) => this.handlerOf(id))]
    const accounts = actors.map((actor): SimulatedAccount => {
      const unit = units.get(actor.unitId!)!
      return {
        account_id: actor.id!,
        login: `replay.${bureau.slug}.${unit.code.toLowerCase()}.${actor.roles[0]}`,
        name: `模拟账号 ${unit.name.zh} (${actor.roles[0]})`,
        unit_id: unit.unitId,
        roles: [...actor.roles],
      }
    })
    await withTx(deps.app, { bureau: bureau.bureauId }, (tx) =>
      addAccounts(tx, bureau.bureauId, accounts, now),
    )
  }
}
