/** A map of the bureau's own places with a number each: deeper colour and denser lines the more, the number itself on it. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '../text/language.ts'
import type { StatisticsMap } from './queries.ts'
import { type MapStep, stepAt, stepsUpTo } from './steps.ts'

export interface AreaValue {
  value: number
  /** Address of the list behind, below /desk; null: none. */
  to: string | null
}

type Shapes = NonNullable<StatisticsMap['map']>

/** Distance of the lines of each step, in pixels of the drawing; none on the lightest. */
const LINES = [0, 0, 18, 11, 7, 4.5]
const DEPTH = [0, 0.12, 0.26, 0.42, 0.6, 0.78]

/** @param plain without links, for a screen nobody touches */
export function AreaMap(props: {
  shapes: Shapes
  values: ReadonlyMap<string, AreaValue>
  label: string
  plain?: boolean
}) {
  const { t } = useTranslation()
  const id = useId().replaceAll(':', '')
  const { shapes, values, label, plain } = props
  const steps = stepsUpTo(Math.max(0, ...shapes.areas.map((a) => values.get(a.code)?.value ?? 0)))
  const row = 26
  const height = shapes.height + row * (steps.length + 1)
  return (
    <svg
      className="stat-map"
      viewBox={`0 0 ${shapes.width} ${height}`}
      role={plain ? 'img' : 'group'}
      aria-label={label}
    >
      <defs>
        {LINES.map(
          (gap, at) =>
            gap > 0 && (
              <pattern
                key={gap}
                id={`${id}-${at}`}
                width={gap}
                height={gap}
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <line x1="0" y1="0" x2="0" y2={gap} stroke="var(--ink)" strokeWidth="1.4" opacity="0.55" />
              </pattern>
            ),
        )}
      </defs>
      {shapes.areas.map((a) => {
        const of = values.get(a.code) ?? { value: 0, to: null }
        const shape = (
          <>
            <Fill path={a.path} at={stepAt(of.value, steps)} id={id} />
            <title>{t('statistics.map.of', { name: say(a.name), n: of.value })}</title>
          </>
        )
        return plain || !of.to || of.value === 0 ? (
          <g key={a.code}>{shape}</g>
        ) : (
          <a
            key={a.code}
            href={`/desk${of.to}`}
            aria-label={t('statistics.map.open', { name: say(a.name), n: of.value })}
          >
            {shape}
          </a>
        )
      })}
      <g pointerEvents="none">
        {shapes.lines.map((l) => (
          <path
            key={l.path}
            d={l.path}
            fill="none"
            stroke={l.kind === 'water' ? 'var(--blue-line)' : 'var(--edge)'}
            strokeWidth={l.kind === 'water' ? 5 : 2}
            strokeDasharray={l.kind === 'water' ? undefined : '9 5'}
          />
        ))}
        {shapes.areas.map((a) => (
          <g
            key={a.code}
            textAnchor="middle"
            stroke="var(--paper)"
            strokeWidth="5"
            paintOrder="stroke"
            fill="var(--ink)"
          >
            <text x={a.x} y={a.y - 4} fontSize="28" fontWeight="600">
              {say(a.name)}
            </text>
            <text x={a.x} y={a.y + 30} fontSize="32" fontWeight="700">
              {values.get(a.code)?.value ?? 0}
            </text>
          </g>
        ))}
        <Legend steps={steps} top={shapes.height} row={row} id={id} />
      </g>
    </svg>
  )
}

function Fill({ path, at, id }: { path: string; at: number; id: string }) {
  return (
    <>
      <path d={path} fillRule="evenodd" fill="var(--paper)" />
      <path
        d={path}
        fillRule="evenodd"
        fill="var(--blue)"
        fillOpacity={DEPTH[at]}
        stroke="var(--ink-soft)"
        strokeWidth="1.5"
      />
      {LINES[at]! > 0 && <path d={path} fillRule="evenodd" fill={`url(#${id}-${at})`} />}
    </>
  )
}

function Legend(props: { steps: readonly MapStep[]; top: number; row: number; id: string }) {
  const { top, row, id } = props
  return props.steps.map((s, i) => {
    const y = top + 8 + i * row
    const box = `M8 ${y}h34v18h-34Z`
    return (
      <g key={s.least}>
        <Fill path={box} at={i} id={id} />
        <text x="54" y={y + 15} fontSize="18" fill="var(--ink)">
          {s.least === s.most ? s.least : `${s.least}–${s.most}`}
        </text>
      </g>
    )
  })
}
