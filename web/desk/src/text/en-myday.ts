/** The words of "My day" in English. */
import type { WithOne } from './zh.ts'
import type { zhMyday } from './zh-myday.ts'

export const enMyday: WithOne<typeof zhMyday> = {
  myday: {
    title: 'My day',
    loading: 'Loading',
    overdue: 'Overdue',
    dueToday: 'Due today',
    soon: 'Due within two working days',
    due: 'Do these first',
    dueNone: 'Nothing lies with your unit. What comes to it appears here by itself.',
    allDue: 'All {{count}} tasks',
    cameBack: 'Came back',
    cameBackNone: 'Nothing was returned, objected to, sent back or rated unsatisfied.',
    toSign: 'To sign',
    toSignNone: 'Nothing waits for your signature.',
    added: 'Added by the person',
    addedNone: 'Nothing new that you have not read.',
    late: 'Longest overdue in the bureau',
    lateNone: 'Nothing in the bureau is overdue.',
    noMatters: 'Your role works on no matters',
    noMattersHelp: 'The menu leads to the pages that are yours.',
    figuresOf: {
      unit: 'Figures of my unit',
      centre: 'Figures of my centre',
      bureau: 'Figures of the bureau',
    },
    compared: '{{now}}, against the same days of last month ({{before}})',
    before: 'last month {{count}}',
    matters: '{{count}}{{more}} matters',
    matters_one: '{{count}}{{more}} matter',
    figureNone: 'No such matters',
    figure: {
      registered: 'Received',
      answered: 'Answered',
      onTime: 'Answered in time',
      late: 'Answered late',
      overdue: 'Overdue now',
    },
    means: {
      registered: 'Matters received in these days, by day of receipt',
      answered: 'Matters that ended answered in these days',
      onTime: 'Of the answered, those with no limit missed',
      late: 'Of the answered, those with a limit missed',
      overdue: 'Matters not ended whose next limit has passed',
    },
  },
}
