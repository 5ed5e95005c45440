/** Topics. */
import type { WithOne } from './zh.ts'
import type { zhInsight } from './zh-insight.ts'

export const enInsight: WithOne<typeof zhInsight> = {
  insight: {
    title: 'Topics',
    help: 'Letters that tell of one thing, gathered as advice; a person decides what is joined. Sums of letters and persons only, no names; shielded matters are not counted. Renewed every five minutes.',
    none: 'No topics yet',
    noneHelp: 'Once two letters tell of the same thing, they stand here.',
    about: 'About',
    unnamed: '(content not in your sight)',
    heat: 'Heat',
    letters: 'Letters',
    persons: 'Persons',
    span: 'Span',
    fromTo: '{{from}} to {{to}}',
    weeks: 'Heat over twelve weeks',
    sparkSays: 'Heat of the last twelve weeks: {{heats}}',
    back: 'All topics',
    sums: '{{letters}} letters, {{persons}} persons, {{span}}, heat {{heat}}',
    advice: 'Gathering is advice. Once joined, each letter keeps its own number, clocks, reply and rating.',
    overTime: 'Letters and heat over twelve weeks',
    asTable: 'The numbers',
    weekFrom: 'Week from',
    growing: 'Early warning',
    growingHelp:
      'Topics written of much faster in seven days than in the eight weeks before (twice as many at the low end of the 95% interval). A reason to look, no demerit.',
    growingNone: 'No topic grows much faster than before.',
    growingSays:
      '{{letters}} letters in seven days, {{before}} in the eight weeks before: {{times}} times as many a week ({{low}} to {{high}}).',
    growingNew: '{{letters}} letters in seven days, none in the eight weeks before.',
    heatIs: 'Heat: each letter counts 1 + ln(persons), half as much every fourteen days; all added up.',
    byPlace: 'By place',
    byUnit: 'By unit',
    noPlaces: 'The letters name no place together.',
    members: 'Letters',
    personsOf: 'persons: {{n}}',
    state: { proposed: 'proposed', joined: 'joined', apart: 'set apart' },
    decide: { joined: 'Join', apart: 'Not the same', proposed: 'Take back' },
    reply: 'One reply, sent to each',
    replyHelp:
      'Written once, submitted for every joined letter your unit is handling; each is checked and served by itself.',
    nothingReady: 'No joined letter can be replied to by your unit now.',
    result: 'Outcome of each demand',
    basis: 'Basis',
    words: 'Reply',
    send: 'Submit for {{n}}',
    sent: 'Submitted, goes to the centre to be checked.',
  },
}
