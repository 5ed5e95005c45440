/** Codes of project performance. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const PERFORMANCE_CODES = {
  'performance.wrong_state': entry(
    409,
    ['现在不能办这一步', 'This step cannot be taken now'],
    [
      '目标批准前只能修改目标，批准后才能监控和自评；请刷新后看当前状态。',
      'Before approval only targets change; after it come monitoring and evaluation. Reload to see where it stands.',
    ],
  ),
  'performance.faults': entry(
    422,
    ['绩效目标还有问题', 'The targets are not in order yet'],
    ['请退回财务人员，按页面列出的问题修改后再批准。', 'Let finance mend what the page lists, then approve.'],
  ),
  'performance.missing': entry(
    422,
    ['自评还不完整', 'The self-evaluation is not complete'],
    [
      '请补全没有实际值的指标，以及未完成指标和执行率低于 90% 的原因。',
      'Enter the results that are missing, and the reasons where a target was missed or execution is below 90 %.',
    ],
  ),
  'performance.unknown_project': entry(
    422,
    ['账上没有这个项目', 'The accounts know no such project'],
    [
      '请先在收支账中录入该项目，或不选账上项目并直接填写资金。',
      'Enter the project in the accounts first, or give the money here.',
    ],
  ),
  'performance.unknown_indicator': entry(
    422,
    ['有一项结果不属于任何指标', 'A result belongs to no indicator'],
    ['请刷新页面后重新填写。', 'Reload the page and enter it again.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
