/**
 * Who asks, as far as counting needs it: an IPv4 address, or the /64 of an IPv6 one, since a household is given a whole /64
 * and could come from a new address each time. Only keyed digests are held, under a key that lives a day in memory: what is
 * counted today says nothing tomorrow, and a copy of the memory names no address.
 */
import { createHmac, randomBytes } from 'node:crypto'

/** The block of an address in one spelling; what is no address is a block of its own. Pure. */
export function blockOf(address: string): string {
  const plain = address.split('%', 1)[0]!.toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped) return mapped
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::', 2) as [string, string?]
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    while (groups.length + after.length < 8) groups.push('0')
    groups.push(...after)
  }
  return `${groups
    .slice(0, 4)
    .map((g) => Number.parseInt(g || '0', 16).toString(16))
    .join(':')}::/64`
}

export interface AddressKeys {
  /** Digest of the address's block, the same for a day. */
  digest(address: string, now: Date): string
}

export function createAddressKeys(): AddressKeys {
  let day = ''
  let key = randomBytes(32)
  return {
    digest(address, now) {
      const today = now.toISOString().slice(0, 10)
      if (today !== day) {
        day = today
        key = randomBytes(32)
      }
      return createHmac('sha256', key).update(blockOf(address)).digest('base64url').slice(0, 22)
    },
  }
}
