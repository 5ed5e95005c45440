/** Words of the open checker of published budgets and final accounts. */
import { w } from './words.ts'

export const DISCLOSURE = {
  title: w('检查公开的预算和决算', 'Check a published budget or final account'),
  lead: w(
    '放入任何单位公开的部门预算或决算，看看里面的数字对不对得上：合计、占比、增减、完成率、文字和表格。',
    'Give it any department’s published budget or final accounts, and see whether the figures agree: totals, shares, changes, completion, text and tables.',
  ),
  kept: w(
    '文件只在内存里检查，检查完就没有了，不会保存，也不会给任何人看。',
    'The file is checked in memory and gone afterwards. It is not stored, and nobody sees it.',
  ),
  file: w('文件', 'File'),
  fileHint: w(
    'Word（.docx、.doc）、Excel（.xlsx、.xls）、PDF（有文字的）、网页或文本，不超过 10 MB',
    'Word (.docx, .doc), Excel (.xlsx, .xls), PDF with text, web page or text, up to 10 MB',
  ),
  previous: w(
    '上一年的同种文件，或决算当年的预算（可以不放）',
    'Last year’s document, or the budget of the same year (optional)',
  ),
  previousHint: w(
    '放了就会核对“比上年增减”推出的上年数。',
    'With it, the figures before the change are compared too.',
  ),
  as: w('结果', 'Result'),
  asPage: w('在这里看', 'Show it here'),
  asFile: w('下载报告，原文中标出', 'Download a report with the document marked up'),
  go: w('检查', 'Check'),
  large: w(
    '“{name}”超过 10 MB。请去掉扫描的页再试，或者用命令行工具',
    '“{name}” is larger than 10 MB. Try without scanned pages, or use the command line',
  ),
  need: w('请选择一个文件', 'Choose a file'),
  counts: w('查出 {relations} 个数量关系，{held} 个成立。', '{relations} relations found, {held} hold.'),
  nothing: w('没有发现问题。', 'Nothing was found.'),
  nothingHint: w(
    '没有查出关系的地方，这个工具没有读懂，不等于没有错误。',
    'Where no relation was found the tool did not understand the text; that does not mean it is right.',
  ),
  head: w('{n} 条发现', '{n} findings'),
  severity: { error: w('错误', 'Error'), tail: w('尾差', 'Last digit'), review: w('请核对', 'Please look') },
  severityHint: w(
    '错误：能证明不对。尾差：差不到末位一个单位。请核对：要人来看。',
    'Error: proved wrong. Last digit: off by less than one unit of it. Please look: a person should judge.',
  ),
  line: w('第 {n} 行', 'line {n}'),
  page: w('第 {n} 页', 'page {n}'),
  computed: w('算得', 'computed'),
  stated: w('文中', 'stated'),
  shouldBe: w('应为', 'should be'),
  another: w('再检查一个', 'Check another'),
  how: w(
    '怎样检查，见程序说明；命令行工具相同，可以离线使用。',
    'The same tool runs offline on the command line.',
  ),
} as const
