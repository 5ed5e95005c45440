/** Open311: keys of programs and services. */
import type { WithOne } from './zh.ts'
import type { zhOpen311 } from './zh-open311.ts'

export const enOpen311: WithOne<typeof zhOpen311> = {
  open311: {
    help: 'Lets maps and neighbourhood programs file and follow requests by Open311 GeoReport v2.',
    keys: 'Keys',
    keysHelp:
      'One for each program. A key is shown once, when it is issued; only its hash is kept. Issue and revocation are in the audit log.',
    once: 'The key of “{{name}}”. Copy it now: it is not shown again',
    name: 'Name of the program',
    nameHelp: 'The program and who is responsible for it, not a person’s name.',
    issue: 'Issue a key',
    noKeys: 'No key has been issued. A program without one can read but not file.',
    made: 'Issued',
    filed: 'Requests filed',
    last: 'Last filed',
    never: 'never',
    state: 'State',
    holds: 'Valid',
    revoke: 'Revoke',
    revokeAsk: 'Revoke the key of “{{name}}”? The program can file no more at once; what it filed goes on.',
    revoked: 'Revoked {{at}}',
    services: 'Services',
    servicesHelp:
      'Each leaf of the categories in use is a service. One that is off is not listed and takes nothing.',
    service: 'Service',
    code: 'Code',
    questions: 'Questions',
    offered: 'Offered',
    offer: 'Offer: {{name}}',
  },
}
