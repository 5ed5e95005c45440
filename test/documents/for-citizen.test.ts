/** What the person a document is for may read and save of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentsForCitizen, openDocumentForCitizen } from '../../src/documents/index.ts'
import { isRefusal } from '../../src/kernel/errors/index.ts'
import { outcomes } from '../harness/factories.ts'
import { createMiniBureau, type MiniBureau } from '../harness/mini-bureau.ts'
import { codeOf, granted } from '../harness/world.ts'
import { paperDesk, SEALED } from './desk.ts'

let m: MiniBureau
const desk = paperDesk(() => m)
beforeAll(async () => {
  m = await createMiniBureau({ simulated: false })
})
afterAll(() => m.close())

const look = (matterId: string) => ({ bureauId: m.county.bureauId, matterId, now: m.clock.now() })
const bytesOf = async (content: AsyncIterable<Buffer>) => {
  const parts: Buffer[] = []
  for await (const part of content) parts.push(part)
  return Buffer.concat(parts)
}

describe('a petition', () => {
  test('shows its opinion once it is served, as it was sealed, and nothing in work before', async () => {
    const matterId = await desk.atCheck()
    const paperId = await desk.begin('works', matterId, 'handling-opinion')
    granted(await desk.submit('works', matterId, paperId))
    granted(await desk.approve('works-head', matterId, paperId))
    granted(await desk.seal('works', matterId, paperId))
    const before = granted(await documentsForCitizen(m.deps, look(matterId)))
    expect(before.map((d) => d.kind)).not.toContain('handling-opinion')
    const issued = Object.values((await m.load(matterId)).papers!)[0]!
    const ask = () => openDocumentForCitizen(m.deps, look(matterId), issued.documentId!)
    expect(codeOf(await ask())).toBe('not_found')
    await desk.deliver('works', matterId, issued.documentId!)
    const [found] = granted(await documentsForCitizen(m.deps, look(matterId))).filter(
      (d) => d.kind === 'handling-opinion',
    )
    expect(found).toMatchObject({
      title: '信访事项处理意见书',
      number: 'works单位答〔2026〕1号',
      servedOn: m.today(),
      method: 'in-person',
      file: {
        name: '信访事项处理意见书 works单位答〔2026〕1号.pdf',
        mediaType: 'application/pdf',
        sealed: true,
      },
    })
    const file = granted(await ask())
    const bytes = await bytesOf(file.content)
    expect(bytes.toString()).toBe(SEALED)
    expect(file.size).toBe(bytes.length)
    // Another matter's page opens none of it.
    const other = await desk.atCheck()
    expect(codeOf(await openDocumentForCitizen(m.deps, look(other), issued.documentId!))).toBe('not_found')
  })
})

describe('a letter', () => {
  test('gives its posted reply as text, naming what it belongs to', async () => {
    const { matterId, number } = await m.register('letter-box')
    await m.act(m.as('clerk'), matterId, 'assign', { unit: m.county.units.works })
    await m.act(m.as('works'), matterId, 'sign')
    await m.act(m.as('works'), matterId, 'submit-reply', {
      outcomes: outcomes(await m.load(matterId)),
      reply: '路灯已修好。',
    })
    await m.act(m.as('checker'), matterId, 'approve-reply')
    const [reply] = granted(await documentsForCitizen(m.deps, look(matterId)))
    expect(reply).toMatchObject({
      kind: 'reply',
      number: null,
      file: { name: `答复 ${number}.txt`, sealed: false },
    })
    const file = granted(await openDocumentForCitizen(m.deps, look(matterId), reply!.documentId))
    const words = (await bytesOf(file.content)).toString()
    expect(words).toContain('路灯已修好。')
    expect(words).toContain(number)
    expect(isRefusal(await openDocumentForCitizen(m.deps, look(matterId), 'd99'))).toBe(true)
  })
})
