/** The head releases a book of a year, or opens it again with a reason. */
import { type Command, once } from '../bureau/index.ts'
import { uuidv7 } from '../kernel/crypto/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import type { ReleaseInput, YearDone } from './contract.ts'
import { controlsOf } from './controls.ts'
import { codeListsOf, loadAccounts } from './read-accounts.ts'
import type { AccountsRoom } from './room.ts'
import { insertChange, lockYear, updateYear } from './store.ts'

/**
 * @returns refusals `not_found`, `write.stale_version`, `accounts.not_now` (already so), `accounts.does_not_add_up` (a control of
 * that book finds an error), `input.required` for a missing reason to reopen
 */
export function releaseBook(
  room: AccountsRoom,
  command: Command,
  departmentId: string,
  year: number,
  input: ReleaseInput,
): Promise<YearDone | Refusal> {
  const { bureauId, accountId, name } = command.session
  const note = input.note?.trim() ?? ''
  if (input.act === 'reopen' && note === '')
    return Promise.resolve(refuse('input.required', { field: 'note' }))
  return once(room.pool, command, ['finance-release', departmentId, year, input], async (tx) => {
    const row = await lockYear(tx, bureauId, departmentId, year)
    if (!row) return refuse('not_found')
    if (row.version !== input.expectedVersion)
      return refuse('write.stale_version', { details: { version: row.version } })
    const state = input.act === 'release' ? 'released' : 'open'
    if (row[input.book] === state) return refuse('accounts.not_now')
    if (state === 'released') {
      const [accounts, before, codes] = await Promise.all([
        loadAccounts(tx, bureauId, departmentId, year),
        loadAccounts(tx, bureauId, departmentId, year - 1),
        codeListsOf(tx, bureauId, year),
      ])
      const errors = controlsOf(accounts!, { before, codes }).filter(
        (c) => c.severity === 'error' && c.book === input.book,
      )
      if (errors.length > 0)
        return refuse('accounts.does_not_add_up', {
          details: { count: errors.length, first: errors[0]!.words.zh },
        })
    }
    const next = { ...row, [input.book]: state, version: row.version + 1 }
    await insertChange(
      tx,
      { bureauId, departmentId, year },
      {
        change_id: uuidv7(command.now),
        at: command.now,
        account_id: accountId,
        by_name: name,
        origin: input.act,
        file_name: null,
        file_digest: null,
        note: `${input.book}${note === '' ? '' : `: ${note}`}`,
      },
    )
    await updateYear(tx, bureauId, departmentId, next, command.now)
    return {
      departmentId,
      year,
      version: next.version,
      books: { budget: next.budget, final: next.final },
    }
  })
}
