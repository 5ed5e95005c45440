/** The recorder that turns a walk over days or hours into lines for people. It decides nothing about dates. */
import { type DayNumber, diffDays, fromDayNumber, type WorkCalendar } from '../../kernel/calendar/index.ts'
import type { Clock, DerivationStep, LimitUnit, PauseSpan } from './contract.ts'
import type { DayVisitor, HourVisitor } from './due.ts'

/** Up to this many days each counted day is a line of its own. */
const SHORT_LIMIT = 15

const START_SOURCE = '《民法典》第二百零一条'
const END_SOURCE = '《民法典》第二百零三条'

const UNITS: Record<LimitUnit, { zh: string; en: string }> = {
  cal: { zh: '日', en: 'calendar day(s)' },
  wd: { zh: '个工作日', en: 'working day(s)' },
  hour: { zh: '小时', en: 'hour(s)' },
}

export class Recorder {
  readonly steps: DerivationStep[] = []
  readonly clock: Clock
  readonly #calendar: WorkCalendar
  readonly #fold: boolean
  /** The run of counted days not yet written. */
  #run: { from: DayNumber; to: DayNumber; count: number; length: number } | null = null
  /** The pause whose line is already written. */
  #pause: PauseSpan | null = null

  constructor(clock: Clock, calendar: WorkCalendar) {
    this.clock = clock
    this.#calendar = calendar
    this.#fold = clock.length + clock.extendedBy > SHORT_LIMIT
    this.steps.push(
      clock.unit === 'hour'
        ? {
            date: clock.startedOn,
            kind: 'start',
            why: { zh: `自 ${clock.startedAt} 起算`, en: `runs from ${clock.startedAt}` },
          }
        : {
            date: clock.startedOn,
            kind: 'start',
            why: {
              zh: '起算事件当日不计入，自次日起算',
              en: 'day of the event, not counted; counting begins the next day',
            },
            source: START_SOURCE,
          },
    )
  }

  counted(day: DayNumber, count: number): void {
    if (this.#fold && this.#run !== null && this.#run.to === day - 1) {
      this.#run = { from: this.#run.from, to: day, count, length: this.#run.length + 1 }
      return
    }
    this.flush()
    this.#run = { from: day, to: day, count, length: 1 }
    if (!this.#fold) this.flush()
  }

  flush(): void {
    const run = this.#run
    if (run === null) return
    this.#run = null
    const from = fromDayNumber(run.from)
    const date = fromDayNumber(run.to)
    const unit = UNITS[this.clock.unit]
    if (run.length === 1) {
      const kind = this.#calendar.dayKindOf(run.to)
      // A make-up work day or an unknown one must say why it counts; in calendar days every day counts.
      const why = this.clock.unit === 'wd' ? kind.why : { zh: '计入', en: 'counted' }
      this.steps.push({
        date,
        kind: 'counted',
        count: run.count,
        why: { zh: `第${run.count}${unit.zh}：${why.zh}`, en: `${unit.en} ${run.count}: ${why.en}` },
        ...(this.clock.unit === 'wd' ? { source: kind.source } : {}),
      })
      return
    }
    this.steps.push({
      date,
      kind: 'counted',
      count: run.count,
      why: {
        zh: `${from}至${date}，计${run.length}${unit.zh}，累计${run.count}`,
        en: `${from} to ${date}: ${run.length} ${unit.en}, ${run.count} in all`,
      },
    })
  }

  push(step: DerivationStep): void {
    this.flush()
    this.steps.push(step)
  }

  skipped(day: DayNumber): void {
    const kind = this.#calendar.dayKindOf(day)
    this.push({ date: kind.date, kind: 'skipped', why: kind.why, source: kind.source })
  }

  paused(day: DayNumber, pause: PauseSpan): void {
    if (this.#pause === pause) return
    this.#pause = pause
    const to = pause.to!
    const length =
      this.clock.unit === 'wd'
        ? this.#calendar.workingDaysBetween(pause.from, to) - (this.#calendar.dayKind(to).working ? 1 : 0)
        : diffDays(pause.from, to)
    const unit = UNITS[this.clock.unit]
    const date = fromDayNumber(day)
    const total = this.clock.length + this.clock.extendedBy + 1
    // The start day is not counted in any case, so a pause that covers it gives that day back at the end.
    const givenBack =
      date === this.clock.startedOn
        ? {
            zh: `（起算日本不计入，补1日，故计至${total}日）`,
            en: ` (the start day, uncounted anyway, is given back: counted to ${total})`,
          }
        : { zh: '', en: '' }
    this.push({
      date,
      kind: 'paused',
      why: {
        zh: `自${pause.from}中止，${to}恢复计算，扣除${length}${unit.zh}${givenBack.zh}：${pause.reason}`,
        en: `paused from ${pause.from}, counting again from ${to}, ${length} ${unit.en} not counted${givenBack.en}: ${pause.reason}`,
      },
    })
  }

  rests(day: DayNumber, pause: PauseSpan): void {
    this.push({
      date: fromDayNumber(day),
      kind: 'paused',
      why: {
        zh: `自${pause.from}中止，尚未恢复；恢复后截止日按中止时间顺延：${pause.reason}`,
        en: `paused since ${pause.from}, still resting; the end moves on by the length of the pause: ${pause.reason}`,
      },
    })
  }
}

/** The recorder as a visitor of days. */
export function recordDays(recorder: Recorder): DayVisitor {
  const { clock } = recorder
  const unit = UNITS[clock.unit]
  return {
    counted: (day, count) => recorder.counted(day, count),
    skipped: (day) => recorder.skipped(day),
    paused: (day, pause) => recorder.paused(day, pause),
    rests: (day, pause) => recorder.rests(day, pause),
    extended: (day) =>
      recorder.push({
        date: fromDayNumber(day),
        kind: 'extended',
        why: {
          zh: `原期限${clock.length}${unit.zh}届满，经批准延长${clock.extendedBy}${unit.zh}`,
          en: `the ${clock.length} ${unit.en} end; extended by ${clock.extendedBy} ${unit.en}`,
        },
      }),
    nominal: (day) =>
      recorder.push({
        date: fromDayNumber(day),
        kind: 'nominal',
        why: {
          zh: '期限的最后一日（对机关、单位按此日计）',
          en: 'last day of the limit (organs are held to it)',
        },
      }),
    rolled: (day, moved) =>
      recorder.push({
        date: fromDayNumber(day),
        kind: 'rolled',
        why: moved
          ? {
              zh: '最后一日为休息日，顺延至其后第一个工作日（对信访人按此日计）',
              en: 'last day is a day off: moved to the next working day (the citizen may use it)',
            }
          : { zh: '最后一日为工作日，不顺延', en: 'last day is a working day: not moved' },
        source: END_SOURCE,
      }),
  }
}

function hoursOf(ms: number): number {
  return Math.round((ms / 3_600_000) * 100) / 100
}

/** The recorder as a visitor of opening hours. */
export function recordHours(recorder: Recorder): HourVisitor {
  return {
    roundTheClock: (elapsed) =>
      recorder.push({
        date: recorder.clock.startedOn,
        kind: 'counted',
        count: hoursOf(elapsed),
        why: {
          zh: `${hoursOf(elapsed)}小时，昼夜连续计算`,
          en: `${hoursOf(elapsed)} hours, round the clock`,
        },
      }),
    opened: (day, elapsed) =>
      recorder.push({
        date: fromDayNumber(day),
        kind: 'counted',
        count: hoursOf(elapsed),
        why: { zh: `办公时间内累计${hoursOf(elapsed)}小时`, en: `${hoursOf(elapsed)} opening hours in all` },
      }),
    skipped: (day) => recorder.skipped(day),
    due: (day, at) =>
      recorder.push({
        date: fromDayNumber(day),
        kind: 'due',
        why: { zh: `截止于 ${at}`, en: `ends at ${at}` },
      }),
  }
}
