/** Forms of browsers that do not say where a form comes from: taken with the token of the page, refused without. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPortal, PNG, type PortalWorld } from './world.ts'

let world: PortalWorld
beforeAll(async () => {
  world = await openPortal()
})
afterAll(() => world?.close())

const TOKEN = /name="csrf_token" value="([\w-]+)"/g

/** A browser from before `Sec-Fetch-Site`. */
class OldBrowser {
  cookies = new Map<string, string>()
  async get(url: string) {
    const answer = await world.server.app.inject({ url, headers: { cookie: this.cookie() } })
    for (const c of answer.cookies) this.cookies.set(c.name, c.value)
    return answer
  }
  async post(url: string, payload: string | Buffer, type = 'application/x-www-form-urlencoded') {
    const headers = { cookie: this.cookie(), 'content-type': type, accept: 'text/html' }
    const answer = await world.server.app.inject({ method: 'POST', url, payload, headers })
    for (const c of answer.cookies) this.cookies.set(c.name, c.value)
    return answer
  }
  private cookie = () => [...this.cookies].map(([k, v]) => `${k}=${v}`).join('; ')
}

async function tokenFrom(browser: OldBrowser, url: string): Promise<string> {
  const { body } = await browser.get(url)
  const forms = body.match(/<form\b[^>]*method="post"/g)!.length
  const tokens = [...body.matchAll(TOKEN)].map((m) => m[1]!)
  expect(tokens).toHaveLength(forms)
  expect(new Set(tokens).size).toBe(1)
  return tokens[0]!
}

const KIND = '/demo/tell-us/kind'

describe('a form of the portal', () => {
  it('is taken with the token of its page and refused without, with another, or with another browser’s', async () => {
    const browser = new OldBrowser()
    const token = await tokenFrom(browser, KIND)
    for (const wrong of ['', 'csrf_token=wapiti&', `csrf_token=${token.slice(0, -1)}_&`]) {
      const answer = await browser.post(KIND, `${wrong}kind=petition`)
      expect(answer.statusCode, wrong).toBe(403)
      expect(answer.body).toContain('刷新后再提交')
    }
    expect((await browser.post(KIND, `csrf_token=${token}&kind=petition`)).statusCode).toBe(303)
    const other = new OldBrowser()
    await tokenFrom(other, KIND)
    expect((await other.post(KIND, `csrf_token=${token}&kind=petition`)).statusCode).toBe(403)
  })

  it('with files is judged before a file is read', async () => {
    const browser = new OldBrowser()
    const token = await tokenFrom(browser, KIND)
    await browser.post(KIND, `csrf_token=${token}&kind=petition`)
    const body = (held: string) =>
      Buffer.concat([
        Buffer.from(
          `--b\r\ncontent-disposition: form-data; name="csrf_token"\r\n\r\n${held}\r\n` +
            '--b\r\ncontent-disposition: form-data; name="files"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
        ),
        PNG,
        Buffer.from('\r\n--b\r\ncontent-disposition: form-data; name="upload"\r\n\r\n1\r\n--b--\r\n'),
      ])
    const type = 'multipart/form-data; boundary=b'
    expect((await browser.post('/demo/tell-us/files', body('no'), type)).statusCode).toBe(403)
    expect((await browser.get('/demo/tell-us/files')).body).not.toContain('a.png')
    expect((await browser.post('/demo/tell-us/files', body(token), type)).statusCode).toBe(303)
    expect((await browser.get('/demo/tell-us/files')).body).toContain('a.png')
  })
})
