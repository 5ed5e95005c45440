/**
 * Writes what failed to the file named in HUIYIN_FAILURES, so that the closing lines of the whole check tell it again:
 * the journeys print some hundred lines after the tests, and of a long log often the end alone is kept.
 */
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

const LINES_OF_A_MESSAGE = 8

interface Thrown {
  message?: string
  stacks?: readonly { file: string; line: number }[]
}

function told(what: string, errors: readonly Thrown[]): string {
  const lines = errors.flatMap((error) => {
    const message = (error.message ?? '').split('\n').slice(0, LINES_OF_A_MESSAGE)
    const at = error.stacks?.[0]
    return at === undefined ? message : [...message, `at ${path.relative('.', at.file)}:${at.line}`]
  })
  return [what, ...lines.map((line) => `    ${line}`), ''].join('\n')
}

export class Failures implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.HUIYIN_FAILURES
    if (file === undefined) return
    for (const module of modules) {
      const name = path.relative('.', module.moduleId)
      const ofModule = module.errors()
      if (ofModule.length > 0) appendFileSync(file, told(name, ofModule))
      for (const suite of module.children.allSuites()) {
        const errors = suite.errors()
        if (errors.length > 0) appendFileSync(file, told(`${name} > ${suite.fullName}`, errors))
      }
      for (const test of module.children.allTests('failed'))
        appendFileSync(file, told(`${name} > ${test.fullName}`, test.result().errors ?? []))
    }
    if (unhandled.length > 0) appendFileSync(file, told('outside every test', unhandled))
  }
}
