import { expect, test } from 'vitest'
import { blockOf, createAddressKeys } from './address-block.ts'

test('an IPv6 household is one block, an IPv4 address its own', () => {
  expect(blockOf('192.0.2.7')).toBe('192.0.2.7')
  expect(blockOf('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(blockOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(blockOf('2001:0DB8:1:2::9')).toBe('2001:db8:1:2::/64')
  expect(blockOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(blockOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(blockOf('::1')).toBe('0:0:0:0::/64')
  expect(blockOf('2001:db8:1:3::9')).not.toBe(blockOf('2001:db8:1:2::9'))
})

test('what is held names no address and is another on the next day', () => {
  const keys = createAddressKeys()
  const day = (d: string) => keys.digest('192.0.2.7', new Date(`${d}T10:00:00Z`))
  const first = day('2026-08-03')
  expect(first).not.toContain('192')
  expect(day('2026-08-03')).toBe(first)
  expect(keys.digest('192.0.2.8', new Date('2026-08-03T10:00:00Z'))).not.toBe(first)
  expect(day('2026-08-04')).not.toBe(first)
  expect(createAddressKeys().digest('192.0.2.7', new Date('2026-08-03T10:00:00Z'))).not.toBe(first)
})
