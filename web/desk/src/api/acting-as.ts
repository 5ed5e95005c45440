/**
 * For whom this tab was opened. All tabs of a browser have one session, and another tab may have signed somebody else in, or
 * entered the practice ground: each request names the account it was written for, and the server refuses it to any other.
 */
let account: string | null = null

/** The header of a request; nothing before the tab knows who it is for. */
export const actingAs = (): Record<string, string> => (account === null ? {} : { 'x-account': account })

/** The server said who is signed in. @returns whether that is who the tab is for; the first one said always is */
export function isForThisTab(accountId: string): boolean {
  account ??= accountId
  return account === accountId
}

/** What the tab shows next is for whoever is signed in then. */
export function actForNobody(): void {
  account = null
}
