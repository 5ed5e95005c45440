/** The reply check. */
import type { WithOne } from './zh.ts'
import type { zhReplyCheck } from './zh-replycheck.ts'

export const enReplyCheck: WithOne<typeof zhReplyCheck> = {
  replycheck: {
    title: 'Reply check',
    help: 'It looks at words only: advice that never blocks; a person decides. It does not understand, and cannot check facts.',
    reading: 'Reading the reply…',
    failed: 'The check cannot be made now; you can go on without it.',
    nothing: 'Nothing to look at in particular.',
    looks: 'Questions to look at: {{n}}.',
    reply: 'The reply to be sent',
    go: 'Go to this place',
    verdict: { found: 'fine', look: 'please look', none: 'not found' },
    question: {
      demands: 'Is each demand answered?',
      about: 'Is it about what was asked?',
      basis: 'Is the basis named?',
      promise: 'Is there a day or a period?',
      copied: 'Is it like another reply?',
      polite: 'Is it polite?',
      plain: 'Is it easy to read?',
    },
    reason: {
      demands: {
        answered: 'What the demands ({{n}}) speak of comes again in the reply.',
        'words-missing': 'What demand {{n}} ({{demand}}) speaks of does not come in the reply: {{words}}.',
        'no-own-answer': 'Demand {{n}} has no answer of its own: {{demand}}.',
        'same-answer': 'Demand {{n}} has word for word the answer of demand {{other}}.',
        'passed-on': 'It says where the letter was passed to, and gives no answer.',
        'time-missing': 'Demand {{n}} asks when; the reply gives no time, nor why there is none: {{demand}}',
        'number-missing': 'Demand {{n}} asks for a number or rate; the reply gives none: {{demand}}',
        'phone-missing': 'Demand {{n}} asks for a telephone number; the reply gives none: {{demand}}',
        'reason-missing': 'Demand {{n}} asks why; what is said of it gives no reason: {{demand}}',
        'act-missing':
          'Demand {{n}} asks for an act; the reply does not say whether it is done, refused or impossible: {{demand}}',
        'nothing-asked': 'No question or request was found in the letter.',
      },
      about: {
        shared: 'Both letter and reply speak of:',
        'few-shared': 'What the letter speaks of ({{words}}) hardly comes in the reply.',
        'only-opening': 'What the letter speaks of ({{words}}) comes only in the opening formula.',
        'nothing-to-compare': 'The letter holds no words to compare.',
      },
      basis: {
        named: 'A basis is named, places: {{n}}.',
        vague: 'It speaks of rules without naming them:',
        'refused-without': 'Something is refused, and no basis is named:',
        none: 'No law, document or article is named; where only facts are told, none may be needed.',
      },
      promise: {
        dated: 'A time is named:',
        past: 'This time is over ({{by}}); please see whether it still holds:',
        vague: 'It says soon, and no day:',
        none: 'No time is named; where all is done, none may be needed.',
      },
      copied: {
        alike: '{{percent}} % the same as the reply to another matter:',
        'alike-unseen':
          'The same as replies to other matters ({{n}}), {{percent}} % at most; you may not open them.',
        'nothing-alike': 'No reply of the bureau was found that is like it.',
        'too-short': 'Too short to be compared.',
        'not-compared': 'Shielded matters, and those secret as a whole, are compared with nothing.',
      },
      polite: {
        greeting: 'It greets the person, and no hurtful words were found.',
        'no-greeting': 'It does not greet the person.',
        harsh: 'These words may hurt:',
      },
      plain: {
        clear: 'No sentence is too long, and there are few stock phrases.',
        stock: 'Stock phrases, {{n}}:',
        long: 'Sentences too long, {{n}}; the longest has {{most}} characters:',
      },
    },
  },
}
