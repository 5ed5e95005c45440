/** Transfer and assignment to the handling unit (转送、交办, R22 22, 23): shared by the tracks of the regulations. */
import type { ClockEffect, Transition } from './format.ts'
import { CENTRE, choice, label, step, UNIT, words } from './parts.ts'
import { REPORT_BACK_INPUT } from './report-back.ts'

const ORDER = words('words', label('交办意见', 'Remarks'), 'note', false)
const MODE = choice('mode', label('方式', 'Manner'), {
  transfer: label('转送', 'Transfer'),
  assign: label('交办', 'Assign'),
})

/**
 * @param receipt the organ's own clock from receipt: XF-T03, in the simple procedure XF-T12
 * @param telling days in which it must tell the person, in words
 * @param from states in which the centre decides who handles
 */
export function assigning(
  receipt: string,
  telling: [string, string],
  from: string[] = ['registered'],
): Transition[] {
  const clocks: ClockEffect[] = [
    { stop: 'XF-T01', as: 'met' },
    { stop: 'HY-RECEPTION', as: 'met' },
    { start: receipt, owner: 'organ' },
    { start: 'XF-T04', owner: 'organ', right: true },
  ]
  const shared = {
    from,
    to: 'dispatched',
    who: [CENTRE],
    clocks,
    seats: [{ seat: 'handler' as const, from: 'input' as const, input: 'unit' }],
    notify: 'handed-over',
  }
  return [
    step({
      ...shared,
      id: 'assign',
      label: label('转送、交办', 'Transfer or assign'),
      input: [UNIT, MODE, ORDER],
      consequence: label(
        `我们的转送交办时限完成；责任单位开始${telling[0]}的书面告知时限，5个工作日内可以提出异议。`,
        `Our own limit is met; the unit gets ${telling[1]} to tell the person in writing and 5 working days to object.`,
      ),
      primary: true,
    }),
    step({
      ...shared,
      id: 'assign-with-limit',
      label: label('交办并限期报结果', 'Assign with a date to report'),
      input: [UNIT, ...REPORT_BACK_INPUT],
      opens: [{ attach: 'report-back', targetInput: 'unit' }],
      consequence: label(
        `除${telling[0]}的书面告知时限外，责任单位须在指定办理期限内反馈结果、提交办结报告。`,
        `Besides its ${telling[1]} to tell the person, the unit must report the result to us by the day set.`,
      ),
    }),
  ]
}
