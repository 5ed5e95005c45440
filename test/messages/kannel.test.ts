/**
 * Against the SMSC that comes with Kannel (`drive_smpp` of the Debian package kannel-extras): it knows bind_transmitter and
 * bind_receiver, takes submissions without giving them a number, sends messages and signs of life.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SmppLine, segmentsOf, smppLine } from '../../src/messages/index.ts'

const PROGRAM = '/usr/lib/kannel/test/drive_smpp'
const HERE = existsSync(PROGRAM)
const PORT = 24_775
/** It wants to speak to Kannel's own bearerbox here and stops when nobody listens. */
const SMSBOX = 13_001
const MESSAGES = 20

test('is installed where it is required', () => {
  expect(HERE || process.env.HUIYIN_REQUIRE_KANNEL !== '1').toBe(true)
})

describe.skipIf(!HERE)("Kannel's SMSC", () => {
  let smsc: ChildProcess
  let said = ''
  let line: SmppLine
  let box: Server
  const replies: string[] = []
  beforeAll(async () => {
    box = createServer((socket) => socket.on('error', () => {}))
    // Where Kannel itself runs, it listens already.
    await new Promise<void>((ready) => {
      box.once('error', () => ready())
      box.listen(SMSBOX, '127.0.0.1', ready)
    })
    smsc = spawn(PROGRAM, ['-v', '0', '-p', String(PORT), '-m', String(MESSAGES)])
    smsc.stderr!.on('data', (text) => (said += String(text)))
    smsc.stdout!.on('data', (text) => (said += String(text)))
    await sleep(500)
    line = smppLine(
      {
        name: 'kannel',
        host: '127.0.0.1',
        port: PORT,
        systemId: 'foo',
        password: 'bar',
        systemType: 'VMA',
        bind: 'separate',
        source: '123',
        enquireSeconds: 1,
      },
      {
        receipt: async () => {},
        reply: async (_line, m) => void replies.push(`${m.from} ${m.to} ${m.text}`),
      },
    )
    expect(await line.ready(10_000)).toBe(true)
  })
  afterAll(async () => {
    await line?.close()
    smsc?.kill('SIGKILL')
    if (smsc && smsc.exitCode === null && smsc.signalCode === null) await once(smsc, 'exit')
    box?.close()
  })

  const hand = (text: string) => {
    const { alphabet, parts } = segmentsOf(text)
    const place = { messageId: 'm', bureau: 'b', campaignId: 'c', signature: 's', text }
    return line.hand({ ...place, address: '19000000001', segments: parts, ucs2: alphabet === 'ucs2' })
  }

  test('takes texts in both alphabets, whole and in segments, and gives them no number', async () => {
    expect(await hand('Water is off tomorrow.')).toEqual({ kind: 'sent', reference: null })
    expect(await hand('【演示局】明天停水。')).toEqual({ kind: 'sent', reference: null })
    expect(await hand('水'.repeat(150))).toEqual({ kind: 'sent', reference: null })
    await Promise.all(Array.from({ length: 50 }, (_, n) => hand(`第${n}条`)))
    // Three segments, two single ones and fifty.
    await expect.poll(() => said.match(/Handling SMPP PDU of type submit_sm\b/g)?.length).toBe(55)
  })

  test('sends messages, which are acknowledged, and signs of life both ways', async () => {
    await expect.poll(() => replies.length, { timeout: 20_000 }).toBe(MESSAGES)
    expect(replies[0]).toBe('456 123 1')
    await expect.poll(() => said.match(/type deliver_sm_resp\b/g)?.length, { timeout: 20_000 }).toBe(MESSAGES)
    await expect.poll(() => said.includes('type enquire_link_resp'), { timeout: 10_000 }).toBe(true)
    await expect.poll(() => /type enquire_link(?!_)/.test(said), { timeout: 10_000 }).toBe(true)
  })
})
