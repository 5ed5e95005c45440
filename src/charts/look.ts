/** Colours, patterns and lines that stay apart in print without colour and for eyes that see few of them. Pure data. */

/** Fonts without quotation marks: they stand in an attribute. */
export const FONTS =
  'PingFang SC, HarmonyOS Sans SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Segoe UI, sans-serif'

export interface Look {
  ground: string
  ink: string
  soft: string
  grid: string
  /** Each at least 3:1 against the ground (WCAG 2.2, 1.4.11). */
  colours: readonly string[]
  /** Laid over the colours as patterns. */
  pattern: string
}

export const LOOKS: Readonly<Record<'light' | 'dark', Look>> = {
  light: {
    ground: '#ffffff',
    ink: '#1f2423',
    soft: '#505a57',
    grid: '#e3dfd4',
    colours: ['#1d5c52', '#bf5b17', '#3566b0', '#8a4f9e', '#6e6200', '#a8325e'],
    pattern: 'rgba(255,255,255,0.62)',
  },
  dark: {
    ground: '#1b2220',
    ink: '#eef2f0',
    soft: '#b7c1bd',
    grid: '#3a4441',
    colours: ['#6fc3b2', '#f0a468', '#8ab4f0', '#cfa0e0', '#d3c45a', '#f08fb0'],
    pattern: 'rgba(0,0,0,0.5)',
  },
}

interface Pattern {
  symbol: string
  dashArrayX: number | [number, number] | [number, number][]
  dashArrayY: number | [number, number]
  rotation: number
  symbolSize: number
}

const BASE: Pattern = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0, symbolSize: 1 }

/** The first is plain; after it lines to the right, dots, lines across, lines to the left, upright lines. */
export const PATTERNS: readonly (Pattern | 'none')[] = [
  'none',
  { ...BASE, rotation: Math.PI / 4 },
  {
    ...BASE,
    symbol: 'circle',
    dashArrayX: [[8, 8], [0, 8, 8, 0] as unknown as [number, number]],
    dashArrayY: [6, 0],
    symbolSize: 0.75,
  },
  { ...BASE, dashArrayY: [2, 4] },
  { ...BASE, rotation: -Math.PI / 4, dashArrayY: [3, 4] },
  { ...BASE, rotation: Math.PI / 2, dashArrayY: [2, 4] },
]

/** Lines differ by their dashes and by their marks. */
export const DASHES: readonly ('solid' | 'dashed' | 'dotted' | number[])[] = [
  'solid',
  'dashed',
  'dotted',
  [10, 4, 2, 4],
  [4, 4],
  [14, 4],
]
export const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle', 'emptyRect'] as const
