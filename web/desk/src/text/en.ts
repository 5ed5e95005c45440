/** The words of the desk in English; the keys are those of zh.ts. */

import { enAdministration } from './en-administration.ts'
import { enChecker } from './en-checker.ts'
import { enDocuments } from './en-documents.ts'
import { enExchange } from './en-exchange.ts'
import { enFinance } from './en-finance.ts'
import { enFirst } from './en-first.ts'
import { enHotline } from './en-hotline.ts'
import { enInsight } from './en-insight.ts'
import { enInstructions } from './en-instructions.ts'
import { enIntake } from './en-intake.ts'
import { enKnowledge } from './en-knowledge.ts'
import { enLists } from './en-lists.ts'
import { enMatter } from './en-matter.ts'
import { enMessages } from './en-messages.ts'
import { enNotices } from './en-notices.ts'
import { enOpen311 } from './en-open311.ts'
import { enOpenness } from './en-openness.ts'
import { enOversight } from './en-oversight.ts'
import { enPackage } from './en-package.ts'
import { enPerson } from './en-person.ts'
import { enPortal } from './en-portal.ts'
import { enPractice } from './en-practice.ts'
import { enReception } from './en-reception.ts'
import { enReplyCheck } from './en-replycheck.ts'
import { enReports } from './en-reports.ts'
import { enReview } from './en-review.ts'
import { enRoster } from './en-roster.ts'
import { enRouting } from './en-routing.ts'
import { enShared } from './en-shared.ts'
import { enStatistics } from './en-statistics.ts'
import { enWall } from './en-wall.ts'
import type { Texts, WithOne } from './zh.ts'

export const en: WithOne<Texts> = {
  ...enFirst,
  ...enExchange,
  ...enAdministration,
  ...enLists,
  ...enMatter,
  ...enMessages,
  ...enNotices,
  ...enOpen311,
  ...enOversight,
  ...enPortal,
  ...enPractice,
  ...enPerson,
  ...enReview,
  ...enKnowledge,
  ...enRoster,
  ...enRouting,
  ...enShared,
  ...enStatistics,
  ...enHotline,
  ...enReports,
  ...enWall,
  ...enInsight,
  ...enReplyCheck,
  ...enChecker,
  ...enInstructions,
  ...enIntake,
  ...enDocuments,
  ...enOpenness,
  ...enReception,
  ...enFinance,
  ...enPackage,
  filter: {
    label: 'Filters',
    procedure: 'Procedure',
    state: 'State',
    channel: 'Channel',
    unit: 'Unit',
    waiting: 'Also waiting for citizens',
    clear: 'Clear filters',
  },
  register: {
    title: 'Register',
    notYours: 'Registering is not among your roles. Hand it to a clerk or an operator.',
    keys: 'Tab through · Alt+C channel · Alt+S subject · Alt+N another demand · Alt+P persons · Alt+U unit · Ctrl+Enter registers',
    restored: 'Your unsent draft is back. Go on where you were.',
    startAfresh: 'Drop it, start afresh',
    draft: 'A draft is kept as you type, encrypted, for you alone; it goes once registered.',
    left: 'It is registered, but this did not go through. Open the matter and do it there:',
    queueNumber: 'Queue number',
    queueNumberHelp: 'Ticket of the reception hall.',
    ticket: 'ticket {{n}}',
    go: 'Register',
    what: 'What it is about',
    procedure: 'Procedure',
    reported: 'Unit reported',
    reportedHelp: 'That unit and those below it cannot see, receive or find this matter.',
    reportedNone: 'Not among the units of this bureau',
    reportedMissing: 'Name the unit reported, so that it can be kept apart',
    subject: 'Subject',
    subjectHelp: 'One sentence; no names or phones.',
    body: 'What was said',
    bodyMissing: 'Write down what was said',
    demands: 'Demands, one by one',
    demandsHelp: 'Each demand gets an outcome of its own. Leave empty to take the whole as one.',
    demandNumber: 'Demand {{n}}',
    addDemand: 'Add a demand',
    removeDemand: 'Remove demand {{n}}',
    place: 'Place',
    placeHelp: 'Township, village or community, street and number.',
    who: 'Who asks',
    whoHelp:
      'Kept encrypted, masked by default, every look logged. May be left out, but without a phone nobody can be told.',
    partyNumber: 'Person {{n}}',
    addParty: 'Add a person',
    removeParty: 'Remove person {{n}}',
    persons: 'Persons in all',
    representatives: 'Of these, representatives',
    representativesHelp: 'A group sends at most five.',
    secrecy: 'Secrecy',
    where: 'Class and other numbers',
    categoryHelp: 'The unit suggested depends on it. Can be corrected later, with a reason.',
    assign: 'Assign at once',
    assignTo: 'Handling unit',
    assignHelp: 'Left empty, it is registered only and assigned later.',
    assigned: 'Handed to {{unit}}. {{consequence}}',
    goAssign: 'Register and assign',
    channel: 'Channel',
    receivedAt: 'Received at',
    receivedAtHelp: 'Empty means now. A letter may have come earlier; its limits count from then.',
    class: 'Class',
    classHelp: 'Can be corrected later, with a reason.',
    classByProcedure: 'By the procedure',
    done: 'Registered',
    another: 'Register another',
    open: 'Open it',
  },
  external: {
    add: 'It has a number of another system',
    remove: 'Remove the other number',
    title: 'Number of another system',
    help: 'That system stays the master; its limit stands beside ours.',
    system: 'System',
    number: 'Its number',
    sender: 'Sender',
    receivedOn: 'Received on',
    due: 'Its limit',
    line: '{{system}} {{number}} ({{sender}})',
    dueLine: 'its limit {{day}}',
  },
  slip: {
    label: 'Receipt',
    title: 'Receipt of registration',
    number: 'Number',
    code: 'Code',
    received: 'Received',
    how: 'Procedure and channel',
    subject: 'Subject',
    demands: 'Demands',
    follow:
      'With number and code you can follow your matter, add to it and rate it at {{address}}. Keep the code to yourself.',
    once: 'The code is shown only here, once. Print it or write it down for the person.',
    print: 'Print the slip',
    printed: 'Printed {{day}}',
  },
  party: {
    title: 'Who asked',
    role: 'Role',
    name: 'Name',
    phone: 'Phone',
    address: 'Address',
    idNumber: 'Identity number',
    email: 'E-mail',
    none: 'No contact details were left.',
    hidden: 'This matter is secret: your unit does not see who asked.',
    ask: 'Show in full',
    reason: 'Reason',
    reasonExample: 'e.g. to check facts by phone',
    logged: 'The look is logged; the person sees when, which unit, and why.',
    show: 'Show',
    maskAgain: 'Mask again',
  },
  partyRole: { petitioner: 'Petitioner', representative: 'Representative', agent: 'Agent' },
  channel: {
    letter: 'Letter',
    visit: 'Visit',
    phone: 'Phone',
    web: 'Web',
    'letter-box': 'Letter box',
    mobile: 'Mobile',
    sms: 'Text message',
    'fax-mail': 'Fax, mail',
    'from-above': 'From above',
  },
  class: {
    suggestion: 'Suggestion',
    misconduct: 'Report of misconduct',
    'claim-31-1': 'Claim · Art. 31(1) courts',
    'claim-31-2': 'Claim · Art. 31(2) arbitration',
    'claim-31-3': 'Claim · Art. 31(3) discipline',
    'claim-31-4': 'Claim · Art. 31(4) administrative',
    'claim-31-5': 'Claim · Art. 31(5) duties',
    'claim-31-6': 'Claim · Art. 31(6) petition track',
    inquiry: 'Inquiry',
    other: 'Other',
  },
  secrecy: { none: 'Not secret', name: 'Name secret', matter: 'Whole matter secret' },
  secrecyHelp: {
    none: 'The handling unit may see who asked, on a stated reason.',
    name: 'The handling unit does not see who asked.',
    matter: 'Only the centre and the handling unit see this matter.',
    shielded: 'Reports of misconduct are always shielded: the handling unit never sees who reported.',
  },
  result: {
    supported: 'Supported',
    'partly-supported': 'Partly supported',
    explained: 'Explained',
    'not-supported': 'Not supported',
  },
  grade: { satisfied: 'Satisfied', 'fairly-satisfied': 'Fairly satisfied', unsatisfied: 'Not satisfied' },
  rating: {
    bureau: 'The bureau',
    unit: 'The unit',
    demand: 'Is demand {{n}} solved?',
    solved: 'Solved',
    unsolved: 'Not solved',
    solvedOf: 'solved {{n}} of {{of}}',
    said: {
      connected: { yes: 'reached by telephone', no: 'not reached by telephone' },
      contacted: { yes: 'the unit had been in touch', no: 'the unit had not been in touch' },
      truthful: { yes: 'the reply is true to fact', no: 'the reply is not true to fact' },
    },
  },
  outcome: {
    of: 'Outcome of demand {{n}}',
    result: 'Result',
    words: 'What was done, and the answer',
    basis: 'Basis',
    basisExample: 'Law, paper or fact',
  },
}
