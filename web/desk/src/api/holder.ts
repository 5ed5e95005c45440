/**
 * Whose session this browser has, for as long as it can be open: known here too, so that words kept on this device can be
 * shown to their writer while the server is away. Only an answer of the server tells it, and signing out, an ended session
 * and the time the bureau gives an unattended one take it away: whoever could not go on without a password sees nothing.
 */
const KEY = 'huiyin.holder'
const MINUTE_MS = 60_000

export interface Holder {
  accountId: string
  name: string
  /** How long the bureau keeps an unattended session open. */
  idleMinutes: number
}

interface Kept extends Holder {
  /** When somebody last did something that reached the server, in milliseconds of this device's clock. */
  at: number
}

function read(): Kept | null {
  try {
    const text = localStorage.getItem(KEY)
    return text ? (JSON.parse(text) as Kept) : null
  } catch {
    return null
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // A forbidden storage only means that nothing is shown while the server is away.
  }
}

/** The server said who is signed in. */
export function noteHolder({ accountId, name, idleMinutes }: Holder, now = Date.now()): void {
  write({ accountId, name, idleMinutes, at: now })
}

/** An act of a person reached the server; written down once a minute. */
export function noteHolderIsHere(now = Date.now()): void {
  const kept = read()
  if (kept && now - kept.at >= MINUTE_MS) write({ ...kept, at: now })
}

export function forgetHolder(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nobody was kept, then.
  }
}

/** Calls back with whose session it became by an act in another tab; gives back how to stop. */
export function onOtherHolder(listener: (accountId: string) => void): () => void {
  const onStorage = (e: StorageEvent) => {
    const kept = e.key === KEY ? read() : null
    if (kept) listener(kept.accountId)
  }
  window.addEventListener('storage', onStorage)
  return () => window.removeEventListener('storage', onStorage)
}

/** Who would still be signed in if the server could be asked; null where that cannot be known. */
export function holderNow(now = Date.now()): Holder | null {
  const kept = read()
  if (!kept || now < kept.at || now - kept.at >= kept.idleMinutes * MINUTE_MS) return null
  return kept
}
