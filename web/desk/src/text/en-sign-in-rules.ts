/** English of the rules of signing in. */
import type { WithOne } from './zh.ts'
import type { zhSignInRules } from './zh-sign-in-rules.ts'

export const enSignInRules: WithOne<typeof zhSignInRules> = {
  help: 'When people are signed out, and which roles need a second factor. Changes are written to the audit log.',
  times: 'Signing out by itself',
  idle: 'Minutes without an act of the person',
  idleHelp:
    'Counted from the last thing the person did; what a page reads or waits for by itself does not count. Nothing typed is lost.',
  hours: 'Hours after signing in',
  hoursHelp: 'Counted from the sign-in; then the password is asked for again.',
  factor: 'Roles that need a second factor',
  factorHelp:
    'Who has none is led to set one up at the next sign-in. In brackets: accounts that have one, of all active ones.',
  roleOf: '{{role}} ({{set}}/{{accounts}})',
  roleNone: '{{role}} (no account)',
  waiting: '{{count}} accounts of these roles have none and set one up at their next sign-in.',
  waiting_one: 'One account of these roles has none and sets one up at its next sign-in.',
  saved: 'Saved; it holds from now on.',
}
