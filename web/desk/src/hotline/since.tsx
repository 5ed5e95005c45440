/** How long something lasts, counted on the page: `1:05`. Not announced: a clock that speaks each second helps nobody. */
import { useEffect, useState } from 'react'

/** Minutes and seconds; from an hour on with hours. */
export function lasted(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`
}

export function Since({ from }: { from: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000)
    return () => window.clearInterval(timer)
  }, [])
  return <span className="hotline-since">{lasted(now - Date.parse(from))}</span>
}
