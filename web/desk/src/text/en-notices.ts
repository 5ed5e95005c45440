/** Notices: what was sent, waits and failed. */
import type { zhNotices } from './zh-notices.ts'

export const enNotices: typeof zhNotices = {
  notices: {
    help: 'How far text messages and mails to people have come. No matters and no contents here; numbers and addresses are masked.',
    group: { failed: 'Failed', waiting: 'Waiting', sent: 'Sent' },
    groups: 'Which to show',
    via: 'Way',
    at: 'Made',
    to: 'To',
    what: 'What it tells',
    state: 'State',
    hidden: 'Not shown',
    noAddress: 'No longer kept',
    attempts: '{{n}} tries',
    next: 'next {{at}}',
    settled: '{{at}}',
    tried: '{{via}} not taken: {{reason}}',
    retry: 'Send again',
    retryAsk: 'Send this notice again? It is tried at once, and noted in the log.',
    retried: 'It waits to be sent again.',
    cannot:
      'The address refused it, so it cannot be sent again. The unit in charge has been told: tell the person otherwise.',
    none: {
      failed: 'No notice has failed.',
      waiting: 'No notice is waiting.',
      sent: 'No notice has been sent yet.',
    },
    quiet:
      'No text messages from {{from}} to {{to}}; they go out by themselves afterwards. One-time codes go out at any time.',
    quietNow: 'It is quiet now: text messages go out after {{until}}.',
    noQuiet:
      'There are no quiet hours for text messages. The operator can set quiet under sms in notices.json.',
    noGateway:
      'No gateway for text messages or mail is set up; notices are written as files. See "Text messages and mail" in the operator guide.',
    gateways: 'Gateways',
    on: '{{via}} is set up',
    off: '{{via}} is not set up',
    more: 'Earlier ones',
    first: 'Back to the newest',
    reason: {
      quiet: 'quiet hours',
      away: 'the gateway is not reached',
      login: 'the gateway does not let us in',
      busy: 'the gateway asks for a slower pace',
      fault: 'a fault of the gateway or of ours',
      number: 'no valid number or address',
      optedOut: 'opted out',
      gone: 'no longer among the contacts',
      notAllowed: 'a simulation sends to no real number',
      tooLong: 'more segments than may go',
      unknown: 'handed over and not answered; it may have arrived',
      undelivered: 'the operator could not deliver it',
      refused: 'refused by the receiver',
      other: 'not sent',
    },
    said: '{{words}} ({{code}})',
  },
}
