/** Contact with the person: messages, and what became of notices. */
import type { zhPerson } from './zh-person.ts'

export const enPerson: typeof zhPerson = {
  person: {
    title: 'Contact with the person',
    help: 'A message stands on the person’s page and a notice tells of it, without its words. Never press for withdrawal or about the rating; the time limit runs on.',
    write: 'Write to the person',
    asks: 'Ask for an answer (the time limit runs on)',
    send: 'Send the message',
    sent: 'The message stands on the person’s page.',
    none: 'No messages yet.',
    me: 'The person',
    asked: 'Answer asked',
    notices: 'Text messages and mail',
    via: { sms: 'Text message', email: 'E-mail', post: 'Post' },
    state: {
      waiting: 'waiting to be sent',
      sent: 'sent',
      delivered: 'arrived',
      refused: 'refused: tell the person in another way',
      'given-up': 'could not be sent: tell the person in another way',
      'not-needed': 'not sent',
    },
    tried: '{{via}} refused',
    templates: {
      registered: 'Registration',
      'handed-over': 'Handed over',
      accepted: 'Acceptance',
      'notice-issued': 'Written notice',
      'no-longer-accepted': 'No longer accepted',
      'answer-issued': 'Answer issued',
      answered: 'Answer',
      message: 'Message',
      asked: 'Question',
      'contact-changed': 'Contact details changed',
      receipt: 'Receipt',
      'discreet-news': 'News, without content',
      other: 'Progress',
    },
  },
}
