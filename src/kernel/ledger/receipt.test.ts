import { describe, expect, it } from 'vitest'
import { commit, newSalt } from '../crypto/index.ts'
import { newSigningKey } from '../crypto/signing.ts'
import { makeReceipt, type Receipt, receiptProof, verifyReceipt, verifyReceiptProof } from './index.ts'

const key = newSigningKey()
const trusted = new Map([[key.id, key.publicKey]])
const salt = newSalt()
const text = '小区路灯不亮。\n请处理。'
const content = {
  bureau: { slug: 'demo', name: '示例局' },
  number: '2026-000001',
  receivedAt: '2026-08-03T01:00:00.000Z',
  procedure: 'petition',
  demands: 2,
  commitments: { body: commit(salt, text) },
  event: { version: 1, hash: `sha256:${'a'.repeat(64)}` },
  issuedAt: '2026-08-03T01:00:01.000Z',
}
const receipt = makeReceipt(content, key)
const codes = (input: unknown, keys?: typeof trusted) =>
  verifyReceipt(input, keys).findings.map((f) => f.code)

describe('receipt', () => {
  it('verifies offline from its text, whatever its layout and order of members', () => {
    expect(verifyReceipt(JSON.stringify(receipt), trusted)).toEqual({ ok: true, findings: [], receipt })
    const turned = Object.fromEntries(Object.entries(receipt).reverse())
    expect(verifyReceipt(JSON.stringify(turned, null, 4), trusted).ok).toBe(true)
  })

  it('holds nothing but the fields of a receipt', () => {
    const more = { ...content, phone: '13800001111', bureau: { ...content.bureau, inner: 'x' } }
    expect(makeReceipt(more, key)).toEqual(receipt)
  })

  it('shows any alteration', () => {
    const changes: Partial<Record<keyof Receipt, unknown>>[] = [
      { bureau: { ...content.bureau, name: '别局' } },
      { number: '2026-000002' },
      { receivedAt: '2026-08-04T01:00:00.000Z' },
      { procedure: 'letter-box' },
      { demands: 1 },
      { commitments: { body: commit(salt, 'other') } },
      { commitments: {} },
      { event: { ...content.event, version: 2 } },
      { issuedAt: '2026-08-04T01:00:00.000Z' },
      { algorithm: 'none' },
      { signature: `${'A'.repeat(86)}==` },
      { signature: '' },
    ]
    for (const change of changes) {
      const altered = { ...receipt, ...change }
      expect(codes(altered, trusted), JSON.stringify(change)).toEqual(['signature-invalid'])
      expect(verifyReceipt(altered).ok).toBe(false)
    }
    expect(codes({ ...receipt, extra: 1 }, trusted)).toEqual(['signature-invalid'])
    expect(codes({ ...receipt, number: '\ud800' }, trusted)).toEqual(['signature-invalid'])
  })

  it('tells a whole receipt of an unknown signer from a trusted one', () => {
    const forged = makeReceipt(content, newSigningKey())
    expect(codes(forged, trusted)).toEqual(['key-not-trusted'])
    expect(verifyReceipt(forged, trusted).ok).toBe(false)
    expect(verifyReceipt(forged)).toMatchObject({
      ok: true,
      findings: [{ code: 'key-not-checked', severity: 'note' }],
    })
    expect(codes({ ...forged, keyId: key.id }, trusted)).toEqual([
      'key-mismatch',
      'key-not-trusted',
      'signature-invalid',
    ])
  })

  it('is told from anything else', () => {
    for (const other of ['', '{', 'null', '[]', '{"format":"huiyin-seal"}', undefined, 5]) {
      expect(codes(other, trusted)).toEqual(['not-a-receipt'])
    }
    expect(codes({ ...receipt, formatVersion: 2 })).toEqual(['unknown-version'])
    for (const field of ['bureau', 'number', 'demands', 'commitments', 'event', 'publicKey', 'signature']) {
      expect(verifyReceipt({ ...receipt, [field]: null }).findings).toMatchObject([
        { code: 'not-a-receipt', field },
      ])
    }
  })
})

describe('proof of what was written', () => {
  const proof = receiptProof(receipt, 'body', salt, text)

  it('proves the text, with the line ends of any editor, and no other', () => {
    expect(verifyReceiptProof(receipt, JSON.parse(JSON.stringify(proof)), text)).toBe('proved')
    expect(verifyReceiptProof(receipt, proof, `${text.replace('\n', '\r\n')}\r\n`)).toBe('proved')
    expect(verifyReceiptProof(receipt, proof, `${text} `)).toBe('other-text')
    expect(verifyReceiptProof(receipt, proof, '\ud800')).toBe('other-text')
  })

  it('belongs to one receipt', () => {
    const other = makeReceipt({ ...content, number: '2026-000002' }, key)
    expect(verifyReceiptProof(other, proof, text)).toBe('other-receipt')
    expect(verifyReceiptProof(receipt, { ...proof, name: 'subject' }, text)).toBe('other-receipt')
    expect(verifyReceiptProof(receipt, { ...proof, salt: 'zz' }, text)).toBe('not-a-proof')
    expect(verifyReceiptProof(receipt, null, text)).toBe('not-a-proof')
  })

  it('is not made for a text the receipt does not speak of', () => {
    expect(() => receiptProof(receipt, 'body', salt, 'other')).toThrow(RangeError)
    expect(() => receiptProof(receipt, 'subject', salt, text)).toThrow(RangeError)
  })
})
