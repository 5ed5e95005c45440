/** When a page is first seen on a slow phone: a processor six times slower, the slow 3G of the browser's own tools. */
import type { Browser } from 'playwright-core'
import { noBrowser, openBrowser } from '../../e2e/harness.ts'

/** Chromium's preset "Slow 3G": bytes a second each way, milliseconds there and back. */
const SLOW_3G = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 2000 }
const SLOWER = 6
const TIMES = 3

export interface Paint {
  /** Median of first contentful paint, in milliseconds, with nothing kept from before. */
  firstPaintMs: number
  /** Bytes that came over the line for the whole page, compressed, headers included. */
  bytes: number
  requests: number
}

/** @returns null where no browser is installed */
export async function paintsOf(
  pages: readonly { name: string; address: string; cookie: string | null }[],
): Promise<Record<string, Paint> | null> {
  if (noBrowser()) return null
  const browser = await openBrowser()
  try {
    const out: Record<string, Paint> = {}
    for (const page of pages) {
      const seen: Paint[] = []
      for (let n = 0; n < TIMES; n++) seen.push(await paintOf(browser, page))
      out[page.name] = seen.sort((a, b) => a.firstPaintMs - b.firstPaintMs)[1]!
    }
    return out
  } finally {
    await browser.close()
  }
}

async function paintOf(browser: Browser, p: { address: string; cookie: string | null }): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'zh-CN' })
  try {
    if (p.cookie) await context.setExtraHTTPHeaders({ cookie: p.cookie })
    const page = await context.newPage()
    const tools = await context.newCDPSession(page)
    await tools.send('Network.enable')
    await tools.send('Network.emulateNetworkConditions', SLOW_3G)
    await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    let bytes = 0
    let requests = 0
    tools.on('Network.loadingFinished', (e) => {
      bytes += e.encodedDataLength
      requests++
    })
    await page.goto(p.address, { waitUntil: 'load', timeout: 120_000 })
    const firstPaintMs = await page.evaluate<number>(
      `new Promise((done) => {
        const first = () => performance.getEntriesByName('first-contentful-paint')[0]
        if (first()) return done(first().startTime)
        new PerformanceObserver((list, observer) => {
          if (!first()) return
          observer.disconnect()
          done(first().startTime)
        }).observe({ type: 'paint', buffered: true })
      })`,
    )
    return { firstPaintMs: Math.round(firstPaintMs), bytes, requests }
  } finally {
    await context.close()
  }
}
