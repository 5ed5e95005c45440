/** Words of the pages of published budgets and final accounts. */
import { w } from './words.ts'

export const FINANCE = {
  title: w('预算和决算公开', 'Published budgets and final accounts'),
  lead: w(
    '每份材料的文字、表格、图和开放数据都来自同一本账，公布前经过自动检查。',
    'Text, tables, charts and open data of each come from the same accounts and were checked before they were published.',
  ),
  nothing: w('还没有公布预算或决算。', 'No budget or final account has been published yet.'),
  budget: w('{year}年部门预算', 'Budget {year}'),
  final: w('{year}年度部门决算', 'Final accounts {year}'),
  released: w('{day}公布', 'Published {day}'),
  chinese: w('以下为公开文本。', 'The document itself is in Chinese.'),
  download: w('下载', 'Download'),
  docx: w('全文（Word，图表可编辑）', 'Whole document (Word, with native charts)'),
  xlsx: w('全部表格（Excel）', 'All tables (Excel)'),
  html: w('全文（网页文件）', 'Whole document (web page to keep)'),
  zip: w('开放数据（财政数据包，CSV）', 'Open data (Fiscal Data Package, CSV)'),
  compare: w('与往年相比', 'Compared with other years'),
  compareUnit: w('单位：万元', 'In units of 10,000 yuan'),
  figure: w('项目', 'Figure'),
  income: w('本年收入', 'Income'),
  spending: w('本年支出', 'Expenditure'),
  basic: w('基本支出', 'Basic expenditure'),
  project: w('项目支出', 'Project expenditure'),
  three: w('“三公”经费', 'Three public expenses'),
  missing: w('没有', 'none'),
  year: w('{year}年', '{year}'),
  check: w(
    '自己检查：下载全文后放到“检查公开的预决算”。',
    'Check it yourself: download the document and give it to the open checker.',
  ),
  checkLink: w('检查公开的预决算', 'The open checker'),
  contents: w('目录', 'Contents'),
  text: w('全文', 'The document'),
} as const
