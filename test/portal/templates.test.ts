/** A template that cannot be compiled shows nobody anything but an error, and only when somebody opens its page. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import nunjucks from 'nunjucks'
import { expect, test } from 'vitest'

const FOLDER = path.resolve(import.meta.dirname, '../../web/portal/templates')
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.njk'))

test('every template of the portal compiles', () => {
  expect(files.length).toBeGreaterThan(10)
  const faults = files.flatMap((file) => {
    try {
      new Function(nunjucks.precompileString(readFileSync(path.join(FOLDER, file), 'utf8'), { name: file }))
      return []
    } catch (error) {
      return [`${file}: ${(error as Error).message}`]
    }
  })
  expect(faults).toEqual([])
})
