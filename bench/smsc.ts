/**
 * An SMSC in this process, made of the server side of the package `smpp`: takes submissions, counts each by number, answers,
 * sends receipts and replies. Tests count at it and cut its lines; the benchmark sends to it.
 */
import type { AddressInfo } from 'node:net'
import { type Pdu, type SmppSession, smpp } from '../src/messages/index.ts'

export interface Taken {
  to: string
  from: string
  octets: Buffer
  coding: number
  udh: boolean
  id: string
}

export interface Smsc {
  port: number
  /** Submissions that reached it, whether answered or not. */
  taken: Taken[]
  /** Of each number how many whole messages; only where `keep` is false is `taken` empty and this all. */
  counts: Map<string, number>
  sessions: Set<SmppSession>
  /** Status for a submission, or null for no answer at all; default 0. */
  answer: (pdu: Pdu, nth: number) => number | null
  /** Sends what a phone would. */
  send(fields: Record<string, unknown>): void
  /** Receipts for what asked for one, with this state; null: none. */
  receipts: ((t: Taken) => string | null) | null
  /** Cuts every line in the middle. */
  cut(): void
  close(): Promise<void>
}

/** @param o.keep whether every submission is kept; the benchmark only counts */
export async function startSmsc(o: { port?: number; keep?: boolean } = {}): Promise<Smsc> {
  let next = 0
  const sessions = new Set<SmppSession>()
  const server = smpp.createServer((session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    session.on('error', () => session.destroy())
    for (const bind of ['bind_transceiver', 'bind_transmitter', 'bind_receiver'])
      session.on(bind, (pdu: Pdu) => session.send(pdu.response({ system_id: 'smsc' })))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('submit_sm', (pdu: Pdu) => {
      const id = (++next).toString(16).padStart(8, '0')
      const to = pdu.destination_addr ?? ''
      const status = smsc.answer(pdu, next)
      if (status === 0 || status === null) {
        smsc.counts.set(to, (smsc.counts.get(to) ?? 0) + 1)
        const message = Buffer.isBuffer(pdu.short_message) ? pdu.short_message : pdu.short_message?.message
        const udh = ((pdu.esm_class ?? 0) & 0x40) !== 0
        const octets = Buffer.isBuffer(message) ? message : Buffer.from(message ?? '', 'utf16le')
        const taken = { to, from: pdu.source_addr ?? '', octets, coding: pdu.data_coding ?? 0, udh, id }
        if (o.keep !== false) smsc.taken.push(taken)
        const state = pdu.registered_delivery ? smsc.receipts?.(taken) : null
        if (state)
          setTimeout(() => {
            const text = `id:${id} sub:001 dlvrd:001 submit date:2611210000 done date:2611210001 stat:${state} err:000 text:`
            smsc.send({
              source_addr: to,
              destination_addr: taken.from,
              esm_class: 4,
              short_message: Buffer.from(text),
            })
          }, 5)
      }
      if (status === null) return
      session.send(pdu.response({ command_status: status, message_id: id }))
    })
  })
  await new Promise<void>((ready) => server.listen(o.port ?? 0, '127.0.0.1', ready))
  const smsc: Smsc = {
    port: (server.address() as AddressInfo).port,
    taken: [],
    counts: new Map(),
    sessions,
    answer: () => 0,
    receipts: null,
    send(fields) {
      const [session] = sessions
      session?.send(new smpp.PDU('deliver_sm', { data_coding: 0, ...fields }))
    },
    cut() {
      for (const session of sessions) session.destroy()
    },
    async close() {
      smsc.cut()
      await new Promise<void>((closed) => server.close(() => closed()))
    },
  }
  return smsc
}
