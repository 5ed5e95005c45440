/** English words of the page of wordings. */
import type { WithOne } from './zh.ts'
import type { zhWording } from './zh-wording.ts'

export const enWording: WithOne<typeof zhWording> = {
  help: 'Wordings to choose from while writing a reply, an opinion, a notice, a reason or a note. Whoever handles the matter reads and changes them before they go into the reply or document.',
  add: 'Add a wording',
  change: 'Change a wording',
  name: 'Name',
  purpose: 'Where it is offered',
  purposeHelp: 'It is offered while this field is written.',
  purposes: {
    reply: 'Reply',
    opinion: 'Handling opinion',
    notice: 'Notice',
    reason: 'Reason',
    note: 'Internal note',
  },
  procedure: 'Procedure',
  anyProcedure: 'All procedures',
  body: 'Words',
  bodyHelp:
    'Blanks in braces are filled in from the matter; one that nothing is known for stays, so that it is seen.',
  insert: 'Insert {{what}}',
  blank: {
    number: 'number',
    subject: 'subject',
    demands: 'demands',
    unit: 'own unit',
    bureau: 'bureau',
    today: 'today',
  },
  active: 'Offered (without the tick it is laid aside; what is written already stays)',
  aside: 'Laid aside',
  changed: 'Last changed',
  none: 'No wordings yet. Once added they can be chosen while a reply is written.',
}
