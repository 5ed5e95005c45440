/** Monthly and yearly reports. */
import type { zhReports } from './zh-reports.ts'

export const enReports: typeof zhReports = {
  reports: {
    title: 'Reports',
    one: 'Report',
    help: 'Monthly and yearly reports are made of the figures; the text says only what they say. Saved as a version, a report is approved by another head and then stays as it is. The reports themselves are in Chinese.',
    make: 'Make a report',
    kind: 'Kind',
    kinds: { month: 'Monthly', year: 'Yearly' },
    month: 'Month',
    year: 'Year',
    audience: 'For',
    audiences: { inside: 'Organs', outside: 'The public' },
    look: 'Make a draft',
    none: 'There is no report yet',
    noneHelp: 'Choose kind and period, make a draft, look at it and save it as a version.',
    versions: 'Versions saved',
    col: {
      report: 'Report',
      audience: 'For',
      version: 'Version',
      state: 'State',
      made: 'Saved',
      approved: 'Approved',
    },
    nth: 'No. {{n}}',
    states: { draft: 'To be approved', approved: 'Approved' },
    notYet: 'Not approved',
    preview: 'Draft of a report',
    previewHelp:
      'Made of the figures as they are now, not saved yet. Figures are not edited; what has to be added in words stands below.',
    choose: 'Come here from the page of reports, with kind and period.',
    words: {
      advice: 'What was advised and what became of it',
      adviceHelp:
        'Which advice was given, what was adopted and done. About work and rules, not persons. May be left empty.',
      other: 'Other matters to be reported',
      otherHelp: 'One paragraph a line. Left empty, the report says there are none.',
    },
    save: 'Save as a version',
    madeBy: 'Saved by {{who}}, {{when}}',
    approvedBy: 'Approved by {{who}}, {{when}}',
    docx: 'Download .docx',
    print: 'Print',
    approve: 'Approve',
    again: 'Make another version with the figures of now',
    otherPerson: 'It has to be approved by another head.',
  },
}
