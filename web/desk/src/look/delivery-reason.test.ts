import { expect, test } from 'vitest'
import { reasonOf } from './delivery-reason.ts'

test('a code is told by what it means for who reads it', () => {
  const told = {
    'quiet hours': 'quiet',
    'gateway away': 'away',
    'sms not reached': 'away',
    'smtp ETIMEDOUT': 'away',
    'smtp EAUTH 535': 'login',
    'sms 401 E1': 'login',
    'sms 429': 'busy',
    'sms 503': 'fault',
    'smtp address': 'number',
    'smpp 0x0000000b': 'number',
    'smtp 550': 'refused',
    'smpp no-answer': 'unknown',
    'UNDELIV 045': 'undelivered',
    'opted-out': 'optedOut',
  }
  for (const [code, reason] of Object.entries(told)) expect(reasonOf(code), code).toBe(reason)
  expect(reasonOf('sms 418 teapot')).toBe('other')
})
