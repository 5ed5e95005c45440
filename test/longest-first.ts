/** Begins with the tests that take longest, so that none of them is left to run alone while the other processor waits. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const LONGEST = [
  'e2e/portal-pages',
  'e2e/all-pages',
  'e2e/intake',
  'e2e/my-day',
  'e2e/tell-us',
  'e2e/administration',
  'test/import/shared-data',
  'test/messages/killed',
  'test/main/backup',
  'test/bench/lifecycle',
  'test/disclosure/readers',
  'test/ledger/verify',
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
