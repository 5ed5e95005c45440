/** The checker of disclosures. */
import type { WithOne } from './zh.ts'
import type { zhChecker } from './zh-checker.ts'

export const enChecker: WithOne<typeof zhChecker> = {
  checker: {
    title: 'Check a disclosure',
    intro:
      'Drop published budgets or final accounts: what text, tables and charts say about figures is computed. Nothing is kept.',
    notYours: 'The checker is for finance officers and heads of the bureau.',
    drop: 'Drop files here, or choose them',
    dropHelp:
      'Several at once: .txt, .docx, .doc, .xlsx, .xls, .pdf with text, .html, at most {{mb}} MB each',
    previous: 'Last year’s document, or the budget of the same year (optional)',
    previousHelp:
      'With it, the earlier figures that changes imply, or the budget that final accounts name, are compared too.',
    withoutPrevious: 'Compare with none',
    tooLarge: '“{{name}}” is larger than {{mb}} MB and was not checked; part text and tables.',
    progress: 'Checking: {{done}} of {{all}} done',
    files: 'Files of this check',
    state: { waiting: 'waiting', checking: 'checking…', done: 'checked', failed: 'not checked' },
    summary: '{{error}} errors · {{tail}} tail digits · {{review}} to look at',
    counts: '{{relations}} relations found, {{held}} hold.',
    year: 'Year {{year}}',
    kind: { budget: 'budget', final: 'final accounts' },
    filter: 'Filter by severity',
    all: 'All',
    severity: { error: 'Error', tail: 'Tail digit', review: 'Please look' },
    keys: '↑ ↓ (or J K) move from one to the next; the document follows',
    nothing: 'Nothing was found.',
    nothingHelp: 'What can be computed holds; that does not make the rest true.',
    page: 'page {{n}}',
    line: 'line {{n}}',
    values: 'computed {{left}}, stated {{right}}',
    shouldBe: 'should be {{value}}',
    document: 'The document',
    onlyNear: '{{n}} lines in all; shown are those with findings and their neighbours.',
    showWhole: 'Show all',
    reportName: 'report',
    saveHtml: 'Download report',
    keep: 'Keep this check',
    kept: 'Kept; open it',
    keptTitle: 'Checks kept',
    keptOne: 'A check that was kept',
    keptNone: 'None yet. A report is saved only when you press “Keep this check”.',
    against: 'against {{name}}',
    back: 'Back to the checker',
    forget: 'Delete',
    forgetAsk: 'Delete this report? It cannot be brought back.',
    forgetNot: 'Leave it',
  },
}
