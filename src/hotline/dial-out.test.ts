/** Click-to-dial reaches what is public, or what the operator names, and follows no redirect. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mayReach, NotAllowedError, sendDial } from './dial-out.ts'

let server: Server
let port = 0
const asked: { url: string; body: string }[] = []

beforeAll(async () => {
  server = createServer((q, r) => {
    let body = ''
    q.on('data', (d) => {
      body += d
    })
    q.on('end', () => {
      asked.push({ url: q.url!, body })
      if (q.url === '/elsewhere') r.writeHead(302, { location: '/dial' })
      r.end('{}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

const send = (url: string, allowed: string[] = []) =>
  sendDial(url, { body: '{"type":"dial"}', headers: {}, allowed, ms: 3000 })

test('inner addresses are closed until they are named, in whatever way they are written', () => {
  for (const at of [
    '127.0.0.1',
    '10.2.3.4',
    '172.20.0.9',
    '192.168.1.1',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '100.64.1.1',
  ])
    expect(mayReach(at, []), at).toBe(false)
  for (const at of ['8.8.8.8', '2001:db8::1', '172.32.0.1']) expect(mayReach(at, []), at).toBe(true)
  expect(mayReach('10.2.3.4', ['10.2.0.0/16'])).toBe(true)
  expect(mayReach('10.3.3.4', ['10.2.0.0/16'])).toBe(false)
  expect(mayReach('::1', ['10.2.0.0/16', '::1'])).toBe(true)
})

test('a request to this machine is not sent, by number or by name', async () => {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1'])
    await expect(send(`http://${host}:${port}/dial`), host).rejects.toBeInstanceOf(NotAllowedError)
  expect(asked).toEqual([])
  expect(await send(`http://127.0.0.1:${port}/dial`, ['127.0.0.0/8'])).toEqual({ status: 200 })
  expect(asked).toEqual([{ url: '/dial', body: '{"type":"dial"}' }])
})

test('a redirect is told, not followed', async () => {
  asked.length = 0
  expect(await send(`http://127.0.0.1:${port}/elsewhere`, ['127.0.0.1'])).toEqual({ status: 302 })
  expect(asked.map((a) => a.url)).toEqual(['/elsewhere'])
})
