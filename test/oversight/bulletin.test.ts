/** A bulletin on paper: rendered as the office program renders it, with every rate in one piece. */
import { describe, expect, test } from 'vitest'
import { bulletinDocx, rateLines } from '../../src/oversight/bulletin-docx.ts'
import { FIGURES } from '../../src/oversight/contract.ts'
import { noOffice, printAll } from '../documents/office.ts'

const unit = (zh: string, en: string, of: number) => ({
  unitId: zh,
  name: { zh, en },
  figures: FIGURES.map((figure, i) => ({ figure, good: of - i, of, low: null, high: null })),
})
const bulletin = {
  bulletinNo: 7,
  title: '第三季度督查通报',
  from: '2026-07-01',
  to: '2026-09-30',
  words: '',
  issuedOn: '2026-10-09',
  figures: {
    units: [
      unit('县人力资源和社会保障局', 'Human resources and social security', 12_345),
      unit('城东街道', 'Chengdong subdistrict', 9),
    ],
    orders: [],
    advice: [],
    reminders: 3,
  },
}

test('a rate and its counts are lines of their own', () => {
  expect(rateLines({ good: 7, of: 8 })).toEqual(['87.5%', '(7/8)'])
  expect(rateLines({ good: 0, of: 0 })).toEqual(['—'])
})

describe.skipIf(noOffice() !== null)('printed', () => {
  test('each rate and each count stands whole on a line, in both languages', async () => {
    const name = { zh: '测试信访局', en: 'Test bureau' }
    const files = new Map<string, Buffer>()
    for (const lang of ['zh', 'en'] as const) files.set(lang, await bulletinDocx(bulletin, name, lang))
    const printed = printAll(files)
    const wanted = bulletin.figures.units.flatMap((u) => u.figures.flatMap(rateLines))
    for (const lang of ['zh', 'en']) {
      const words = printed
        .get(lang)!
        .lines.flat()
        .flatMap((line) => line.split(/\s+/))
      for (const piece of wanted) expect(words, lang).toContain(piece)
    }
  }, 300_000)
})
