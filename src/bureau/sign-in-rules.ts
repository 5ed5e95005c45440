/** What a bureau asks of its people when they sign in (登录规则): when sessions end, who needs a second factor. */
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import { once } from './once.ts'
import type { BureauRoom, Command } from './room.ts'
import { checkSignInRules, type SignInRules } from './rules.ts'
import { findSignInRules, saveSignInRules } from './sign-in-rules-store.ts'
import { audit } from './store.ts'

export type SignInRulesInForce = SignInRules & {
  /** 0 while the program's own values hold. */
  version: number
}

export async function readSignInRules(room: BureauRoom, bureauId: string): Promise<SignInRulesInForce> {
  const found = await withTx(room.pool, { bureau: bureauId }, (tx) => findSignInRules(tx, bureauId), {
    readOnly: true,
  })
  return { ...found.rules, version: found.version }
}

/**
 * Changes the rules. Open sessions follow the new times at once; a second factor that is now needed is asked for at the
 * next sign-in.
 * Refuses `bureau.idle_too_long`, `input.duplicate`, `bureau.changed_meanwhile`.
 */
export async function changeSignInRules(
  room: BureauRoom,
  command: Command,
  rules: SignInRules,
  expectedVersion: number,
): Promise<SignInRulesInForce | Refusal> {
  const { bureauId, accountId } = command.session
  const { now } = command
  const wrong = checkSignInRules(rules)
  if (wrong) return wrong
  const result = await once(room.pool, command, ['sign-in-rules', rules, expectedVersion], async (tx) => {
    const before = await findSignInRules(tx, bureauId)
    if (!(await saveSignInRules(tx, bureauId, rules, expectedVersion, now))) {
      return refuse('bureau.changed_meanwhile')
    }
    const details = { before: before.rules, after: rules }
    await audit(tx, { bureauId, accountId, action: 'sign-in-rules.changed', details, now })
    return { ...rules, version: expectedVersion + 1 }
  })
  room.sessions.forgetAccount(accountId)
  return result
}
