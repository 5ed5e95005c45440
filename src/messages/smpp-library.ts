/** What is used of the package `smpp`, which has no types of its own. */

import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type { Server, Socket } from 'node:net'

export interface Pdu {
  command: string
  command_status: number
  sequence_number: number
  message_id?: string
  source_addr?: string
  destination_addr?: string
  esm_class?: number
  data_coding?: number
  registered_delivery?: number
  short_message?: Buffer | { message: string | Buffer; udh?: Buffer[] }
  message_payload?: Buffer | { message: string | Buffer }
  receipted_message_id?: string
  message_state?: number
  system_id?: string
  password?: string
  response(options?: Record<string, unknown>): Pdu
}

export interface SmppSession extends EventEmitter {
  socket: Socket
  _callbacks: Record<number, unknown>
  send(pdu: Pdu, answered?: (answer: Pdu) => void): boolean
  close(): void
  destroy(): void
}

export interface SmppLibrary {
  connect(options: {
    host: string
    port: number
    tls?: boolean
    rejectUnauthorized?: boolean
    ca?: string
  }): SmppSession
  createServer(onSession: (session: SmppSession) => void): Server
  PDU: new (command: string, options?: Record<string, unknown>) => Pdu
}

let loaded: SmppLibrary | undefined
const library = (): SmppLibrary => {
  loaded ??= createRequire(import.meta.url)('smpp') as SmppLibrary
  return loaded
}

/** Loaded when a line is first opened: most commands and many bureaus have none. */
export const smpp: SmppLibrary = {
  connect: (options) => library().connect(options),
  createServer: (onSession) => library().createServer(onSession),
  get PDU() {
    return library().PDU
  },
}
