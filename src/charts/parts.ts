/** What charts have in common: letters, legend, axes, and where they stand. Pure. */
import type { ChartInput } from './contract.ts'
import { FONTS, LOOKS, type Look } from './look.ts'
import { LEGEND, legendLines, widthOf } from './measure.ts'

export interface Frame {
  look: Look
  letters: number
  width: number
  /** Height of legend and unit above the drawing. */
  top: number
  missing: string
  format: (value: number) => string
}

const WIDTH = 640
const LETTERS = 14
const EDGE = 8

/** Refuses what cannot be drawn truly: rather no chart than one whose values stand at the wrong labels. */
export function frameOf(input: ChartInput): Frame {
  const wrong = input.series.find((s) => s.values.length !== input.labels.length)
  if (wrong) throw new RangeError(`series "${wrong.name}" has not one value for each label`)
  const letters = input.letters ?? LETTERS
  const width = input.width ?? WIDTH
  const names = input.series.map((s) => s.name)
  const legend =
    names.length > 1 ? legendLines(names, letters, width - 2 * EDGE) * (letters + LEGEND.line) + EDGE : 0
  return {
    look: LOOKS[input.look ?? 'light'],
    letters,
    width,
    top: EDGE + legend + (input.unit ? letters + 2 * EDGE : EDGE * 2),
    missing: input.missing ?? '—',
    format: input.format ?? ((value) => value.toLocaleString('en')),
  }
}

/** Everything but the series and the two axes' roles. */
export function frameOption(input: ChartInput, f: Frame) {
  return {
    backgroundColor: f.look.ground,
    color: [...f.look.colours],
    textStyle: { fontFamily: FONTS, fontSize: f.letters, color: f.look.ink },
    legend:
      input.series.length > 1
        ? {
            top: EDGE,
            left: EDGE,
            right: EDGE,
            itemWidth: LEGEND.mark,
            itemHeight: f.letters,
            itemGap: LEGEND.gap,
            textStyle: { color: f.look.ink, fontSize: f.letters },
          }
        : undefined,
    grid: {
      left: EDGE,
      right: EDGE * 2,
      top: f.top,
      bottom: EDGE,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
  }
}

/** Widest a name may be beside lying bars before it takes another line. */
const nameRoom = (f: Frame): number => Math.round(f.width * 0.36)

/** Pixels between two names of an upright chart. */
function bandOf(input: ChartInput, f: Frame): number {
  const numbers = input.series.flatMap((s) => s.values.map((v) => widthOf(f.format(v ?? 0), f.letters)))
  return (f.width - Math.max(0, ...numbers) - 4 * EDGE) / Math.max(1, input.labels.length)
}

/** A name up to so long, as `10月` or `2026年`, is never torn. */
const SHORT = 5

/** Whether every name stands below upright marks in at most three lines, no short one and no word or number torn. */
export function namesFit(input: ChartInput, f: Frame): boolean {
  const band = bandOf(input, f)
  const unbroken = (label: string) =>
    [...label].length <= SHORT
      ? widthOf(label, f.letters)
      : Math.max(0, ...label.split(/[\s\u2e80-\uffff]+/).map((part) => widthOf(part, f.letters)))
  return input.labels.every((l) => unbroken(l) <= band && widthOf(l, f.letters) <= 3 * band)
}

const words = (f: Frame) => ({ color: f.look.ink, fontSize: f.letters, fontFamily: FONTS })

/** The axis of names. All are printed, unless `some` are enough; one too long for its place takes several lines. */
export function nameAxis(input: ChartInput, f: Frame, lying: boolean, some = false) {
  const band = bandOf(input, f)
  return {
    type: 'category' as const,
    data: [...input.labels],
    inverse: lying,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: f.look.soft } },
    axisLabel: {
      ...words(f),
      interval: some ? ('auto' as const) : 0,
      ...(some ? {} : { width: lying ? nameWidth(input, f) : band - 4, overflow: 'break' as const }),
      lineHeight: Math.round(f.letters * 1.3),
    },
  }
}

/** The axis of values, with its unit above. */
export function valueAxis(input: ChartInput, f: Frame, lying: boolean) {
  return {
    type: 'value' as const,
    min: input.least,
    max: input.most,
    // Two or three lines are enough beside printed values; lying bars need none.
    splitNumber: 3,
    interval: input.most === undefined || lying ? undefined : (input.most - (input.least ?? 0)) / 4,
    axisLabel: { ...words(f), color: f.look.soft, formatter: f.format, show: !lying },
    splitLine: { show: !lying, lineStyle: { color: f.look.grid } },
    axisLine: { show: false },
    name: input.unit,
    // The unit stands over the beginning of the bars or over the numbers of the axis.
    position: lying ? ('top' as const) : ('left' as const),
    nameLocation: lying ? ('start' as const) : ('end' as const),
    nameGap: lying ? 0 : EDGE,
    nameTextStyle: {
      ...words(f),
      color: f.look.soft,
      align: 'left' as const,
      verticalAlign: 'bottom' as const,
      padding: lying ? [0, 0, EDGE, 0] : 0,
    },
  }
}

/** Lines the longest name takes beside lying bars. */
export const nameLines = (input: ChartInput, f: Frame): number =>
  Math.max(1, ...input.labels.map((l) => Math.ceil(widthOf(l, f.letters) / nameRoom(f))))

/** What the names beside lying bars take; a little over the reckoned width, since fonts differ. */
const nameWidth = (input: ChartInput, f: Frame): number =>
  Math.min(nameRoom(f), Math.ceil(Math.max(...input.labels.map((l) => widthOf(l, f.letters)), 0) * 1.1))

/** Pixels from the names of lying bars to the right edge. */
export const barRoom = (input: ChartInput, f: Frame): number => f.width - nameWidth(input, f) - 4 * EDGE

export const edge = EDGE
