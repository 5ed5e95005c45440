/**
 * The peer of the portal's benchmark: the same bytes, made and compressed beforehand, from the same HTTP server (Fastify)
 * with nothing behind it. Reads its pages from the file named; prints its address when it listens.
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
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
process.once('SIGTERM', () => void app.close())
