/** One chart: drawn by echarts when it is opened, patterned as well as coloured, and always with its table beside it. */
import { useEffect, useRef } from 'react'
import { useReach } from '../api/reach.ts'
import { useThemeMode } from '../look/theme-mode.ts'

export interface Series {
  name: string
  type: 'bar' | 'line'
  /** In ten thousand yuan, as decimals; '-' where there is none. */
  data: string[]
}

export function Chart(props: { label: string; categories: string[]; series: Series[]; unit: string }) {
  const box = useRef<HTMLDivElement>(null)
  const mode = useThemeMode()
  const away = useReach() === 'away'
  const { label, categories, series, unit } = props
  // Drawn anew where anything of it changes, and where light becomes dark.
  const key = JSON.stringify([categories, series, unit, mode])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what could not be fetched is asked for again when the server is back
  useEffect(() => {
    let gone = false
    let close = () => {}
    const element = box.current
    if (!element) return
    const [names, drawn, ofUnit] = JSON.parse(key) as [string[], Series[], string]
    import('./draw.ts')
      .then(({ draw }) => {
        if (!gone) close = draw(element, { names, series: drawn, unit: ofUnit })
      })
      // The table beside it says the same.
      .catch(() => undefined)
    return () => {
      gone = true
      close()
    }
  }, [key, away])
  return <div ref={box} className="fin-chart" role="img" aria-label={label} />
}
