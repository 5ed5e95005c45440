/**
 * The peer of the portal's benchmark: the same bytes, made and compressed beforehand, from the same HTTP server (Fastify)
 * with nothing behind it, and a blank page. Reads its pages from the file named; prints its address when it listens.
 */
import { readFileSync } from 'node:fs'
import fastify from 'fastify'

interface Page {
  path: string
  encoding: string | null
  base64: string
}

const pages = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Page[]
const app = fastify()
for (const { path, encoding, base64 } of pages) {
  const body = Buffer.from(base64, 'base64')
  app.get(path, (_request, reply) => {
    if (encoding) reply.header('content-encoding', encoding)
    return reply.type('text/html; charset=utf-8').send(body)
  })
}
// What the slow line and processor take for next to nothing, to hold first paints against.
app.get('/blank', (_request, reply) => reply.type('text/html').send('<!doctype html><title>-</title><p>-'))
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.once('SIGTERM', () => void app.close())
