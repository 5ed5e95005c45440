/** Begins with the tests that take longest, so that none of them is left to run alone while the other processor waits. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = [
  'e2e/portal-pages',
  'e2e/all-pages',
  'e2e/intake',
  'e2e/my-day',
  'e2e/tell-us',
  'e2e/administration',
  // What asks most of the database stands beside what asks most of the processor.
  'test/import/shared-data',
  'test/disclosure/readers',
  'test/main/backup',
  'test/bench/lifecycle',
  'test/messages/killed',
  'test/main/cli',
]

const place = (file: TestSpecification): number => {
  const at = LONGEST.findIndex((name) => file.moduleId.includes(`/${name}.`))
  return at === -1 ? LONGEST.length : at
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
