/**
 * The token of forms: the page that shows a form holds it, and a form sent back without it is not ours. Browsers of today
 * say by themselves where a form comes from (`Sec-Fetch-Site`, judged at the edge); this is for those that do not. It is
 * bound to a cookie of the browser that opened the page, so that one page's token is of no use in another's browser.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { RefusedError, refuse } from '../kernel/errors/index.ts'

export const FORM_COOKIE = 'huiyin_form'
export const FORM_FIELD = 'csrf_token'

const COOKIE = /^[\w-]{22}$/
const FORM_TAG = /<form\b[^>]*\bmethod="post"[^>]*>/g

declare module 'fastify' {
  interface FastifyRequest {
    /** What a form of this request must hold; null where the browser answers for itself or has no page of ours. */
    formToken?: string | null
  }
}

/** @param key secret of the installation for this purpose alone */
export function createFormTokens(key: Buffer) {
  const tokenOf = (cookie: string) => createHmac('sha256', key).update(cookie).digest('base64url')
  return {
    /** Puts the token into each form of a page, and the cookie it is bound to beside the page. */
    protect(request: FastifyRequest, reply: FastifyReply, html: string, path: string): string {
      if (!html.includes('method="post"')) return html
      let cookie = request.cookies[FORM_COOKIE]
      if (!cookie || !COOKIE.test(cookie)) {
        cookie = randomBytes(16).toString('base64url')
        reply.setCookie(FORM_COOKIE, cookie, {
          path,
          httpOnly: true,
          sameSite: 'lax',
          secure: request.protocol === 'https',
        })
      }
      const field = `<input type="hidden" name="${FORM_FIELD}" value="${tokenOf(cookie)}">`
      return html.replace(FORM_TAG, (tag) => tag + field)
    },

    /** Before a form is read: what it has to hold. */
    expect(request: FastifyRequest): void {
      const cookie = request.cookies[FORM_COOKIE]
      const answersItself = request.headers['sec-fetch-site'] !== undefined
      request.formToken = !answersItself && cookie && COOKIE.test(cookie) ? tokenOf(cookie) : null
    },
  }
}

export type FormTokens = ReturnType<typeof createFormTokens>

/** @throws RefusedError `access.form_not_ours` */
export function checkFormToken(request: FastifyRequest, fields: Readonly<Record<string, unknown>>): void {
  const expected = request.formToken
  if (!expected) return
  const given = fields[FORM_FIELD]
  const [a, b] = [Buffer.from(typeof given === 'string' ? given : ''), Buffer.from(expected)]
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new RefusedError(refuse('access.form_not_ours'))
}
