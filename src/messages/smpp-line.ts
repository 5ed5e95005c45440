/**
 * A session with an SMSC (SMPP 3.4): bound anew after a cut, asked for a sign of life, never more under way than its window.
 * A submission that was written and not answered is told as uncertain; receipts and replies are acknowledged only when they
 * are kept.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { createSlots } from '../kernel/jobs/index.ts'
import { errorForLog, type Logger } from '../kernel/log/log.ts'
import type { SmppSettings } from '../notices/index.ts'
import type { Handed, Line } from './line.ts'
import { headerOf } from './segments.ts'
import { type Answer, outcomeOf, type Part, type Receipt, readDelivered, THROTTLED } from './smpp-answers.ts'
import { type Pdu, type SmppSession, smpp } from './smpp-library.ts'

export interface SmppListener {
  receipt(line: string, receipt: Receipt): Promise<void>
  reply(line: string, message: { from: string; to: string; text: string }): Promise<void>
}

export interface SmppLine extends Line {
  /** Resolves when it is bound, or after so many milliseconds. @returns whether it is */
  ready(ms: number): Promise<boolean>
}

const SECOND = 1000
const LONGEST_PAUSE = 30 * SECOND
/** Parts of a long reply that never become whole are let go after this time. */
const PARTS_KEPT = 60 * SECOND
const INTERNATIONAL = 1
const ISDN = 1
const RX_T_APPN = 0x64
const UCS2 = 8
const UDHI = 0x40

type Role = 'transceiver' | 'transmitter' | 'receiver'

export function smppLine(s: SmppSettings, listener: SmppListener, log?: Pick<Logger, 'warn'>): SmppLine {
  const timeout = (s.timeoutSeconds ?? 20) * SECOND
  const window = s.window ?? 20
  const slots = createSlots(window)
  const bound = new Map<Role, SmppSession>()
  const roles: readonly Role[] = s.bind === 'separate' ? ['transmitter', 'receiver'] : ['transceiver']
  const ending = new AbortController()
  const pending = new Map<SmppSession, Set<(answer: Answer) => void>>()
  const parts = new Map<string, { texts: string[]; left: number; acknowledge: (() => void)[] }>()
  let reference = Math.floor(Math.random() * 256)
  let slowUntil = 0

  const sender = () => bound.get(s.bind === 'separate' ? 'transmitter' : 'transceiver')

  function ask(session: SmppSession, pdu: Pdu, ms: number): Promise<Pdu | 'not-sent' | 'lost'> {
    return new Promise((resolve) => {
      const open = pending.get(session)
      if (!open) return resolve('not-sent')
      const done = (answer: Pdu | 'not-sent' | 'lost') => {
        clearTimeout(timer)
        open.delete(lost)
        delete session._callbacks[pdu.sequence_number]
        resolve(answer)
      }
      const lost = () => done('lost')
      const timer = setTimeout(lost, ms)
      open.add(lost)
      if (!session.send(pdu, (answer) => done(answer))) done('not-sent')
    })
  }

  async function submit(fields: Record<string, unknown>): Promise<Answer> {
    return slots(async () => {
      if (slowUntil > performance.now()) await sleep(slowUntil - performance.now())
      const session = sender()
      if (!session) return 'not-sent'
      const answer = await ask(session, new smpp.PDU('submit_sm', fields), timeout)
      if (typeof answer === 'string') return answer
      if (answer.command_status === THROTTLED) slowUntil = performance.now() + SECOND
      return { status: answer.command_status, id: answer.message_id || null }
    })
  }

  function fieldsOf(m: Handed): Record<string, unknown>[] {
    const foreign = m.address.startsWith('+')
    const common = {
      service_type: s.serviceType ?? '',
      source_addr_ton: s.sourceTon ?? 0,
      source_addr_npi: s.sourceNpi ?? 0,
      source_addr: s.senders?.[m.bureau] ?? s.source,
      dest_addr_ton: s.destinationTon ?? (foreign ? INTERNATIONAL : 0),
      dest_addr_npi: s.destinationNpi ?? ISDN,
      destination_addr: foreign ? m.address.slice(1) : m.address,
      data_coding: m.ucs2 ? UCS2 : 0,
    }
    const many = m.segments.length > 1
    if (many && s.long === 'payload')
      return [{ ...common, registered_delivery: 1, message_payload: Buffer.concat(m.segments) }]
    reference = (reference + 1) & 0xff
    const own = reference
    return m.segments.map((octets, i) => ({
      ...common,
      // One receipt a message: of its last segment.
      registered_delivery: i === m.segments.length - 1 ? 1 : 0,
      esm_class: many ? UDHI : 0,
      short_message: many ? Buffer.concat([headerOf(own, m.segments.length, i + 1), octets]) : octets,
    }))
  }

  async function delivered(session: SmppSession, pdu: Pdu): Promise<void> {
    const acknowledge = (status = 0) => session.send(pdu.response({ command_status: status }))
    try {
      const read = readDelivered(pdu)
      if (read.kind === 'receipt') await listener.receipt(s.name, read.receipt)
      else if (read.kind === 'message') {
        const { from, to, part } = read
        const text = part ? joined(part, read.text, () => acknowledge()) : read.text
        if (text === null) return
        await listener.reply(s.name, { from, to, text })
        if (part) {
          const all = parts.get(part.key)
          parts.delete(part.key)
          for (const one of all?.acknowledge ?? []) one()
          return
        }
      }
      acknowledge()
    } catch (error) {
      log?.warn({ err: errorForLog(error), line: s.name }, 'a message of the SMSC was not kept')
      acknowledge(RX_T_APPN)
    }
  }

  /** The whole of a long reply once its last part is there; parts are acknowledged together. */
  function joined(part: Part, text: string, acknowledge: () => void): string | null {
    let all = parts.get(part.key)
    if (!all) {
      all = { texts: [], left: part.total, acknowledge: [] }
      parts.set(part.key, all)
      const kept = all
      setTimeout(() => {
        if (parts.get(part.key) === kept) parts.delete(part.key)
      }, PARTS_KEPT).unref()
    }
    if (all.texts[part.place - 1] === undefined) all.left--
    all.texts[part.place - 1] = text
    all.acknowledge.push(acknowledge)
    return all.left === 0 ? all.texts.join('') : null
  }

  /** One session of a role until it ends. @returns whether it was bound */
  function run(role: Role): Promise<boolean> {
    return new Promise((resolve) => {
      let isBound = false
      let alive: NodeJS.Timeout | undefined
      const session = smpp.connect({
        host: s.host,
        port: s.port,
        ...(s.tls ? { tls: true, ...(s.ca ? { ca: s.ca } : {}) } : {}),
      })
      pending.set(session, new Set())
      const end = () => session.destroy()
      ending.signal.addEventListener('abort', end)
      const opening = setTimeout(end, timeout)
      session.on(s.tls ? 'secureConnect' : 'connect', async () => {
        const bind = new smpp.PDU(`bind_${role}`, {
          system_id: s.systemId,
          password: s.password ?? '',
          system_type: s.systemType ?? '',
          interface_version: 0x34,
        })
        const answer = await ask(session, bind, timeout)
        if (typeof answer === 'string' || answer.command_status !== 0) return end()
        clearTimeout(opening)
        isBound = true
        bound.set(role, session)
        alive = setInterval(
          async () => {
            const sign = await ask(session, new smpp.PDU('enquire_link'), timeout)
            if (typeof sign === 'string') end()
          },
          (s.enquireSeconds ?? 30) * SECOND,
        )
      })
      session.on('deliver_sm', (pdu: Pdu) => void delivered(session, pdu))
      session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
      session.on('unbind', (pdu: Pdu) => {
        session.send(pdu.response())
        session.close()
      })
      session.on('error', end)
      session.on('close', () => {
        clearTimeout(opening)
        clearInterval(alive)
        ending.signal.removeEventListener('abort', end)
        if (bound.get(role) === session) bound.delete(role)
        const open = pending.get(session)
        pending.delete(session)
        for (const lost of open ?? []) lost('lost')
        resolve(isBound)
      })
    })
  }

  async function keep(role: Role): Promise<void> {
    for (let failures = 0; !ending.signal.aborted; ) {
      const was = await run(role)
      failures = was ? 0 : failures + 1
      if (!was) log?.warn({ line: s.name, role, failures }, 'SMSC not reached')
      await sleep(Math.min(SECOND * 2 ** Math.min(failures, 5), LONGEST_PAUSE) / 2, undefined, {
        signal: ending.signal,
      }).catch(() => {})
    }
  }
  const running = Promise.all(roles.map(keep))
  const isReady = () => roles.every((r) => bound.has(r))

  return {
    name: s.name,
    window,
    perSecond: s.perSecond ?? null,
    costFen: s.costFen ?? 0,
    quiet: s.quiet ?? null,
    isAway: () => !sender(),
    async hand(m) {
      if (!sender()) return { kind: 'later', code: 'smpp away', away: true }
      return outcomeOf(await Promise.all(fieldsOf(m).map(submit)))
    },
    async ready(ms) {
      for (const until = performance.now() + ms; performance.now() < until; await sleep(20))
        if (isReady()) return true
      return isReady()
    },
    async close() {
      const session = sender()
      // What is under way is waited for: cut off now, nobody would know of it.
      const open = session && pending.get(session)
      for (const until = performance.now() + timeout; open && open.size > 0 && performance.now() < until; )
        await sleep(20)
      // A farewell, so that the SMSC frees the session at once.
      if (session) await ask(session, new smpp.PDU('unbind'), SECOND)
      ending.abort()
      await running
    },
  }
}
