/** Words of parts that several rooms share: keys shown once, rows an import cannot take. */
import type { WithOne } from './zh.ts'
import type { zhShared } from './zh-shared.ts'

export const enShared: WithOne<typeof zhShared> = {
  keysOnce: {
    made: 'Issued',
    state: 'State',
    holds: 'In force',
    revoke: 'Revoke',
    revokeOne: 'Revoke {{name}}',
    revoked: 'Revoked {{at}}',
    copy: 'Copy',
    copied: 'Copied',
    close: 'I have copied it, close',
  },
  leftOut: {
    rows: '{{count}} rows cannot be taken for these reasons. Mend them and import again; nothing comes in twice:',
    rows_one: '1 row cannot be taken for this reason. Mend it and import again; nothing comes in twice:',
    row: '{{cell}} “{{column}}”: {{problem}}',
    rowWith: '{{cell}} “{{column}}”: {{problem}} ({{value}})',
    line: 'Row {{row}}',
    more: '{{count}} more are not listed; mend those above and try again.',
    problem: {
      empty: 'is empty',
      'too-long': 'is too long',
      'not-a-date': 'is no date',
      'in-future': 'is a date in the future',
      'not-yes-or-no': 'should say yes or no',
      'not-a-mobile': 'is no mobile number',
      'not-an-address': 'is no e-mail address',
      'no-consent': 'no consent is told; cannot be taken',
      'unknown-unit': 'no such unit',
      'unknown-category': 'no such category',
      'nothing-to-find-it-by': 'neither words nor categories are given',
      'ends-before-it-begins': 'ends before it begins',
      twice: 'stands twice in the file',
      'being-checked': 'is being checked; import it afterwards',
    },
  },
}
