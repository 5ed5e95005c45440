/**
 * A small HTTP/1.1 client for one connection. The clients of the benchmark share the machine with what they measure:
 * the usual client would take as much of it as the server does.
 */
import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  body: string
}

const HEAD_END = Buffer.from('\r\n\r\n')

function connected(url: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })
}

/** One kept-alive connection with one request at a time, opened again when the server ended it for idleness. */
export class HttpClient {
  #socket: Socket
  readonly #address: URL
  #received: Buffer = Buffer.alloc(0)
  #lost: Error | null = null
  #idle = false
  #waiting: { resolve(a: Answer): void; reject(e: Error): void } | null = null

  private constructor(socket: Socket, address: URL) {
    this.#address = address
    this.#socket = this.#use(socket)
  }

  /** @param address such as `http://127.0.0.1:8080` */
  static async open(address: string): Promise<HttpClient> {
    const url = new URL(address)
    return new HttpClient(await connected(url), url)
  }

  #use(socket: Socket): Socket {
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => {
      if (this.#waiting) this.#fail(new Error('the server closed the connection'))
      else this.#idle = true
    })
    return socket
  }

  /** @throws Error when the connection is lost or the answer has no length. */
  async request(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: unknown,
  ): Promise<Answer> {
    if (this.#idle) {
      this.#idle = false
      this.#socket = this.#use(await connected(this.#address))
    }
    const text = body === undefined ? '' : JSON.stringify(body)
    let head = `${method} ${path} HTTP/1.1\r\nhost: ${this.#address.host}\r\n`
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`
    if (body !== undefined)
      head += `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n`
    return new Promise((resolve, reject) => {
      if (this.#lost) {
        reject(this.#lost)
        return
      }
      this.#waiting = { resolve, reject }
      this.#socket.write(`${head}\r\n${text}`)
    })
  }

  close(): void {
    this.#socket.removeAllListeners('close')
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const end = this.#received.indexOf(HEAD_END)
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) {
      this.#fail(new Error(`an answer without length: ${head.split('\r\n')[0]}`))
      return
    }
    const from = end + HEAD_END.length
    const to = from + Number(length)
    if (this.#received.length < to) return
    const body = this.#received.toString('utf8', from, to)
    this.#received = this.#received.subarray(to)
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  }

  #fail(error: Error): void {
    this.#lost ??= error
    const waiting = this.#waiting
    this.#waiting = null
    waiting?.reject(error)
  }
}
