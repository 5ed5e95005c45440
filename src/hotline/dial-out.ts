/**
 * The request that click-to-dial sends. Its address is set by a bureau's administrator, who must not reach by it what
 * stands beside the server: loopback, private and link-local addresses are refused where the name is looked up, at the
 * moment of connecting, unless the operator names them (`HUIYIN_DIAL_TO`). No redirect is followed.
 */
import { type LookupAddress, lookup } from 'node:dns'
import { request as http } from 'node:http'
import { request as https } from 'node:https'
import { BlockList, isIP } from 'node:net'

const NOT_PUBLIC: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
]
const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const closed = new BlockList()
for (const [net, bits] of NOT_PUBLIC) closed.addSubnet(net, bits, family(net))

/** An IPv4 address written as IPv6 is the same place. */
const plain = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address

/** @param allowed addresses and networks (`10.1.0.0/16`) the operator lets it reach */
export function mayReach(address: string, allowed: readonly string[]): boolean {
  const at = plain(address)
  if (!closed.check(at, family(at))) return true
  const open = new BlockList()
  for (const net of allowed) {
    const [base, bits] = net.split('/') as [string, string | undefined]
    if (bits === undefined) open.addAddress(base, family(base))
    else open.addSubnet(base, Number(bits), family(base))
  }
  return open.check(at, family(at))
}

export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError'
}

export type DialSend = (
  url: string,
  o: { body: string; headers: Record<string, string>; allowed: readonly string[]; ms: number },
) => Promise<{ status: number }>

/** @throws NotAllowedError for an address that must not be reached; Error for one that cannot be, or is too slow */
export const sendDial: DialSend = (url, { body, headers, allowed, ms }) =>
  new Promise((resolve, reject) => {
    const to = new URL(url)
    const name = to.hostname.replace(/^\[|\]$/g, '')
    if (isIP(name) && !mayReach(name, allowed)) {
      reject(new NotAllowedError(name))
      return
    }
    const asking = (to.protocol === 'https:' ? https : http)(
      to,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(ms),
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        // What is checked is what is connected to: a name that answers otherwise the next time gains nothing.
        lookup: (host, options, done) => {
          lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
            if (error) return done(error, '', 0)
            const shut = found.find((f) => !mayReach(f.address, allowed))
            if (shut) return done(new NotAllowedError(shut.address), '', 0)
            if (options.all) return (done as (e: null, all: LookupAddress[]) => void)(null, found)
            return done(null, found[0]!.address, found[0]!.family)
          })
        },
      },
      (answer) => {
        answer.resume()
        resolve({ status: answer.statusCode ?? 0 })
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
