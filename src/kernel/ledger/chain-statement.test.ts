import { describe, expect, test } from 'vitest'
import { newSigningKey } from '../crypto/signing.ts'
import { makeChainStatement, verifyChainStatement } from './chain-statement.ts'
import { makeReceipt } from './receipt.ts'

const key = newSigningKey()
const hash = (n: number) => `sha256:${String(n).repeat(64)}`
const links = [1, 2, 3].map((n) => ({
  version: n,
  recordedAt: `2026-08-0${n}T00:00:00.000Z`,
  hash: hash(n),
  prevHash: hash(n - 1),
}))
const receipt = makeReceipt(
  {
    bureau: { slug: 'demo', name: '演示' },
    number: 'DEMO-X2026-000001',
    receivedAt: '2026-08-01T00:00:00.000Z',
    procedure: 'petition',
    demands: 1,
    commitments: {},
    event: { version: 1, hash: hash(1) },
    issuedAt: '2026-08-01T00:00:00.000Z',
  },
  key,
)
const statement = (more: Partial<Parameters<typeof makeChainStatement>[0]> = {}, by = key) =>
  makeChainStatement({ number: receipt.number, asOf: '2026-08-04T00:00:00.000Z', links, ...more }, by)
const trusted = new Map([[key.id, key.publicKey]])

describe('the links of a chain, signed', () => {
  test('hold for the receipt they begin with', () => {
    expect(verifyChainStatement(JSON.parse(JSON.stringify(statement())), receipt, trusted)).toEqual([])
  })

  test('do not hold when one is left out, moved, back-dated or hung elsewhere, even signed anew', () => {
    const wrong = [
      [links[0]!, links[2]!],
      [links[0]!, links[2]!, links[1]!],
      [links[0]!, { ...links[1]!, recordedAt: '2026-07-01T00:00:00.000Z' }],
      [links[0]!, { ...links[1]!, prevHash: hash(9) }],
    ]
    for (const bent of wrong)
      expect(verifyChainStatement(statement({ links: bent }), receipt, trusted)).toEqual(['chain-broken'])
  })

  test('of another matter, another signer, altered, or of no shape are named as such', () => {
    expect(verifyChainStatement(statement({ number: 'X' }), receipt)).toEqual(['chain-other-receipt'])
    expect(verifyChainStatement(statement({ links: links.slice(1) }), receipt)).toEqual([
      'chain-other-receipt',
    ])
    expect(verifyChainStatement(statement({}, newSigningKey()), receipt, trusted)).toEqual([
      'chain-key-not-trusted',
    ])
    const altered = { ...statement(), asOf: '2027-01-01T00:00:00.000Z' }
    expect(verifyChainStatement(altered, receipt, trusted)).toEqual(['chain-signature-invalid'])
    for (const shape of [null, 1, {}, { ...statement(), links: [] }, { ...statement(), links: [null] }])
      expect(verifyChainStatement(shape, receipt)).toEqual(['not-a-chain'])
  })
})
