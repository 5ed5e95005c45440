/** Words of the navigation and of the switches in the head of every page. */
import { w } from './words.ts'

export const NAV = {
  label: w('主导航', 'Main navigation'),
  services: w('全部服务', 'All services'),
  switches: w('显示方式', 'How this site looks'),
  larger: w('大字版', 'Larger print'),
  usual: w('标准字号', 'Usual print'),
  act: w('办事', 'Get something done'),
  see: w('公开', 'See what is done'),
  about: w('关于', 'About'),
  tell: w('我要反映', 'Tell us'),
  follow: w('查进度', 'Follow'),
  published: w('公开答复', 'Answers'),
  knowledge: w('常见问题', 'Questions'),
  reception: w('接访预约', 'Reception'),
  suggest: w('建议征集', 'Suggestions'),
  duty: w('现在谁值班', 'Who is on duty'),
  channels: w('渠道和规则', 'Contact and rules'),
  figures: w('公开数据', 'Figures'),
  data: w('数据说明', 'Data dictionary'),
  ledger: w('每日台账封印', 'Daily ledger root'),
  check: w('核验回执', 'Check a receipt'),
  finance: w('预算和决算', 'Budget and final accounts'),
  disclosure: w('检查公开的预决算', 'Check a published budget'),
  desk: w('工作人员入口', 'Staff sign-in'),
} as const
